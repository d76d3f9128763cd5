//! How far it has come: what the words around an event, and those who vouch for it, make of its status.

use lang::Label;

use super::{
    super::{Reading, lexicon::Effect, tree::Tense},
    Asked, Case,
    row::{Row, Told},
    whole::Whole,
};
use crate::{Act, Certainty, Event, SourceKind, Status};

/// What may be answered, in the order of the trees.
pub const STATUSES: [Status; 7] = [
    Status::Expected,
    Status::Confirmed,
    Status::UnderWay,
    Status::Held,
    Status::Postponed,
    Status::Cancelled,
    Status::Denied,
];
const EFFECTS: [Effect; 9] = [
    Effect::Planned,
    Effect::Confirmed,
    Effect::UnderWay,
    Effect::Begun,
    Effect::Ended,
    Effect::Neutral,
    Effect::Postponed,
    Effect::Cancelled,
    Effect::Denied,
];
const TENSES: [Tense; 7] =
    [Tense::Past, Tense::Present, Tense::Progressive, Tense::Future, Tense::Possible, Tense::Due, Tense::Open];
const ACTS: [Act; 6] = [Act::Says, Act::Confirms, Act::Denies, Act::Announces, Act::Promises, Act::Threatens];
/// Farther apart than this is all the same.
const FAR: i64 = 9;

