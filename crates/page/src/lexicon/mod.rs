//! The words of `languages/` as matchers.
//!
//! What a line of a page says about its own role: [`Lexicon::hits`]. Patterns are data; their syntax is described in
//! `languages/README.md`.

pub mod line;
mod months;
mod pattern;

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::{Furniture, Role};
use line::{Script, fold, script};
pub use months::Months;
use pattern::Pattern;

/// Every language that has a folder: adding one is its folder and a line here.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", include_str!("../../../../languages/ar/page.toml")),
    ("bg", include_str!("../../../../languages/bg/page.toml")),
    ("bn", include_str!("../../../../languages/bn/page.toml")),
    ("ca", include_str!("../../../../languages/ca/page.toml")),
    ("cs", include_str!("../../../../languages/cs/page.toml")),
    ("da", include_str!("../../../../languages/da/page.toml")),
    ("de", include_str!("../../../../languages/de/page.toml")),
    ("el", include_str!("../../../../languages/el/page.toml")),
    ("en", include_str!("../../../../languages/en/page.toml")),
    ("es", include_str!("../../../../languages/es/page.toml")),
    ("fa", include_str!("../../../../languages/fa/page.toml")),
    ("fi", include_str!("../../../../languages/fi/page.toml")),
    ("fr", include_str!("../../../../languages/fr/page.toml")),
    ("he", include_str!("../../../../languages/he/page.toml")),
    ("hi", include_str!("../../../../languages/hi/page.toml")),
    ("hr", include_str!("../../../../languages/hr/page.toml")),
    ("hu", include_str!("../../../../languages/hu/page.toml")),
    ("id", include_str!("../../../../languages/id/page.toml")),
    ("it", include_str!("../../../../languages/it/page.toml")),
    ("ja", include_str!("../../../../languages/ja/page.toml")),
    ("ko", include_str!("../../../../languages/ko/page.toml")),
    ("nb", include_str!("../../../../languages/nb/page.toml")),
    ("nl", include_str!("../../../../languages/nl/page.toml")),
    ("pl", include_str!("../../../../languages/pl/page.toml")),
    ("pt", include_str!("../../../../languages/pt/page.toml")),
    ("ro", include_str!("../../../../languages/ro/page.toml")),
    ("ru", include_str!("../../../../languages/ru/page.toml")),
    ("sr", include_str!("../../../../languages/sr/page.toml")),
    ("sv", include_str!("../../../../languages/sv/page.toml")),
    ("ta", include_str!("../../../../languages/ta/page.toml")),
    ("th", include_str!("../../../../languages/th/page.toml")),
    ("tr", include_str!("../../../../languages/tr/page.toml")),
    ("uk", include_str!("../../../../languages/uk/page.toml")),
    ("ur", include_str!("../../../../languages/ur/page.toml")),
    ("vi", include_str!("../../../../languages/vi/page.toml")),
    ("zh", include_str!("../../../../languages/zh/page.toml")),
];
/// The main scripts of the lists that are not in Latin letters: a page with a foreign word asks for them, and reading all
/// lists to learn them takes longer than reading a hundred pages.
const SCRIPTS: &[(&str, &[Script])] = &[
    ("ar", &[Script::Arabic]),
    ("bg", &[Script::Cyrillic]),
    ("bn", &[Script::Bengali]),
    ("el", &[Script::Greek]),
    ("fa", &[Script::Arabic]),
    ("he", &[Script::Hebrew]),
    ("hi", &[Script::Devanagari]),
    ("ja", &[Script::Kana, Script::Han]),
    ("ko", &[Script::Hangul]),
    ("ru", &[Script::Cyrillic]),
    ("sr", &[Script::Cyrillic]),
    ("ta", &[Script::Tamil]),
    ("th", &[Script::Thai]),
    ("uk", &[Script::Cyrillic]),
    ("ur", &[Script::Arabic]),
    ("zh", &[Script::Han]),
];
const HOSTS: &str = include_str!("../../../../languages/hosts.toml");
const ZONES: &str = include_str!("../../../../languages/zones.toml");
const NAMES: &str = include_str!("../../../../languages/names.toml");
const AGENCIES: &str = include_str!("../../../../languages/agencies.toml");

