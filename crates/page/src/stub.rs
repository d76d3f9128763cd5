//! placeholder until the stage lands
use crate::*;
use text::{Id, Span};
/// Reads pages.
#[derive(Debug)]
pub struct Reader {}
/// Why a page gives no article: one line that says what it is and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unread {
    /// No bytes.
    #[error("the page is empty")]
    Empty,
    /// Another kind of file.
    #[error("{what}, not a page: {advice}")]
    Foreign {
        /// "a PDF", "a PNG image"
        what: String,
        /// what to do
        advice: String,
    },
}
/// One page of a source, or why it was left out.
pub type Opened = Result<Page, Unread>;
/// Opens a source: yields each page in it. `name` is the file's name, `-` for standard input.
pub fn pages<'a>(bytes: &'a [u8], name: &str) -> Box<dyn Iterator<Item = Opened> + Send + 'a> {
    let _ = name;
    Box::new(std::iter::once(Ok(Page::of(bytes))))
}
impl Reader {
    /// Opens the word lists and the model.
    pub fn new() -> Reader {
        Reader {}
    }
    /// Reads one page.
    pub fn article(&self, page: &Page, given: &Given) -> Result<Article, Unread> {
        let text = String::from_utf8_lossy(&page.body).into_owned();
        if text.trim().is_empty() {
            return Err(Unread::Empty);
        }
        let mut blocks = vec![];
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len()).trimmed(&text);
            at += line.len();
            if !span.is_empty() {
                blocks.push(Block { role: Role::Paragraph, span, why: Reason::new("stub", 0.5) });
            }
        }
        Ok(Article {
            kind: PageKind::Article,
            id: Id::of(&[&text]),
            edition: Id::of(&[&text]),
            url: given.url.clone().map(|value| Found { value, place: Place::Given }),
            outlet: None,
            title: None,
            blocks,
            text,
            bylines: vec![],
            published: None,
            modified: None,
            language: Some("en".into()),
            section: None,
            credits: vec![],
            corrections: vec![],
            links: vec![],
            candidates: vec![],
            cuts: vec![],
        })
    }
}
