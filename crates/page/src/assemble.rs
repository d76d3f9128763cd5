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
            let range = bare(words, range, kind, lexicon, langs);
            let span = Span::new(base + range.start, base + range.end).trimmed(&article.text);
            let name = span.of(&article.text).to_owned();
            let long = name.chars().count() > 80 || name.contains('@');
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
                if let Some(range) = signed_with(words, lexicon, langs) {
                    add(range, CreditKind::Agency);
                }
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
                if let Some(range) = cited_agency(words, lexicon, langs) {
                    add(range, CreditKind::Agency);
                }
            }
            _ => {}
        }
    }
    part(credits)
}

/// "Northwire/Ada Poll" beside "(Northwire)": the agency is credited already, the rest is who took the picture.
fn part(mut credits: Vec<Credit>) -> Vec<Credit> {
    let names: Vec<String> = credits.iter().map(|c| fold(&c.name)).collect();
    for credit in credits.iter_mut().filter(|c| c.kind == CreditKind::Photo) {
        let Some((agency, rest)) = credit.name.split_once('/') else { continue };
        if names.contains(&fold(agency.trim())) && !rest.trim().is_empty() {
            let rest = rest.trim_start();
            let from = (credit.name.len() - rest.len()) as u32;
            credit.span = credit.span.map(|s| Span { start: s.start + from, ..s });
            credit.name = rest.to_owned();
        }
    }
    credits
}

/// Takes off a credit what is no part of the name: marks, "by", what the person is, "from the".
fn bare(
    words: &str,
    range: std::ops::Range<usize>,
    kind: CreditKind,
    lexicon: &Lexicon,
    langs: &Langs,
) -> std::ops::Range<usize> {
    let mark = |c: char| c.is_whitespace() || "()[]（）【】：:/／—–-.©".contains(c);
    let mut range = range;
    let mut narrow = |f: &dyn Fn(&str) -> &str| {
        let part = f(&words[range.clone()]);
        let from = part.as_ptr() as usize - words.as_ptr() as usize;
        range = from..from + part.len();
    };
    narrow(&|part| part.trim_matches(mark));
    if kind == CreditKind::Agency {
        // "da Agência Ipoeira"
        narrow(&|part| {
            let mut part = part;
            while let Some((first, rest)) = part.split_once(' ')
                && names::is_particle(first)
                && rest.starts_with(char::is_uppercase)
            {
                part = rest;
            }
            part
        });
    } else {
        narrow(&|part| {
            let mut people = names::persons(part, &[], lexicon, langs);
            match (people.pop(), people.is_empty()) {
                (Some(person), true) if !part.contains('/') => {
                    part.find(&person.name).map_or(part, |at| &part[at..at + person.name.len()])
                }
                _ => part,
            }
        });
    }
    range
}

/// Bytes of the longest name of an agency that a paragraph cites.
const MAX_AGENCY: usize = 60;

/// The agency that a paragraph names as where it comes from: "..., informa Agencia Levantina.", "據東嶼社報導，...".
///
/// `agency-cited` of `languages/*/page.toml` has the words around the name: at the paragraph's end when nothing follows
/// the name, else at its start.
fn cited_agency(words: &str, lexicon: &Lexicon, langs: &Langs) -> Option<std::ops::Range<usize>> {
    for (before, after) in lexicon.agency_cited(langs) {
        let range = if after.is_empty() {
            let Some(from) = words.rfind(before).map(|at| at + before.len()) else { continue };
            let name = words[from..].trim_end().trim_end_matches(['.', ')']);
            from..from + name.len()
        } else {
            let Some(from) = words.strip_prefix(before).map(|rest| words.len() - rest.len()) else { continue };
            let Some(len) = words[from..].find(after) else { continue };
            from..from + len
        };
        let name = words[range.clone()].trim();
        let capital = name.split_whitespace().last().is_some_and(|w| w.starts_with(|c: char| !c.is_lowercase()));
        if capital && range.len() <= MAX_AGENCY && !name.contains([',', '，', '.', ';', '。', '"']) {
            return Some(range);
        }
    }
    None
}

/// The agency with which a byline is signed: "Solène Kerdrac avec AFP".
fn signed_with(words: &str, lexicon: &Lexicon, langs: &Langs) -> Option<std::ops::Range<usize>> {
    const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;
    let line = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    let (head, name) = line.rsplit_once(' ')?;
    let (before, and) = head.trim_end().rsplit_once(' ')?;
    let short = LETTERS.contains(&name.chars().count()) && name.chars().all(char::is_uppercase);
    // In a byline all in capitals the last word is a name like any other.
    let apart = and.chars().all(char::is_lowercase) && before.chars().any(char::is_lowercase);
    (short && apart && lexicon.ands(langs).contains(&fold(and).as_str())).then(|| line.len() - name.len()..line.len())
}