/// How much of a line a pattern covers, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cover {
    /// Somewhere.
    Inside,
    /// Its end.
    End,
    /// Its start.
    Start,
    /// All of it.
    Whole,
}

/// A pattern found in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The role that the words give away.
    pub key: Key,
    /// How much of the line they cover.
    pub cover: Cover,
    /// Characters from the start of the line to the end of the words.
    pub end: usize,
    /// Characters of the words.
    pub len: usize,
}

/// What a list of patterns is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A role of a block.
    Role(Role),
    /// What stands after a writer's name.
    BylineAfter,
    /// What stands after a photographer's name.
    PhotoCreditAfter,
    /// Marks a stamp as that of a later change.
    Modified,
    /// Words of relative stamps.
    Ago,
    /// What the headline of a live blog says.
    Live,
    /// What a page says that has nothing to show.
    Error,
    /// How the outlet earns by what the article leads to.
    Disclosure,
    /// Asks for money or a subscription, in a sentence.
    Appeal,
}

#[derive(Deserialize)]
struct File {
    furniture: std::collections::BTreeMap<String, Vec<String>>,
    roles: std::collections::BTreeMap<String, Vec<String>>,
    names: std::collections::BTreeMap<String, Vec<String>>,
}

/// The words of one language.
#[derive(Debug)]
struct Words {
    finder: AhoCorasick,
    /// Patterns of each found key literal.
    by_key: Vec<Vec<(Pattern, Key)>>,
    sections: Vec<String>,
    and: Vec<String>,
    job: Vec<String>,
    staff: Vec<String>,
    /// What stands before and after the name of an agency that a paragraph cites.
    agency_cited: Vec<(String, String)>,
}

/// The words of all languages. Each is made ready when first asked for.
#[derive(Debug)]
pub struct Lexicon {
    words: Vec<OnceLock<Words>>,
    names: Vec<String>,
    months: Months,
    hosts: std::collections::BTreeMap<String, String>,
    zones: std::collections::BTreeMap<String, (i16, i16)>,
    /// Folded names of news agencies, sorted.
    agencies: Vec<String>,
}

/// The scripts that a language's list is written in.
fn scripts(code: &str) -> &'static [Script] {
    SCRIPTS.iter().find(|(c, _)| *c == code).map_or(&[Script::Latin], |(_, scripts)| scripts)
}

/// A set of languages, by place in the table.
pub type Langs = Vec<usize>;

impl Lexicon {
    /// Opens the word lists.
    pub fn new() -> Lexicon {
        #[derive(Deserialize)]
        struct Names {
            languages: Vec<String>,
        }
        let names: Names = toml::from_str(NAMES).expect("languages/names.toml is tested");
        let mut names: Vec<String> = names.languages.iter().map(|n| fold(n)).collect();
        names.sort();
        let agencies: std::collections::BTreeMap<String, Vec<String>> =
            toml::from_str(AGENCIES).expect("languages/agencies.toml is tested");
        let mut agencies: Vec<String> = agencies.values().flatten().map(|name| fold(name)).collect();
        agencies.sort();
        Lexicon {
            words: LANGUAGES.iter().map(|_| OnceLock::new()).collect(),
            names,
            months: Months::read(),
            hosts: toml::from_str(HOSTS).expect("languages/hosts.toml is tested"),
            zones: toml::from_str(ZONES).expect("languages/zones.toml is tested"),
            agencies,
        }
    }

    fn words(&self, ix: usize) -> &Words {
        self.words[ix].get_or_init(|| Words::read(LANGUAGES[ix].1).expect("every languages/*/page.toml is tested"))
    }

    /// Returns the outlet whose pages a host serves, by the table of hosts.
    pub fn outlet_of(&self, host: &str) -> Option<&str> {
        let mut host = host;
        loop {
            if let Some(name) = self.hosts.get(host) {
                return Some(name);
            }
            host = host.split_once('.')?.1;
        }
    }

    /// Returns the least and the most minutes east of UTC at which clocks stand where a host's name belongs.
    pub fn zone_of(&self, host: &str) -> Option<(i16, i16)> {
        let (rest, last) = host.rsplit_once('.')?;
        let two = rest.rsplit('.').next().map(|second| format!("{second}.{last}"));
        two.and_then(|two| self.zones.get(&two)).or_else(|| self.zones.get(last)).copied()
    }

