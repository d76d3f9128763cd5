//! What the names in a page's code say about its elements.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

const MARKUP: &str = include_str!("../../../../languages/markup.toml");

macro_rules! marks {
    ($($name:ident = $key:literal),* $(,)?) => {
        /// What a name in the code can say: one bit of [`Marks`] each, in this order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the words stand in languages/markup.toml")]
        #[repr(u8)]
        pub enum Mark { $($name),* }

        /// Every mark with its key in `languages/markup.toml`.
        pub const ALL: &[(Mark, &str)] = &[$((Mark::$name, $key)),*];
    };
}

marks! {
    Body = "body", Article = "article", Caption = "caption", Credit = "credit", Byline = "byline", Date = "date",
    Headline = "headline", Standfirst = "standfirst", Kicker = "kicker", Nav = "nav", Header = "header", Footer = "footer",
    Aside = "aside", Related = "related", Share = "share", SignUp = "sign-up", Advertisement = "advertisement",
    Consent = "consent", Comments = "comments", Bio = "bio", Tags = "tags", Live = "live", Quote = "quote",
    Media = "media", Correction = "correction", Tool = "tool", Hidden = "hidden", Popup = "popup", Blurred = "blurred",
}

/// A set of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u32);

impl Marks {
    /// Tells whether a mark is in the set.
    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u8) != 0
    }

    /// Adds the marks of another set.
    pub fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

/// The names that mean something.
#[derive(Debug)]
pub struct Markup {
    /// Marks of each entry and, without marks, of each entry's first words: where a run of words stops being one of
    /// these, no longer run is an entry.
    runs: HashMap<Vec<u8>, u32, BuildHasherDefault<Fnv>>,
}

impl Default for Markup {
    fn default() -> Self {
        Markup::new()
    }
}

/// Words of the longest entry of `languages/markup.toml`.
const MAX_RUN: usize = 4;
/// Words of one attribute that are looked at; utility-class pages have hundreds.
const MAX_WORDS: usize = 60;

impl Markup {
    /// Opens `languages/markup.toml`.
    pub fn new() -> Markup {
        let file: HashMap<String, Vec<String>> = toml::from_str(MARKUP).expect("languages/markup.toml is tested");
        let mut runs: HashMap<Vec<u8>, u32, BuildHasherDefault<Fnv>> = HashMap::default();
        for (mark, key) in ALL {
            for words in file.get(*key).into_iter().flatten() {
                *runs.entry(words.clone().into_bytes()).or_default() |= 1 << *mark as u8;
                for (space, _) in words.match_indices(' ') {
                    runs.entry(words.as_bytes()[..space].to_owned()).or_default();
                }
            }
        }
        Markup { runs }
    }

    /// Returns the marks of one attribute's value.
    pub fn marks(&self, value: &str) -> Marks {
        // The words in lower case, each with a space after it: any run of them is a part of this text.
        let mut words = Vec::with_capacity(value.len() * 2 + 1);
        let mut starts = [0; MAX_WORDS + 1];
        let mut count = 0;
        let mut lower_before = false;
        for b in value.bytes().chain([b' ']) {
            let cut = !b.is_ascii_alphanumeric() || b.is_ascii_uppercase() && lower_before;
            if cut && words.len() > starts[count] {
                words.push(b' ');
                count += 1;
                starts[count] = words.len();
                if count >= MAX_WORDS {
                    break;
                }
            }
            if b.is_ascii_alphanumeric() {
                words.push(b.to_ascii_lowercase());
            }
            lower_before = b.is_ascii_lowercase() || b.is_ascii_digit();
        }
        let mut marks = 0;
        for at in 0..count {
            for next in at + 1..=count.min(at + MAX_RUN) {
                let Some(found) = self.runs.get(&words[starts[at]..starts[next] - 1]) else { break };
                marks |= found;
            }
        }
        Marks(marks)
    }
}

/// FNV-1a: short words are looked up many times, and the table holds none of a page's.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_every_mark_and_no_other() {
        let file: HashMap<String, Vec<String>> = toml::from_str(MARKUP).unwrap();
        assert_eq!(file.len(), ALL.len());
        assert!(ALL.iter().all(|(_, key)| file.contains_key(*key)));
    }

    #[test]
    fn names_are_cut_into_words() {
        let markup = Markup::new();
        assert!(markup.marks("articleBody css-1x").has(Mark::Body));
        assert!(markup.marks("js-image_caption--wide").has(Mark::Caption));
        assert!(!markup.marks("shadow-lg").has(Mark::Advertisement));
    }
}
