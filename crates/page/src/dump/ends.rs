//! What stands above and below the text of a dump.

use super::{HEAD_REACH, MAX_HEADING_WORDS, Row, is_list_mark, is_row, live::is_timed_item, put};
use crate::{
    Furniture, Reason, Role,
    lexicon::{Cover, Lexicon, line::main_script},
    metadata::names,
};

/// Words of the longest line of writers' names.
const MAX_NAMES_WORDS: usize = 10;

/// Tells whether a line is a remark in brackets that gives a number: "(1 mark = 0.4120 crowns)".
fn in_brackets(words: &str) -> bool {
    words.starts_with(['(', '（']) && words.ends_with([')', '）']) && words.chars().any(|c| c.is_ascii_digit())
}

/// Labels what stands above the first sentence.
pub(super) fn above(
    rows: &[Row],
    first: usize,
    labels: &mut [Option<(Role, Reason)>],
    lexicon: &Lexicon,
    langs: &[&str],
) {
    let headline = headline(rows, first);
    for i in 0..first {
        let row = &rows[i];
        let told = &row.told;
        if let Some(h) = headline
            && (i == h || told.words >= 3 && told.folded == rows[h].told.folded)
        {
            put(labels, i, Role::Headline, "first line of the article", 0.85);
            continue;
        }
        let below_headline = headline.is_some_and(|h| i > h);
        if below_headline && is_timed_item(rows, i) {
            put(labels, i, Role::List, "times one under another", 0.75);
            continue;
        }
        if let Some(label) = around(row, below_headline || headline.is_none()) {
            labels[i] = Some(label);
            continue;
        }
        // A known agency alone on the line above the text, or under the headline, signs it.
        if (below_headline || headline.is_none()) && lexicon.is_agency(told.folded.trim()) {
            put(labels, i, Role::AgencyCredit, "a known agency", 0.8);
            continue;
        }
        let name = names::is_name(row.words) && told.words <= 5 && !told.ends_sentence;
        if below_headline {
            let prose = told.words >= 6;
            let near_facts = (i.saturating_sub(2)..(i + 3).min(rows.len()))
                .any(|j| j != i && (rows[j].told.is_dateline() || rows[j].told.is_photo_credit()));
            let after_stand = labels[..i].iter().flatten().any(|(r, _)| *r == Role::Standfirst);
            let facts_before = headline.is_some_and(|h| {
                labels[h + 1..i].iter().flatten().any(|(r, _)| matches!(r, Role::Byline | Role::Dateline))
            });
            let persons = !names::persons(row.words, &[], lexicon, &lexicon.langs(langs, row.words)).is_empty();
            let signed = name && persons
                || told.words <= MAX_NAMES_WORDS
                    && names::are_names(row.words, lexicon, &lexicon.langs(langs, row.words));
            let list_below = i + 1 < rows.len()
                && (is_list_mark(rows[i + 1].words) || is_timed_item(rows, i + 1))
                && told.words <= 4;
            // Standfirsts may come in twos, one line each without a full stop.
            let again = i > 0
                && matches!(labels[i - 1], Some((Role::Standfirst, _)))
                && !told.ends_sentence
                && !rows[i - 1].told.ends_sentence;
            if signed && (near_facts || after_stand || i + 2 >= first) {
                put(labels, i, Role::Byline, "a name under the headline", 0.75);
            } else if is_list_mark(row.words) {
                put(labels, i, Role::List, "list mark", 0.8);
            } else if list_below && !told.ends_sentence {
                put(labels, i, Role::Subheading, "above a list", 0.7);
            } else if prose && (!after_stand || again) && !facts_before {
                put(labels, i, Role::Standfirst, "under the headline", 0.75);
            } else if prose && told.ends_sentence && told.words >= 14 {
                put(labels, i, Role::Paragraph, "above the first sentence", 0.5);
            } else if prose && told.words >= 7 && !row.words.starts_with(|c: char| c.is_ascii_digit()) {
                put(labels, i, Role::Caption, "above the first sentence", 0.5);
            } else if persons && told.words <= 4 && facts_before {
                put(labels, i, Role::PhotoCredit, "a name after the byline", 0.5);
            } else {
                put(labels, i, Role::Furniture(Furniture::Other), "short line", 0.4);
            }
        } else {
            put(labels, i, Role::Furniture(Furniture::Navigation), "short line above the headline", 0.6);
        }
    }
    // "NEWS PROVIDED BY" alone: the next line is who.
    for i in 1..first {
        let label = rows[i - 1].told.has(Role::AgencyCredit, Cover::Whole) && rows[i - 1].told.words >= 2;
        let loose = matches!(labels[i], Some((Role::Furniture(Furniture::Other) | Role::Byline | Role::Caption, _)));
        if label && loose && rows[i].told.words <= MAX_NAMES_WORDS && !rows[i].told.ends_sentence {
            put(labels, i - 1, Role::Furniture(Furniture::Other), "above who it names", 0.6);
            put(labels, i, Role::AgencyCredit, "under words:agency-credit", 0.75);
        }
    }
    // A picture's credit may stand on the line after its caption, before the first sentence.
    for i in 1..first {
        let after_caption = matches!(labels[i - 1], Some((Role::Caption, _)));
        let loose = matches!(labels[i], Some((Role::Furniture(Furniture::Other) | Role::Byline, Reason { confidence, .. })) if confidence < 0.8);
        let several = rows[i].told.words >= 2 || rows[i].words.chars().all(|c| !c.is_lowercase());
        let credit_like = names::is_name(rows[i].words) && several || rows[i].words.contains(['/', '©']);
        if after_caption && loose && rows[i].told.words <= 8 && credit_like {
            put(labels, i, Role::PhotoCredit, "under a caption", 0.6);
        }
    }
}

