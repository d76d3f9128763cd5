//! Candidates -> the article's outlet, title, bylines, dates, section and address.

use jiff::civil::Date;
use text::Span;
use url::Url;

use super::{
    names,
    outlet::without_site,
    stamp::{self, Stamp},
    visible::visible,
};
use crate::{
    Article, Block, Byline, Candidate, Credit, CreditKind, Dated, Entry, Found, Given, Place, Role, assemble,
    html::features::overlap,
    lexicon::{Cover, Key, Langs, Lexicon, line::fold},
    limits::MAX_CANDIDATES,
};

/// Days by which a shown day may be later than the one in the address, and the address still be believed.
const MAX_ADDRESS_DAYS: i32 = 2;

/// A day seen in the text of a page.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The words of the date.
    pub span: Span,
    /// The date.
    pub stamp: Stamp,
    /// Role of the block that it stands in.
    pub role: Role,
    /// The words before it say that it is a later change.
    pub is_change: bool,
    /// The words before it say that it is the day of publication.
    pub is_stated: bool,
}

/// What the fields are chosen from.
pub struct Choice<'a> {
    /// Word lists.
    pub lexicon: &'a Lexicon,
    /// Languages of the page.
    pub langs: &'a Langs,
    /// What whoever runs the program knows.
    pub given: &'a Given,
    /// What the feed says.
    pub entry: Option<&'a Entry>,
    /// The address that the page came from.
    pub url: Option<&'a str>,
    /// `og:type` and the like say that this is no single article.
    pub is_list: bool,
}

