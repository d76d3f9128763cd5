//! Plain text dumps: what a person gets by copying a page, one line a block, furniture left in.
//!
//! Furniture is peeled from the top and the bottom. What lies between the first and the last run of sentences is the
//! article, and there only a line that is furniture from end to end, or a link inset, is taken out: an article may be
//! *about* cookies.

mod ends;
mod live;

use text::Span;

use ends::{above, around, below, heading, signed};

use crate::{
    Furniture, Reason, Role,
    assemble::Labelled,
    language,
    lexicon::{Cover, Lexicon, line::main_script},
    limits::{Cut, MAX_LINES},
    told::Told,
};

/// Lines between which two sentences still make a run.
const RUN: usize = 5;
/// Words of the longest heading.
const MAX_HEADING_WORDS: usize = 26;
/// Words of the longest caption that is told by the name under it.
const MAX_CAPTION_WORDS: usize = 32;
/// Words of the longest line that is nothing but who made a picture.
const MAX_CREDIT_WORDS: usize = 6;
/// Letters of the small words inside a credit: "for", "para", "pour".
const MAX_SMALL_WORD: usize = 4;
/// Lines from a headline to what proves it: a byline, a date, a standfirst, the text.
const HEAD_REACH: usize = 6;

struct Row<'a> {
    span: Span,
    words: &'a str,
    told: Told,
    /// A blank line stands before it.
    gap: bool,
}

/// Labels the lines of a dump. Returns them with the language of the text, when it can be told.
pub fn label(text: &str, lexicon: &Lexicon, cuts: &mut Vec<Cut>) -> (Vec<Labelled>, Option<String>) {
    let (spans, gaps) = split(text, cuts);
    let lang = language::of_lines(spans.iter().map(|s| s.of(text)));
    let langs: Vec<&str> = lang.as_deref().into_iter().collect();
    let rows: Vec<Row> = spans
        .iter()
        .zip(gaps)
        .map(|(span, gap)| {
            let words = span.of(text);
            let told = Told::of(words, lexicon, &lexicon.langs(&langs, words), lang.as_deref());
            Row { span: *span, words, told, gap }
        })
        .collect();
    let mut labels: Vec<Option<(Role, Reason)>> = vec![None; rows.len()];
    match core(&rows) {
        Some((first, last)) => {
            inside(&rows, first, last, &mut labels);
            above(&rows, first, &mut labels, lexicon, &langs);
            below(&rows, last, &mut labels, lexicon, &langs);
            signed(&rows, first, last, &mut labels, lexicon, &langs);
            live::posts(&rows, first, last, &mut labels);
        }
        None => without_article(&rows, &mut labels),
    }
    let groups = groups(&rows, &labels);
    let lines = rows
        .iter()
        .zip(labels)
        .zip(groups)
        .map(|((row, label), group)| {
            let (role, why) = label.unwrap_or((Role::Furniture(Furniture::Other), Reason::new("nothing known", 0.3)));
            Labelled { span: row.span, role, why, group }
        })
        .collect();
    (lines, lang)
}

fn split(text: &str, cuts: &mut Vec<Cut>) -> (Vec<Span>, Vec<bool>) {
    let mut spans: Vec<Span> = Vec::new();
    let mut gaps = Vec::new();
    let mut gap = false;
    let mut at = 0;
    let mut lost = 0u64;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len() + 1;
        if span.is_empty() {
            gap = true;
        } else if spans.len() >= MAX_LINES {
            lost += 1;
            if let Some(last) = spans.last_mut() {
                last.end = span.end;
            }
        } else {
            spans.push(span);
            gaps.push(std::mem::take(&mut gap));
        }
    }
    if lost > 0 {
        cuts.push(Cut::new("lines", MAX_LINES, MAX_LINES as u64 + lost));
    }
    (spans, gaps)
}

/// Tells whether a line could be a sentence of the article: no furniture by its words.
fn is_text(row: &Row) -> bool {
    let told = &row.told;
    told.is_sentence()
        && told.aside().is_none_or(|(_, sure)| sure < 0.7 || told.words > 30 && sure < 0.8)
        && !is_credit(row)
}

