//! What the words of one line tell of its role, whatever page it stands on.

use crate::{
    Furniture, Role,
    lexicon::{Cover, Hit, Key, Langs, Lexicon, line},
    metadata::visible::visible,
};

/// One line, looked at word by word.
#[derive(Debug, Clone)]
pub struct Told {
    /// The line after folding.
    pub folded: String,
    /// Its words.
    pub words: usize,
    /// What patterns were found in it, strongest first.
    pub hits: Vec<Hit>,
    /// Dates in it, by bytes of the line.
    pub dates: Vec<text::Span>,
    /// It ends as sentences end.
    pub ends_sentence: bool,
    /// Section names that it consists of.
    pub sections: usize,
    /// It is nothing but names of languages.
    pub is_languages: bool,
    /// It is a path or a row of links: "Home > Life > Technology", "Log in / Register".
    pub is_path: bool,
    /// What each of its links is, where it is nothing but links of one kind: "Facebook", "Email", "Print".
    pub row: Option<Role>,
}

/// Words up to which a line can be all furniture by something it contains.
const MAX_FURNITURE_WORDS: usize = 45;
/// Characters that a pattern inside a line must have to say anything: "our use of cookies", not "reply".
const MIN_INSIDE: usize = 9;
/// Words of the longest line that is read as a menu of sections or languages.
const MAX_MENU_WORDS: usize = 30;
/// Words of the longest dateline, and byline.
const MAX_DATELINE_WORDS: usize = 14;
const MAX_BYLINE_WORDS: usize = 22;

impl Told {
    /// Looks at a line. `langs` are the page's languages (ISO 639-1).
    pub fn of(words: &str, lexicon: &Lexicon, langs: &Langs, lang: Option<&str>) -> Told {
        let folded = line::fold(words);
        let end = folded.char_indices().nth(600).map_or(folded.len(), |(at, _)| at);
        let hits = lexicon.hits(&folded[..end], langs);
        Told::known(words, line::words(words), folded, hits, lexicon, langs, lang)
    }

    /// The same for a line that was folded, counted and searched before.
    pub fn known(
        words: &str,
        count: usize,
        folded: String,
        hits: Vec<Hit>,
        lexicon: &Lexicon,
        langs: &Langs,
        lang: Option<&str>,
    ) -> Told {
        let dates = if count <= 60 {
            visible(words, lexicon.months(), lang).into_iter().map(|(span, _)| span).collect()
        } else {
            Vec::new()
        };
        let last = words
            .trim_end()
            .trim_end_matches(['"', '\u{201d}', '\u{2019}', '\'', ')', '»', '」', '』', '）', '*', ']'])
            .chars()
            .next_back();
        let ends_sentence = last.is_some_and(|c| ".!?…。！？।؟۔".contains(c));
        let mut hits = hits;
        // "(Reuters)" names an agency without a word that says so.
        if folded.starts_with(['(', '[', '（']) && lexicon.is_agencies_in_brackets(&folded) {
            hits.insert(0, Hit { key: Key::Role(Role::AgencyCredit), cover: Cover::Whole, end: 0, len: 0 });
        }
        let is_path = count <= 16 && !ends_sentence && dates.is_empty() && is_path(words);
        Told {
            words: count,
            dates,
            ends_sentence,
            is_path,
            row: None,
            sections: if count <= MAX_MENU_WORDS { lexicon.sections(&folded, langs) } else { 0 },
            is_languages: count <= MAX_MENU_WORDS && lexicon.is_language_names(&folded),
            hits,
            folded,
        }
    }

    /// Tells whether the line reads as a sentence of running text.
    pub fn is_sentence(&self) -> bool {
        self.ends_sentence && self.words >= 9
    }

    /// Returns how strongly a key is hit.
    pub fn cover(&self, key: Key) -> Option<Cover> {
        self.hits.iter().find(|h| h.key == key).map(|h| h.cover)
    }

    /// Tells whether the line begins with words of furniture, long enough to mean it.
    pub fn begins_as_furniture(&self) -> bool {
        self.hits
            .iter()
            .any(|h| matches!(h.key, Key::Role(Role::Furniture(_))) && h.cover >= Cover::Start && h.len >= MIN_INSIDE)
    }