impl Choice<'_> {
    /// Fills the metadata of an article whose text, blocks and candidates are known.
    pub fn fill(&self, article: &mut Article) {
        self.own_candidates(article);
        article.url = self.address(article);
        article.outlet = self.outlet(article);
        article.title = self.title(article);
        let seen = self.days(article);
        let (published, modified) = self.dates(article, &seen);
        article.published = published;
        article.modified = modified;
        article.bylines = self.bylines(article);
        article.section = found(article, "section", |c| Some(c.value.clone()));
        article.candidates.truncate(MAX_CANDIDATES);
    }

    /// What the feed or the metadata say that the article was made from.
    pub fn based_on(&self, article: &Article) -> Vec<Credit> {
        let source = self.entry.and_then(|e| e.source.clone());
        let stated = article.candidates.iter().filter(|c| c.field == "based-on").map(|c| c.value.clone());
        let mut credits: Vec<Credit> = Vec::new();
        for name in self.entry.iter().flat_map(|e| &e.credits) {
            let known = article.credits.iter().chain(&credits).any(|c| c.name == *name);
            if !known {
                credits.push(Credit { name: name.clone(), kind: CreditKind::Agency, span: None });
            }
        }
        for name in source.into_iter().chain(stated) {
            if !credits.iter().any(|c| c.name == name) {
                credits.push(Credit { name, kind: CreditKind::BasedOn, span: None });
            }
        }
        credits
    }

    /// Adds what was given and what the feed says, which come first.
    fn own_candidates(&self, article: &mut Article) {
        let mut own = Vec::new();
        let mut push = |field: &str, value: &Option<String>, place, key: &str| {
            if let Some(value) = value.as_ref().filter(|v| !v.trim().is_empty()) {
                own.push(Candidate { field: field.into(), value: value.trim().to_owned(), place, key: key.into() });
            }
        };
        push("url", &self.given.url, Place::Given, "--url");
        push("outlet", &self.given.outlet, Place::Given, "--outlet");
        push("published", &self.given.date, Place::Given, "--date");
        if let Some(entry) = self.entry {
            push("title", &entry.title, Place::Feed, "title");
            push("published", &entry.published, Place::Feed, "published");
            push("modified", &entry.updated, Place::Feed, "updated");
            push("outlet", &entry.outlet, Place::Feed, "outlet");
            push("outlet", &entry.source, Place::Feed, "source");
            push("outlet", &entry.feed, Place::Feed, "feed title");
            for author in &entry.authors {
                push("byline", &Some(author.clone()), Place::Feed, "author");
            }
        }
        push("url", &self.url.map(str::to_owned), Place::Url, "address");
        own.append(&mut article.candidates);
        article.candidates = own;
    }

    fn address(&self, article: &Article) -> Option<Found<String>> {
        let base = self.given.url.as_deref().or(self.url).and_then(|u| Url::parse(u).ok());
        let host = |u: &Url| u.host_str().map(|h| h.trim_start_matches("www.").to_owned());
        let mut chosen: Option<Found<String>> = None;
        for c in article.candidates.iter().filter(|c| c.field == "url") {
            let Some(url) = base.as_ref().map_or_else(|| Url::parse(&c.value), |b| b.join(&c.value)).ok() else {
                continue;
            };
            if !matches!(url.scheme(), "http" | "https") {
                continue;
            }
            // A canonical address that leads to the front page, or away from the host, is a fault of the site.
            let root = url.path() == "/" && url.query().is_none();
            let fits = base.as_ref().is_none_or(|b| host(b) == host(&url) && (!root || b.path() == "/"));
            if c.place == Place::Given {
                return Some(Found { value: url.into(), place: c.place });
            }
            if fits
                && (c.place == Place::Markup || chosen.is_none())
                && chosen.as_ref().is_none_or(|f| f.place != Place::Markup)
            {
                chosen = Some(Found { value: url.into(), place: c.place });
            }
        }
        chosen
    }

    /// The headline where it is shown; what the metadata call the page when none is.
    fn title(&self, article: &mut Article) -> Option<Found<String>> {
        if self.is_list {
            return None;
        }
        let shown = article.blocks.iter().find(|b| b.role == Role::Headline).map(|b| article.words(b.span).to_owned());
        if let Some(value) = &shown {
            let candidate =
                Candidate { field: "title".into(), value: value.clone(), place: Place::Text, key: "headline".into() };
            article.candidates.push(candidate);
        }
        if let Some(value) = shown {
            return Some(Found { value, place: Place::Text });
        }
        if !article.has_body() && !article.blocks.iter().any(|b| b.role == Role::Caption) {
            return None;
        }
        let site = article.outlet.as_ref().map(|o| fold(&o.value));
        let of = |place: Place| article.candidates.iter().find(|c| c.field == "title" && c.place == place);
        let chosen = [Place::Feed, Place::JsonLd, Place::Meta, Place::TitleElement].into_iter().find_map(of)?;
        Some(Found { value: without_site(&chosen.value, site.as_deref()), place: chosen.place })
    }

    /// Finds the days in the text around the article: not in its paragraphs, which tell of other days.
    fn days(&self, article: &Article) -> Vec<Seen> {
        let lang = article.language.as_deref();
        let mut seen = Vec::new();
        seen.extend(self.wire_day(article));
        let body = article.blocks.iter().position(|b| b.role == Role::Paragraph).unwrap_or(article.blocks.len());
        for (at, block) in article.blocks.iter().enumerate() {
            let near = matches!(block.role, Role::Dateline | Role::Byline | Role::AgencyCredit | Role::Headline)
                || at < body && matches!(block.role, Role::Standfirst);
            if !near {
                continue;
            }
            let words = article.words(block.span);
            for (span, stamp) in visible(words, self.lexicon.months(), lang) {
                let line_start = words[..span.start as usize].rfind(['\n', '|', '·']).map_or(0, |n| n + 1);
                let line_start = (line_start..=span.start as usize).find(|n| words.is_char_boundary(*n)).unwrap_or(0);
                let before = fold(&words[line_start..span.start as usize]);
                let after_end = words[span.end as usize..]
                    .char_indices()
                    .nth(24)
                    .map_or(words.len(), |(n, _)| span.end as usize + n);
                // What stands behind a stroke or point belongs to the next date.
                let after = words[span.end as usize..after_end].split(['|', '·', '\n']).next().unwrap_or("");
                let after = fold(after);
                let change = |t: &str| self.lexicon.hits(t, self.langs).iter().any(|h| h.key == Key::Modified);
                let place = Span::new(
                    block.span.start as usize + span.start as usize,
                    block.span.start as usize + span.end as usize,
                );
                let stated = |t: &str| {
                    let hits = self.lexicon.hits(t, self.langs);
                    hits.iter().any(|h| h.key == Key::Role(Role::Dateline) && h.cover >= Cover::Start)
                };
                seen.push(Seen {
                    span: place,
                    stamp,
                    role: block.role,
                    is_change: change(&before) || before.trim().is_empty() && change(&after),
                    is_stated: !before.trim().is_empty() && stated(&before),
                });
            }
        }
        seen
    }

    /// The day of a wire dateline at the start of the text: "PORT SORREL, June 12, 2025 /PressQuay/ --".
    fn wire_day(&self, article: &Article) -> Option<Seen> {
        let block = article.blocks.iter().filter(|b| b.role == Role::Paragraph).take(2);
        block
            .filter_map(|block| {
                let words = article.words(block.span);
                let agency = assemble::dateline_agency(words)?;
                let before = &words[..agency.start];
                let (span, stamp) = *visible(before, self.lexicon.months(), article.language.as_deref()).first()?;
                let base = block.span.start as usize;
                let span = Span::new(base + span.start as usize, base + span.end as usize);
                Some(Seen { span, stamp, role: Role::Paragraph, is_change: false, is_stated: false })
            })
            .next()
    }

    fn dates(&self, article: &mut Article, seen: &[Seen]) -> (Option<Dated>, Option<Dated>) {
        let lang = article.language.clone();
        let read = |value: &str, place: Place| -> Option<Dated> {
            let stamp = stamp::machine(value)
                .or_else(|| visible(value, self.lexicon.months(), lang.as_deref()).first().map(|(_, s)| *s))?;
            Some(stamp.dated(value, place))
        };
        let of = |field: &str, place: Place| {
            article
                .candidates
                .iter()
                .filter(|c| c.field == field && c.place == place)
                .find_map(|c| read(&c.value, place))
        };
        let in_text = |wanted: &dyn Fn(&Seen) -> bool| {
            let s = seen
                .iter()
                .filter(|s| wanted(s))
                .min_by_key(|s| (s.role != Role::Dateline && s.role != Role::Byline, !s.is_stated))?;
            Some(s.stamp.dated(article.words(s.span), Place::Text))
        };
        let url = article.url.as_ref().or(None).map(|u| u.value.clone()).or_else(|| self.url.map(str::to_owned));
        let url = url.as_deref().and_then(stamp::in_url).map(|(words, s)| s.dated(&words, Place::Url));
        let text = in_text(&|s| !s.is_change);
        // Over "First published on ...", a later stamp without words is that of the last change.
        let moment = |s: &Stamp| (s.day, s.time);
        let first = seen.iter().find(|s| s.is_stated && !s.is_change).map(|s| moment(&s.stamp));
        let later = |s: &Seen| !s.is_stated && first.is_some_and(|f| s.role == Role::Dateline && moment(&s.stamp) > f);
        let modified_text = in_text(&|s| s.is_change).or_else(|| in_text(&|s| !s.is_change && later(s)));
        let given = of("published", Place::Given);
        // A film or gallery on the page has its own date; it is the page's only when nothing else is.
        let of_picture = |c: &Candidate| c.key.starts_with("VideoObject") || c.key.starts_with("ImageGallery");
        let of_article = article
            .candidates
            .iter()
            .filter(|c| c.field == "published" && c.place == Place::JsonLd && !of_picture(c))
            .find_map(|c| read(&c.value, Place::JsonLd));
        let mut published = given
            .clone()
            .or(of_article)
            .or_else(|| of("published", Place::Meta))
            .or_else(|| of("published", Place::JsonLd))
            .or_else(|| of("published", Place::Markup));
        // What the page shows outranks one stamp that nothing else bears out.
        if let (Some(p), Some(t)) = (&published, &text)
            && given.is_none()
            && p.day != t.day
        {
            let stated: Vec<Dated> = article
                .candidates
                .iter()
                .filter(|c| c.field == "published" && !of_picture(c))
                .filter_map(|c| read(&c.value, c.place))
                .collect();
            let borne_out = |day: Date| stated.iter().filter(|d| d.day == day || d.utc_day == Some(day)).count();
            if let Some(agreed) = stated.iter().find(|d| d.day == t.day)
                && borne_out(p.day) <= 1
            {
                published = Some(agreed.clone());
            } else if borne_out(p.day) <= 1 && p.place == Place::Meta && t.day < p.day && t.time.is_some() {
                published = Some(t.clone());
            }
        }
        if given.is_none() {
            let times =
                article.candidates.iter().filter(|c| c.field == "time").filter_map(|c| read(&c.value, Place::Markup));
            let times: Vec<Dated> = times.collect();
            published = match published {
                Some(p) => Some(self.local(p, [&text, &url], &times, article)),
                None if self.is_list => None,
                // The one `time` element of a page is the article's; of many, the one that the dateline shows.
                None => {
                    let shown = text.as_ref().and_then(|t| times.iter().find(|d| d.day == t.day));
                    let alone =
                        times.first().filter(|f| times.iter().all(|d| d.day == f.day)).filter(|_| article.has_body());
                    shown.or(alone).cloned()
                }
            };
            published = published.or_else(|| of("published", Place::Feed));
            if published.is_none() && !self.is_list && article.has_body() {
                // An address is made once; a day without words beside it may be that of a change, or of the reader.
                let stated = seen.iter().any(|s| s.is_stated && !s.is_change);
                let made = url.clone().filter(|u| {
                    let days = text.as_ref().and_then(|t| u.day.until(t.day).ok()).map_or(0, |s| s.get_days());
                    !stated && (1..=MAX_ADDRESS_DAYS).contains(&days)
                });
                published = made.or(text.clone()).or(url.clone());
            }
            if let (Some(p), Some(t)) = (&mut published, &text)
                && p.place == Place::Url
                && t.day == p.day
            {
                *p = t.clone();
            }
        }
        for (field, dated) in [("published", &text), ("modified", &modified_text), ("published", &url)] {
            if let Some(d) = dated {
                let key = if d.place == Place::Url { "address" } else { "dateline" };
                article.candidates.push(Candidate {
                    field: field.into(),
                    value: d.stamp.clone(),
                    place: d.place,
                    key: key.into(),
                });
            }
        }
        let modified = [Place::JsonLd, Place::Meta, Place::Markup, Place::Feed].into_iter().find_map(|p| {
            article.candidates.iter().filter(|c| c.field == "modified" && c.place == p).find_map(|c| read(&c.value, p))
        });
        // A page that shows only when it changed was published by then, not on that day.
        let modified = modified.or(modified_text);
        if published.is_none() && given.is_none() && !self.is_list && article.has_body() {
            published = modified.clone().filter(|m| m.place == Place::Text);
        }
        (published, modified)
    }

    /// Puts a stamp on the day that readers saw: a stamp in UTC late or early in the day may name its neighbour.
    fn local(&self, stated: Dated, shown: [&Option<Dated>; 2], times: &[Dated], article: &Article) -> Dated {
        if stated.offset_minutes != Some(0) {
            return stated;
        }
        let near = |d: &&Dated| {
            let days = stated.day.until(d.day).map_or(9, |s| s.get_days());
            let hour = stated.time.map_or(12, |t| t.hour());
            days == 1 && hour >= 10 || days == -1 && hour < 9
        };
        // The same moment with the page's own zone says it best.
        if let Some(same) = times.iter().find(|d| d.at.is_some() && d.at == stated.at && d.offset_minutes != Some(0)) {
            return same.clone();
        }
        // What the page shows, then its first `time` element when that is a day and no moment.
        let day = times.first().filter(|d| d.time.is_none());
        let day = shown.into_iter().flatten().find(near).or(day.filter(near)).map(|d| d.day);
        match day.or_else(|| self.day_at_home(&stated, article)) {
            Some(day) if day != stated.day => Dated { day, time: None, offset_minutes: None, ..stated },
            _ => stated,
        }
    }

    /// The day of a moment where the host's name belongs, when that is one day in all of the country.
    fn day_at_home(&self, stated: &Dated, article: &Article) -> Option<Date> {
        let at = stated.at?;
        let url = article.url.as_ref().map(|u| u.value.as_str()).or(self.url)?;
        let host = Url::parse(url).ok()?.host_str()?.to_owned();
        let (least, most) = self.lexicon.zone_of(&host)?;
        let day = |minutes: i16| {
            let local = at.checked_add(jiff::SignedDuration::from_mins(i64::from(minutes))).ok()?;
            Some(jiff::tz::TimeZone::UTC.to_datetime(local).date())
        };
        day(least).filter(|d| day(most) == Some(*d))
    }

    /// The writers: the metadata's names, when they are persons; else those of the visible byline, whose pieces may run
    /// into each other.
    fn bylines(&self, article: &mut Article) -> Vec<Byline> {
        if self.is_list {
            return Vec::new();
        }
        let outlet = article.outlet.as_ref().map(|o| fold(&o.value));
        let lang = article.language.as_deref();
        let mut shown: Vec<Byline> = Vec::new();
        let mut last = None; // place of the last block that named somebody: a byline may go on in the next few
        for (at, block) in article.blocks.iter().enumerate().filter(|(_, b)| b.role == Role::Byline) {
            if last.is_some_and(|l| at > l + 3) {
                break;
            }
            let before = shown.len();
            let words = article.words(block.span);
            let dates: Vec<Span> = visible(words, self.lexicon.months(), lang).into_iter().map(|(s, _)| s).collect();
            for person in names::persons(words, &dates, self.lexicon, self.langs) {
                self.add(&mut shown, person, Some(block.span), Place::Text, article, outlet.as_deref());
            }
            if shown.len() > before {
                last = Some(at);
            }
        }
        if shown.is_empty() {
            for fragment in fragments(article) {
                let folded = fold(article.words(fragment));
                let hits = self.lexicon.hits(&folded, self.langs);
                let is_byline = hits.iter().any(|h| h.key == Key::Role(Role::Byline) && h.cover >= Cover::Start);
                let ends = hits.iter().any(|h| h.key == Key::BylineAfter && h.cover >= Cover::End);
                if is_byline || ends {
                    for person in names::persons(article.words(fragment), &[], self.lexicon, self.langs) {
                        self.add(&mut shown, person, Some(fragment), Place::Text, article, outlet.as_deref());
                    }
                }
            }
        }
        let mut stated: Vec<Byline> = Vec::new();
        for place in [Place::JsonLd, Place::Meta, Place::Markup, Place::Feed] {
            for c in article.candidates.iter().filter(|c| c.field == "byline" && c.place == place) {
                if c.value.contains("://") || c.key.ends_with("(organisation)") {
                    continue;
                }
                for person in names::persons(&c.value, &[], self.lexicon, self.langs) {
                    let span = article
                        .blocks
                        .iter()
                        .filter(|b| b.role == Role::Byline)
                        .map(|b| b.span)
                        .find(|s| fold(article.words(*s)).contains(&fold(&person.name)));
                    self.add(&mut stated, person, span, place, article, outlet.as_deref());
                }
            }
            if !stated.is_empty() {
                break;
            }
        }
        for b in &shown {
            article.candidates.push(Candidate {
                field: "byline".into(),
                value: b.name.clone(),
                place: Place::Text,
                key: "byline".into(),
            });
        }
        if stated.is_empty() { shown } else { stated }
    }

    fn add(
        &self,
        list: &mut Vec<Byline>,
        person: names::Person,
        near: Option<Span>,
        place: Place,
        article: &Article,
        outlet: Option<&str>,
    ) {
        let folded = fold(&person.name);
        // The outlet as its own author is nobody.
        let host = article.url.as_ref().and_then(|u| Url::parse(&u.value).ok());
        let host = host.as_ref().and_then(|u| u.host_str()).unwrap_or("").replace(['-', '.'], "");
        let solid: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        let is_outlet = outlet.is_some_and(|o| o == folded || overlap(o, &folded) > 0.8)
            || solid.len() >= 4 && host.contains(&solid);
        if is_outlet || self.lexicon.is_staff(&folded, self.langs) || list.iter().any(|b| fold(&b.name) == folded) {
            return;
        }
        let span = near.and_then(|s| {
            article
                .words(s)
                .find(&person.name)
                .map(|n| Span::new(s.start as usize + n, s.start as usize + n + person.name.len()))
        });
        list.push(Byline { name: person.name, role: person.role, span, place });
    }
}

/// Fragments in brackets, and short last lines, of the first and last paragraph: "（记者林牧之）".
fn fragments(article: &Article) -> Vec<Span> {
    const MAX_BYTES: usize = 120;
    let body: Vec<&Block> = article.blocks.iter().filter(|b| b.role == Role::Paragraph).collect();
    let mut found = Vec::new();
    for block in body.first().into_iter().chain(body.last()) {
        let words = article.words(block.span);
        for (open, close) in [('(', ')'), ('（', '）'), ('【', '】'), ('[', ']')] {
            for (at, c) in words.char_indices().filter(|(_, c)| *c == open) {
                let start = at + c.len_utf8();
                if let Some(len) = words[start..].find(close).filter(|n| *n <= MAX_BYTES) {
                    let base = block.span.start as usize;
                    found.push(Span::new(base + start, base + start + len));
                }
            }
        }
    }
    found
}

fn found(article: &Article, field: &str, value: impl Fn(&Candidate) -> Option<String>) -> Option<Found<String>> {
    article
        .candidates
        .iter()
        .filter(|c| c.field == field)
        .find_map(|c| value(c).map(|value| Found { value, place: c.place }))
}