fn is_credit(row: &Row) -> bool {
    let told = &row.told;
    told.has(Role::AgencyCredit, Cover::Start) && told.words <= 40
        || told.has(Role::Caption, Cover::Start) && row.words.starts_with(['(', '（', '['])
}

/// Finds the first and last line of the article's running text.
fn core(rows: &[Row]) -> Option<(usize, usize)> {
    let text: Vec<usize> = (0..rows.len()).filter(|i| is_text(&rows[*i])).collect();
    let in_run = |n: usize| {
        let near = |m: Option<&usize>| m.is_some_and(|m| m.abs_diff(text[n]) <= RUN);
        near(text.get(n + 1)) || n > 0 && near(text.get(n - 1)) || rows[text[n]].told.words >= 30
    };
    let runs: Vec<usize> = (0..text.len()).filter(|n| in_run(*n)).collect();
    // A notice may be made of sentences: the article begins with one that does not begin as furniture.
    let begins = |n: &usize| {
        !rows[text[*n]].told.begins_as_furniture() && rows[text[*n]].told.aside().is_none_or(|(_, sure)| sure < 0.75)
    };
    let runs: Vec<usize> = runs.iter().copied().skip_while(|n| !begins(n)).collect();
    let first = text[*runs.first()?];
    // A run far below, under a heading of links or comments, is no part of the article.
    let mut last = first;
    for n in &runs {
        let here = text[*n];
        let break_between = (last + 1..here).any(|i| {
            rows[i].told.aside().is_some_and(|(role, sure)| {
                let ends = matches!(role, Role::Furniture(Furniture::Comments | Furniture::Copyright))
                    || role == Role::Related && rows[i].told.words <= 5 && !rows[i].words.contains(':');
                ends && sure >= 0.8
            })
        });
        let wall = (last + 1..here).any(|i| {
            rows[i].told.has(Role::Furniture(Furniture::SignUp), Cover::Start)
                && rows[i].told.folded.contains("continue")
        });
        if (break_between && here > last + 3) || wall {
            break;
        }
        last = here;
    }
    Some((first, last))
}

fn put(labels: &mut [Option<(Role, Reason)>], at: usize, role: Role, rule: &str, sure: f32) {
    labels[at] = Some((role, Reason::new(rule, sure)));
}

fn is_list_mark(words: &str) -> bool {
    let mut chars = words.chars();
    match chars.next() {
        Some(
            '•' | '‣' | '▪' | '●' | '◦' | '*' | '·' | '■' | '►' | '▶' | '▲' | '△' | '◆' | '◇' | '□' | '○' | '▷' | '・',
        ) => true,
        Some('-' | '–') => chars.next() == Some(' ') && words.chars().nth(2).is_some_and(|c| !c.is_whitespace()),
        Some(c) if c.is_ascii_digit() => {
            let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with(". ") || rest.starts_with(") ")
        }
        _ => false,
    }
}

/// Marks that also begin captions and headings: a list only where the next line or the one before has the same.
const SHARED_MARKS: &[char] = &['▲', '△', '■', '□', '◆', '◇', '▶', '►', '●', '○', '▷'];

/// Tells whether a line is one of several that begin with one mark.
fn is_item(rows: &[Row], i: usize) -> bool {
    let mark = |i: usize| rows.get(i).and_then(|r| r.words.chars().next()).filter(|c| SHARED_MARKS.contains(c));
    mark(i).is_some() && (mark(i) == mark(i + 1) || i > 0 && mark(i) == mark(i - 1))
}

fn is_row(words: &str) -> bool {
    words.contains('\t') || words.matches(" | ").count() >= 2 && words.chars().any(|c| c.is_ascii_digit())
}

