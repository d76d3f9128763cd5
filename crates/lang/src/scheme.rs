//! The names that tags, labels and entities have: closed lists, so that a rule names them and the compiler checks it.

/// Declares an enumeration whose members have the names of a scheme of annotation.
macro_rules! scheme {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$member_doc])* $member,)*
        }

        impl $name {
            /// All, in order of their numbers.
            pub const ALL: &'static [$name] = &[$($name::$member),*];

            /// Returns the name in the scheme.
            pub fn name(self) -> &'static str {
                match self {
                    $($name::$member => $text,)*
                }
            }

            /// Returns what has this name.
            pub fn named(name: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|member| member.name() == name)
            }
        }
    };
}
pub(crate) use scheme;

scheme! {
    /// A part-of-speech tag of the Penn Treebank, as OntoNotes 5 has them, and `_SP` for white space.
    Tag {
        /// Currency sign.
        Currency "$",
        /// Closing quotation mark.
        CloseQuote "''",
        /// Comma.
        Comma ",",
        /// Opening bracket.
        OpenBracket "-LRB-",
        /// Closing bracket.
        CloseBracket "-RRB-",
        /// Mark that ends a sentence.
        Stop ".",
        /// Colon, semicolon, dash, ellipsis.
        Colon ":",
        /// Electronic address.
        Add "ADD",
        /// Affix.
        Afx "AFX",
        /// Coordinating conjunction.
        Cc "CC",
        /// Cardinal number.
        Cd "CD",
        /// Determiner.
        Dt "DT",
        /// Existential `there`.
        Ex "EX",
        /// Foreign word.
        Fw "FW",
        /// Hyphen.
        Hyph "HYPH",
        /// Preposition or subordinating conjunction.
        In "IN",
        /// Adjective.
        Jj "JJ",
        /// Adjective, comparative.
        Jjr "JJR",
        /// Adjective, superlative.
        Jjs "JJS",
        /// Mark of an item in a list.
        Ls "LS",
        /// Modal.
        Md "MD",
        /// Superfluous punctuation.
        Nfp "NFP",
        /// Noun, singular or mass.
        Nn "NN",
        /// Name, singular.
        Nnp "NNP",
        /// Name, plural.
        Nnps "NNPS",
        /// Noun, plural.
        Nns "NNS",
        /// Predeterminer.
        Pdt "PDT",
        /// Possessive ending.
        Pos "POS",
        /// Personal pronoun.
        Prp "PRP",
        /// Possessive pronoun.
        PrpPossessive "PRP$",
        /// Adverb.
        Rb "RB",
        /// Adverb, comparative.
        Rbr "RBR",
        /// Adverb, superlative.
        Rbs "RBS",
        /// Particle.
        Rp "RP",
        /// Symbol.
        Sym "SYM",
        /// `to`.
        To "TO",
        /// Interjection.
        Uh "UH",
        /// Verb, base form.
        Vb "VB",
        /// Verb, past tense.
        Vbd "VBD",
        /// Verb, gerund or present participle.
        Vbg "VBG",
        /// Verb, past participle.
        Vbn "VBN",
        /// Verb, present tense, not third person singular.
        Vbp "VBP",
        /// Verb, third person singular present.
        Vbz "VBZ",
        /// Wh-determiner.
        Wdt "WDT",
        /// Wh-pronoun.
        Wp "WP",
        /// Possessive wh-pronoun.
        WpPossessive "WP$",
        /// Wh-adverb.
        Wrb "WRB",
        /// Unknown.
        Xx "XX",
        /// White space.
        Sp "_SP",
        /// Opening quotation mark.
        OpenQuote "``",
    }
}

