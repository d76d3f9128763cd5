//! Lines with roles -> blocks, credits and corrections.

use text::Span;

use crate::{
    Article, Block, Credit, CreditKind, Reason, Role,
    lexicon::{Cover, Key, Langs, Lexicon, line::fold},
    metadata::names,
    told::{Told, caption_credit},
};

/// A line with its role.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// Where it stands in the article's text.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// Why.
    pub why: Reason,
    /// Neighbouring lines of one role and one group are one block.
    pub group: Option<u32>,
}

/// Joins lines into blocks: neighbours of the same role and group.
pub fn blocks(lines: Vec<Labelled>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut last: Option<u32> = None;
    for line in lines {
        match blocks.last_mut() {
            Some(block) if line.group.is_some() && line.group == last && block.role == line.role => {
                block.span.end = line.span.end;
                block.why.confidence = block.why.confidence.min(line.why.confidence);
            }
            _ => blocks.push(Block { role: line.role, span: line.span, why: line.why }),
        }
        last = line.group;
    }
    blocks
}

/// Reads whose work the article says it uses, from its credit lines, captions and datelines.
pub fn credits(article: &Article, lexicon: &Lexicon, langs: &Langs) -> Vec<Credit> {
    let mut credits: Vec<Credit> = Vec::new();
    for block in &article.blocks {
        let words = article.words(block.span);
        let base = block.span.start as usize;
        let read = || Told::of(words, lexicon, langs, article.language.as_deref());
        let mut add = |range: std::ops::Range<usize>, kind: CreditKind| {
            let span = Span::new(base + range.start, base + range.end).trimmed(&article.text);
            let name = span
                .of(&article.text)
                .trim_matches(|c: char| c.is_whitespace() || "()[]（）【】：:/—–-.©".contains(c))
                .to_owned();
            let long = name.chars().count() > 80;
            if name.chars().any(char::is_alphabetic) && !long && !credits.iter().any(|c| fold(&c.name) == fold(&name)) {
                credits.push(Credit { name, kind, span: Some(span) });
            }
        };
        match block.role {
            Role::PhotoCredit => {
                let told = read();
                let starts = told
                    .hits
                    .iter()
                    .filter(|h| h.key == Key::Role(Role::PhotoCredit) && h.cover >= Cover::Start)
                    .map(|h| h.end)
                    .max();
                let after = told
                    .hits
                    .iter()
                    .find(|h| h.key == Key::PhotoCreditAfter && h.cover == Cover::End)
                    .map(|h| h.end - h.len);
                let byte = |chars: usize| words.char_indices().nth(chars).map_or(words.len(), |(at, _)| at);
                let from = starts.map_or(0, byte);
                add(from..after.map_or(words.len(), byte).max(from), CreditKind::Photo);
            }
            Role::Caption => {
                if let Some(range) = caption_credit(words, &read()) {
                    add(range, CreditKind::Photo);
                }
            }
            Role::AgencyCredit => {
                for range in agencies(words, &read(), lexicon, langs) {
                    add(range, CreditKind::Agency);
                }
            }
            Role::Dateline | Role::Byline => {
                // "2025-06-19 08:36 Source: Example Daily" names who it was taken from.
                if let Some(hit) =
                    read().hits.iter().find(|h| h.key == Key::Role(Role::AgencyCredit) && words.contains([':', '：']))
                {
                    let from = words.char_indices().nth(hit.end).map_or(words.len(), |(at, _)| at);
                    let end = words[from..].find(['|', '\n']).map_or(words.len(), |n| from + n);
                    add(from..end, CreditKind::Agency);
                }
            }
            Role::Paragraph => {
                if let Some(range) = dateline_agency(words) {
                    add(range, CreditKind::Agency);
                }
            }
            _ => {}
        }
    }
    credits
}

