//! Who published a page, and the outlet's name in titles.

use url::Url;

use super::{choose::Choice, visible::visible};
use crate::{Article, Candidate, Found, Furniture, Place, Role, html::likeness::overlap, lexicon::line::fold};

/// What stands between headline and outlet in a title element.
const SITE_MARKS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " // ", "｜", " • "];
/// Words of the longest outlet that is read there.
const MAX_OUTLET_WORDS: usize = 5;
/// Letters of the shortest outlet that is read out of a copyright line.
const MIN_OUTLET_LETTERS: usize = 5;

impl Choice<'_> {
    /// The outlet, by what says it most plainly.
    pub(super) fn outlet(&self, article: &mut Article) -> Option<Found<String>> {
        if let Some(host) =
            article.url.as_ref().and_then(|u| Url::parse(&u.value).ok()).and_then(|u| u.host_str().map(str::to_owned))
            && let Some(name) = self.lexicon.outlet_of(&host)
        {
            article.candidates.push(Candidate {
                field: "outlet".into(),
                value: name.to_owned(),
                place: Place::Host,
                key: host,
            });
        }
        let of = |key: &str| article.candidates.iter().filter(|c| c.field == "outlet").find(|c| c.key.starts_with(key));
        let by_place = |place: Place| article.candidates.iter().find(|c| c.field == "outlet" && c.place == place);
        let usable = |c: &&Candidate| !c.value.contains("://") && c.value.chars().count() < 80;
        let chosen = by_place(Place::Given)
            .or_else(|| of("og:site_name").filter(usable))
            .or_else(|| {
                article.candidates.iter().filter(|c| c.field == "outlet" && c.place == Place::JsonLd).find(usable)
            })
            .or_else(|| by_place(Place::Meta).filter(usable))
            // a feed that carries others' items names the publication of each; the address may be the carrier's
            .or_else(|| of("source").filter(usable))
            .or_else(|| by_place(Place::Host))
            .or_else(|| by_place(Place::Feed));
        let Some(chosen) = chosen else {
            return self.outlet_in_title(article).or_else(|| outlet_in_copyright(article));
        };
        // "www.example.com" as a site name says no more than the address.
        let name = chosen.value.trim();
        if (name.starts_with("www.") || name.contains('.') && !name.contains(' ') && chosen.place == Place::Meta)
            && let Some(host) = by_place(Place::Host)
        {
            return Some(Found { value: host.value.clone(), place: Place::Host });
        }
        Some(Found { value: name.to_owned(), place: chosen.place })
    }

    /// The outlet behind the headline in the title element: "The bridge opens - Bridgetown Courier".
    fn outlet_in_title(&self, article: &Article) -> Option<Found<String>> {
        let shown = article.blocks.iter().find(|b| b.role == Role::Headline).map(|b| fold(article.words(b.span)))?;
        let title = article.candidates.iter().find(|c| c.field == "title" && c.place == Place::TitleElement)?;
        let (at, mark) =
            SITE_MARKS.iter().filter_map(|m| Some((title.value.rfind(m)?, m))).max_by_key(|(at, _)| *at)?;
        let (head, name) = (fold(&title.value[..at]), title.value[at + mark.len()..].trim());
        let folded = fold(name);
        let words = name.split_whitespace().count();
        let is_name = words <= MAX_OUTLET_WORDS
            && name.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
            && visible(name, self.lexicon.months(), None).is_empty()
            && !name.chars().all(|c| !c.is_alphabetic())
            && self.lexicon.sections(&folded, self.langs) == 0;
        // Only where the rest is the headline is the end something else.
        let same = head.trim() == shown.trim() || overlap(&head, &shown) > 0.9;
        (is_name && same).then(|| Found { value: name.to_owned(), place: Place::TitleElement })
    }
}

/// The outlet that a copyright line names, when the page shows that name in a line of its own, too: "© 1974-2026 Bridgetown
/// Courier Media Ltd." under a page headed "The Bridgetown Courier". The company alone may own many outlets.
fn outlet_in_copyright(article: &Article) -> Option<Found<String>> {
    let of = |kind: Furniture| {
        article
            .blocks
            .iter()
            .filter(move |b| b.role == Role::Furniture(kind))
            .flat_map(|b| article.words(b.span).lines())
    };
    let rights: Vec<String> = of(Furniture::Copyright).map(fold).collect();
    let bare = |line: &str| line.trim().trim_start_matches("the ").to_owned();
    of(Furniture::Navigation)
        .filter(|line| line.split_whitespace().count() <= MAX_OUTLET_WORDS)
        .find(|line| {
            let name = bare(&fold(line));
            let letters = name.chars().filter(|c| c.is_alphabetic()).count();
            let border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            letters >= MIN_OUTLET_LETTERS
                && rights.iter().any(|r| {
                    r.find(&name).is_some_and(|at| {
                        // "© 1974-2026 NAME ...": before it stand signs, years and the word itself.
                        let before = r[..at].chars().filter(|c| c.is_alphabetic()).count();
                        let after = r[at + name.len()..].chars().next();
                        before <= "copyright by the".len() && border(r[..at].chars().next_back()) && border(after)
                    })
                })
        })
        .map(|line| Found { value: line.trim().to_owned(), place: Place::Text })
}

/// Takes " - Site name" off a title.
pub fn without_site(title: &str, site: Option<&str>) -> String {
    for mark in SITE_MARKS {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let (t, h) = (fold(tail), fold(head));
            let is_site = site.is_some_and(|s| overlap(s, &t) > 0.5 || s.contains(t.trim()) || t.contains(s));
            let short = t.split_whitespace().count() <= 4 && h.split_whitespace().count() > 4;
            if is_site || short {
                return head.trim().to_owned();
            }
        }
    }
    title.trim().to_owned()
}
