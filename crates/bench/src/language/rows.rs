//! What is said of a text: the lines that `predict language` writes, and those that spaCy's script gives.

use std::borrow::Cow;

use lang::Engine;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A line of input.
#[derive(Debug, Deserialize)]
pub struct Text {
    /// Whatever names it.
    #[serde(default)]
    pub id: Value,
    /// The text.
    pub text: String,
}

/// A text's tokens, a column each, and its entities. Offsets are Unicode code points, half-open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// That of the input.
    pub id: Value,
    /// Where each token starts and ends.
    pub tokens: Vec<[u32; 2]>,
    /// Penn Treebank tags.
    pub tag: Vec<Name>,
    /// Parts of speech of Universal Dependencies.
    pub pos: Vec<Name>,
    /// Base forms.
    pub lemma: Vec<String>,
    /// The number of the token that each hangs on, its own for a root.
    pub head: Vec<u32>,
    /// ClearNLP's labels.
    pub dep: Vec<Name>,
    /// Whether a sentence starts there.
    pub sent_start: Vec<bool>,
    /// Start, end and OntoNotes label of each entity.
    pub ents: Vec<(u32, u32, Name)>,
}

/// A name of a scheme.
pub type Name = Cow<'static, str>;

/// Returns what the engine says of a text as the model has it, before any rule for news.
pub fn rows(engine: &Engine, text: Text) -> Rows {
    let Text { id, text } = text;
    let analysis = engine.plain(&text);
    let tokens = &analysis.tokens;
    let mut points = CodePoints { text: &text, byte: 0, point: 0 };
    let spans: Vec<[u32; 2]> = tokens.span.iter().map(|span| [points.at(span.start), points.at(span.end)]).collect();
    let mut sent_start = vec![false; tokens.len()];
    for sentence in &analysis.sentences {
        sent_start[sentence.tokens.start as usize] = true;
    }
    let entities = analysis.entities.iter().map(|entity| {
        let (first, last) = (entity.tokens.start as usize, entity.tokens.end as usize - 1);
        (spans[first][0], spans[last][1], entity.kind.name().into())
    });
    Rows {
        id,
        ents: entities.collect(),
        tokens: spans,
        tag: tokens.tag.iter().map(|tag| tag.name().into()).collect(),
        pos: tokens.pos.iter().map(|pos| pos.name().into()).collect(),
        lemma: (0..tokens.len() as u32).map(|token| tokens.lemma(token).to_owned()).collect(),
        head: tokens.head.clone(),
        dep: tokens.label.iter().map(|label| label.name().into()).collect(),
        sent_start,
    }
}

/// Counts code points up to bytes that never fall.
struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    point: u32,
}

impl CodePoints<'_> {
    fn at(&mut self, byte: u32) -> u32 {
        let byte = byte as usize;
        self.point += self.text[self.byte..byte].chars().count() as u32;
        self.byte = byte;
        self.point
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_code_points_and_columns_are_whole() {
        let engine = Engine::english().unwrap();
        let text = "“Né à 😀,” Ada Poll said.\n\nShe left Oslo.".to_owned();
        let points: Vec<char> = text.chars().collect();
        let rows = rows(&engine, Text { id: 7.into(), text });
        let word = |[start, end]: [u32; 2]| points[start as usize..end as usize].iter().collect::<String>();
        let words: Vec<String> = rows.tokens.iter().map(|token| word(*token)).collect();
        assert_eq!(words[..5], ["“", "Né", "à", "😀", ","]);
        assert!(rows.ents.iter().any(|(start, end, label)| word([*start, *end]) == "Oslo" && label == "GPE"));
        assert_eq!(rows.sent_start.iter().filter(|start| **start).count(), 2);
        let line = serde_json::to_string(&rows).unwrap();
        assert!(line.starts_with(r#"{"id":7,"tokens":[[0,1],[1,3],"#), "{line}");
        assert_eq!(serde_json::from_str::<Rows>(&line).unwrap(), rows);
    }

    #[test]
    fn white_space_alone_has_a_sentence() {
        let engine = Engine::english().unwrap();
        for text in ["\n\n", " \n Ada left.\n\n\n"] {
            let rows = rows(&engine, Text { id: Value::Null, text: text.to_owned() });
            assert!(rows.sent_start[0], "{text:?}");
        }
    }
}