/// Names after "With input from", "Source:": organisations, and not the persons of "Reporting by".
fn agencies(words: &str, told: &Told, lexicon: &Lexicon, langs: &Langs) -> Vec<std::ops::Range<usize>> {
    // The shortest words: a pattern may take the name along.
    let hits = told.hits.iter().filter(|h| h.key == Key::Role(Role::AgencyCredit));
    let Some(hit) = hits.max_by_key(|h| (h.cover >= Cover::Start, std::cmp::Reverse(h.end))) else {
        return std::iter::once(0..words.len()).filter(|_| told.words <= 5).collect();
    };
    let byte = |chars: usize| words.char_indices().nth(chars).map_or(words.len(), |(at, _)| at);
    let from = byte(hit.end);
    let person = ["reporting by", "editing by", "writing by", "additional reporting"]
        .iter()
        .any(|p| told.folded.trim_start_matches(['(', ' ']).starts_with(p));
    if person {
        return Vec::new();
    }
    let rest = &words[from..];
    let stop = rest.find([';', '.', ')', '）']).unwrap_or(rest.len());
    let rest = &rest[..stop];
    let ands = lexicon.ands(langs);
    let mut ranges = Vec::new();
    let mut start = 0;
    for (at, part) in rest.split_inclusive([',', '、', '，', '،']).scan(0, |at, part| {
        let here = *at;
        *at += part.len();
        Some((here, part))
    }) {
        start = at;
        let bare = part.trim_end_matches([',', '、', '，', '،']);
        // "Xinhua and Reuters"
        let mut piece = 0;
        for (word_at, word) in bare.split_inclusive(' ').scan(0, |n, w| {
            let here = *n;
            *n += w.len();
            Some((here, w))
        }) {
            if ands.contains(&fold(word.trim()).as_str()) {
                ranges.push(from + at + piece..from + at + word_at);
                piece = word_at + word.len();
            }
        }
        ranges.push(from + at + piece..from + at + bare.len());
    }
    let _ = start;
    // Where words are not spaced, what stands after a space is something else: "来源：青棠晚报 字号：大".
    let short = |r: std::ops::Range<usize>| {
        let name = words[r.clone()].trim_start_matches([' ', ':', '：']);
        let start = r.end - name.len();
        let unspaced = name.chars().next().is_some_and(crate::lexicon::line::is_unspaced);
        let end = if unspaced { name.find([' ', '　', '\u{a0}']).map_or(r.end, |n| start + n) } else { r.end };
        start..end
    };
    ranges.into_iter().map(short).filter(|r| !words[r.clone()].trim().is_empty()).collect()
}

/// The agency of a wire dateline: "WASHINGTON, Dec 17 (Reuters) -".
fn dateline_agency(words: &str) -> Option<std::ops::Range<usize>> {
    const MAX_START: usize = 60;
    let open = words.find(['(', '（']).filter(|n| *n < MAX_START)?;
    let start = open + words[open..].chars().next().map_or(1, char::len_utf8);
    let close = start + words[start..].find([')', '）'])?;
    let after = words[close..].trim_start_matches([')', '）', ' ']);
    let name = words[start..close].trim();
    let place = words[..open].trim();
    // The place is in capitals, or there is none; a dash follows.
    let capital = place
        .split(',')
        .next()
        .is_none_or(|p| p.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_uppercase() || !c.is_lowercase()));
    let fits = after.starts_with(['-', '–', '—'])
        && capital
        && name.split_whitespace().count() <= 3
        && (names::is_name(name) || name.chars().all(|c| c.is_uppercase() || c == ' '));
    fits.then_some(start..close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wire_dateline_names_its_agency() {
        let range = dateline_agency("WASHINGTON, Dec 17 (Reuters) - The talks").unwrap();
        assert_eq!(&"WASHINGTON, Dec 17 (Reuters) - The talks"[range], "Reuters");
        assert_eq!(dateline_agency("The mayor (Ada Poll) - a friend"), None);
    }
}
