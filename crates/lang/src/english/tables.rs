//! The tables that come with the weights, by name.

/// Declares the tables once, so that a field and its name cannot part.
macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident $name:literal),* $(,)?) => {
        /// The bytes of each table of the weights file, as they lie there.
        ///
        /// Each is written by `train` and described where it is read.
        #[derive(Debug, Clone, Copy, Default)]
        pub struct Tables<'a> {
            $($(#[$doc])* pub $field: &'a [u8],)*
        }

        impl<'a> Tables<'a> {
            /// The names of all tables, in the order of the fields.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// Takes each table from `find`, which returns the bytes under a name.
            ///
            /// # Errors
            ///
            /// When one is not there.
            pub fn new(find: impl Fn(&str) -> Option<&'a [u8]>) -> Result<Tables<'a>, TableError> {
                Ok(Tables { $($field: find($name).ok_or(TableError { name: $name })?,)* })
            }

            /// Returns each table with its name, in the order of [`Tables::NAMES`].
            pub fn named(&self) -> impl Iterator<Item = (&'static str, &'a [u8])> {
                [$(($name, self.$field)),*].into_iter()
            }
        }
    };
}

tables! {
    /// Classes of every character: [`Characters`](super::characters::Characters).
    characters "table.characters",
    /// Hash of a built-in name -> its number: [`Keys`](super::key::Keys).
    symbols "table.symbols",
    /// Key of a text -> key of its usual spelling: [`Lexemes`](super::lexeme::Lexemes).
    norms "table.norms",
    /// Hash of a unit or currency that is cut off after a digit: [`Affixes`](super::affix::Affixes).
    units "table.units",
    /// Hash of a text with its own division -> offset into `pieces`: [`Exceptions`](super::exceptions::Exceptions).
    exceptions "table.exceptions",
    /// The divisions: [`Exceptions`](super::exceptions::Exceptions).
    pieces "table.pieces",
    /// Key of a word that a rule names -> its number: [`Lexemes`](super::lexeme::Lexemes).
    ruler_words "table.ruler-words",
    /// Which rule holds when, and what it sets: [`Ruler`](super::ruler::Ruler).
    ruler "table.ruler",
    /// Endings and what replaces them: [`Lemmatizer`](super::lemmatizer::Lemmatizer).
    lemma_rules "table.lemma-rules",
    /// Base forms, with a bit for each part of speech: [`Lemmatizer`](super::lemmatizer::Lemmatizer).
    lemma_words "table.lemma-words",
    /// Hash of an irregular form -> offset into `lemma_forms`: [`Lemmatizer`](super::lemmatizer::Lemmatizer).
    lemma_exceptions "table.lemma-exceptions",
    /// Irregular forms and their base forms: [`Lemmatizer`](super::lemmatizer::Lemmatizer).
    lemma_forms "table.lemma-forms",
}

/// A table of the weights that is not there or cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{name} of the weights is missing or damaged; make the weights anew with `train`")]
pub struct TableError {
    /// Which one.
    pub name: &'static str,
}

/// Reads numbers and short texts off the front of bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    pub fn u8(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// Reads a text that has its length in bytes before it, as one byte.
    pub fn text(&mut self) -> Option<&'a str> {
        let len = usize::from(self.u8()?);
        let (text, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*bytes)
    }
}
