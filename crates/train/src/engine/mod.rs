//! The language engine's weights, from the spaCy model `en_core_web_sm`.

pub mod affixes;
pub mod lemmas;
pub mod package;
pub mod ruler;
pub mod tables;
