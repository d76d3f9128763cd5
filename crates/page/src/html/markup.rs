//! What the names in a page's code say about its elements.

use std::collections::HashMap;

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
    runs: HashMap<String, u32>,
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
        let mut runs: HashMap<String, u32> = HashMap::new();
        for (mark, key) in ALL {
            for words in file.get(*key).into_iter().flatten() {
                *runs.entry(words.clone()).or_default() |= 1 << *mark as u8;
            }
        }
        Markup { runs }
    }

    /// Returns the marks of one attribute's value.
    pub fn marks(&self, value: &str) -> Marks {
        let mut words: Vec<String> = Vec::new();
        let mut word = String::new();
        let mut lower_before = false;
        for c in value.chars().chain([' ']) {
            let cut = !c.is_ascii_alphanumeric() || c.is_ascii_uppercase() && lower_before;
            if cut && !word.is_empty() {
                words.push(std::mem::take(&mut word));
                if words.len() >= MAX_WORDS {
                    break;
                }
            }
            if c.is_ascii_alphanumeric() {
                word.push(c.to_ascii_lowercase());
            }
            lower_before = c.is_ascii_lowercase() || c.is_ascii_digit();
        }
        let mut marks = 0;
        let mut run = String::new();
        for at in 0..words.len() {
            run.clear();
            for (n, word) in words[at..].iter().take(MAX_RUN).enumerate() {
                if n > 0 {
                    run.push(' ');
                }
                run.push_str(word);
                marks |= self.runs.get(&run).copied().unwrap_or(0);
            }
        }
        Marks(marks)
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