scheme! {
    /// The relation of a word to its head: the labels of ClearNLP, and `ROOT`.
    Label {
        /// The word has no head.
        Root "ROOT",
        /// Clause that modifies a noun.
        Acl "acl",
        /// Adjectival complement.
        Acomp "acomp",
        /// Adverbial clause.
        Advcl "advcl",
        /// Adverbial modifier.
        Advmod "advmod",
        /// Agent of a passive: `by`.
        Agent "agent",
        /// Adjectival modifier.
        Amod "amod",
        /// Apposition.
        Appos "appos",
        /// Attribute: what follows `be`.
        Attr "attr",
        /// Auxiliary.
        Aux "aux",
        /// Passive auxiliary.
        Auxpass "auxpass",
        /// Mark of case: `'s`.
        Case "case",
        /// Coordinating conjunction.
        Cc "cc",
        /// Clausal complement.
        Ccomp "ccomp",
        /// Part of a compound.
        Compound "compound",
        /// Conjunct.
        Conj "conj",
        /// Clausal subject.
        Csubj "csubj",
        /// Clausal subject of a passive.
        Csubjpass "csubjpass",
        /// Dative.
        Dative "dative",
        /// Some relation or other.
        Dep "dep",
        /// Determiner.
        Det "det",
        /// Direct object.
        Dobj "dobj",
        /// Expletive: `there`, `it`.
        Expl "expl",
        /// Interjection.
        Intj "intj",
        /// Word that opens a clause: `that`, `if`.
        Mark "mark",
        /// Remark on the text.
        Meta "meta",
        /// Negation.
        Neg "neg",
        /// Noun that modifies.
        Nmod "nmod",
        /// Noun phrase as adverbial.
        Npadvmod "npadvmod",
        /// Subject.
        Nsubj "nsubj",
        /// Subject of a passive.
        Nsubjpass "nsubjpass",
        /// Number that modifies.
        Nummod "nummod",
        /// Predicate of an object.
        Oprd "oprd",
        /// Parataxis.
        Parataxis "parataxis",
        /// Complement of a preposition that is a clause.
        Pcomp "pcomp",
        /// Object of a preposition.
        Pobj "pobj",
        /// Possessor.
        Poss "poss",
        /// `both` of `both .. and`.
        Preconj "preconj",
        /// `all` of `all the`.
        Predet "predet",
        /// Prepositional modifier.
        Prep "prep",
        /// Particle of a verb.
        Prt "prt",
        /// Punctuation.
        Punct "punct",
        /// Word that modifies a number.
        Quantmod "quantmod",
        /// Relative clause.
        Relcl "relcl",
        /// Open clausal complement.
        Xcomp "xcomp",
    }
}

scheme! {
    /// The kind of an entity: the eighteen of OntoNotes 5.
    EntityKind {
        /// Number of no other kind.
        Cardinal "CARDINAL",
        /// Date or period of a day or more.
        Date "DATE",
        /// Named event: a battle, a storm, a contest.
        Event "EVENT",
        /// Building, airport, road, bridge.
        Facility "FAC",
        /// Country, city, state.
        Polity "GPE",
        /// Named language.
        Language "LANGUAGE",
        /// Named document that is law.
        Law "LAW",
        /// Mountains, waters, regions: a place that is no country or city.
        Location "LOC",
        /// Amount of money, with its unit.
        Money "MONEY",
        /// Nationality, religious or political group.
        Group "NORP",
        /// `first`, `second`.
        Ordinal "ORDINAL",
        /// Company, agency, institution.
        Organisation "ORG",
        /// Percentage.
        Percent "PERCENT",
        /// Person.
        Person "PERSON",
        /// Thing, vehicle, food.
        Product "PRODUCT",
        /// Measure of weight or distance.
        Quantity "QUANTITY",
        /// Time of less than a day.
        Time "TIME",
        /// Title of a book, a song, a film.
        Work "WORK_OF_ART",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_finds_its_member() {
        assert!(Tag::ALL.iter().all(|tag| Tag::named(tag.name()) == Some(*tag)));
        assert_eq!(Label::named("nsubjpass"), Some(Label::Nsubjpass));
        assert_eq!(EntityKind::named("GPE"), Some(EntityKind::Polity));
        assert_eq!(Label::named("case||dobj"), None);
    }
}
