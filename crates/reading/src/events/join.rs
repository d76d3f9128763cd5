//! What holds between events: a denial of what was told before, a new date, two mentions of one event.

use lang::Label;

use super::{Found, Reading, lexicon::Effect, tree::Tense};
use crate::{CalendarKind, Certainty, Event, EventIx, EventRole, Evidence, Plover, Status};

/// Events before a mention among which its first mention is looked for.
const MAX_BACK: usize = 60;
/// Sentences behind a postponement in which its new date is looked for.
const MAX_AFTER: usize = 2;

impl Reading<'_> {
    /// "The rebels denied it": what the sentence before tells is denied.
    pub(super) fn deny(&self, found: &mut [Found]) {
        let tree = &self.tree;
        for verb in (0..tree.tokens.len() as u32).filter(|token| tree.lemma(*token) == "deny" && tree.is_verb(*token)) {
            let object = tree.tokens.child(verb, &[Label::Dobj, Label::Nsubjpass]);
            let anaphor = object.is_some_and(|object| {
                let bare = tree.tokens.children(object).iter().all(|child| tree.is(*child, &[Label::Det]));
                tree.words.words.anaphor.contains(tree.lemma(object)) && bare
            });
            if !anaphor || tree.group(verb).negated {
                continue;
            }
            let span = tree.span(verb, verb);
            let Some(here) = self.sentence(span) else { continue };
            let word_of = self.scene.statements.iter().position(|s| s.cue.is_some_and(|cue| cue.has(span)));
            let told = |found: &Found| {
                let sentence = self.sentence(found.event.trigger);
                let before =
                    sentence == Some(here) && found.trigger.head < verb || sentence.is_some_and(|at| at + 1 == here);
                before
                    && found.event.word_of.is_some()
                    && matches!(found.event.status, Status::Held | Status::UnderWay | Status::Expected)
            };
            let is_word = |found: &Found| found.event.kind.0 == "word";
            let end = found.partition_point(|found| found.trigger.head < verb);
            let near = end.saturating_sub(MAX_BACK)..end;
            let all: Vec<usize> = near.filter(|at| told(&found[*at]) && !found[*at].judged.supposed).collect();
            let first = all.iter().copied().find(|at| !is_word(&found[*at]) && found[*at].event.coded.is_some());
            let first = first.or_else(|| all.iter().copied().find(|at| is_word(&found[*at]))).or(all.first().copied());
            if let Some(event) = first.and_then(|at| found.get_mut(at)).map(|found| &mut found.event) {
                event.status = Status::Denied;
                event.coded = None;
                event.word_of = word_of.and_then(|at| u32::try_from(at).ok()).or(event.word_of);
            }
        }
    }

    /// "It slipped to Wednesday", "that was called off": what the sentence or the one before tells is off, or has a new date.
    pub(super) fn put_off(&self, found: &mut [Found]) {
        let tree = &self.tree;
        for verb in 0..tree.tokens.len() as u32 {
            let status = match tree.effect(verb).filter(|_| tree.is_verb(verb)) {
                Some(Effect::Postponed) => Status::Postponed,
                Some(Effect::Cancelled) => Status::Cancelled,
                _ => continue,
            };
            let group = tree.group(verb);
            let subject = tree.tokens.child(verb, &[Label::Nsubj, Label::Nsubjpass]);
            let about = subject.filter(|_| group.passive || tree.children(verb, &[Label::Dobj]).next().is_none());
            // "Norland called it off last week"
            let object = || tree.tokens.child(verb, &[Label::Dobj]);
            let is_that = |about: &u32| matches!(tree.form(*about), "it" | "that" | "this" | "they" | "them");
            let about = about.filter(is_that).or_else(|| object().filter(is_that));
            let by = subject.filter(|subject| about.is_some_and(|about| about != *subject) && tree.is_side(*subject));
            let Some(here) = self
                .sentence(tree.span(verb, verb))
                .filter(|_| about.is_some() && !group.negated && matches!(group.tense, Tense::Past | Tense::Present))
            else {
                continue;
            };
            let told = |found: &&mut Found| {
                let sentence = self.sentence(found.event.trigger);
                let near = sentence == Some(here) || sentence.is_some_and(|at| at + 1 == here);
                let dated = tree.words.kind(&found.event.kind.0).is_some_and(|kind| kind.dated);
                near && dated
                    && found.trigger.head < verb
                    && (matches!(found.event.status, Status::Expected | Status::Confirmed)
                        || found.event.status == Status::Cancelled && status == Status::Postponed)
            };
            let end = found.partition_point(|found| found.trigger.head < verb);
            if let Some(found) = found[..end].iter_mut().rev().take(MAX_BACK).find(told) {
                if found.event.status == Status::Cancelled {
                    // "was to have met them, it slipped": nobody called it off
                    let plover = found.event.plover.as_ref().and_then(|plover| tree.words.plover(&plover.0));
                    found.event.coded = plover.and_then(|plover| plover.foretold.clone()).map(Plover);
                }
                let consults = found.event.plover.as_ref().is_some_and(|plover| plover.0 == "CONSULT");
                if status == Status::Cancelled && consults {
                    found.event.coded = Some(Plover("REJECT".to_owned()));
                }
                found.event.status = status;
                found.event.certainty = Certainty::Certain;
                if let Some(by) = by.filter(|_| found.event.roles.is_empty()) {
                    found.event.roles = self.fillers_of(EventRole::Actor, tree.antecedent(by));
                }
                let time = found.event.when.and_then(|when| self.scene.times.get(when as usize));
                found.event.days = time.and_then(|time| tree.day_of(time, status, self.published)).or(found.event.days);
                found.judged.moved_by = Some(verb).filter(|_| status == Status::Postponed);
            }
        }
    }

    /// Drops what hangs on an event that is off or denied and is so for the same reason: "denied any order to destroy records".
    pub(super) fn drop_told_twice(&self, found: &mut Vec<Found>) {
        let off = |found: &Found| matches!(found.event.status, Status::Postponed | Status::Cancelled | Status::Denied);
        // "scrapped plans for a sale": the sale is the event
        let named: Vec<(u32, Status)> = found
            .iter()
            .filter(|f| off(f) && f.trigger.entry.is_some())
            .map(|f| (f.trigger.head, f.event.status))
            .collect();
        found.retain(|plan| {
            let tree = &self.tree;
            let is_plan = plan.trigger.entry.is_none()
                && tree.is_noun(plan.trigger.head)
                && off(plan)
                && plan.event.status != Status::Denied;
            !is_plan
                || !named
                    .iter()
                    .any(|(head, status)| *status == plan.event.status && tree.hangs_on(*head, plan.trigger.head))
        });
        let above = found.iter().filter(|f| off(f) && f.event.kind.0 != "word");
        let heads: Vec<(u32, Status)> = above.map(|f| (f.trigger.head, f.event.status)).collect();
        found.retain(|later| {
            let above = |head: u32| self.tree.hangs_on(later.trigger.head, head);
            let subject = self.tree.subject(later.trigger.head).filter(|_| later.trigger.entry.is_none());
            let twice = subject.is_some_and(|subject| heads.contains(&(subject, later.event.status)));
            !off(later)
                || !twice
                    && (later.event.kind.0 == "word"
                        || !heads.iter().any(|(head, status)| *status == later.event.status && above(*head)))
        });
    }

    /// Finds the new dates of what was put off: "until Thursday", "to 24 March", "the new date is 20 March".
    pub(super) fn new_dates(&self, found: &[Found]) -> Vec<Event> {
        let mut dates: Vec<Event> = Vec::new();
        for Found { event, judged, .. } in found.iter().filter(|found| found.event.status == Status::Postponed) {
            let moved = self.date_set_later(event);
            let moved = moved.or_else(|| judged.moved_by.and_then(|verb| self.moved_to(event, verb)));
            if let Some(moved) = moved.filter(|new| !dates.iter().any(|old| old.trigger == new.trigger)) {
                dates.push(moved);
            }
        }
        dates
    }

    fn moved_to(&self, event: &Event, verb: u32) -> Option<Event> {
        let planned = self.tree.effect(verb) == Some(Effect::Planned);
        let hung = self
            .hung
            .iter()
            .find(|hung| hung.on == verb && self.has_days(hung) && (planned || self.tree.is_new_date(hung)))?;
        // "is now expected on Wednesday, the agency said"
        let status = if planned && event.word_of.is_some() { Status::Confirmed } else { Status::Expected };
        self.new_date(event, verb, hung, status)
    }

    fn has_days(&self, hung: &super::when::Hung) -> bool {
        self.scene.times.get(hung.time as usize).is_some_and(|time| time.interval.is_some())
    }

    fn new_date(&self, event: &Event, verb: u32, hung: &super::when::Hung, status: Status) -> Option<Event> {
        let time = self.scene.times.get(hung.time as usize)?;
        let verb = self.tree.tokens.span.get(verb as usize)?;
        let trigger = text::Span { start: verb.start.min(time.span.start), end: verb.end.max(time.span.end) };
        let days = self.tree.day_of(time, status, self.published);
        Some(Event {
            status,
            trigger,
            when: Some(hung.time),
            days,
            new_date: true,
            word_of: self.scene.word_of(trigger),
            why: Evidence::new(event.why.span, "new-date", 0.7),
            conditional: false,
            condition: None,
            coded: None,
            ..event.clone()
        })
    }

    /// "He said the new date was 20 March", "set Jan. 14 as the new date".
    fn date_set_later(&self, event: &Event) -> Option<Event> {
        let tree = &self.tree;
        let here = self.sentence(event.trigger)?;
        let sentences = &self.scene.analysis.sentences;
        let last = sentences.get(here + MAX_AFTER).or(sentences.last())?;
        let date = (sentences.get(here)?.tokens.start..last.tokens.end).find(|token| {
            tree.lemma(*token) == "date" && tree.children(*token, &[Label::Amod]).any(|part| tree.form(part) == "new")
        })?;
        let clause = tree.tokens.ancestors(date).find(|above| tree.is_verb(*above))?;
        let hung = self
            .hung
            .iter()
            .find(|hung| hung.on == clause || hung.head == clause || tree.tokens.parent(hung.head) == Some(clause))?;
        let mut new = self.new_date(event, clause, hung, Status::Confirmed)?;
        new.why.span = self.scene.analysis.sentences.get(self.scene.analysis.sentence_of(date)?)?.span;
        Some(new)
    }
}

