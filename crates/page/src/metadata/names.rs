//! Names of people in bylines.

use crate::Role;
use crate::lexicon::{
    Cover, Hit, Key, Langs, Lexicon,
    line::{self, fold},
};

/// A name out of a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// As written.
    pub name: String,
    /// What the person is: "Technology Editor".
    pub role: Option<String>,
}

/// Characters of the longest byline that is read.
const MAX_CHARS: usize = 240;

/// Reads the persons of a byline: "By Ines Marr, Technology Editor" -> Ines Marr. Empty when it names none.
///
/// `dates` are the byte spans of dates in the line; they are left out.
pub fn persons(byline: &str, dates: &[text::Span], lexicon: &Lexicon, langs: &Langs) -> Vec<Person> {
    let mut text = byline.to_owned();
    for span in dates.iter().rev() {
        if text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize) {
            text.replace_range(span.range(), "|");
        }
    }
    if text.chars().count() > MAX_CHARS {
        return Vec::new();
    }
    let folded = fold(&text);
    let hits = lexicon.hits(&folded, langs);
    let mut rest: String = text.chars().skip(prefix(&hits)).collect();
    // "ByAda Poll": the space was only drawn.
    if let Some(glued) = rest.strip_prefix("By").filter(|r| r.starts_with(char::is_uppercase)) {
        rest = glued.to_owned();
    }
    if let Some(at) = after(&hits, &folded) {
        rest = text.chars().take(at).collect();
    }
    // "簡若棠／松原": after the wide stroke stands the place.
    if let Some(stroke) = rest.find('／').filter(|n| *n > 0) {
        rest.truncate(stroke);
    }
    let ands = lexicon.ands(langs);
    let mut people: Vec<Person> = Vec::new();
    for piece in pieces(&rest, &ands) {
        let piece = piece
            .trim_matches(|c: char| c.is_whitespace() || "()[]{}（）【】:：*•-–—\u{200f}\u{200e}".contains(c))
            .to_owned();
        if piece.is_empty() || is_address(&piece) || piece.contains("://") || piece.chars().any(|c| c.is_ascii_digit())
        {
            continue;
        }
        // "Roz Amberley (now)", "Kit Dunmore @kitd"
        let piece = piece.split(['(', '（', '@']).next().unwrap_or("").trim_end().to_owned();
        let folded = fold(&piece);
        // Each piece may begin with its own "by" and end with a job.
        let hits = lexicon.hits(&folded, langs);
        let piece: String = match after(&hits, &folded) {
            Some(at) => piece.chars().take(at).collect(),
            None => piece.chars().skip(prefix(&hits)).collect(),
        };
        let piece = piece.trim().trim_matches(['.', '·']).trim().to_owned();
        let piece = without_place(&piece, &lexicon.places(langs)).to_owned();
        let folded = fold(&piece);
        // "The Bridgetown Courier" is an outlet.
        if lexicon.is_staff(&folded, langs) || folded.starts_with("the ") {
            continue;
        }
        // "Ada Poll, Bridgetown": a single word after a full name is where, not who.
        let place = people.last().is_some_and(|p| p.name.contains(' '))
            && !piece.contains(' ')
            && !piece.chars().any(line::is_unspaced);
        if place {
            continue;
        }
        if !people.is_empty() && (lexicon.is_job(&folded, langs) || !is_name(&piece)) {
            if let Some(last) = people.last_mut()
                && last.role.is_none()
                && lexicon.is_job(&folded, langs)
            {
                last.role = Some(piece);
            }
            continue;
        }
        if is_name(&piece) && !people.iter().any(|p| fold(&p.name) == folded) {
            people.push(Person { name: piece, role: None });
        }
    }
    people
}

/// "Ada Poll in Holm" -> "Ada Poll".
fn without_place<'a>(piece: &'a str, places: &[&str]) -> &'a str {
    let cut = places.iter().filter_map(|word| piece.find(&format!(" {word} "))).min();
    cut.map(|at| &piece[..at]).filter(|name| name.contains(' ') && is_name(name)).unwrap_or(piece)
}

/// Tells whether a piece is an address of mail or of a host: "ada@poll.example", "poll.example".
fn is_address(piece: &str) -> bool {
    let host = |word: &str| {
        word.rsplit_once('.').is_some_and(|(name, end)| {
            name.chars().count() > 2
                && !name.contains(' ')
                && (2..=10).contains(&end.len())
                && end.chars().all(|c| c.is_ascii_lowercase())
        })
    };
    piece.starts_with('@') || piece.split_whitespace().any(|w| w.contains('@') && !w.starts_with('@')) || host(piece)
}

/// Tells whether a line is names of persons and next to nothing else: "Roz Amberley (now) and Kit Dunmore (earlier)".
pub fn are_names(words: &str, lexicon: &Lexicon, langs: &Langs) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let people = persons(words, &[], lexicon, langs);
    let named: usize = people.iter().map(|p| letters(&p.name)).sum();
    !words.contains([':', '：', '.', '!', '?', '"', '“']) && named > 0 && named * 5 >= letters(words) * 3
}