/// Names after "With input from", "Source:": organisations, and not the persons of "Reporting by".
fn agencies(words: &str, told: &Told, lexicon: &Lexicon, langs: &Langs) -> Vec<std::ops::Range<usize>> {
    let byte = |chars: usize| words.char_indices().nth(chars).map_or(words.len(), |(at, _)| at);
    let is_agency = |range: &std::ops::Range<usize>| lexicon.is_agency(&fold(words[range.clone()].trim()));
    // "Northwire contributed to this report"
    let helped = told.hits.iter().filter(|h| h.key == Key::Role(Role::AgencyCredit) && h.cover < Cover::Start);
    if let Some(before) = helped.map(|hit| 0..byte(hit.end - hit.len)).find(is_agency) {
        return vec![before];
    }
    // The shortest words: a pattern may take the name along.
    let hits = told.hits.iter().filter(|h| h.key == Key::Role(Role::AgencyCredit));
    let Some(hit) = hits.max_by_key(|h| (h.cover >= Cover::Start, std::cmp::Reverse(h.end))) else {
        return std::iter::once(0..words.len()).filter(|_| told.words <= 5).collect();
    };
    let from = byte(hit.end);
    let person = ["reporting by", "editing by", "writing by", "additional reporting"]
        .iter()
        .any(|p| told.folded.trim_start_matches(['(', ' ']).starts_with(p));
    if person {
        // "Additional reporting: Northwire"
        let rest = words[from..].trim_start_matches([':', ' ']).trim_start_matches("by ");
        let (start, name) = (words.len() - rest.len(), rest.trim_end_matches([')', '.', ' ']));
        return std::iter::once(start..start + name.len()).filter(is_agency).collect();
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
    // "NBC News by Reuters": the outlet that carried it, and the agency that made it.
    let made_by = |r: std::ops::Range<usize>| {
        let name = &words[r.clone()];
        match name.rsplit_once(" by ") {
            Some((outlet, agency)) if lexicon.is_agency(&fold(agency.trim())) => {
                vec![r.start..r.start + outlet.len(), r.end - agency.len()..r.end]
            }
            _ => vec![r],
        }
    };
    ranges.into_iter().map(short).flat_map(made_by).filter(|r| !words[r.clone()].trim().is_empty()).collect()
}

/// The agency of a wire dateline: "WASHINGTON, Dec 17 (Reuters) -", "PORT SORREL, June 12, 2025 /PressQuay/ --",
/// "(솔내=늘품통신)", "मंदारपुर (जनवार्ता एजेंसी)।".
pub(crate) fn dateline_agency(words: &str) -> Option<std::ops::Range<usize>> {
    const MAX_START: usize = 60;
    const MAX_WORDS: usize = 3;
    let (open, opener) = words.char_indices().find(|(_, c)| matches!(c, '(' | '（' | '【' | '/'))?;
    if open >= MAX_START {
        return None;
    }
    let closer = match opener {
        '/' => '/',
        '【' => '】',
        _ => {
            if opener == '(' {
                ')'
            } else {
                '）'
            }
        }
    };
    let start = open + opener.len_utf8();
    let close = start + words[start..].find(closer)?;
    let after = words[close..].trim_start_matches([')', '）', '】', '/', ' ']);
    let place = words[..open].trim();
    // "(솔내=늘품통신)": place and agency in one bracket before everything else.
    if let Some(sign) = words[start..close].find(['=', '＝']).filter(|_| place.is_empty()) {
        let from = start + sign + words[start + sign..].chars().next().map_or(1, char::len_utf8);
        let name = words[from..close].trim();
        let fits = !name.is_empty() && name.split_whitespace().count() <= MAX_WORDS && !after.is_empty();
        return (fits && !words[start..close].contains(|c: char| c.is_ascii_digit())).then_some(from..close);
    }
    let name = words[start..close].trim();
    let short = !name.is_empty()
        && name.split_whitespace().count() <= MAX_WORDS
        && !name.contains(|c: char| c.is_ascii_digit());
    let cased = |text: &str| text.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let dash = after.starts_with(['-', '–', '—']);
    if !cased(place) && !cased(name) {
        // Where there are no capitals, the place is one or two words, and a full stop or dash ends the dateline.
        let spaced = !place.is_empty() && !place.chars().any(crate::lexicon::line::is_unspaced);
        let stop = dash || after.starts_with(['।', '.', ':', '：']);
        return (spaced && stop && short && place.split_whitespace().count() <= 2).then_some(start..close);
    }
    // The place is in capitals, or there is none; a dash follows.
    let capital = place
        .split(',')
        .next()
        .is_none_or(|p| p.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_uppercase() || !c.is_lowercase()));
    let fits = dash && capital && short && (names::is_name(name) || name.chars().all(|c| c.is_uppercase() || c == ' '));
    fits.then_some(start..close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wire_dateline_names_its_agency() {
        let range = dateline_agency("WASHINGTON, Dec 17 (Reuters) - The talks").unwrap();
        assert_eq!(&"WASHINGTON, Dec 17 (Reuters) - The talks"[range], "Reuters");
        for (line, agency) in [
            ("PORT SORREL, June 12, 2025 /PressQuay/ -- Lumenvane Group plc", "PressQuay"),
            ("(솔내=늘품통신) 3년 전 문을 닫은", "늘품통신"),
            ("मंदारपुर (जनवार्ता एजेंसी)। नदी का पानी", "जनवार्ता एजेंसी"),
        ] {
            assert_eq!(dateline_agency(line).map(|r| &line[r]), Some(agency));
        }
        assert_eq!(dateline_agency("The mayor (Ada Poll) - a friend"), None);
        assert_eq!(dateline_agency("He/she said -- and left"), None);
        assert_eq!(dateline_agency("प्रधानमंत्री ने कहा कि (यह सच है) और चले गए।"), None);
    }

    #[test]
    fn an_agency_is_credited_at_the_edge_of_a_paragraph_and_not_inside() {
        let lexicon = Lexicon::new();
        let read =
            |line: &'static str, lang| cited_agency(line, &lexicon, &lexicon.langs(&[lang], line)).map(|r| &line[r]);
        assert_eq!(read("La compañía no comenta, informa Agencia Levantina.", "es"), Some("Agencia Levantina"));
        assert_eq!(read("據東嶼社報導，松原另外兩座舊碼頭", "zh"), Some("東嶼社"));
        assert_eq!(read("La alcaldesa informa a los vecinos de que el puente se abre.", "es"), None);
        assert_eq!(read("局長杜明澤說，據東嶼社報導", "zh"), None);
    }

    #[test]
    fn an_agency_that_helped_is_credited_and_no_person() {
        let lexicon = Lexicon::new();
        let read = |line: &'static str| -> Vec<&str> {
            let langs = lexicon.langs(&["en"], line);
            let told = Told::of(line, &lexicon, &langs, Some("en"));
            let found = agencies(line, &told, &lexicon, &langs);
            found
                .into_iter()
                .map(|range| line[range].trim())
                .filter(|_| told.has(Role::AgencyCredit, Cover::Start))
                .collect()
        };
        assert_eq!(read("Agence France-Presse contributed to this report"), ["Agence France-Presse"]);
        assert_eq!(read("Additional reporting: AP"), ["AP"]);
        assert_eq!(read("Additional reporting by Ada Poll"), [""; 0]);
        assert_eq!(read("Ada Poll contributed to this report"), [""; 0]);
    }

    #[test]
    fn a_byline_is_signed_with_an_agency() {
        let lexicon = Lexicon::new();
        let read =
            |line: &'static str, lang| signed_with(line, &lexicon, &lexicon.langs(&[lang], line)).map(|r| &line[r]);
        assert_eq!(read("Par Solène Kerdrac avec AFP", "fr"), Some("AFP"));
        assert_eq!(read("Por Jaume Ortells y EFE.", "es"), Some("EFE"));
        assert_eq!(read("BY ADA POLL AND BEN ITO", "en"), None);
        assert_eq!(read("By Ada Poll and Ben Ito", "en"), None);
    }

    #[test]
    fn credits_are_names_and_nothing_else() {
        let lexicon = Lexicon::new();
        let read = |words: &'static str, kind, lang| {
            &words[bare(words, 0..words.len(), kind, &lexicon, &lexicon.langs(&[lang], words))]
        };
        assert_eq!(read("da Agência Ipoeira", CreditKind::Agency, "pt"), "Agência Ipoeira");
        assert_eq!(read("記者顏以柔／", CreditKind::Photo, "zh"), "顏以柔");
        assert_eq!(
            read("Moss Tarrington/Tidewell Courier", CreditKind::Photo, "en"),
            "Moss Tarrington/Tidewell Courier"
        );
        assert_eq!(read("Wenlow Canal Society", CreditKind::Photo, "en"), "Wenlow Canal Society");
    }
}
