//! Candidates -> the article's outlet, title, bylines, dates, section and address.

use text::Span;
use url::Url;

use super::{names, outlet::without_site, visible::visible};
use crate::{
    Article, Block, Byline, Candidate, Credit, CreditKind, Entry, Found, Given, Place, Role,
    html::likeness::overlap,
    lexicon::{Cover, Key, Langs, Lexicon, line::fold},
    limits::MAX_CANDIDATES,
};

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
    /// The page as it came, code and all.
    pub code: &'a str,
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
                let mut near = words[start..].char_indices().take_while(|(n, _)| *n <= MAX_BYTES);
                if let Some((len, _)) = near.find(|(_, c)| *c == close) {
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