impl Reading<'_> {
    /// Asks how far an event has come: one question, whose candidate is the rules' answer.
    pub(super) fn ask_status(&self, told: &Told, whole: &Whole<'_>, asked: &mut Asked) {
        let (events, event) = (whole.events, &whole.events[told.at]);
        let mut row = told.row();
        let answer = STATUSES.iter().position(|status| *status == event.status);
        row.one_of(answer, STATUSES.len());
        row.yes(event.certainty == Certainty::Certain);
        row.yes(event.certainty == Certainty::Possible);
        row.yes(event.condition.is_some());
        row.yes(event.new_date);
        row.yes(event.why.rule.starts_with("plain"));
        self.days_ahead(event, &mut row);
        self.verb_above(told, &mut row);
        self.effects_near(told, whole, &mut row);
        self.who_vouches(event, &mut row);
        let kin = whole.kin(told.at, |_| true).map(|kin| &events[kin]);
        row.one_of(kin.and_then(|kin| STATUSES.iter().position(|status| *status == kin.status)), STATUSES.len());
        let next = events[told.at + 1..].iter().take(6).find(|other| other.kind == event.kind);
        row.one_of(next.and_then(|next| STATUSES.iter().position(|status| *status == next.status)), STATUSES.len());
        asked.push(Case::new(told.at, answer.unwrap_or_default(), true), &row);
    }

    fn days_ahead(&self, event: &Event, row: &mut Row) {
        let ahead = |day: jiff::civil::Date| {
            let published = self.published?;
            published.until(day).ok().map(|span| i64::from(span.get_days()))
        };
        row.number(event.days.and_then(|days| ahead(days.start)).unwrap_or(0), 60);
        row.number(event.days.and_then(|days| ahead(days.end)).map_or(0, |end| end - 1), 60);
        let near = self.scene.times.iter().filter(|time| {
            self.sentence(time.span).is_some() && self.sentence(time.span) == self.sentence(event.trigger)
        });
        let most = near.filter_map(|time| ahead(time.interval?.start)).max();
        row.number(most.unwrap_or(0), 60);
    }

    /// The verb that the event's word is, or hangs on.
    fn verb_above(&self, told: &Told, row: &mut Row) {
        let tree = &self.tree;
        let chain = || std::iter::once(told.head).chain(tree.tokens.ancestors(told.head)).take(8);
        let verb = chain().find(|token| tree.is_verb(*token));
        let group = verb.map(|verb| tree.group(verb));
        row.one_of(
            group.as_ref().and_then(|group| TENSES.iter().position(|tense| *tense == group.tense)),
            TENSES.len(),
        );
        row.yes(group.as_ref().is_some_and(|group| group.passive));
        row.yes(group.as_ref().is_some_and(|group| group.negated));
        row.yes(group.as_ref().is_some_and(|group| group.present_perfect));
        row.yes(group.as_ref().is_some_and(|group| group.past_perfect));
        row.yes(group.as_ref().is_some_and(|group| group.not_yet || group.no_longer));
        row.yes(verb.is_some_and(|verb| tree.lemma(verb) == "be"));
        let further = verb.and_then(|verb| tree.tokens.ancestors(verb).take(4).find(|above| tree.is_verb(*above)));
        let above = further.map(|verb| tree.group(verb));
        row.one_of(
            above.as_ref().and_then(|group| TENSES.iter().position(|tense| *tense == group.tense)),
            TENSES.len(),
        );
        row.yes(above.as_ref().is_some_and(|group| group.negated));
        row.yes(further.is_some_and(|verb| tree.words.words.report.contains(tree.lemma(verb))));
        let marked = |forms: &'static [&'static str]| {
            chain().any(|token| {
                tree.children(token, &[Label::Mark, Label::Advmod]).any(|mark| forms.contains(&tree.form(mark)))
            })
        };
        row.yes(marked(&["if", "unless", "provided", "once", "whether"]));
        row.yes(marked(&["before", "until", "when", "after"]));
    }

    /// How near in the tree, and in the sentence behind, a word stands that puts off, calls off, confirms.
    fn effects_near(&self, told: &Told, whole: &Whole<'_>, row: &mut Row) {
        let tree = &self.tree;
        let effect = |token: u32| whole.effects.get(token as usize).copied().flatten();
        let sentences = &self.scene.analysis.sentences;
        let tokens = |at: usize| sentences.get(at).map(|sentence| sentence.tokens.clone()).unwrap_or_default();
        let mut near = [FAR; EFFECTS.len()];
        let mut behind = [false; EFFECTS.len()];
        const MAX_TOKENS: usize = 80;
        for token in tokens(told.sentence).take(MAX_TOKENS).filter(|token| *token != told.head) {
            let Some(at) = effect(token).and_then(|effect| EFFECTS.iter().position(|other| *other == effect)) else {
                continue;
            };
            let steps = tree.tokens.path(told.head, token).map_or(FAR, |path| (path.up.len() + path.down.len()) as i64);
            near[at] = near[at].min(steps);
        }
        for token in tokens(told.sentence + 1).take(MAX_TOKENS) {
            if let Some(at) = effect(token).and_then(|effect| EFFECTS.iter().position(|other| *other == effect)) {
                behind[at] = true;
            }
        }
        near.into_iter().for_each(|steps| row.number(steps, FAR));
        behind[6..].iter().for_each(|is| row.yes(*is));
        let not =
            |token: &u32| matches!(tree.form(*token), "not" | "n't" | "no" | "never" | "neither" | "nor" | "without");
        let steps = tokens(told.sentence).take(MAX_TOKENS).filter(not).filter_map(|token| {
            tree.tokens.path(told.head, token).map(|path| (path.up.len() + path.down.len()) as i64)
        });
        row.number(steps.min().unwrap_or(FAR), FAR);
        let words: [&[&str]; 4] = [
            &["may", "might", "could", "would"],
            &["will", "shall", "'ll"],
            &["yet", "still", "already"],
            &["earlier", "ago", "last", "previous", "first"],
        ];
        for forms in words {
            row.yes(tokens(told.sentence).take(MAX_TOKENS).any(|token| forms.contains(&tree.form(token))));
        }
    }

    fn who_vouches(&self, event: &Event, row: &mut Row) {
        let statement = event.word_of.and_then(|at| self.scene.statements.get(at as usize));
        row.one_of(statement.and_then(|statement| ACTS.iter().position(|act| *act == statement.act)), ACTS.len());
        let kind = statement.and_then(|statement| statement.sources.first()).map(|source| match source.kind {
            SourceKind::Person => 0,
            SourceKind::Government => 1,
            SourceKind::Organisation | SourceKind::Named => 2,
            SourceKind::Unnamed => 3,
            SourceKind::Outlet => 4,
            SourceKind::Document => 5,
            _ => 6,
        });
        row.one_of(kind, 7);
        let party = statement.and_then(|statement| statement.sources.first()).and_then(|source| source.party);
        row.yes(party.is_some() && event.roles.iter().any(|filler| filler.party == party));
    }
}
