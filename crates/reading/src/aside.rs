//! What was not read as news, and why.

use std::collections::BTreeMap;

use page::{Article, Credit, Role};
use serde::{Deserialize, Serialize};
use text::Span;

/// What was not read as news.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SetAside {
    /// Furniture, links to other articles and notes, by kind; ordered by the name of the kind.
    pub blocks: Vec<Aside>,
    /// Whose work the article says it uses. Which sentence is whose is not said.
    pub credits: Vec<Credit>,
    /// Captions, in order.
    pub captions: Vec<Span>,
}

/// Blocks of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// What they are: `furniture:consent`, `related`.
    pub kind: Role,
    /// How many.
    pub count: u32,
    /// Where, in order.
    pub spans: Vec<Span>,
}

impl SetAside {
    /// Gathers what an article carries beside its running text.
    pub fn of(article: &Article) -> SetAside {
        let mut kinds: BTreeMap<&str, Aside> = BTreeMap::new();
        for block in &article.blocks {
            if block.role.is_aside() || block.role == Role::Note {
                let empty = || Aside { kind: block.role, count: 0, spans: Vec::new() };
                let aside = kinds.entry(block.role.name()).or_insert_with(empty);
                aside.count += 1;
                aside.spans.push(block.span);
            }
        }
        let captions = article.blocks.iter().filter(|block| block.role == Role::Caption).map(|block| block.span);
        SetAside {
            blocks: kinds.into_values().collect(),
            credits: article.credits.clone(),
            captions: captions.collect(),
        }
    }

    /// Tells whether nothing was set aside.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.credits.is_empty() && self.captions.is_empty()
    }
}