/// Labels the lines between the first and the last sentence.
fn inside(rows: &[Row], first: usize, last: usize, labels: &mut [Option<(Role, Reason)>]) {
    for (i, row) in rows.iter().enumerate().take(last + 1).skip(first) {
        let told = &row.told;
        let short = told.words <= 14;
        if is_row(row.words) {
            put(labels, i, Role::Table, "tabs", 0.9);
        } else if live::is_timed_item(rows, i) {
            put(labels, i, Role::List, "times one under another", 0.75);
        } else if is_item(rows, i) && told.aside().is_none_or(|(_, sure)| sure < 0.85) {
            put(labels, i, Role::List, "list mark", 0.85);
        } else if told.is_languages && short && told.words > 1 {
            put(labels, i, Role::Furniture(Furniture::LanguageMenu), "words:language-menu", 0.8);
        } else if told.has(Role::Correction, Cover::Start) && !told.is_dateline() {
            put(labels, i, Role::Correction, "words:correction", 0.9);
        } else if is_credit(row) && told.has(Role::AgencyCredit, Cover::Start) {
            put(labels, i, Role::AgencyCredit, "words:agency-credit", 0.85);
        } else if told.is_photo_credit() {
            put(labels, i, Role::PhotoCredit, "words:photo-credit", 0.85);
        } else if told.is_caption(row.words) && !(is_text(row) && told.words > 45) {
            put(labels, i, Role::Caption, "words:caption", 0.8);
        } else if let Some((role, sure)) = told.aside().filter(|(role, sure)| is_inset(row, *role, *sure)) {
            put(labels, i, role, &format!("words:{}", role.name()), sure);
        } else if told.has(Role::Note, Cover::Start) && told.words <= 60 && i + 2 >= last {
            put(labels, i, Role::Note, "words:note", 0.7);
        } else if is_list_mark(row.words) {
            put(labels, i, Role::List, "list mark", 0.85);
        } else if is_text(row) || told.words >= 20 {
            let quote = row.words.starts_with(['>', '—', '–']) && !row.words.ends_with(['—', '–']);
            put(labels, i, if quote { Role::Quote } else { Role::Paragraph }, "sentence", 0.9);
        } else if told.is_dateline() && told.dates.iter().map(|d| d.len()).sum::<usize>() * 2 >= row.words.len() {
            put(labels, i, Role::Dateline, "date", 0.7);
        } else if told.is_byline() {
            put(labels, i, Role::Byline, "words:byline", 0.7);
        } else if told.words <= 12 && !told.ends_sentence && !row.words.ends_with([',', ';']) {
            put(labels, i, Role::Subheading, "short line between sentences", 0.65);
        } else {
            put(labels, i, Role::Paragraph, "between sentences", 0.7);
        }
    }
    link_insets(rows, first, last, labels);
    pictures(rows, first, last, labels);
    notes(rows, first, labels);
}

/// Tells whether a line is a picture's number: "3/12", "Photo 3 of 12".
fn is_counter(row: &Row) -> bool {
    let digits = row.words.chars().filter(char::is_ascii_digit).count();
    row.told.words <= 5
        && digits >= 2
        && row.words.len() <= 20
        && (row.words.contains('/') || row.told.folded.contains(" of "))
        && row.told.dates.is_empty()
}

/// Captions: under the counters of a gallery, and right above a line that credits a picture.
fn pictures(rows: &[Row], first: usize, last: usize, labels: &mut [Option<(Role, Reason)>]) {
    let gallery = rows.iter().filter(|r| is_counter(r)).count() >= 2;
    for i in 0..rows.len().min(last + 3) {
        if gallery && is_counter(&rows[i]) {
            put(labels, i, Role::Furniture(Furniture::Other), "counter of a gallery", 0.8);
            if let Some(caption) = rows.get(i + 1).filter(|r| !is_counter(r) && r.told.words >= 3) {
                let own = caption.told.aside().is_none_or(|(_, sure)| sure < 0.75);
                if own {
                    put(labels, i + 1, Role::Caption, "under a counter", 0.8);
                }
                let credit =
                    rows.get(i + 2).filter(|r| own && !is_counter(r) && r.told.words <= 8 && !r.told.ends_sentence);
                if credit.is_some_and(|r| r.told.aside().is_none_or(|(_, sure)| sure < 0.6)) {
                    put(labels, i + 2, Role::PhotoCredit, "under a caption of a gallery", 0.75);
                }
            }
        }
    }
    // The first sentence may be a picture's: short, before a line that is only a name, and a long one.
    let named = rows.get(first + 1).is_some_and(|r| is_credit_name(r) && is_name_line(r.words));
    let facts = rows[..first].iter().any(|r| r.told.is_dateline() || r.told.is_byline());
    let begins = rows.get(first + 2).is_some_and(|r| r.told.words > rows[first].told.words && is_text(r));
    if named && facts && begins && rows[first].told.words <= MAX_CAPTION_WORDS && first + 1 < last {
        put(labels, first + 1, Role::PhotoCredit, "a name under a short first line", 0.6);
    }
    for i in first.saturating_sub(6)..last {
        let credited = matches!(labels.get(i + 1), Some(Some((Role::PhotoCredit, _))));
        let loose = matches!(labels[i], None | Some((Role::Paragraph | Role::Subheading, _)));
        if credited
            && loose
            && (4..=32).contains(&rows[i].told.words)
            && rows[i].told.aside().is_none_or(|(_, sure)| sure < 0.6)
        {
            put(labels, i, Role::Caption, "above a picture's credit", 0.75);
        }
    }
}

