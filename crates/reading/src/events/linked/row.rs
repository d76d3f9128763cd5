//! What is seen of an event, and of how something in the article stands to it, as numbers for the trees.

use lang::Label;
use text::Span;

use super::{
    super::{
        Reading,
        tree::{MAX_STEPS, Tree},
    },
    weights::COLUMNS,
};
use crate::{Event, EventRole, Status};

/// Farther apart than this is all the same, in sentences and in tokens.
const FAR: i64 = 12;
const FAR_TOKENS: i64 = 80;
/// Deeper in the tree than this is all the same.
const DEEP: usize = 9;

/// Calendar kinds that are taken part in, placed and dated in the same way; any other is none of these.
const KINDS: [&[&str]; 12] = [
    &["talks", "meeting", "summit", "call"],
    &["visit"],
    &["vote", "election"],
    &["hearing", "ruling"],
    &["deadline", "ceasefire"],
    &["attack", "deployment", "drill"],
    &["release", "arrest", "evacuation"],
    &["deal", "signing", "sanction", "closure"],
    &["strike", "protest"],
    &["disaster", "aid"],
    &["briefing", "speech", "publication", "launch", "appointment", "resignation"],
    &["word"],
];

/// What a word is to its head, roughly; any other is none of these.
const LABELS: [&[Label]; 9] = [
    &[Label::Nsubj, Label::Nsubjpass, Label::Csubj, Label::Agent],
    &[Label::Dobj, Label::Dative, Label::Attr, Label::Oprd],
    &[Label::Pobj, Label::Pcomp, Label::Prep],
    &[Label::Poss],
    &[Label::Compound, Label::Amod, Label::Nmod],
    &[Label::Appos],
    &[Label::Conj],
    &[Label::Ccomp, Label::Advcl, Label::Xcomp],
    &[Label::Relcl, Label::Acl],
];

/// Prepositions, roughly; any other is none of these.
const PREPOSITIONS: [&[&str]; 9] = [
    &["with"],
    &["between", "among"],
    &["of"],
    &["by"],
    &["to", "into", "for", "toward"],
    &["from"],
    &["in", "at", "near", "outside", "inside"],
    &["against", "over"],
    &["on", "until", "since", "before", "after"],
];

/// Numbers of one question, in a fixed order.
#[derive(Debug, Default, Clone)]
pub(super) struct Row(pub(super) Vec<f32>);

impl Row {
    pub(super) fn yes(&mut self, is: bool) {
        self.0.push(f32::from(u8::from(is)));
    }

    pub(super) fn number(&mut self, value: i64, most: i64) {
        self.0.push(value.clamp(-most, most) as f32);
    }

    pub(super) fn one_of(&mut self, at: Option<usize>, all: usize) {
        (0..all).for_each(|other| self.yes(at == Some(other)));
    }
}

/// An event, as questions about it see it.
pub(super) struct Told {
    /// Place of the event.
    pub(super) at: usize,
    /// The token of its word.
    pub(super) head: u32,
    /// Number of its sentence.
    pub(super) sentence: usize,
    /// The same for every question about it.
    row: Row,
}

impl Told {
    /// Looks at an event; none where its word is in no sentence of these trees.
    pub(super) fn of(reading: &Reading<'_>, events: &[Event], at: usize) -> Option<Told> {
        let tree = &reading.tree;
        let event = events.get(at)?;
        let head = tree.tokens.head_of(tree.tokens.within(event.trigger))?;
        let sentence = reading.scene.analysis.sentence_of(head)?;
        let mut row = Row::default();
        row.one_of(KINDS.iter().position(|kinds| kinds.contains(&event.kind.0.as_str())), KINDS.len());
        row.yes(tree.is_noun(head));
        let has =
            |forms: &[&str]| tree.children(head, &[Label::Det, Label::Poss]).any(|det| forms.contains(&tree.form(det)));
        row.yes(has(&["the", "this", "that", "these", "those", "its", "their", "his", "her"]));
        row.yes(has(&["a", "an", "another", "no", "any"]));
        row.yes(tree.tag(head) == lang::Tag::Nns);
        row.yes(tree.is_verb(head) && tree.group(head).passive);
        let status = match event.status {
            Status::Expected | Status::Confirmed => 0,
            Status::UnderWay => 1,
            Status::Held => 2,
            Status::Postponed | Status::Cancelled => 3,
            Status::Denied => 4,
        };
        row.one_of(Some(status), 5);
        row.yes(event.conditional);
        row.number(event.roles.len() as i64, 4);
        row.yes(event.place.is_some());
        row.yes(event.days.is_some());
        row.number(sentence as i64, FAR);
        row.yes(event.word_of.is_some());
        Some(Told { at, head, sentence, row })
    }