    /// Returns the names of months.
    pub fn months(&self) -> &Months {
        &self.months
    }

    /// Returns the languages whose words may stand in a line of a page: the page's own (ISO 639-1 codes), English, and
    /// those written in the line's script when that is not the page's.
    pub fn langs(&self, page: &[&str], line: &str) -> Langs {
        let of = |code: &str| LANGUAGES.iter().position(|(c, _)| *c == code);
        let mut langs: Langs = page.iter().filter_map(|c| of(c)).collect();
        let foreign = |s: Script| !langs.iter().any(|l| scripts(LANGUAGES[*l].0).contains(&s));
        let mut others: Vec<Script> = Vec::new();
        for s in line.chars().filter_map(script) {
            if s != Script::Latin && !others.contains(&s) && foreign(s) {
                others.push(s);
            }
        }
        if !others.is_empty() {
            langs.extend((0..LANGUAGES.len()).filter(|l| scripts(LANGUAGES[*l].0).iter().any(|s| others.contains(s))));
        }
        langs.extend(of("en"));
        langs.sort();
        langs.dedup();
        langs
    }

    /// Finds every pattern of the languages in a line, strongest cover first, then longest.
    ///
    /// `folded` is the line after [`fold`].
    pub fn hits(&self, folded: &str, langs: &Langs) -> Vec<Hit> {
        let mut hits = Vec::new();
        let folded = without_mail(folded);
        for &lang in langs {
            let words = self.words(lang);
            for found in words.finder.find_overlapping_iter(folded) {
                for (pattern, key) in &words.by_key[found.pattern().as_usize()] {
                    let Some(matched) = pattern.match_at(folded, found.start(), found.end()) else { continue };
                    let cover = match (matched.starts, matched.ends) {
                        (true, true) => Cover::Whole,
                        (true, false) => Cover::Start,
                        (false, true) => Cover::End,
                        (false, false) => Cover::Inside,
                    };
                    let end = folded[..matched.end].chars().count();
                    hits.push(Hit { key: *key, cover, end, len: folded[found.start()..matched.end].chars().count() });
                }
            }
        }
        hits.sort_by(|a, b| b.cover.cmp(&a.cover).then(b.len.cmp(&a.len)).then(a.key.cmp(&b.key)));
        hits
    }

    /// Tells whether a line is nothing but names of known news agencies in brackets: "(Reuters, AFP)".
    pub fn is_agencies_in_brackets(&self, folded: &str) -> bool {
        let line = folded.trim().trim_end_matches('.');
        let pairs = [('(', ')'), ('[', ']'), ('（', '）')];
        let inner = pairs.iter().find_map(|(open, close)| line.strip_prefix(*open)?.strip_suffix(*close));
        inner.is_some_and(|names| names.split([',', '、', '，', '،']).all(|name| self.is_agency(name.trim())))
    }

    /// Tells whether folded words are the name of a known news agency.
    pub fn is_agency(&self, folded: &str) -> bool {
        self.agencies.binary_search_by(|known| known.as_str().cmp(folded)).is_ok()
    }

    /// Tells whether a line is nothing but names of languages.
    pub fn is_language_names(&self, folded: &str) -> bool {
        let is_name = |words: &str| self.names.binary_search_by(|n| n.as_str().cmp(words)).is_ok();
        let separators = ['|', '/', '·', ',', '•'];
        let first = first_letters(folded, |c| c.is_whitespace() || separators.contains(&c));
        if !has_start(&self.names, first) {
            return false;
        }
        let mut names = 0;
        for part in folded.split(separators).map(str::trim).filter(|p| !p.is_empty()) {
            if is_name(part) {
                names += 1;
            } else if part.split_whitespace().all(is_name) {
                names += part.split_whitespace().count();
            } else {
                return false;
            }
        }
        names > 0
    }