/// Tells whether nothing speaks against a short line being who made a picture.
fn is_credit_name(row: &Row) -> bool {
    let told = &row.told;
    (2..=MAX_CREDIT_WORDS).contains(&told.words)
        && !told.ends_sentence
        && told.aside().is_none()
        && told.dates.is_empty()
        && !told.is_byline()
}

/// Tells whether every word begins like a name, small words aside: "Ana Teles for Meridian Review".
fn is_name_line(words: &str) -> bool {
    let small = |w: &str| w.chars().count() <= MAX_SMALL_WORD;
    let cased = words.chars().any(char::is_uppercase);
    let mut parts = words.split_whitespace();
    cased
        && parts.next().is_some_and(|w| w.starts_with(char::is_uppercase))
        && parts.all(|w| w.starts_with(char::is_uppercase) || small(w))
        && words.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count() >= 2
        && !words.contains([':', '?', '"', ','])
}

/// "About ..." headings and what hangs under them at the end.
fn notes(rows: &[Row], first: usize, labels: &mut [Option<(Role, Reason)>]) {
    let mut under = false;
    for i in first + 1..rows.len() {
        let told = &rows[i].told;
        let heading = told.words <= 8 && !told.ends_sentence;
        if heading {
            under = told.has(Role::Note, Cover::Start);
        }
        let text = matches!(labels[i], Some((Role::Paragraph | Role::Subheading, _)));
        if under && text {
            put(labels, i, Role::Note, "under words:note", 0.7);
        }
    }
}

/// "READ MORE:" alone on its line takes the line under it along when that is no sentence.
fn link_insets(rows: &[Row], first: usize, last: usize, labels: &mut [Option<(Role, Reason)>]) {
    for i in first..last {
        let alone = matches!(&labels[i], Some((Role::Related, _))) && rows[i].told.has(Role::Related, Cover::Whole);
        if alone
            && !is_text(&rows[i + 1])
            && matches!(&labels[i + 1], Some((Role::Subheading | Role::Paragraph, _)))
            && i < last
        {
            put(labels, i + 1, Role::Related, "under words:related", 0.7);
        }
    }
}

/// Tells whether furniture words inside the article take their line out of it: only where they are (nearly) all of it.
fn is_inset(row: &Row, role: Role, sure: f32) -> bool {
    let told = &row.told;
    let starts = told.has(role, Cover::Start);
    let short = told.words <= 24 && starts && sure >= 0.7;
    match role {
        Role::Related => {
            starts && (told.words <= 24) && (!told.ends_sentence || row.words.contains([':', '：']) || told.words <= 8)
        }
        Role::Furniture(
            Furniture::SignUp | Furniture::Advertisement | Furniture::Share | Furniture::Comments | Furniture::Consent,
        ) => short && sure >= 0.7,
        Role::Furniture(Furniture::Navigation | Furniture::Other) => sure >= 0.9 && told.words <= 6,
        Role::Furniture(_) => sure >= 0.85 && told.words <= 14 && starts,
        _ => false,
    }
}