    /// Tells whether a role is hit at least with this cover.
    pub fn has(&self, role: Role, cover: Cover) -> bool {
        self.cover(Key::Role(role)).is_some_and(|c| c >= cover)
    }

    /// Returns the furniture, or related, that the words name, with how sure that is (`0..=1`).
    ///
    /// Strong (above 0.8) means that the line is that wherever it stands.
    pub fn aside(&self) -> Option<(Role, f32)> {
        if self.is_languages {
            let sure = if self.folded.contains(['|', '/', ',']) || self.words > 1 { 0.9 } else { 0.6 };
            return Some((Role::Furniture(Furniture::LanguageMenu), sure));
        }
        if let Some(role) = self.row {
            return Some((role, 0.92));
        }
        let mut best: Option<(Role, f32)> = None;
        for hit in &self.hits {
            let Key::Role(role) = hit.key else { continue };
            if !role.is_aside() {
                continue;
            }
            let share = hit.len as f32 / self.folded.chars().count().max(1) as f32;
            let sure = match hit.cover {
                Cover::Whole => 0.95,
                Cover::Start if self.words <= 8 => 0.85,
                Cover::Start if self.words <= MAX_FURNITURE_WORDS && hit.len >= MIN_INSIDE => 0.78,
                Cover::Start if self.words <= 20 => 0.7,
                Cover::End if self.words <= 8 => 0.7,
                Cover::End | Cover::Inside if hit.len >= MIN_INSIDE && self.words <= MAX_FURNITURE_WORDS => {
                    0.55 + share * 0.4
                }
                Cover::Inside if self.words <= 6 && share > 0.3 => 0.55,
                Cover::Inside if role == Role::Furniture(Furniture::Copyright) && self.words <= 30 => 0.75,
                _ => continue,
            };
            if best.is_none_or(|(_, s)| sure > s + 0.001) {
                best = Some((role, sure));
            }
        }
        let path_like = |(role, sure): (Role, f32)| sure < 0.8 || role == Role::Furniture(Furniture::Navigation);
        if self.is_path && best.is_none_or(path_like) {
            return Some((Role::Furniture(Furniture::Navigation), 0.92));
        }
        if self.sections >= 2 && best.is_none_or(|(_, s)| s < 0.8) {
            return Some((Role::Furniture(Furniture::Navigation), 0.85));
        }
        if self.sections == 1 && best.is_none() {
            return Some((Role::Furniture(Furniture::Navigation), 0.6));
        }
        best
    }

    /// Tells whether the line is a byline by its words: "By ..." and no sentence.
    pub fn is_byline(&self) -> bool {
        let starts = self.has(Role::Byline, Cover::Start)
            && self.words <= MAX_BYLINE_WORDS
            && (!self.ends_sentence || self.words <= 8 || !self.dates.is_empty());
        let mail = self.folded.contains('@');
        let ends = self.cover(Key::BylineAfter).is_some_and(|c| c >= Cover::End || mail && self.words <= 10)
            && self.words <= 10
            && !self.folded.trim_end().trim_end_matches('.').contains(['.', '。', '!', '?'].as_slice()) | mail;
        starts || ends
    }

    /// Tells whether the line is a dateline: a date, or "3 hours ago", and little else.
    pub fn is_dateline(&self) -> bool {
        let covered: usize = self.dates.iter().map(|d| d.len()).sum();
        let mostly = covered * 3 >= self.folded.len();
        let most = if self.dates.len() > 1 { 2 * MAX_DATELINE_WORDS } else { MAX_DATELINE_WORDS };
        let dated = !self.dates.is_empty() && self.words <= most && !self.is_sentence();
        let named = self.has(Role::Dateline, Cover::Start);
        // "22/11/2020 - 04:30 - Fonte: ...": a line that begins with a date and a stroke.
        let leads = self.dates.first().is_some_and(|d| {
            let rest = self.folded.get(d.end as usize..).unwrap_or("").trim_start();
            d.start == 0 && rest.starts_with(['-', '|', '·', '•', '/'])
        });
        let ago = self.words <= 6
            && self.cover(Key::Ago).is_some_and(|c| c >= Cover::End)
            && (named || self.folded.chars().any(|c| c.is_numeric()));
        dated && (mostly || named || leads || self.words <= 8)
            || ago
            || named && self.words <= 8 && self.folded.chars().any(|c| c.is_ascii_digit()) && self.folded.contains(':')
    }

