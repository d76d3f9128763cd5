//! Words -> the articles that hold them.

use serde::{Deserialize, Serialize};
use text::{Id, Span};

use crate::{
    Error, Ledger,
    ledger::{EDITION, Edition, edition},
    quote::Quote,
    store::Shelf,
};

/// Words of one question that are looked for.
const MAX_WORDS: usize = 32;
/// Characters shown around the words that were found, each way.
const AROUND: usize = 140;

/// An article that holds the words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The words where they stand.
    pub quote: Quote,
    /// The story that holds the article.
    pub story: Option<Id>,
}

impl Ledger {
    /// Finds articles by their words, the best first. All words have to be there, in whatever form English gives them.
    ///
    /// # Errors
    /// Those of the database.
    pub fn search(&mut self, question: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        let asked = words(question);
        let mut hits = Vec::new();
        for row in self.store.find(Shelf::Texts, &asked, false, limit)? {
            let sql = format!("SELECT {EDITION} FROM edition WHERE row = ?1");
            let Some(found) = self.store.row(&sql, &[row.into()])? else { continue };
            let edition = edition(&found)?;
            let id = edition.article.id;
            let member = self.store.row("SELECT story FROM member WHERE article = ?1", &[id.into()])?;
            let story = member.and_then(|member| member.text(0).parse().ok());
            hits.push(Hit { quote: passage(&edition, &asked), story });
        }
        Ok(hits)
    }
}

/// Returns the words of a question.
pub(crate) fn words(question: &str) -> Vec<String> {
    let words = question.split(|c: char| !c.is_alphanumeric() && c != '\'').map(|word| word.trim_matches('\''));
    words.filter(|word| !word.is_empty()).take(MAX_WORDS).map(str::to_lowercase).collect()
}

/// Returns the sentence or two in which most of the words stand.
fn passage(edition: &Edition, asked: &[String]) -> Quote {
    let article = &edition.article;
    let score = |span: Span| {
        let text = article.words(span).to_lowercase();
        asked.iter().filter(|word| text.contains(stem(word))).count()
    };
    let blocks = article.blocks.iter().filter(|block| block.role.is_body()).map(|block| block.span);
    let mut best = (0, Span::default());
    for span in blocks {
        let found = score(span);
        if found > best.0 || best.1.is_empty() {
            best = (found, span);
        }
    }
    let text = article.words(best.1);
    let lower = text.to_lowercase();
    let at = asked.iter().filter_map(|word| lower.find(stem(word))).min().filter(|_| lower.len() == text.len());
    let start = near(text, at.unwrap_or(0).saturating_sub(AROUND), false);
    let end = near(text, (at.unwrap_or(0) + AROUND).min(text.len()), true);
    let from = best.1.start as usize;
    let span = Span::new(from + start, from + end).trimmed(&article.text);
    Quote::of(article, span, Some(edition.moment))
}

/// The part of a word that its forms share, near enough to underline it.
fn stem(word: &str) -> &str {
    let keep = word.char_indices().nth(word.chars().count().saturating_sub(3).max(4)).map_or(word.len(), |(at, _)| at);
    &word[..keep]
}

/// Moves a place outwards to the next space, or the end of the text.
fn near(text: &str, at: usize, forward: bool) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if forward {
        text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space)
    } else {
        text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1)
    }
}
