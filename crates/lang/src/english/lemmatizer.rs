//! Token, part of speech, morphology -> the form that a dictionary lists.
//!
//! Source: `EnglishLemmatizer` of spaCy (MIT) in its mode `rule`; base and irregular forms come from WordNet.
//!
//! Layout of `table.lemma-rules`: `u8` count of parts of speech; for each its number in [`Pos`] (`u8`), a `u8` count of
//! rules, and for each the old ending and the new (texts with their length in bytes before them, as one byte). The nth of
//! these parts has bit n in `table.lemma-words`, and n before the word in the entries of `table.lemma-forms`: there, a
//! `u8` n, the irregular form (a text), a `u8` count and the base forms (texts). `table.lemma-exceptions` finds an entry
//! by the hash of n and the form.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    ops::Range,
};

use super::{
    characters::{Characters, Class},
    key::murmur,
    keyed::Keyed,
    lexeme::lower,
    pos::Pos,
    ruler::{Ruler, Rulings},
    tables::{Cursor, TableError, Tables},
    tokens::Tokens,
    words::Words,
};

/// Lemmas that a cache keeps; when there are more, all are forgotten.
const LEMMAS: usize = 1 << 15;
/// Bytes of the longest text whose lemma is kept.
const LONGEST: usize = 64;

/// Finds lemmas.
#[derive(Debug, Clone)]
pub struct Lemmatizer<'a> {
    parts: Vec<Part<'a>>,
    words: Words<'a>,
    exceptions: Keyed<'a>,
    forms: &'a [u8],
    characters: Characters<'a>,
    /// For each morphology, what it says.
    morphologies: Vec<Morphology>,
}

/// A part of speech with rules.
#[derive(Debug, Clone)]
struct Part<'a> {
    pos: Pos,
    rules: Vec<(&'a str, &'a str)>,
}

/// What of a morphology decides whether a token is in its base form already.
#[derive(Debug, Clone, Copy, Default)]
struct Morphology {
    is_singular: bool,
    is_finite_present: bool,
    is_base: bool,
}

/// What a thread keeps between texts. It changes no result.
#[derive(Debug, Clone, Default)]
pub struct LemmaCache {
    known: HashMap<(u64, u32), Range<u32>, BuildHasherDefault<Mixer>>,
    lemmas: String,
}

/// Lemmas of tokens, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lemmas {
    /// All, without anything between them.
    pub text: String,
    /// Where each ends in `text`, in bytes.
    pub end: Vec<u32>,
}

impl Lemmas {
    /// Returns the lemma of token `index`.
    ///
    /// # Panics
    ///
    /// When there are not that many.
    pub fn of(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.end[before] as usize);
        &self.text[start..self.end[index] as usize]
    }

    /// Takes all out, keeping the memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.end.clear();
    }

    /// Adds one.
    pub fn push(&mut self, lemma: &str) {
        self.text.push_str(lemma);
        self.end.push(self.text.len() as u32);
    }
}

