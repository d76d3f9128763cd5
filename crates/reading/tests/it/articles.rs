//! Articles made of nothing but text.

use std::sync::LazyLock;

use page::{Article, Block, PageKind, Reason, Role};
use reading::Reader;
use text::{Id, Span};

/// The reader that all tests share.
pub static READER: LazyLock<Reader> = LazyLock::new(|| Reader::english().unwrap());

/// Makes an English article of which each line is a block with its role.
pub fn article(lines: &[(Role, &str)]) -> Article {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (role, line) in lines {
        let start = text.len();
        text += line;
        blocks.push(Block { role: *role, span: Span::new(start, text.len()), why: Reason::new("test", 1.0) });
        text.push('\n');
    }
    Article {
        kind: PageKind::Article,
        id: Id::of(&[&text]),
        edition: Id::of(&[&text]),
        url: None,
        outlet: None,
        title: None,
        text,
        blocks,
        bylines: vec![],
        published: None,
        modified: None,
        language: Some("en".to_owned()),
        section: None,
        credits: vec![],
        corrections: vec![],
        links: vec![],
        candidates: vec![],
        cuts: vec![],
    }
}
