//! Parts of speech.

/// Declares the parts of speech once.
macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident $name:literal),* $(,)?) => {
        /// A part of speech of Universal Dependencies, or white space.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Pos {
            $($(#[$doc])* $part,)*
        }

        impl Pos {
            /// All, in order of their numbers.
            pub const ALL: &'static [Pos] = &[$(Pos::$part),*];

            /// Returns the name that Universal Dependencies gives it, `SPACE` for white space.
            pub fn name(self) -> &'static str {
                match self {
                    $(Pos::$part => $name,)*
                }
            }
        }
    };
}

parts! {
    /// Adjective.
    Adjective "ADJ",
    /// Preposition or postposition.
    Adposition "ADP",
    /// Adverb.
    Adverb "ADV",
    /// Auxiliary verb.
    Auxiliary "AUX",
    /// Coordinating conjunction.
    Coordinator "CCONJ",
    /// Article or other determiner.
    Determiner "DET",
    /// Interjection.
    Interjection "INTJ",
    /// Noun.
    Noun "NOUN",
    /// Number.
    Number "NUM",
    /// Particle: `to`, `not`, `'s`.
    Particle "PART",
    /// Pronoun.
    Pronoun "PRON",
    /// Name.
    Name "PROPN",
    /// Punctuation.
    Punctuation "PUNCT",
    /// Subordinating conjunction.
    Subordinator "SCONJ",
    /// Symbol.
    Symbol "SYM",
    /// Verb.
    Verb "VERB",
    /// Anything else.
    Other "X",
    /// White space.
    Space "SPACE",
}

impl Pos {
    /// Returns the part of speech of a name.
    pub fn named(name: &str) -> Option<Pos> {
        Pos::ALL.iter().copied().find(|pos| pos.name() == name)
    }
}