/// Characters of "By" and the like at the start.
fn prefix(hits: &[Hit]) -> usize {
    let starts = hits.iter().filter(|h| h.cover >= Cover::Start && h.key == Key::Role(Role::Byline));
    starts.map(|h| h.end).max().unwrap_or(0)
}

/// Character at which "記者" and the like at the end begins.
fn after(hits: &[Hit], folded: &str) -> Option<usize> {
    let found = hits.iter().filter(|h| h.key == Key::BylineAfter && h.cover != Cover::Whole).max_by_key(|h| h.len)?;
    (found.end <= folded.chars().count()).then(|| found.end - found.len)
}

fn pieces(text: &str, ands: &[&str]) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let words = text.split_inclusive(|c: char| c.is_whitespace() || ",;|/·•、，；＆&｜".contains(c));
    for word in words {
        let bare = word.trim_end_matches(|c: char| c.is_whitespace() || ",;|/·•、，；＆&｜".contains(c));
        let ends = word.trim_end().ends_with(|c: char| ",;|/·•、，；＆&｜".contains(c));
        if ands.contains(&fold(bare.trim()).as_str()) || matches!(bare, "-" | "–" | "—") {
            pieces.push(String::new());
            continue;
        }
        if let Some(last) = pieces.last_mut() {
            last.push_str(bare);
            last.push(' ');
        }
        if ends {
            pieces.push(String::new());
        }
    }
    pieces.into_iter().filter(|p| !p.trim().is_empty()).collect()
}

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "van", "von", "der", "den", "ter",
    "ten", "zu", "bin", "ibn", "al", "el", "y", "e", "i", "af", "av", "of", "the", "dr", "mac", "st", "bint", "abu",
    "ben", "bar", "ze", "z",
];

/// Tells whether a word is one of the small words of names, in lower case.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Tells whether words look like the name of a person: one to five words, capitals where the script has them.
pub fn is_name(words: &str) -> bool {
    let chars = words.chars().count();
    if !(2..=60).contains(&chars) || words.chars().any(|c| "!?:;…\"“”«»<>#=+".contains(c) || c.is_numeric()) {
        return false;
    }
    if words.chars().all(|c| line::is_unspaced(c) || c == '・' || c == ' ' || c == '　') {
        let han = words.chars().filter(|c| line::is_unspaced(*c)).count();
        // Letters, not syllables: first name and family name, with a space between.
        if line::main_script(words) == Some(line::Script::Thai) {
            return (2..=4).contains(&words.split(' ').count()) && (6..=40).contains(&han);
        }
        return (2..=10).contains(&han);
    }
    let parts: Vec<&str> = words.split_whitespace().collect();
    // Where capitals do not tell names apart, a long run of words is no name.
    let cased = words.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    if parts.len() > if cased { 5 } else { 4 }
        || parts.len() > 3 && line::main_script(words) == Some(line::Script::Hangul)
    {
        return false;
    }
    parts.iter().enumerate().all(|(n, part)| {
        let first = part.trim_start_matches(['\'', '\u{2019}', '(', '"']).chars().next().unwrap_or(' ');
        let cased = first.is_uppercase() || !first.is_lowercase();
        cased && first.is_alphabetic()
            || n > 0 && PARTICLES.contains(&fold(part).as_str())
            || n > 0 && part.contains(['\'', '\u{2019}'])
            || n == 0 && PARTICLES.contains(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(byline: &str) -> Vec<String> {
        let lexicon = Lexicon::new();
        let langs = lexicon.langs(&["en"], byline);
        persons(byline, &[], &lexicon, &langs).into_iter().map(|p| p.name).collect()
    }

    #[test]
    fn names_are_read_without_what_stands_around_them() {
        assert_eq!(read("By Ines Marr, Technology Editor"), ["Ines Marr"]);
        assert_eq!(read("by Walt Kimmerly, staff writer"), ["Walt Kimmerly"]);
        assert_eq!(read("By ADA POLL and Ben de la Cruz"), ["ADA POLL", "Ben de la Cruz"]);
        assert_eq!(read("Ada Poll | ada@poll.example"), ["Ada Poll"]);
        assert_eq!(read("By Ada Poll @adapoll"), ["Ada Poll"]);
        assert_eq!(read("By Ada Poll in Port Holm"), ["Ada Poll"]);
        assert_eq!(read("Ada Poll and J.R. Ito, The Bridgetown Courier"), ["Ada Poll", "J.R. Ito"]);
    }

    #[test]
    fn a_desk_is_no_person() {
        assert!(read("By Staff Reporter").is_empty());
        assert!(read("Courier.example").is_empty());
        assert!(read("By continuing you agree to all of this and more").is_empty());
    }
}