/// Labels what words give away, around the article.
pub(super) fn around(row: &Row, in_head: bool) -> Option<(Role, Reason)> {
    let told = &row.told;
    let label = |role: Role, sure: f32| Some((role, Reason::new(format!("words:{}", role.name()), sure)));
    let aside = told.aside();
    let strong = aside.filter(|(_, sure)| *sure >= 0.9);
    if told.is_byline() && in_head && strong.is_none() {
        return label(Role::Byline, 0.85);
    }
    if told.has(Role::Correction, Cover::Start) && !told.is_dateline() {
        return label(Role::Correction, 0.85);
    }
    if told.is_photo_credit() && strong.is_none() {
        return label(Role::PhotoCredit, 0.85);
    }
    if told.is_dateline()
        && in_head
        && strong.is_none()
        && aside.is_none_or(|(role, sure)| {
            sure < 0.8 || !matches!(role, Role::Furniture(Furniture::Licence | Furniture::Copyright))
        })
    {
        return label(Role::Dateline, 0.85);
    }
    if told.has(Role::AgencyCredit, Cover::Start) && told.words <= 40 && strong.is_none() {
        return label(Role::AgencyCredit, 0.85);
    }
    if in_head && told.is_caption(row.words) && strong.is_none() {
        return label(Role::Caption, 0.75);
    }
    if told.has(Role::Note, Cover::Start) && told.words >= 5 && strong.is_none() {
        return label(Role::Note, 0.7);
    }
    aside.filter(|(_, sure)| *sure >= 0.5).and_then(|(role, sure)| label(role, sure))
}