impl Reading<'_> {
    /// "The talks, which opened in Lund in May, resume on Friday": they were held in May too.
    pub(super) fn opened_before(&self, found: &[Found]) -> Vec<Event> {
        let tree = &self.tree;
        let to_come = |found: &&Found| matches!(found.event.status, Status::Expected | Status::Confirmed);
        let opened = |found: &Found| {
            let verb = tree.children(found.trigger.head, &[Label::Relcl]).find(|verb| {
                let begun = matches!(tree.effect(*verb), Some(Effect::Begun | Effect::Ended));
                begun && tree.group(*verb).tense == Tense::Past && !tree.group(*verb).negated
            })?;
            let hung = tree.dated(&self.hung, self.scene.times, &[verb], None)?;
            let days = tree.days(&hung, self.scene.times, Status::Held, self.published)?;
            let past = self.published.is_some_and(|published| days.end <= published);
            let place = tree.place(&[verb]);
            past.then(|| Event {
                status: Status::Held,
                certainty: Certainty::Certain,
                trigger: tree.span(verb, verb),
                when: Some(hung.time),
                days: Some(days),
                place,
                coded: None,
                condition: None,
                conditional: false,
                ..found.event.clone()
            })
        };
        found.iter().filter(to_come).filter_map(opened).collect()
    }
}