    /// Counts the section names that a line consists of; 0 when there is anything else in it.
    pub fn sections(&self, folded: &str, langs: &Langs) -> usize {
        let lists: Vec<&Vec<String>> = langs.iter().map(|l| &self.words(*l).sections).collect();
        let is_section =
            |words: &str| lists.iter().any(|list| list.binary_search_by(|s| s.as_str().cmp(words)).is_ok());
        let mut count = 0;
        let separators = ['|', '/', '·', '>', '›', '»', '•', ',', '&'];
        let marks = [' ', '"', '-', '*', '+', '\u{203a}'];
        let first = first_letters(folded, |c| separators.contains(&c) || marks.contains(&c));
        if !lists.iter().any(|list| has_start(list, first)) {
            return 0;
        }
        for part in folded.split(separators).map(|p| p.trim_matches(marks)).filter(|p| !p.is_empty()) {
            if is_section(part) {
                count += 1;
                continue;
            }
            // "World Nation Money": names run together, up to three words each.
            let words: Vec<&str> = part.split_whitespace().collect();
            let mut at = 0;
            while at < words.len() {
                let len = (1..=3).rev().find(|n| words.get(at..at + n).is_some_and(|w| is_section(&w.join(" "))));
                match len {
                    Some(n) => {
                        at += n;
                        count += 1;
                    }
                    None => return 0,
                }
            }
        }
        count
    }

    /// Tells whether words are what follows a name in a byline.
    pub fn is_job(&self, folded: &str, langs: &Langs) -> bool {
        let starts = |words: &str, list: &str| {
            words.strip_prefix(list).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        };
        langs.iter().any(|l| {
            self.words(*l).job.iter().any(|job| {
                starts(folded, job) || folded.strip_suffix(job.as_str()).is_some_and(|b| b.ends_with([' ', '-']))
            })
        })
    }

    /// Tells whether a byline names no person.
    pub fn is_staff(&self, folded: &str, langs: &Langs) -> bool {
        let name = folded.trim_matches(|c: char| !c.is_alphanumeric());
        let has_word = |word: &str| name.split_whitespace().any(|w| w == word);
        langs
            .iter()
            .any(|l| self.words(*l).staff.iter().any(|staff| staff == name || !staff.contains(' ') && has_word(staff)))
    }

    /// Returns what stands before and after the name of an agency that a paragraph cites; not folded.
    pub fn agency_cited(&self, langs: &Langs) -> impl Iterator<Item = (&str, &str)> {
        langs.iter().flat_map(|l| self.words(*l).agency_cited.iter().map(|(b, a)| (b.as_str(), a.as_str())))
    }

    /// Returns the words that stand between two names in a byline.
    pub fn ands(&self, langs: &Langs) -> Vec<&str> {
        langs.iter().flat_map(|l| self.words(*l).and.iter().map(String::as_str)).collect()
    }
}

/// Returns the letters and digits at the start of a line, after what `skip` names.
fn first_letters(line: &str, skip: impl Fn(char) -> bool) -> &str {
    let line = line.trim_start_matches(skip);
    &line[..line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len())]
}

/// Tells whether an entry of a sorted list begins so. Most lines are no list of names by their first word.
fn has_start(list: &[String], start: &str) -> bool {
    list.get(list.partition_point(|entry| entry.as_str() < start)).is_some_and(|entry| entry.starts_with(start))
}

/// Takes a mail address off the end of a line: "홍길동 기자 hong@press.example" ends with what the person is.
fn without_mail(folded: &str) -> &str {
    let line = folded.trim_end();
    match line.rsplit_once(' ') {
        Some((rest, last)) if last.contains('@') && !rest.is_empty() => rest,
        _ => folded,
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon::new()
    }
}