/// Finds the headline above the first sentence.
fn headline(rows: &[Row], first: usize) -> Option<usize> {
    let text = main_script(rows[first].words);
    let fits = |i: usize| {
        let row = &rows[i];
        let told = &row.told;
        // A line in another script than the text is a licence or a menu.
        main_script(row.words) == text
            && told.words >= 3
            && told.words <= MAX_HEADING_WORDS
            && told.aside().is_none_or(|(role, sure)| sure < 0.6 || sure < 0.75 && !matches!(role, Role::Furniture(_)))
            && !told.is_dateline()
            && !told.is_byline()
            && !told.is_photo_credit()
            && !told.has(Role::AgencyCredit, Cover::Start)
            && !told.has(Role::Caption, Cover::Start)
            && !is_list_mark(row.words)
            && !row.words.contains('|')
            && told.sections == 0
    };
    let candidates: Vec<usize> = (0..first).filter(|i| fits(*i)).collect();
    // A line that stands twice above the text, or again below it, is the headline.
    let twice = candidates.iter().find(|i| {
        let same = |j: &usize| *j != **i && rows[*j].told.folded == rows[**i].told.folded;
        rows[**i].told.words >= 4 && (0..rows.len()).any(|j| same(&j))
    });
    if let Some(i) = twice {
        return Some(*i);
    }
    let proven = |i: usize| {
        let reach = (i + 1..=i + HEAD_REACH).take_while(|j| *j < rows.len());
        let facts = |j: usize| j < first && (rows[j].told.is_dateline() || rows[j].told.is_byline());
        reach.clone().any(facts) || reach.clone().any(|j| j == first)
    };
    let found: Vec<usize> = candidates.iter().copied().filter(|i| proven(*i)).collect();
    // A line of three or four words may be a label or a link; the headline is the first longer one.
    let long = |least: usize| found.iter().copied().find(|i| rows[*i].told.words >= least);
    long(5).or_else(|| long(4)).or(found.first().copied()).or(candidates.last().copied())
}

/// Labels what stands below the last sentence.
pub(super) fn below(
    rows: &[Row],
    last: usize,
    labels: &mut [Option<(Role, Reason)>],
    lexicon: &Lexicon,
    langs: &[&str],
) {
    let headline =
        (0..last).find(|i| matches!(labels[*i], Some((Role::Headline, _)))).map(|i| rows[i].told.folded.clone());
    let writers = writers(rows, labels, lexicon, langs);
    let mut under: Option<Role> = None; // the heading that the lines hang under
    let mut touched = true; // nothing but parts of the article since the last sentence
    for i in last + 1..rows.len() {
        let row = &rows[i];
        let told = &row.told;
        if headline.as_ref().is_some_and(|h| *h == told.folded) {
            put(labels, i, Role::Headline, "the headline again", 0.85);
            continue;
        }
        let strong = told.aside().filter(|(_, sure)| *sure >= 0.75);
        if strong.is_none() && writers.iter().any(|w| told.folded.starts_with(w.as_str())) && told.words >= 6 {
            put(labels, i, Role::Note, "begins with a writer's name", 0.75);
            continue;
        }
        if touched && strong.is_none() {
            let persons = names::is_name(row.words)
                && told.words <= 4
                && !names::persons(row.words, &[], lexicon, &lexicon.langs(langs, row.words)).is_empty();
            let label =
                if told.has(Role::Note, Cover::Start) || told.has(Role::Note, Cover::Inside) && told.is_sentence() {
                    Some((Role::Note, "words:note", 0.75))
                } else if told.has(Role::AgencyCredit, Cover::Start) {
                    Some((Role::AgencyCredit, "words:agency-credit", 0.85))
                } else if told.has(Role::Correction, Cover::Start) && !told.is_dateline() {
                    Some((Role::Correction, "words:correction", 0.85))
                } else if told.is_photo_credit() {
                    Some((Role::PhotoCredit, "words:photo-credit", 0.8))
                } else if told.is_caption(row.words) {
                    Some((Role::Caption, "words:caption", 0.8))
                } else if told.is_byline() {
                    Some((Role::Byline, "words:byline", 0.8))
                } else if told.is_dateline() && told.aside().is_none() {
                    Some((Role::Dateline, "date", 0.75))
                } else if is_list_mark(row.words) && told.words >= 3 {
                    Some((Role::List, "list mark", 0.7))
                } else if is_row(row.words) && told.aside().is_none_or(|(_, s)| s < 0.7) {
                    Some((Role::Table, "tabs", 0.7))
                } else if i == last + 1 && in_brackets(row.words) && told.aside().is_none() {
                    Some((Role::Paragraph, "in brackets under the text", 0.55))
                } else if persons && told.aside().is_none() {
                    Some((Role::Byline, "a name after the text", 0.6))
                } else if (told.words >= 8 || told.ends_sentence && told.words >= 3 && i == last + 1)
                    && told.aside().is_none_or(|(_, s)| s < 0.6)
                {
                    let cut_off = !told.ends_sentence;
                    Some((Role::Paragraph, if cut_off { "text that breaks off" } else { "sentence" }, 0.6))
                } else {
                    None
                };
            if let Some((role, rule, sure)) = label {
                put(labels, i, role, rule, sure);
                continue;
            }
        }
        let label = around(row, false);
        // An advertisement may stand before the last piece of the text.
        touched &= matches!(label, Some((Role::Furniture(Furniture::Advertisement), _)));
        match label {
            Some((role, why)) => {
                under = heading(role, row);
                labels[i] = Some((role, why));
            }
            None => match under {
                Some(role) => put(labels, i, role, "under its heading", 0.65),
                None if told.words >= 4 => put(labels, i, Role::Related, "line below the article", 0.5),
                None => put(labels, i, Role::Furniture(Furniture::Navigation), "short line below the article", 0.5),
            },
        }
    }
}

