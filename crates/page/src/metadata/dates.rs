//! The days that a page names -> the day of publication and that of the last change.

use jiff::civil::{Date, Time};
use text::Span;
use url::Url;

use super::{
    choose::Choice,
    stamp::{self, Stamp},
    visible::visible,
    zone,
};
use crate::{
    Article, Candidate, Dated, Place, Role, assemble,
    lexicon::{Cover, Key, line::fold},
};

/// Days by which a shown day may be later than the one in the address, and the address still be believed.
const MAX_ADDRESS_DAYS: i32 = 2;
/// Blocks from a date over a headline to the headline; what stands further up is the masthead's, which shows the day of
/// reading. On 13 marked pages whose only date is shown, one stood over a masthead, and was wrong; two at this distance were right.
const MAX_OVER_HEADLINE: usize = 2;

/// Blocks that are searched for the year of a dateline.
const MAX_SEARCHED: usize = 40;

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
    /// It stands far over the headline.
    pub in_masthead: bool,
}

impl Choice<'_> {
    /// Finds the days in the text around the article: not in its paragraphs, which tell of other days.
    pub(super) fn days(&self, article: &Article) -> Vec<Seen> {
        let lang = article.language.as_deref();
        let mut seen = Vec::new();
        seen.extend(self.wire_day(article));
        let headline = article.blocks.iter().position(|b| b.role == Role::Headline).unwrap_or(0);
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
                    in_masthead: at + MAX_OVER_HEADLINE < headline,
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
                let read = |words: &str| visible(words, self.lexicon.months(), article.language.as_deref());
                let full = read(before).first().copied();
                let (span, stamp) = full.or_else(|| self.with_its_year(before, article))?;
                let base = block.span.start as usize;
                let span = Span::new(base + span.start as usize, base + span.end as usize);
                Some(Seen {
                    span,
                    stamp,
                    role: Role::Paragraph,
                    is_change: false,
                    is_stated: false,
                    in_masthead: false,
                })
            })
            .next()
    }

    /// The day of a dateline without a year, "QUAY CITY, Nov 28 (Northwire)", where the article elsewhere names that day in
    /// full, and no such day of another year.
    fn with_its_year(&self, dateline: &str, article: &Article) -> Option<(Span, Stamp)> {
        let read = |words: &str| visible(words, self.lexicon.months(), article.language.as_deref());
        let near = |role: Role| matches!(role, Role::Paragraph | Role::Caption | Role::Standfirst | Role::Dateline);
        let mut found: Option<(Span, Stamp)> = None;
        for block in article.blocks.iter().filter(|b| near(b.role)).take(MAX_SEARCHED) {
            for (_, full) in read(article.words(block.span)) {
                let short = dateline.trim_end_matches(['(', ' ', ',']);
                let whole = format!("{short}, {}", full.day.year());
                let Some(&(span, stamp)) = read(&whole).first().filter(|(_, s)| s.day == full.day) else { continue };
                if found.is_some_and(|(_, s)| s.day != stamp.day) {
                    return None;
                }
                found = Some((Span::new(span.start as usize, short.len().min(span.end as usize)), stamp));
            }
        }
        found
    }

    pub(super) fn dates(&self, article: &mut Article, seen: &[Seen]) -> (Option<Dated>, Option<Dated>) {
        let lang = article.language.clone();
        let read = |value: &str, place: Place| -> Option<Dated> {
            let stamp = if place == Place::Given { stamp::given(value) } else { stamp::machine(value) };
            let stamp =
                stamp.or_else(|| visible(value, self.lexicon.months(), lang.as_deref()).first().map(|(_, s)| *s))?;
            Some(stamp.dated(value, place))
        };
        // A wiki's address of one revision shows the text of that day, not of the day on which the page was begun.
        let is_revision =
            article.url.as_ref().is_some_and(|u| of_revision(&u.value)) || self.url.is_some_and(of_revision);
        let first_field = if is_revision { "modified" } else { "published" };
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
                .filter(|s| wanted(s) && (s.is_stated || s.is_change || !s.in_masthead))
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
            .filter(|c| c.field == first_field && c.place == Place::JsonLd && !of_picture(c))
            .find_map(|c| read(&c.value, Place::JsonLd));
        let mut published = given
            .clone()
            .or(of_article)
            .or_else(|| of(first_field, Place::Meta))
            .or_else(|| of(first_field, Place::JsonLd))
            .or_else(|| of(first_field, Place::Markup));
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
                published = made.or(text.clone()).or(url.clone()).or_else(|| self.day_of_title(article));
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

    /// A day that the title ends with, as a part of its own: "Bridge opens | The Harbour Post | 3 May 2024".
    fn day_of_title(&self, article: &Article) -> Option<Dated> {
        let lang = article.language.as_deref();
        let titles = article.candidates.iter().filter(|c| c.field == "title" && c.place == Place::TitleElement);
        titles
            .filter_map(|c| {
                let (_, last) = c.value.rsplit_once('|')?;
                let (span, stamp) = *visible(last, self.lexicon.months(), lang).first()?;
                (span.of(last) == last.trim()).then(|| stamp.dated(span.of(last), Place::TitleElement))
            })
            .next()
    }

    /// Puts a stamp on the day that readers saw: a stamp in UTC late or early in the day may name its neighbour.
    fn local(&self, stated: Dated, shown: [&Option<Dated>; 2], times: &[Dated], article: &Article) -> Dated {
        if stated.offset_minutes != Some(0) {
            return stated;
        }
        // The same moment with the page's own zone says it best.
        if let Some(same) = times.iter().find(|d| d.at.is_some() && d.at == stated.at && d.offset_minutes != Some(0)) {
            return same.clone();
        }
        let shown: Vec<&Dated> = shown.into_iter().flatten().collect();
        if shown.iter().any(|d| d.day == stated.day) {
            return stated;
        }
        let near = |d: &&Dated| {
            let days = stated.day.until(d.day).map_or(9, |s| s.get_days());
            let hour = stated.time.map_or(12, |t| t.hour());
            days == 1 && hour >= 10 || days == -1 && hour < 9
        };
        // What the page shows, then its first `time` element when that is a day and no moment.
        let day = times.first().filter(|d| d.time.is_none());
        let day = shown.into_iter().find(near).or(day.filter(near)).map(|d| d.day);
        // Midnight sharp is how systems write a day without a time.
        let moment = stated.at.filter(|_| stated.time != Some(Time::midnight()));
        let named = || moment.and_then(|at| zone::day_in(zone::named(self.code)?, at));
        match day.or_else(named).or_else(|| self.day_at_home(&stated, article)) {
            Some(day) if day != stated.day => Dated { day, time: None, offset_minutes: None, ..stated },
            _ => stated,
        }
    }

    /// The day of a moment where the host's name belongs, when that is one day in all of the country.
    fn day_at_home(&self, stated: &Dated, article: &Article) -> Option<Date> {
        let at = stated.at.filter(|_| stated.time != Some(Time::midnight()))?;
        let url = article.url.as_ref().map(|u| u.value.as_str()).or(self.url)?;
        let host = Url::parse(url).ok()?.host_str()?.to_owned();
        let (least, most) = self.lexicon.zone_of(&host)?;
        let day = |minutes: i16| {
            let local = at.checked_add(jiff::SignedDuration::from_mins(i64::from(minutes))).ok()?;
            Some(jiff::tz::TimeZone::UTC.to_datetime(local).date())
        };
        day(least).filter(|d| day(most) == Some(*d))
    }
}

/// Tells whether a wiki's address leads to one revision of a page.
fn of_revision(url: &str) -> bool {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    query.split('&').any(|part| part.starts_with("oldid=") || part.starts_with("diff="))
}
