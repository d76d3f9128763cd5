//! What the head of an HTML page, and elements made for it, say about the page.

use std::collections::HashMap;

use crate::{
    Candidate, Place,
    html::tree::{Data, NodeIx, Tree},
    limits::{Cut, MAX_CANDIDATES},
};

use super::jsonld;

/// Elements looked at around a `time` for a second one.
const MAX_AROUND: usize = 16;

const META: &str = include_str!("../../../../languages/meta.toml");

/// The names of `languages/meta.toml`.
#[derive(Debug)]
pub struct MetaNames(HashMap<String, Vec<(String, usize)>>);

impl MetaNames {
    /// Opens the list.
    pub fn new() -> MetaNames {
        let file: std::collections::BTreeMap<String, Vec<String>> =
            toml::from_str(META).expect("languages/meta.toml is tested");
        let mut names: HashMap<String, Vec<(String, usize)>> = HashMap::new();
        for (field, list) in file {
            for (rank, name) in list.into_iter().enumerate() {
                names.entry(name).or_default().push((field.clone(), rank));
            }
        }
        MetaNames(names)
    }
}

impl Default for MetaNames {
    fn default() -> Self {
        MetaNames::new()
    }
}

/// What a head holds.
#[derive(Debug, Default)]
pub struct Head {
    /// Facts by field; within a field by trust.
    pub candidates: Vec<Candidate>,
    /// `lang` of the root element.
    pub lang: Option<String>,
    /// `og:type`.
    pub og_type: Option<String>,
    /// Address that is fit to name the page: `rel=canonical`.
    pub canonical: Option<String>,
    /// Folded titles, best first, for finding the heading.
    pub titles: Vec<String>,
}

/// Reads the head. Linear in the size of the tree.
pub fn head(tree: &Tree, names: &MetaNames, cuts: &mut Vec<Cut>) -> Head {
    let mut head = Head::default();
    let mut scripts = Vec::new();
    let mut meta: Vec<(usize, Candidate)> = Vec::new();
    let mut markup: Vec<Candidate> = Vec::new();
    for node in tree.elements() {
        match tree.name(node) {
            "html" | "body" if head.lang.is_none() => {
                head.lang = tree.attr(node, "lang").or(tree.attr(node, "xml:lang")).map(str::to_owned)
            }
            "meta" => meta_element(tree, node, names, &mut meta, &mut head),
            "link" if tree.attr(node, "rel") == Some("canonical") => {
                head.canonical = tree.attr(node, "href").map(|h| h.trim().to_owned()).filter(|h| !h.is_empty());
            }
            "title"
                if tree.name(tree.node(node).parent) == "head"
                    || !head.candidates.iter().any(|c| c.place == Place::TitleElement) =>
            {
                let value = tree.text(node);
                if !value.is_empty() {
                    head.candidates.push(Candidate {
                        field: "title".into(),
                        value,
                        place: Place::TitleElement,
                        key: "title".into(),
                    });
                }
            }
            "script" => {
                let mut at = tree.node(node).first_child;
                let mut script = String::new();
                while at != crate::html::tree::NONE {
                    if let Data::Text(words) = &tree.node(at).data {
                        script.push_str(words);
                    }
                    at = tree.node(at).next;
                }
                scripts.push(script);
            }
            _ => markup_element(tree, node, &mut markup),
        }
    }
    meta.sort_by_key(|(rank, _)| *rank);
    let mut titles: Vec<String> = Vec::new();
    for (_, c) in meta.iter().filter(|(_, c)| c.field == "title") {
        titles.push(crate::lexicon::line::fold(&c.value));
    }
    titles.extend(head.candidates.iter().map(|c| crate::lexicon::line::fold(&c.value)));
    let mut candidates = jsonld::candidates(&scripts, titles.first().map(String::as_str), cuts);
    for c in candidates.iter().filter(|c| c.field == "title").rev() {
        titles.insert(0, crate::lexicon::line::fold(&c.value));
    }
    titles.dedup();
    head.titles = titles;
    candidates.extend(meta.into_iter().map(|(_, c)| c));
    candidates.extend(markup);
    candidates.append(&mut head.candidates);
    if let Some(url) = &head.canonical {
        candidates.insert(
            0,
            Candidate {
                field: "url".into(),
                value: url.clone(),
                place: Place::Markup,
                key: "link rel=canonical".into(),
            },
        );
    }
    if candidates.len() > MAX_CANDIDATES {
        cuts.push(Cut::new("candidates", MAX_CANDIDATES, candidates.len() as u64));
        candidates.truncate(MAX_CANDIDATES);
    }
    head.candidates = candidates;
    head
}

