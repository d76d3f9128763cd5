//! Parts of speech.

use crate::scheme::scheme;

scheme! {
    /// A part of speech of Universal Dependencies, or white space.
    Pos {
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
}
