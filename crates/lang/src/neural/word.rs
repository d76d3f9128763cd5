//! What goes into the networks and what comes out of them, word by word.

/// What the networks see of a token: keys of texts, see [`Keys`](crate::english::key::Keys).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Features {
    /// Its usual form in lower case.
    pub norm: u64,
    /// Its first character.
    pub prefix: u64,
    /// Its last three characters.
    pub suffix: u64,
    /// Its letters as `X` and `x`, its digits as `d`.
    pub shape: u64,
    /// A plain space follows it.
    pub spacy: bool,
    /// It is white space.
    pub is_space: bool,
}

/// What is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// Tags only.
    Tags,
    /// Tags, heads, labels and sentence starts.
    TagsTree,
    /// Entities only. They may then cross borders of sentences, which nobody has looked for.
    Entities,
    /// Everything.
    All,
}

impl Want {
    pub(super) fn tags(self) -> bool {
        self != Self::Entities
    }

    pub(super) fn tree(self) -> bool {
        matches!(self, Self::TagsTree | Self::All)
    }

    pub(super) fn entities(self) -> bool {
        matches!(self, Self::Entities | Self::All)
    }
}

/// What the networks say of a text, a column each; columns that were not wanted are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// Each token's tag, an index into [`Network::tags`](super::Network::tags).
    pub tags: Vec<u8>,
    /// Each token's head; the token itself where it has none.
    pub heads: Vec<u32>,
    /// Each token's relation to its head, an index into [`Network::labels`](super::Network::labels).
    pub labels: Vec<u8>,
    /// Whether a sentence begins with the token.
    pub sentence_starts: Vec<bool>,
    /// The entities in order of the text; none overlaps another.
    pub entities: Vec<Entity>,
}

impl Marks {
    pub(super) fn clear(&mut self) {
        self.tags.clear();
        self.heads.clear();
        self.labels.clear();
        self.sentence_starts.clear();
        self.entities.clear();
    }
}

/// A name, date, amount or the like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entity {
    /// Its first token.
    pub start: u32,
    /// The token after its last.
    pub end: u32,
    /// What it is, an index into [`Network::entity_labels`](super::Network::entity_labels).
    pub label: u8,
}
