//! What is said in turns: "MS. HOLM: The dam is safe." Briefings, interviews and debates are published so, without a verb of saying.

use std::collections::BTreeMap;

use page::Block;
use text::Span;

use super::{
    MAX_STATEMENTS,
    found::{Found, Naming},
    retain,
    view::View,
};
use crate::{Act, Kind, SourceKind, token::holder};

/// Turns that a text has at least, to be one of turns: a list of names with colons has fewer, or no question.
const MIN_TURNS: usize = 4;
/// Share of the blocks from the first turn to the last that begin with a name.
const MIN_SHARE: f32 = 0.4;
/// Bytes and words of a name before the colon, at most.
const MAX_LABEL: usize = 60;
const MAX_WORDS: usize = 5;
/// Share of the turns of who asks that hold a question.
const ASKING: f32 = 0.6;
/// How sure.
const SCORE: f32 = 0.9;
/// Name of the rule.
const RULE: &str = "turn";

/// A block that begins with who speaks.
struct Turn {
    /// The name, without the colon.
    label: Span,
    /// What is said.
    said: Span,
}

impl View<'_> {
    /// Adds what those say who answer, a paragraph each, when the blocks are turns, and leaves out what was found of who only asks.
    ///
    /// Linear in the length of the text and in what was found.
    pub fn turns(&self, blocks: &[&Block], mut found: Vec<Found>) -> Vec<Found> {
        let turns = self.answers(blocks);
        if turns.is_empty() {
            return found;
        }
        let labels: Vec<Span> = turns.iter().filter_map(|turn| Some(turn.source.as_ref()?.words)).collect();
        // "MS. HOLM: I'm not going to say" is one turn, and a question says nothing
        let is_label = |words: Span| holder(&labels, words.start).is_some_and(|label| label.has(words));
        let stays = |one: &Found| {
            let asks = one.unit.of(self.text).trim_end().ends_with('?');
            !asks && !one.source.as_ref().is_some_and(|source| is_label(source.words))
        };
        let kept: Vec<bool> = found.iter().map(stays).collect();
        retain(&mut found, &kept);
        let room = MAX_STATEMENTS.saturating_sub(found.len());
        found.extend(turns.into_iter().take(room));
        found
    }

    /// What those say who answer; nothing when the blocks are no turns.
    fn answers(&self, blocks: &[&Block]) -> Vec<Found> {
        let all: Vec<Option<Turn>> = blocks.iter().map(|block| self.turn(block.span)).collect();
        let count = all.iter().flatten().count();
        let (Some(first), Some(last)) = (all.iter().position(Option::is_some), all.iter().rposition(Option::is_some))
        else {
            return Vec::new();
        };
        // of each who speaks how often, and how often with a question
        let mut speakers: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for turn in all.iter().flatten() {
            let (turns, asks) = speakers.entry(self.last_word(turn.label)).or_default();
            *turns += 1;
            *asks += usize::from(turn.said.of(self.text).contains('?'));
        }
        let asking = |label: Span| {
            let word = self.last_word(label);
            let (turns, asks) = speakers.get(&word).copied().unwrap_or_default();
            self.lexicon.kinds.asks.contains(&word) || asks as f32 >= ASKING * turns as f32
        };
        let asked = all.iter().flatten().any(|turn| asking(turn.label));
        let again = speakers.values().any(|(turns, _)| *turns > 1);
        let dense = count as f32 >= MIN_SHARE * (last + 1 - first) as f32;
        if count < MIN_TURNS || speakers.len() < 2 || !asked || !again || !dense {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut speaker: Option<Span> = None;
        for (block, turn) in blocks.iter().zip(&all).take(last + 1) {
            let said = match turn {
                Some(turn) => {
                    speaker = Some(turn.label).filter(|label| !asking(*label));
                    turn.said
                }
                // a further paragraph of the same speaker
                None => block.span,
            };
            let Some(label) = speaker else { continue };
            let Some(content) = self.content(said) else { continue };
            found.push(Found {
                source: Some(self.named_by(label)),
                shares: None,
                cue: Span { start: label.end, end: label.end + 1 },
                content: vec![content],
                kind: Kind::Direct,
                act: Act::Says,
                told: None,
                cited_by: None,
                unit: said,
                rule: RULE,
                score: SCORE,
            });
        }
        found
    }

    fn turn(&self, block: Span) -> Option<Turn> {
        let words = block.of(self.text);
        let head = words.char_indices().take_while(|(at, _)| *at < MAX_LABEL);
        let colon = head.into_iter().find(|(_, c)| *c == ':')?.0;
        let label = Span::new(block.start as usize, block.start as usize + colon).trimmed(self.text);
        let is_name = |word: &str| word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit());
        let names: Vec<&str> = label.of(self.text).split_whitespace().collect();
        let is_label = (1..=MAX_WORDS).contains(&names.len()) && names.iter().all(|word| is_name(word));
        let said = Span { start: block.start + colon as u32 + 1, ..block }.trimmed(self.text);
        (is_label && label.end == block.start + colon as u32 && !said.is_empty()).then_some(Turn { label, said })
    }

    /// The last word of a name, in lower case: "MR. ELL" and "Jonas Ell" are one.
    fn last_word(&self, label: Span) -> String {
        label.of(self.text).split_whitespace().next_back().unwrap_or_default().to_lowercase()
    }

    /// Who speaks: the person of that last name whom the text names in full, else the name without "MR."
    fn named_by(&self, label: Span) -> Naming {
        let last = self.last_word(label);
        let tokens = self.tokens();
        let full = self.analysis.mentions.iter().filter_map(|mentions| mentions.name.clone()).find(|name| {
            let words = tokens.words(name.clone()).of(self.text);
            name.len() > 1
                && words.contains(char::is_lowercase)
                && words.split_whitespace().next_back().is_some_and(|word| word.to_lowercase() == last)
        });
        let bare = || {
            let words = label.of(self.text);
            let is_title = |word: &str| self.lexicon.source.titles.contains(&word.to_lowercase());
            let title = words.split_once(' ').filter(|(title, _)| is_title(title));
            Span { start: label.end - title.map_or(words, |(_, name)| name).len() as u32, ..label }
        };
        let name = full.map_or_else(bare, |name| tokens.words(name));
        Naming { words: label, kind: SourceKind::Person, name: Some(name), role: None }
    }
}