/// Joins the mentions of one event that say the same of it: same kind and status, no two days, places or sets of parties.
pub fn join(text: &str, events: &mut [Event]) {
    for at in 0..events.len() {
        let (before, rest) = events.split_at_mut(at);
        let Some(event) = rest.first_mut() else { continue };
        let start = before.len().saturating_sub(MAX_BACK);
        let first = before
            .iter()
            .enumerate()
            .skip(start)
            .find(|(_, first)| first.same_as.is_none() && same(text, first, event));
        if let Some((first, _)) = first {
            event.same_as = EventIx::try_from(first).ok();
            let first = &mut before[first];
            // what only a later mention tells is known of the event
            if first.days.is_none() && event.when.is_some() {
                (first.when, first.days) = (event.when, event.days);
            }
            first.place = first.place.or(event.place);
        }
    }
}

fn same(text: &str, first: &Event, later: &Event) -> bool {
    const NEVER: [&str; 3] = ["other", "word", "attack"];
    let CalendarKind(kind) = &later.kind;
    let days = match (first.days, later.days) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let parties = |event: &Event| event.roles.iter().filter_map(|filler| filler.party).collect::<Vec<_>>();
    let (a, b) = (parties(first), parties(later));
    // "met Vane" and "is to meet Holm": one of two is not enough
    const ENOUGH: usize = 2;
    let both = a.iter().filter(|party| b.contains(party)).count();
    // "a joint committee" is nobody known, and not the two who are
    let words = |event: &Event| -> Vec<String> {
        let spans = event.roles.iter().map(|filler| filler.span.of(text).to_lowercase());
        spans
            .flat_map(|span| {
                span.split_whitespace().filter(|word| word.len() > 3).map(str::to_owned).collect::<Vec<_>>()
            })
            .collect()
    };
    let unknown = a.is_empty() || b.is_empty();
    let told_of = || !first.roles.is_empty() && !later.roles.is_empty();
    let alike = || {
        let known = words(first);
        words(later).iter().any(|word| known.contains(word))
    };
    let shared = if unknown { !told_of() || alike() } else { both >= a.len().min(b.len()).min(ENOUGH) };
    // "a sale" and "would split in two" are two deals
    let told = |event: &Event| event.trigger.of(text).to_lowercase();
    let deeds = kind == "deal" && (first.why.rule == "verb" || later.why.rule == "verb") && told(first) != told(later);
    first.kind == later.kind
        && !deeds
        && !NEVER.contains(&kind.as_str())
        && first.status == later.status
        && first.conditional == later.conditional
        && first.new_date == later.new_date
        && days
        && shared
}