/// The last lines of the text may tell of the writer, or invite: "Ada Poll is a contributing editor", "Enjoyed this? Join".
pub(super) fn signed(
    rows: &[Row],
    first: usize,
    last: usize,
    labels: &mut [Option<(Role, Reason)>],
    lexicon: &Lexicon,
    langs: &[&str],
) {
    let writers = writers(rows, labels, lexicon, langs);
    for i in (first + 1..=last).rev() {
        let told = &rows[i].told;
        let note = writers.iter().any(|w| told.folded.starts_with(w.as_str()))
            || told.has(Role::Note, Cover::Start)
            || told.has(Role::AgencyCredit, Cover::Inside) && told.words <= 16;
        let aside = told.aside().filter(|(role, _)| matches!(role, Role::Furniture(_)) && told.begins_as_furniture());
        if note {
            put(labels, i, Role::Note, "about the writer", 0.7);
        } else if let Some((role, sure)) = aside {
            put(labels, i, role, &format!("words:{}", role.name()), sure);
        } else if matches!(&labels[i], Some((role, _)) if role.is_body() && *role != Role::Subheading)
            || told.words > 14
        {
            break;
        }
    }
}

/// Folded names of the writers in the bylines above.
pub(super) fn writers(
    rows: &[Row],
    labels: &[Option<(Role, Reason)>],
    lexicon: &Lexicon,
    langs: &[&str],
) -> Vec<String> {
    let bylines = (0..rows.len()).filter(|i| matches!(labels[*i], Some((Role::Byline, _))));
    let persons =
        bylines.flat_map(|i| names::persons(rows[i].words, &[], lexicon, &lexicon.langs(langs, rows[i].words)));
    persons.map(|p| crate::lexicon::line::fold(&p.name)).filter(|n| n.chars().count() >= 5).collect()
}

/// Tells what the lines under this one are, when it is a heading.
pub(super) fn heading(role: Role, row: &Row) -> Option<Role> {
    let told = &row.told;
    let is_heading = told.words <= 6 && !told.ends_sentence;
    match role {
        Role::Related if is_heading => Some(Role::Related),
        Role::Furniture(Furniture::Comments) if is_heading => Some(role),
        _ => None,
    }
}
