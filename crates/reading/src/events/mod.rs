//! The events of an article.

use crate::{Event, scene::Scene};

/// Reads events. Opening one reads the word lists.
#[derive(Debug)]
pub struct Events;

impl Events {
    /// Opens the word lists of English, which are part of the program.
    pub fn english() -> Events {
        Events
    }

    /// Returns the events of an article, in order of the text.
    pub fn events(&self, _scene: &Scene<'_>) -> Vec<Event> {
        Vec::new()
    }
}