impl Words {
    fn read(file: &str) -> Result<Words, String> {
        let file: File = toml::from_str(file).map_err(|e| e.to_string())?;
        let mut keyed: Vec<(String, Pattern, Key)> = Vec::new();
        let mut sections = Vec::new();
        for (name, list) in file.furniture.iter().chain(&file.roles) {
            if name == "section" {
                sections.extend(list.iter().map(|s| fold(s)));
                continue;
            }
            let key = match name.as_str() {
                "byline-after" => Key::BylineAfter,
                "photo-credit-after" => Key::PhotoCreditAfter,
                "modified" => Key::Modified,
                "ago" => Key::Ago,
                "live" => Key::Live,
                "error" => Key::Error,
                "disclosure" => Key::Disclosure,
                "appeal" => Key::Appeal,
                role => Key::Role(Role::of_name(role).ok_or_else(|| format!("no role is called {role}"))?),
            };
            for written in list {
                let part = key == Key::Role(Role::PhotoCredit);
                // What tells an error page is furniture wherever it stands.
                let also = (key == Key::Error).then_some(Key::Role(Role::Furniture(Furniture::Other)));
                for key in std::iter::once(key).chain(also) {
                    keyed.extend(
                        pattern::patterns(written)
                            .into_iter()
                            .map(|p| (p.key().to_owned(), Pattern { part, ..p }, key)),
                    );
                }
            }
        }
        sections.sort();
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        let mut keys: Vec<String> = Vec::new();
        let mut by_key: Vec<Vec<(Pattern, Key)>> = Vec::new();
        for (literal, pattern, key) in keyed {
            if keys.last() != Some(&literal) {
                keys.push(literal);
                by_key.push(Vec::new());
            }
            by_key.last_mut().expect("a key was pushed").push((pattern, key));
        }
        let list = |name: &str| file.names.get(name).map_or(Vec::new(), |l| l.iter().map(|w| fold(w)).collect());
        Ok(Words {
            finder: AhoCorasick::new(&keys).map_err(|e| e.to_string())?,
            by_key,
            sections,
            and: list("and"),
            job: list("job"),
            staff: list("staff"),
            agency_cited: (file.names.get("agency-cited").into_iter().flatten())
                .map(|written| written.split_once('|').unwrap_or((written, "")))
                .map(|(before, after)| (before.to_owned(), after.to_owned()))
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(line: &str) -> Option<(Key, Cover)> {
        let lexicon = Lexicon::new();
        let langs = lexicon.langs(&["en"], line);
        lexicon.hits(&fold(line), &langs).first().map(|h| (h.key, h.cover))
    }

    #[test]
    fn the_folder_to_copy_can_be_read() {
        Words::read(include_str!("../../../../languages/_new/page.toml")).unwrap();
    }

    #[test]
    fn every_list_is_well_formed() {
        for (code, file) in LANGUAGES {
            Words::read(file).unwrap_or_else(|e| panic!("languages/{code}/page.toml: {e}"));
        }
        Lexicon::new();
    }

    #[test]
    fn the_scripts_of_every_list_are_known() {
        for (code, file) in LANGUAGES {
            let file: File = toml::from_str(file).unwrap();
            let lists = file.furniture.iter().chain(&file.roles).filter(|(name, _)| *name != "section");
            let letters: String = lists.flat_map(|(_, list)| list.iter().map(String::as_str)).collect();
            let main = line::main_script(&letters).unwrap();
            let written = if main == Script::Kana { vec![Script::Kana, Script::Han] } else { vec![main] };
            assert_eq!(written, scripts(code), "{code}: give its scripts a line in SCRIPTS");
        }
    }

    #[test]
    fn a_line_gives_its_role_away() {
        let consent = "By continuing to browse our site you agree to our use of cookies";
        assert_eq!(best(consent).unwrap().0, Key::Role(Role::of_name("consent").unwrap()));
        assert_eq!(best("(With input from Xinhua, Reuters)").unwrap().0, Key::Role(Role::AgencyCredit));
        assert_eq!(best("Photo: Ada Poll").unwrap(), (Key::Role(Role::PhotoCredit), Cover::Start));
        assert_eq!(best("The minister left."), None);
    }

    #[test]
    fn menus_of_languages_and_sections_are_known() {
        let lexicon = Lexicon::new();
        assert!(lexicon.is_language_names(&fold("English | Español | 中文")));
        assert!(!lexicon.is_language_names(&fold("English teachers")));
        let langs = lexicon.langs(&["en"], "");
        assert_eq!(lexicon.sections(&fold("World Nation Money Science Arts Games"), &langs), 6);
        assert_eq!(lexicon.sections(&fold("World leaders meet"), &langs), 0);
    }

    #[test]
    fn months_are_known_in_many_languages() {
        let months = Lexicon::new().months;
        assert_eq!(months.at_start("октября 2007", Some("ru")), Some((10, "октября".len())));
        assert_eq!(months.at_start("mar 2024", Some("en")), Some((3, 3)));
        assert_eq!(months.at_start("marching", Some("en")), None);
    }
}