fn meta_element(tree: &Tree, node: NodeIx, names: &MetaNames, out: &mut Vec<(usize, Candidate)>, head: &mut Head) {
    let Some(content) = tree.attr(node, "content").map(jsonld::plain).filter(|c| !c.is_empty()) else { return };
    for attr in ["property", "name", "itemprop"] {
        let Some(name) = tree.attr(node, attr).map(|n| n.trim().to_ascii_lowercase()) else { continue };
        if name == "og:type" {
            head.og_type = Some(content.to_ascii_lowercase());
        }
        for (field, rank) in names.0.get(&name).into_iter().flatten() {
            // Bare names mean what they say only in the head: microdata may be of anything.
            let candidate =
                Candidate { field: field.clone(), value: content.clone(), place: Place::Meta, key: name.clone() };
            if !out.iter().any(|(_, c)| *c == candidate) {
                out.push((*rank, candidate));
            }
        }
        break;
    }
}

fn markup_element(tree: &Tree, node: NodeIx, out: &mut Vec<Candidate>) {
    let speaks = |(name, _): (&str, &str)| matches!(name, "itemprop" | "property" | "rel");
    if !matches!(tree.name(node), "time" | "abbr") && !tree.attrs(node).any(speaks) {
        return;
    }
    let mut push = |field: &str, value: String, key: &str| {
        if !value.is_empty() && value.len() < 300 {
            out.push(Candidate { field: field.into(), value, place: Place::Markup, key: key.into() });
        }
    };
    let itemprop = tree.attr(node, "itemprop").unwrap_or("");
    let has = |name: &str| itemprop.split_whitespace().any(|i| i.eq_ignore_ascii_case(name));
    let attr = |name: &str| tree.attr(node, name).filter(|value| !value.trim().is_empty());
    let stamp = || attr("datetime").or(attr("content")).map_or_else(|| tree.text(node), str::to_owned);
    if has("datePublished") || has("dateCreated") {
        push("published", stamp(), "itemprop=datePublished");
    } else if has("dateModified") {
        push("modified", stamp(), "itemprop=dateModified");
    } else if tree.name(node) == "time" && (tree.attr(node, "pubdate").is_some() || is_named_published(tree, node)) {
        push("published", stamp(), "time");
    } else if tree.attr(node, "property").is_some_and(|p| p.ends_with("datePublished") || p.ends_with("dateCreated")) {
        push("published", stamp(), "RDFa datePublished");
    } else if tree.name(node) == "time" && attr("datetime").is_some() {
        push("time", stamp(), "time");
    } else if tree.name(node) == "abbr"
        && tree.attr(node, "class").is_some_and(|c| c.split_whitespace().any(|c| c == "published"))
    {
        push("published", tree.attr(node, "title").map_or_else(|| tree.text(node), str::to_owned), "hAtom published");
    }
    if tree.attr(node, "rel").is_some_and(|r| r.split_whitespace().any(|r| r == "author")) && tree.name(node) == "a" {
        push("byline", tree.text(node), "rel=author");
    } else if has("author") && tree.name(node) != "meta" {
        // The element may hold a whole person.
        let name = std::iter::successors(tree.following(node, node, true), |n| tree.following(*n, node, true))
            .find(|n| tree.attr(*n, "itemprop").is_some_and(|i| i == "name"));
        push("byline", tree.text(name.unwrap_or(node)), "itemprop=author");
    }
}

/// Tells whether a `time` element, or what stands close around it and holds only one, is named for publication.
fn is_named_published(tree: &Tree, node: NodeIx) -> bool {
    /// Elements above that still tell what the element is: `<div class="published"><span class="date"><time>`.
    const LEVELS: usize = 2;
    let says = |n: NodeIx| tree.attr(n, "class").is_some_and(is_published);
    says(node) || tree.ancestors(node).take(LEVELS).take_while(|n| alone(tree, *n, node)).any(says)
}

/// Tells whether an element holds no second `time`.
fn alone(tree: &Tree, around: NodeIx, time: NodeIx) -> bool {
    std::iter::successors(tree.following(around, around, true), |n| tree.following(*n, around, true))
        .take(MAX_AROUND)
        .all(|n| n == time || tree.name(n) != "time")
}

/// Tells whether a class names the time of publication: `published`, `entry-date`, `publishedAt`, `date-published`.
fn is_published(class: &str) -> bool {
    class.split_whitespace().any(|c| {
        let solid: String = c.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        matches!(
            solid.as_str(),
            "published"
                | "entrydate"
                | "pubdate"
                | "postdate"
                | "publishedat"
                | "publishedon"
                | "publisheddate"
                | "publishedtime"
                | "publishdate"
                | "publishtime"
                | "publicationdate"
                | "publicationtime"
                | "datepublished"
                | "datecreated"
                | "articledate"
                | "createdat"
        )
    })
}
