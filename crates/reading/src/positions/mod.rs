//! [`Scene`] -> [`Position`]: what each side offers, demands, accepts, rejects, threatens, accuses of, concedes and supports.
//!
//! Verbs and nouns that name a stance are read from the tree; what somebody says that he would do, and on what condition, is an offer
//! or a threat by what it does to the other side. That nothing is offered is no refusal.

mod clause;
mod condition;
mod conditional;
mod frames;
mod lexicon;
mod nouns;
mod said;
mod withheld;

use text::Span;

use crate::{ConditionKind, Evidence, Position, Side, Stance, scene::Scene};
use clause::Clause;
use lexicon::Lexicon;

/// Positions of one article; reading stops there. Long reports have some dozens.
const MAX_POSITIONS: usize = 2_000;
/// Words of one sentence in which positions are looked for; no sentence of news comes near.
const MAX_SENTENCE: u32 = 400;
/// Words of a sentence beyond which a position in a clause of its own rests on that clause.
const LONG: usize = 40;

/// Reads positions. Opening one reads the word lists.
#[derive(Debug)]
pub struct Positions {
    lexicon: Lexicon,
}

/// A position, found in a sentence.
#[derive(Debug, Clone)]
pub struct Found {
    /// The verb or noun that it was found by.
    pub verb: u32,
    pub party: Side,
    pub stance: Stance,
    pub toward: Option<Side>,
    pub what: Span,
    pub condition: Option<(ConditionKind, Span)>,
    pub rule: &'static str,
    pub score: f32,
}

impl Positions {
    /// Opens the word lists of English, which are part of the program.
    pub fn english() -> Positions {
        Positions { lexicon: Lexicon::english() }
    }

    /// Returns the positions of an article, in order of the text.
    pub fn positions(&self, scene: &Scene<'_>) -> Vec<Position> {
        let mut positions: Vec<Position> = Vec::new();
        for sentence in &scene.analysis.sentences {
            if positions.len() >= MAX_POSITIONS {
                break;
            }
            let first = sentence.tokens.start;
            let range = first..sentence.tokens.end.min(first + MAX_SENTENCE);
            let clause = Clause { scene, tokens: &scene.analysis.tokens, lexicon: &self.lexicon, range: range.clone() };
            let mut found: Vec<Found> = Vec::new();
            for token in range.filter(|token| !clause.is_in_case(*token) && !clause.is_denied_clause(*token)) {
                let one = clause
                    .framed(token)
                    .or_else(|| clause.passive(token))
                    .or_else(|| clause.ready(token))
                    .or_else(|| clause.imperative(token));
                let one = one
                    .or_else(|| clause.withheld(token))
                    .or_else(|| clause.conditional(token))
                    .or_else(|| clause.blamed(token))
                    .or_else(|| clause.vilified(token))
                    .or_else(|| clause.stipulated(token))
                    .or_else(|| clause.possessed(token));
                let Some(one) = one else { continue };
                let wanted = clause.wanted(&one);
                for one in std::iter::once(one).chain(wanted) {
                    let sides = clause.sides(one.party);
                    for one in sides.into_iter().map(|party| Found { party, ..one.clone() }) {
                        if !found.iter().any(|other| is_same(other, &one)) {
                            found.push(one);
                        }
                    }
                }
            }
            let first = scene
                .statements
                .partition_point(|statement| statement.cue.is_some_and(|cue| cue.end <= sentence.span.start));
            let here = scene
                .statements
                .iter()
                .skip(first)
                .take_while(|s| s.cue.is_none_or(|cue| cue.start < sentence.span.end));
            for (_, at) in here.zip(first as crate::StatementIx..) {
                let warned = clause.warned(at).filter(|one| !found.iter().any(|other| is_same(other, one)));
                found.extend(warned);
            }
            positions.extend(found.into_iter().map(|found| position(&clause, found, sentence.span)));
        }
        positions
    }
}

/// The same stance of the same party, found twice.
fn is_same(one: &Found, other: &Found) -> bool {
    one.stance == other.stance && one.party == other.party && (one.what == other.what || one.verb == other.verb)
}

fn position(clause: &Clause<'_>, found: Found, sentence: Span) -> Position {
    let tokens = clause.tokens;
    let apart = tokens.ancestors(found.verb).chain([found.verb]).find(|token| {
        matches!(clause.label(*token), lang::Label::Pcomp | lang::Label::Acl | lang::Label::Relcl | lang::Label::Ccomp)
    });
    let long = clause.range.len() > LONG;
    let span = match apart.filter(|_| long) {
        Some(apart) => {
            let reach = tokens.reach(apart);
            let clause = tokens.words(reach);
            let all = [Some(found.what), found.condition.map(|(_, span)| span)];
            all.into_iter()
                .flatten()
                .fold(clause, |whole, part| Span { start: whole.start.min(part.start), end: whole.end.max(part.end) })
        }
        None => sentence,
    };
    let word_of = clause.scene.word_of(tokens.words(found.verb..found.verb + 1));
    let why = Evidence::new(span, found.rule, found.score);
    let Found { party, stance, toward, what, condition, .. } = found;
    Position { party, stance, toward, what, condition, word_of, why }
}