/// Labels a page of nothing but furniture, or of text too short to be sure of.
fn without_article(rows: &[Row], labels: &mut [Option<(Role, Reason)>]) {
    let mut under: Option<Role> = None;
    let any_aside = rows.iter().any(|r| r.told.aside().is_some_and(|(_, sure)| sure >= 0.7));
    for (i, row) in rows.iter().enumerate() {
        match around(row, !any_aside) {
            Some((role, why)) => {
                under = heading(role, row);
                labels[i] = Some((role, why));
            }
            // A sentence or two given by themselves are read as text; a page of links and notices is not.
            None if row.told.is_sentence() && !any_aside
                || row.told.ends_sentence && row.told.words >= 5 && rows.len() <= 3 =>
            {
                put(labels, i, Role::Paragraph, "sentence", 0.5);
            }
            None => match under {
                Some(role) => put(labels, i, role, "under its heading", 0.6),
                None if row.told.words >= 5 => put(labels, i, Role::Related, "line of a page without an article", 0.4),
                None => put(labels, i, Role::Furniture(Furniture::Navigation), "short line", 0.5),
            },
        }
    }
}

/// Lines of one list or table are one block.
fn groups(rows: &[Row], labels: &[Option<(Role, Reason)>]) -> Vec<Option<u32>> {
    let role = |i: usize| labels[i].as_ref().map(|(r, _)| *r);
    (0..rows.len())
        .scan(0u32, |group, i| {
            let same = i > 0 && role(i) == role(i - 1) && !(rows[i].gap && role(i) == Some(Role::Table));
            if !same {
                *group += 1;
            }
            Some(matches!(role(i), Some(Role::List | Role::Table)).then_some(*group))
        })
        .collect()
}

/// Tells whether a text looks like a dump in the first place: some letters in it.
pub fn is_readable(text: &str) -> bool {
    main_script(text.get(..text.len().min(4096)).unwrap_or(text)).is_some() || text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str, lexicon: &Lexicon) -> usize {
        text.lines().map(|l| crate::metadata::visible::visible(l, lexicon.months(), Some("en")).len()).sum()
    }

    fn roles(text: &str) -> Vec<String> {
        let (lines, _) = label(text, &Lexicon::new(), &mut Vec::new());
        lines.iter().map(|l| l.role.to_string()).collect()
    }

    #[test]
    fn furniture_is_peeled_from_both_ends() {
        let page = "By continuing to browse our site you agree to our use of cookies.\nCHOOSE YOUR LANGUAGE\nNews\nSport\n\
            Ferry returns to the old pier after twelve years\nBy Ada Poll\n3 May 2024\n\
            The ferry between the old pier and the island sailed again on Friday, twelve years after it had stopped.\n\
            It carried fifty-four people and one goat, the council said in a statement to the press.\n\
            (With input from Northwire)\nRead more\nA goat that likes boats\n© 2024 Harbour Press. All rights reserved.";
        assert_eq!(
            roles(page),
            [
                "furniture:consent",
                "furniture:language-menu",
                "furniture:navigation",
                "furniture:navigation",
                "headline",
                "byline",
                "dateline",
                "paragraph",
                "paragraph",
                "agency-credit",
                "related",
                "related",
                "furniture:copyright"
            ]
        );
    }

    #[test]
    fn an_article_about_cookies_survives() {
        let page = "Regulator ends cookie walls\n3 May 2024\n\
            Websites that greet visitors with the words \"we use cookies\" will break the law from January, it ruled.\n\
            \"You can change your cookie settings in your browser is no choice,\" said the commissioner, Oona Feld.\n\
            One publisher answered that all rights reserved to readers were rights taken from those who pay for news.";
        assert_eq!(roles(page), ["headline", "dateline", "paragraph", "paragraph", "paragraph"]);
    }

    #[test]
    fn numbers_of_licences_and_telephones_are_no_dates() {
        assert_eq!(days("互联网新闻信息许可证10120180008\nhotline: 010-85061466\nno. 5-01-22", &Lexicon::new()), 0);
    }
}
