//! HTML -> blocks.
pub mod features;
pub mod lines;
pub mod markup;
pub mod prune;
pub mod tree;
pub mod trees;

use crate::lexicon::Lexicon;

/// What reading HTML needs, opened once.
#[derive(Debug)]
pub struct Opened {
    markup: markup::Markup,
    lexicon: Lexicon,
}

impl Opened {
    /// Opens the word lists.
    pub fn new() -> Opened {
        Opened { markup: markup::Markup::new(), lexicon: Lexicon::new() }
    }

    /// Returns a page's tree, its lines and what is measured of them, for training.
    pub fn measure(&self, html: &str) -> (tree::Tree, lines::Lines, features::Features) {
        let mut cuts = Vec::new();
        let tree = tree::Tree::parse(&prune::prune(html, &mut cuts), &mut cuts);
        let lines = lines::lines(&tree, &self.markup, &mut cuts);
        let titles = titles(&tree);
        let lang = lang(&tree);
        let features = features::features(&tree, &lines, &self.lexicon, &[&lang], &titles);
        (tree, lines, features)
    }
}

/// Returns what the page's head calls it, folded: `og:title`, then the `title` element.
fn titles(tree: &tree::Tree) -> Vec<String> {
    let mut titles = Vec::new();
    for node in tree.elements() {
        let title = match tree.name(node) {
            "meta" if tree.attr(node, "property") == Some("og:title") => tree.attr(node, "content").map(str::to_owned),
            "title" => Some(tree.text(node)),
            _ => None,
        };
        titles.extend(title.map(|t| crate::lexicon::line::fold(&t)));
    }
    titles
}

fn lang(tree: &tree::Tree) -> String {
    let lang = tree.elements().find_map(|n| tree.attr(n, "lang")).unwrap_or("en");
    lang.split(['-', '_']).next().unwrap_or("en").to_ascii_lowercase()
}