    /// Tells whether the line credits a photographer and is nothing else.
    pub fn is_photo_credit(&self) -> bool {
        // "Photo" alone names nobody: it is a label, or a link to the pictures.
        let bare = self.words <= 1 && self.has(Role::PhotoCredit, Cover::Whole);
        let starts = self.has(Role::PhotoCredit, Cover::Start)
            && self.words <= 12
            && !(self.ends_sentence && self.words > 7)
            && !bare;
        let after = self.cover(Key::PhotoCreditAfter) == Some(Cover::End) && self.words <= 6;
        (starts || after && !self.is_byline()) && !self.has(Role::Caption, Cover::Start)
    }

    /// Tells whether the line is a caption by its words: "(Cover: ... /VCG)", "... Photo: Ada Poll".
    pub fn is_caption(&self, words: &str) -> bool {
        let short = self.words <= 70;
        let named = self.has(Role::Caption, Cover::Start) && short;
        let credited = self.words <= 60 && caption_credit(words, self).is_some();
        named || credited
    }
}

/// Tells whether a short line is a path or a row of links.
fn is_path(words: &str) -> bool {
    if !words.contains(['>', '›', '→', '»', '|', '/']) {
        return false;
    }
    // A word of a script without spaces counts as half for each character: "個人情報の取り扱い" is one label.
    let most = |part: &str, most: usize| if part.chars().any(line::is_unspaced) { most * 2 } else { most };
    let short = |part: &str, n: usize| line::words(part) <= most(part, n) && part.chars().count() <= 34;
    let spaced = words.replace(" » ", " > ").replace(">>", ">");
    let path: Vec<&str> = spaced.split(['>', '›', '→']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let row: Vec<&str> = words.split(" | ").flat_map(|p| p.split(" / ")).collect();
    let digits = words.chars().any(|c| c.is_ascii_digit());
    path.len() >= 2 && path.iter().all(|p| short(p, 6)) || row.len() >= 3 && !digits && row.iter().all(|p| short(p, 3))
}

/// Finds the credit inside a caption line, as a byte range: "... Photo: Ada Poll", "... /VCG)", "... (Image: GETTY)",
/// "... Ada Poll/AFP", "... sede. BRUNO PERALTA", "图为渡船。周小满 摄".
pub fn caption_credit(words: &str, told: &Told) -> Option<std::ops::Range<usize>> {
    let byte = |chars: usize| words.char_indices().nth(chars).map_or(words.len(), |(at, _)| at);
    let trimmed = words.trim_end_matches([')', ']', '）', ' ', '.']);
    let starts_line = |hit: &Hit| hit.end == hit.len;
    // "Photo:" inside or at the end, with something after it.
    let marks = told.hits.iter().filter(|h| h.key == Key::Role(Role::PhotoCredit) && !starts_line(h));
    if let Some(hit) = marks.max_by_key(|h| h.end) {
        let from = byte(hit.end);
        let rest = words[from..].trim();
        if (1..=10).contains(&line::words(rest)) {
            let lead = words[from..].len() - words[from..].trim_start_matches([' ', ':', '：', '=']).len();
            return Some(from + lead..trimmed.len().max(from + lead));
        }
    }
    if let Some(hit) = told.hits.iter().find(|h| h.key == Key::PhotoCreditAfter && h.cover == Cover::End) {
        let to = byte(hit.end - hit.len);
        let head = words[..to].trim_end();
        let from = head
            .rfind(['。', '.', '，', ',', '、', '＝', '(', '（', '/', '=', '】', ')', '）', '　'])
            .map_or(0, |n| n + head[n..].chars().next().map_or(1, char::len_utf8));
        if from > 0 && from < head.len() {
            return Some(from..head.len());
        }
    }
    // "/VCG)" at the end.
    if let Some(slash) = trimmed.rfind('/') {
        let name = trimmed[slash + 1..].trim();
        let caps = name.chars().next().is_some_and(char::is_uppercase);
        let head = &trimmed[..slash];
        // "Ada Poll / Ben Ito" are two writers.
        let writers = crate::metadata::names::is_name(head.trim());
        if caps && !writers && (1..=3).contains(&line::words(name)) && name.len() <= 40 && !name.contains(['.', ',']) {
            // "Ada Poll/AFP": the photographer stands before the stroke, after a mark or a sentence end.
            let from = head.rfind(['.', '(', '©', ':', '。', '!', '?']).map_or(slash + 1, |n| {
                let after = n + head[n..].chars().next().map_or(1, char::len_utf8);
                let photographer = head[after..].trim();
                let fits = crate::metadata::names::is_name(photographer);
                if fits { after + (head[after..].len() - head[after..].trim_start().len()) } else { slash + 1 }
            });
            return Some(from..trimmed.len());
        }
    }
    // "© AFP" or "(AP Photo/...)" handled above; a name in capitals after the last sentence.
    if let Some(mark) = words.rfind('©').filter(|n| *n > 0) {
        let rest = words[mark + '©'.len_utf8()..].trim();
        if (1..=8).contains(&line::words(rest)) && !told.has(Role::Furniture(Furniture::Copyright), Cover::Start) {
            let from = words.len() - rest.len();
            return Some(from..words.trim_end_matches([')', ' ']).len().max(from));
        }
    }
    let stop = trimmed.rfind(['.', '!', '?'])?;
    let name = trimmed[stop + 1..].trim();
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    let caps = letters.len() >= 5 && letters.iter().all(|c| c.is_uppercase());
    let tail = (1..=6).contains(&line::words(name)) && caps && stop > 20;
    tail.then(|| trimmed.len() - name.len()..trimmed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Told {
        let lexicon = Lexicon::new();
        let langs = lexicon.langs(&["en"], words);
        Told::of(words, &lexicon, &langs, Some("en"))
    }

    #[test]
    fn a_sentence_about_cookies_is_no_consent_notice() {
        let sentence = "The regulator said on Tuesday that websites which greet every visitor with a banner about our use of cookies, \
                        a practice that has grown over the past ten years in all of the countries it watches, would have to end it \
                        before the first of January or pay a fine for each day on which they go on.";
        assert_eq!(told(sentence).aside(), None);
        assert!(told("By continuing to browse our site you agree to our use of cookies.").aside().unwrap().1 > 0.7);
    }

    #[test]
    fn credits_inside_captions_are_found() {
        for (line, credit) in [
            ("A consent box on a test phone. Photo: Colm Adair/Harbour Times", "Colm Adair/Harbour Times"),
            ("(Cover: The envoy is met at the palace, December 2, 2025. /VCG)", "VCG"),
            ("The plague is treated (Image: GETTY )", "GETTY"),
            ("La alcaldesa, ante la panadería que ganó. BRUNO PERALTA", "BRUNO PERALTA"),
            ("The pier after the storm. Ada Poll/AFP", "Ada Poll/AFP"),
        ] {
            let range = caption_credit(line, &told(line)).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(&line[range], credit);
        }
        assert_eq!(caption_credit("He said that he/she would come.", &told("He said that he/she would come.")), None);
    }

    #[test]
    fn datelines_and_bylines_are_short() {
        assert!(told("(Reuters)").has(Role::AgencyCredit, Cover::Whole));
        assert!(told("(AP, Agence France-Presse).").has(Role::AgencyCredit, Cover::Whole));
        assert!(!told("(Reuters and friends)").has(Role::AgencyCredit, Cover::Start));
        assert!(told("Published 3 May 2024, 10:15 GMT").is_dateline());
        assert!(told("Updated 3 hours ago").is_dateline());
        assert!(
            !told("The council met on 3 May 2024 and agreed that the bridge should be opened to cars.").is_dateline()
        );
        assert!(told("By Ines Marr, Technology Editor").is_byline());
        assert!(!told("By nightfall the crowd had gone home and the square was swept clean again.").is_byline());
    }
}