impl<'a> Lemmatizer<'a> {
    /// Opens the tables, for morphologies in order of their numbers.
    ///
    /// # Errors
    ///
    /// When one is damaged.
    pub fn new(tables: &Tables<'a>, morphologies: &[impl AsRef<str>]) -> Result<Lemmatizer<'a>, TableError> {
        let parts = parts(&mut Cursor(tables.lemma_rules)).ok_or(TableError { name: "table.lemma-rules" })?;
        Ok(Lemmatizer {
            parts,
            words: Words::new("table.lemma-words", tables.lemma_words)?,
            exceptions: Keyed::new("table.lemma-exceptions", tables.lemma_exceptions)?,
            forms: tables.lemma_forms,
            characters: Characters::new(tables.characters)?,
            morphologies: morphologies.iter().map(|morphology| Morphology::new(morphology.as_ref())).collect(),
        })
    }

    /// Writes over `lemmas` those of the tokens of `text`, of which `ruler` said `rulings`.
    ///
    /// # Panics
    ///
    /// When there are fewer rulings than tokens.
    pub fn lemmas(
        &self,
        text: &str,
        tokens: &Tokens,
        (ruler, rulings): (&Ruler, &Rulings),
        cache: &mut LemmaCache,
        lemmas: &mut Lemmas,
    ) {
        lemmas.clear();
        for (index, orth) in tokens.orth.iter().enumerate() {
            match ruler.lemmas().get(usize::from(rulings.lemma[index])) {
                Some(lemma) => lemmas.push(lemma),
                None => {
                    let word = tokens.span(index).of(text);
                    self.add(word, *orth, rulings.pos[index], rulings.morphology[index], cache, lemmas);
                }
            }
        }
    }

    /// Adds to `lemmas` that of `text`, whose key is `orth`.
    fn add(&self, text: &str, orth: u64, pos: Pos, morphology: u16, cache: &mut LemmaCache, lemmas: &mut Lemmas) {
        let key = (orth, (pos as u32) << 16 | u32::from(morphology));
        if let Some(known) = cache.known.get(&key) {
            lemmas.push(&cache.lemmas[known.start as usize..known.end as usize]);
            return;
        }
        let lemma = self.lemma(text, pos, morphology);
        lemmas.push(&lemma);
        if text.len() <= LONGEST {
            if cache.known.len() == LEMMAS {
                cache.known.clear();
                cache.lemmas.clear();
            }
            let start = cache.lemmas.len() as u32;
            cache.lemmas.push_str(&lemma);
            cache.known.insert(key, start..cache.lemmas.len() as u32);
        }
    }

    /// Returns the lemma of `text`.
    pub fn lemma(&self, text: &str, pos: Pos, morphology: u16) -> String {
        let said = self.morphologies.get(usize::from(morphology)).copied().unwrap_or_default();
        let part = self.parts.iter().position(|part| part.pos == pos);
        match part {
            _ if pos == Pos::Space || said.is_base_of(pos) => lower(text).into_owned(),
            None if pos == Pos::Name => text.to_owned(),
            None => lower(text).into_owned(),
            Some(part) => self.by_rules(text, part),
        }
    }

    fn by_rules(&self, text: &str, part: usize) -> String {
        let low = lower(text);
        let (mut forms, mut unlisted) = (Vec::new(), None);
        for (old, new) in &self.parts[part].rules {
            let Some(stem) = low.strip_suffix(old) else { continue };
            let form = format!("{stem}{new}");
            if self.words.get(&form).is_some_and(|parts| parts >> part & 1 > 0) {
                forms.insert(0, form);
            } else if !form.chars().all(|character| self.characters.of(character).is(Class::LETTER)) {
                forms.push(form);
            } else if !form.is_empty() {
                unlisted.get_or_insert(form);
            }
        }
        // the last irregular form that no rule gives, else what the rules give, listed forms first
        let irregular = self.irregular(&low, part).filter(|form| !forms.iter().any(|known| known == form)).last();
        let form = irregular.map(str::to_owned).or(forms.into_iter().next()).or(unlisted);
        form.unwrap_or_else(|| text.to_owned())
    }

    /// Returns the base forms of an irregular one.
    fn irregular(&self, form: &str, part: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        let entry = || {
            let offset = self.exceptions.get(form_key(part, form))?;
            let mut at = Cursor(self.forms.get(offset as usize..)?);
            let is_it = at.u8()? as usize == part && at.text()? == form;
            is_it.then_some((at.u8()?, at))
        };
        let (count, mut at) = entry().unwrap_or((0, Cursor(&[])));
        (0..count).filter_map(move |_| at.text())
    }
}

impl Morphology {
    fn new(morphology: &str) -> Morphology {
        let has = |wanted: &str| morphology.split('|').any(|feature| feature == wanted);
        let has_number = morphology.split('|').any(|feature| feature.starts_with("Number="));
        Morphology {
            is_singular: has("Number=Sing"),
            is_finite_present: has("VerbForm=Fin") && has("Tense=Pres") && !has_number,
            is_base: has("VerbForm=Inf") || has("VerbForm=None") || has("Degree=Pos"),
        }
    }

    fn is_base_of(self, pos: Pos) -> bool {
        self.is_base || pos == Pos::Noun && self.is_singular || pos == Pos::Verb && self.is_finite_present
    }
}

/// Returns the key of an irregular form in `table.lemma-exceptions`, for the nth part of speech with rules.
pub fn form_key(part: usize, form: &str) -> u64 {
    murmur(form.as_bytes()) ^ (part as u64 + 1)
}

fn parts<'a>(at: &mut Cursor<'a>) -> Option<Vec<Part<'a>>> {
    (0..at.u8()?)
        .map(|_| {
            let pos = *Pos::ALL.get(usize::from(at.u8()?))?;
            let rules = (0..at.u8()?).map(|_| Some((at.text()?, at.text()?))).collect::<Option<_>>()?;
            Some(Part { pos, rules })
        })
        .collect()
}

/// Mixes keys that are hashes already.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
