//! JSON: everything, each span with its words.

use std::io::{self, Write};

use ledger::formats::escaped;
use serde_json::{Map, Value};

use super::{Choice, Format, Part};
use crate::record::Record;

/// One array of all records.
#[derive(Debug)]
pub struct Json {
    choice: Choice,
    first: bool,
}

/// One record a line.
#[derive(Debug)]
pub struct JsonLines {
    choice: Choice,
}

impl Json {
    /// Makes a writer of one array.
    pub fn new(choice: Choice) -> Json {
        Json { choice, first: true }
    }
}

impl JsonLines {
    /// Makes a writer of lines.
    pub fn new(choice: Choice) -> JsonLines {
        JsonLines { choice }
    }
}

impl Format for Json {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn record(&mut self, record: &Record, out: &mut dyn Write) -> io::Result<()> {
        let comma = if std::mem::take(&mut self.first) { "" } else { "," };
        let json = serde_json::to_string_pretty(&value(record, &self.choice)?)?;
        write!(out, "{comma}\n{}", escaped(&json))
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n]\n")
    }
}

impl Format for JsonLines {
    fn record(&mut self, record: &Record, out: &mut dyn Write) -> io::Result<()> {
        let json = serde_json::to_string(&value(record, &self.choice)?)?;
        writeln!(out, "{}", escaped(&json))
    }
}

/// Returns a record as JSON: every span as `{start, end, text}`, offsets in bytes of the article's text.
///
/// # Errors
///
/// None that a record can cause; the signature is serde's.
pub fn value(record: &Record, choice: &Choice) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(record)?;
    worded(&mut value, &record.article.text);
    if let Some(reading) = value.get_mut("reading").and_then(Value::as_object_mut) {
        let parts = [
            ("parties", Part::Parties),
            ("statements", Part::Statements),
            ("possible", Part::Statements),
            ("times", Part::Times),
            ("events", Part::Events),
            ("positions", Part::Positions),
            ("figures", Part::Figures),
            ("set_aside", Part::SetAside),
        ];
        // a statement's sources point into the parties
        let kept = |part| choice.has(part) || (part == Part::Parties && choice.has(Part::Statements));
        parts.iter().filter(|(_, part)| !kept(*part)).for_each(|(key, _)| drop(reading.shift_remove(*key)));
    }
    if !choice.has(Part::Text)
        && let Some(article) = value.get_mut("article").and_then(Value::as_object_mut)
    {
        ["text", "blocks", "links", "candidates"].iter().for_each(|key| drop(article.shift_remove(*key)));
    }
    Ok(value)
}

/// Gives every span its words, and scores just the digits they have.
fn worded(value: &mut Value, text: &str) {
    match value {
        Value::Object(object) => match span(object) {
            Some((start, end)) => {
                let words = text.get(start..end).unwrap_or_default().to_owned();
                object.insert("text".to_owned(), Value::String(words));
            }
            None => object.values_mut().for_each(|value| worded(value, text)),
        },
        Value::Array(array) => array.iter_mut().for_each(|value| worded(value, text)),
        Value::Number(number) if number.is_f64() => {
            let rounded = number.as_f64().map(|n| (n * 1e4).round() / 1e4);
            *value = rounded.map_or(Value::Null, Value::from);
        }
        _ => {}
    }
}

fn span(object: &Map<String, Value>) -> Option<(usize, usize)> {
    let number = |key| object.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    (object.len() == 2).then_some(())?;
    Some((number("start")?, number("end")?))
}
