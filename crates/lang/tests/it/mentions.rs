//! Who is meant: `languages/en/cases/mentions.md`.

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use lang::{Analysis, Engine, Mentions};
use text::Span;

const CASES: &str = include_str!("../../../../languages/en/cases/mentions.md");

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::english().unwrap());

/// Share of the marks of a kind that must be read right, in per cent. They may rise, never fall.
const FLOORS: [(&str, f64); 5] =
    [("pronoun sources", 93.0), ("pronouns", 82.0), ("nouns", 60.0), ("names", 93.0), ("roles", 95.0)];

/// A passage with its marks.
struct Case<'a> {
    text: String,
    blocks: Vec<Span>,
    marks: Vec<&'a str>,
}

fn cases() -> Vec<Case<'static>> {
    let mut cases: Vec<Case> = Vec::new();
    let mut in_passage = false;
    // what stands before the first heading explains the format
    let start = CASES.find("\n## ").unwrap();
    for line in CASES[start..].lines() {
        if let Some(words) = line.strip_prefix("> ") {
            if !in_passage {
                cases.push(Case { text: String::new(), blocks: Vec::new(), marks: Vec::new() });
            }
            let case = cases.last_mut().unwrap();
            let first = case.text.len();
            case.text += words;
            case.blocks.push(Span::new(first, case.text.len()));
            case.text.push('\n');
            in_passage = true;
            continue;
        }
        in_passage = false;
        if let Some(mark) = line.strip_prefix("- ") {
            cases.last_mut().unwrap().marks.push(mark);
        }
    }
    cases
}

/// The places of some words, as whole words.
fn places(text: &str, words: &str) -> Vec<usize> {
    let word = |c: char| c.is_alphanumeric();
    let whole = |at: &usize| !text[..*at].ends_with(word) && !text[at + words.len()..].starts_with(word);
    text.match_indices(words).map(|(at, _)| at).filter(whole).collect()
}

fn plain(words: &str) -> &str {
    let lower = words.to_lowercase();
    let article = ["the ", "a ", "an "].into_iter().find(|article| lower.starts_with(article));
    article.map_or(words, |article| &words[article.len()..])
}

/// Whether somebody is the one whom a mark names.
fn is_named(analysis: &Analysis, text: &str, mentions: &Mentions, wanted: &str) -> bool {
    let words = |tokens: &Range<u32>| plain(analysis.tokens.words(tokens.clone()).of(text)).to_lowercase();
    let wanted = plain(wanted).to_lowercase();
    match &mentions.name {
        Some(name) => words(name) == wanted,
        None => mentions.places.iter().any(|place| {
            let found = words(&place.tokens);
            found == wanted || wanted.starts_with(&format!("{found} ")) || found.ends_with(&format!(" {wanted}"))
        }),
    }
}

/// Whom the words at a span mean.
fn meant(analysis: &Analysis, span: Span) -> Vec<&Mentions> {
    let tokens = analysis.tokens.within(span);
    let of = |range: Range<u32>| {
        let has = |mentions: &&Mentions| {
            mentions.places.iter().any(|place| {
                range.contains(&place.head)
                    && place.tokens.end <= range.end
                    && (place.tokens.start >= range.start || place.tokens.len() > range.len())
            })
        };
        analysis.mentions.iter().filter(has).collect::<Vec<_>>()
    };
    let head = analysis.tokens.head_of(tokens.clone());
    let exact: Vec<_> = head
        .map(|head| analysis.meant_by(head).into_iter().map(|at| &analysis.mentions[at]).collect())
        .unwrap_or_default();
    if exact.is_empty() { of(tokens) } else { exact }
}

fn is_right(analysis: &Analysis, text: &str, span: Span, wanted: &str) -> (bool, String) {
    let found = meant(analysis, span);
    let name = |mentions: &&Mentions| {
        let tokens = mentions.name.clone().unwrap_or(mentions.places[0].tokens.clone());
        analysis.tokens.words(tokens).of(text).to_owned()
    };
    let shown = found.iter().map(name).collect::<Vec<_>>().join(" + ");
    if wanted == "nobody" {
        return (found.iter().all(|mentions| mentions.places.len() == 1), shown);
    }
    let wanted: Vec<&str> = wanted.split(" + ").collect();
    let all = wanted.iter().all(|wanted| found.iter().any(|mentions| is_named(analysis, text, mentions, wanted)));
    (all && found.len() == wanted.len(), shown)
}

const PRONOUNS: &str = " he she it they i we who him her his its their my our us them me whose whom you ";

#[test]
fn marked_words_mean_whom_a_reader_takes_them_for() {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in cases() {
        let analysis = ENGINE.analyse(&case.text, &case.blocks);
        let mut count = |kind: &'static str, right: bool, line: String| {
            let entry = counts.entry(kind).or_default();
            entry.0 += usize::from(right);
            entry.1 += 1;
            if !right {
                wrong.push(format!("{kind}: {line}\n    {}", case.text.trim_end()));
            }
        };
        for mark in &case.marks {
            let (left, wanted) = mark.split_once(" = ").unwrap_or_else(|| panic!("no = in {mark}"));
            if let Some(name) = left.strip_prefix("role ") {
                let roles = analysis.mentions.iter().filter(|mentions| is_named(&analysis, &case.text, mentions, name));
                let roles: Vec<&str> = roles
                    .flat_map(|mentions| &mentions.roles)
                    .map(|role| analysis.tokens.words(role.clone()).of(&case.text))
                    .collect();
                count("roles", roles.iter().any(|role| plain(role) == plain(wanted)), format!("{mark}, not {roles:?}"));
                continue;
            }
            let (same, left) = left.strip_prefix("same ").map_or((false, left), |left| (true, left));
            let (words, number) = left.split_once(" @").unwrap_or((left, "0"));
            let number: usize = number.parse().unwrap();
            let places = places(&case.text, words);
            assert!(places.len() >= number.max(1), "{words} is not in: {}", case.text);
            let inside = |at: &usize| {
                let full = self::places(&case.text, wanted);
                !full.iter().any(|start| (*start..start + wanted.len()).contains(at))
            };
            let marked: Vec<usize> = match (same, number) {
                (true, 0) => places.into_iter().filter(inside).collect(),
                (_, number) => vec![places[number.max(1) - 1]],
            };
            for at in marked {
                let span = Span::new(at, at + words.len());
                let (right, found) = is_right(&analysis, &case.text, span, wanted);
                let token = analysis.tokens.within(span).start;
                let lower = format!(" {} ", words.to_lowercase());
                let verb = analysis.tokens.parent(token).map_or("", |verb| analysis.tokens.lemma(verb));
                let says = " say tell add write warn ask reply announce insist explain deny confirm admit report call promise claim argue answer shout post accuse ".contains(&format!(" {verb} "));
                let kind = match () {
                    () if same => "names",
                    () if PRONOUNS.contains(&lower)
                        && says
                        && wanted != "nobody"
                        && !" i we who you ".contains(&lower) =>
                    {
                        "pronoun sources"
                    }
                    () if PRONOUNS.contains(&lower) => "pronouns",
                    () => "nouns",
                };
                count(kind, right, format!("{mark}, not {found:?}"));
            }
        }
    }
    for line in &wrong {
        println!("{line}");
    }
    for (kind, (right, all)) in &counts {
        println!("{kind}: {right} of {all}, {:.1} %", 100.0 * *right as f64 / *all as f64);
    }
    for (kind, floor) in FLOORS {
        let (right, all) = counts[kind];
        assert!(100.0 * right as f64 >= floor * all as f64, "{kind}: {right} of {all}");
    }
}