    /// Returns the mention in the event's sentence that is nearest in the tree; else the last before it; else the first. There is one at least.
    pub(super) fn nearest(&self, reading: &Reading<'_>, mentions: &[(Span, u32)]) -> (Span, u32) {
        let here = mentions
            .iter()
            .filter(|(_, head)| reading.scene.analysis.sentence_of(*head) == Some(self.sentence) && *head != self.head);
        let steps = |head: u32| {
            reading.tree.tokens.path(self.head, head).map_or(usize::MAX, |path| path.up.len() + path.down.len())
        };
        let nearest = here.min_by_key(|(_, head)| (steps(*head), *head));
        let before = || mentions.iter().rev().find(|(_, head)| *head < self.head);
        *nearest.or_else(before).unwrap_or(&mentions[0])
    }

    /// Begins a row.
    pub(super) fn row(&self) -> Row {
        let mut row = Row(Vec::with_capacity(COLUMNS[0]));
        row.0.extend_from_slice(&self.row.0);
        row
    }

    /// Adds how a token stands to the event's word.
    pub(super) fn bond(&self, reading: &Reading<'_>, token: u32, row: &mut Row) {
        let tree = &reading.tree;
        let there = reading.scene.analysis.sentence_of(token);
        let apart = there.map_or(FAR, |there| there as i64 - self.sentence as i64);
        row.yes(apart == 0);
        row.number(apart, FAR);
        row.number(i64::from(token) - i64::from(self.head), FAR_TOKENS);
        let path = if apart == 0 { tree.tokens.path(self.head, token) } else { None };
        let length = |steps: Option<usize>| steps.map_or(DEEP, |steps| steps.min(DEEP)) as i64;
        row.number(length(path.as_ref().map(|path| path.up.len())), DEEP as i64);
        row.number(length(path.as_ref().map(|path| path.down.len())), DEEP as i64);
        let steps = || path.iter().flat_map(|path| path.up.iter().chain(&path.down).copied().take(2 * MAX_STEPS));
        row.number(length(path.as_ref().map(|_| steps().filter(|step| tree.is_verb(*step)).count())), DEEP as i64);
        row.yes(steps().any(|step| tree.is(step, &[Label::Ccomp])));
        row.yes(steps().any(|step| tree.is(step, &[Label::Relcl, Label::Acl])));
        row.yes(steps().any(|step| tree.is(step, &[Label::Advcl, Label::Parataxis])));
        let first = tree.first_joined(token);
        let own = label(tree, first);
        row.one_of(own, LABELS.len());
        let branch = path.as_ref().and_then(|path| path.down.first().or(path.up.last()).copied());
        row.one_of(branch.and_then(|step| label(tree, step)), LABELS.len());
        row.yes(path.as_ref().is_some_and(|path| path.top == token));
        row.yes(path.as_ref().is_some_and(|path| path.top == self.head));
        let preposition = tree.tokens.parent(first).filter(|above| tree.is(*above, &[Label::Prep, Label::Agent]));
        let form = preposition.map_or("", |above| tree.form(above));
        row.one_of(PREPOSITIONS.iter().position(|forms| forms.contains(&form)), PREPOSITIONS.len());
        let paragraph = |token: u32| {
            let span = tree.span(token, token);
            reading.scene.paragraphs.partition_point(|paragraph| paragraph.end <= span.start)
        };
        row.yes(paragraph(token) == paragraph(self.head));
    }
}

/// Returns the place of an event's kind in the list of those that are alike; none for other kinds.
pub(super) fn group(event: &Event) -> Option<usize> {
    KINDS.iter().position(|kinds| kinds.contains(&event.kind.0.as_str()))
}

fn label(tree: &Tree<'_>, token: u32) -> Option<usize> {
    LABELS.iter().position(|labels| tree.is(token, labels))
}

/// Tells which part somebody plays: none, or one of three.
pub(super) fn part(role: EventRole) -> usize {
    match role {
        EventRole::Actor => 0,
        EventRole::Recipient | EventRole::Target => 1,
        EventRole::Participant => 2,
    }
}
