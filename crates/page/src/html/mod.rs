//! HTML -> lines with roles.
//!
//! Code is pruned, parsed to a bounded tree, read as lines; two readings of a model say which lines are running text,
//! and rules on the tree, the names in the code and the words say what each line is.

mod bulk;
mod elements;
mod endnotes;
mod evidence;
pub mod features;
mod groups;
pub mod likeness;
pub mod lines;
mod live;
pub mod markup;
mod neighbours;
mod pictures;
pub mod prune;
mod replies;
mod roles;
mod sums;
mod tables;
mod tokens;
pub mod tree;
pub mod trees;

use crate::{
    assemble::Labelled,
    language,
    lexicon::{Lexicon, line::fold},
    limits::{Cut, MAX_BLOCKS},
    metadata::{
        head::{Head, MetaNames, head},
        names,
    },
};
use features::{COUNT, Features, SECOND, features, second};
use lines::{Lines, lines};
use markup::Markup;
use tree::Tree;
use trees::Trees;

static FIRST: &[u8] = include_bytes!("../../../../weights/body.trees");
static SECOND_READING: &[u8] = include_bytes!("../../../../weights/body-second.trees");

/// What reading HTML needs, opened once.
#[derive(Debug)]
pub struct HtmlReader {
    markup: Markup,
    names: MetaNames,
    model: Option<(Trees, Trees)>,
}

/// An HTML page with a role for every line.
#[derive(Debug)]
pub struct Read {
    /// The text that the spans count in.
    pub text: String,
    /// The lines.
    pub lines: Vec<Labelled>,
    /// Links by the words that carry them, as written.
    pub links: Vec<(text::Span, String)>,
    /// What the head says.
    pub head: Head,
    /// ISO 639-1 of the text, when it can be told.
    pub lang: Option<String>,
}

impl HtmlReader {
    /// Opens the lists and the weights in the program.
    pub fn new() -> HtmlReader {
        let read = |bytes, columns| Trees::read(bytes, columns).expect("the weights in the program are tested");
        HtmlReader {
            model: Some((read(FIRST, COUNT), read(SECOND_READING, COUNT + SECOND))),
            ..HtmlReader::untrained()
        }
    }

    /// Opens the lists with other weights: what cross-validation needs.
    pub fn with_model(first: Trees, second: Trees) -> HtmlReader {
        HtmlReader { model: Some((first, second)), ..HtmlReader::untrained() }
    }

    /// Opens the lists alone: what training needs.
    pub fn untrained() -> HtmlReader {
        HtmlReader { markup: Markup::new(), names: MetaNames::new(), model: None }
    }

    /// Returns a page's tree, its lines and what is measured of them.
    pub fn measure(
        &self,
        html: &str,
        lexicon: &Lexicon,
        cuts: &mut Vec<Cut>,
    ) -> (Tree, Lines, Features, Head, Option<String>) {
        let tree = Tree::parse(&prune::prune(html, cuts), cuts);
        let lines = lines(&tree, &self.markup, cuts);
        let head = head(&tree, &self.names, cuts);
        let stated = head.lang.as_deref().map(|l| l.split(['-', '_']).next().unwrap_or(l).trim().to_ascii_lowercase());
        let read = language::of_lines(
            lines.lines.iter().filter(|l| !l.hidden && l.link_chars * 2 < l.chars).map(|l| l.span.of(&lines.text)),
        );
        let lang = read.or_else(|| stated.clone());
        let langs: Vec<&str> = [lang.as_deref(), stated.as_deref()].into_iter().flatten().collect();
        let features = features(&tree, &lines, lexicon, &langs, &head.titles);
        (tree, lines, features, head, lang)
    }

    /// Reads a page.
    pub fn read(&self, html: &str, lexicon: &Lexicon, cuts: &mut Vec<Cut>) -> Read {
        let (tree, lines, features, head, lang) = self.measure(html, lexicon, cuts);
        let body = self.probabilities(&tree, &lines, &features);
        let langs: Vec<&str> = lang.as_deref().into_iter().collect();
        let langs = lexicon.langs(&langs, "");
        let writers: Vec<String> = head
            .candidates
            .iter()
            .filter(|c| c.field == "byline" && !c.value.contains("://"))
            .flat_map(|c| names::persons(&c.value, &[], lexicon, &langs))
            .map(|p| fold(&p.name))
            .filter(|n| n.chars().count() >= 4)
            .collect();
        let labelled = roles::label(&evidence::Page {
            tree: &tree,
            lines: &lines,
            features: &features,
            body: &body,
            lexicon,
            langs: &langs,
            lang: lang.as_deref(),
            writers: &writers,
            live: head.candidates.iter().any(|c| c.key.starts_with("LiveBlogPosting")),
        });
        debug_assert!(labelled.len() <= MAX_BLOCKS);
        Read { text: lines.text, lines: labelled, links: lines.links, head, lang }
    }

    fn probabilities(&self, tree: &Tree, lines: &Lines, features: &Features) -> Vec<f32> {
        let Some((first, again)) = &self.model else { return vec![0.0; lines.lines.len()] };
        let once = first.probabilities(&features.values, COUNT);
        again.probabilities(&second(tree, lines, features, &once), COUNT + SECOND)
    }
}

impl Default for HtmlReader {
    fn default() -> Self {
        HtmlReader::new()
    }
}
