//! Who takes part where the sentence does not say: those of the meeting told of before, or who tells what it will do itself.

use lang::{EntityKind, Label, Tag};

use super::Reading;
use crate::{Event, EventRole, Filler, PartyIx, SourceKind, Status};

/// Events before a meeting among which the one is looked for whose people it has.
const MAX_BACK: usize = 8;
/// Events before among which one is looked for that is meant again, however far it is.
const MAX_FAR: usize = 200;
/// Sentences between the two at most.
const MAX_SENTENCES: usize = 2;

impl Reading<'_> {
    /// Fills in who takes part in events of which nobody is named. `events` are in order of the text.
    pub(super) fn absent(&self, events: &mut [Event]) {
        for at in 0..events.len() {
            let (before, rest) = events.split_at_mut(at);
            // "were to have a session in Lund; Vane would not see them": there
            if let Some(event) = rest.first_mut().filter(|event| event.is_mutual() && event.place.is_none()) {
                let here = self.sentence(event.trigger);
                let beside = before.iter().rev().take_while(|other| self.sentence(other.trigger) == here);
                let before = beside.filter(|other| other.is_mutual() || other.kind.0 == "visit");
                event.place = before.filter_map(|other| other.place).next();
            }
            let Some(event) = rest.first_mut().filter(|event| event.roles.is_empty()) else { continue };
            if let Some(first) = self.meant_before(event, before) {
                event.roles.clone_from(&first.roles);
                event.place = event.place.or(first.place);
                continue;
            }
            let here = self.sentence(event.trigger);
            let near = |other: &Event| {
                let there = self.sentence(other.trigger);
                here.zip(there).is_some_and(|(here, there)| here >= there && here - there <= MAX_SENTENCES)
            };
            let meets =
                |other: &&Event| other.is_mutual() && other.fillers(EventRole::Participant).count() > 1 && near(other);
            // "officials with knowledge of the talks": no further meeting
            let tells = event.days.is_some() || event.place.is_some() || event.status != Status::Held;
            let goes_on = event.is_mutual() && tells && self.has_nobody(event);
            let fits = |other: &&Event| {
                meets(other) && !self.is_elsewhere(event, other) && !self.is_other_assembly(event, other)
            };
            let several = |other: &&Event| other.is_mutual() && other.fillers(EventRole::Participant).count() > 1;
            let one_of_them = goes_on && self.is_one_of_them(event);
            let there = |other: &&Event| other.is_mutual() && self.is_there(event, other);
            let again = |other: &&Event| several(other) && (self.is_counted(event) || !self.is_elsewhere(event, other));
            // talks are the sides', meetings those of who met
            let sides = event.kind.0 == "talks" && one_of_them && !self.sides_named(event).is_empty();
            let again = || before.iter().rev().take(MAX_FAR).find(again).filter(|_| !sides);
            let further = || before.iter().rev().take(MAX_FAR).find(there).or_else(again).filter(|_| one_of_them);
            if let Some(first) = before.iter().rev().take(MAX_BACK).find(fits).filter(|_| goes_on).or_else(further) {
                event.roles.clone_from(&first.roles);
                // "called off the meeting": that one
                if self.is_that(event) && event.days.is_none() && event.when.is_none() {
                    (event.when, event.days) = (first.when, first.days);
                    event.place = event.place.or(first.place);
                }
            } else {
                event.roles.extend(self.own_deed(event));
                if event.roles.is_empty() {
                    event.roles.extend(self.of_the_lead(event));
                }
                if event.roles.is_empty() && (one_of_them || self.is_between_sides(event)) {
                    event.roles = self.sides_named(event);
                }
            }
        }
    }

    /// "No such visit was set", "that trip is off": the one of its kind that was told last.
    fn meant_before<'e>(&self, event: &Event, before: &'e [Event]) -> Option<&'e Event> {
        let tree = &self.tree;
        let head = tree.tokens.head_of(tree.tokens.within(event.trigger)).filter(|head| tree.is_noun(*head))?;
        let such = |at: u32| matches!(tree.form(at), "such" | "that" | "this");
        let points = tree.children(head, &[Label::Det, Label::Predet, Label::Amod]).any(such);
        let mut last =
            before.iter().rev().take(MAX_BACK).filter(|first| first.kind == event.kind && !first.roles.is_empty());
        // one that says the same is the same
        let told =
            before.iter().rev().take(MAX_FAR).any(|first| first.kind == event.kind && first.status == event.status);
        last.next().filter(|_| points && !told)
    }

    /// Tells whether a meeting is at the place of another: "the talks in Lund".
    fn is_there(&self, event: &Event, other: &Event) -> bool {
        let word = |span: text::Span| span.of(&self.scene.article.text).to_lowercase();
        event.place.zip(other.place).is_some_and(|(one, other)| word(one) == word(other))
    }

    /// "A sixth round", "the next session": another one, at a place and on a day of its own.
    fn is_counted(&self, event: &Event) -> bool {
        let tree = &self.tree;
        let head = tree.tokens.head_of(tree.tokens.within(event.trigger));
        let counts = |at: u32| {
            let ordinal = self.scene.analysis.entity_of(at).is_some_and(|entity| entity.kind == EntityKind::Ordinal);
            ordinal || tree.words.words.further.contains(tree.form(at)) && tree.tag(at) == Tag::Jj
        };
        head.is_some_and(|head| tree.is_ordinal(head) || tree.children(head, &[Label::Amod]).any(counts))
    }

    /// "A sixth round", "the talks", "peace talks": further ones of those that the article is about, wherever they are.
    fn is_one_of_them(&self, event: &Event) -> bool {
        let tree = &self.tree;
        let Some(head) = tree.tokens.head_of(tree.tokens.within(event.trigger)) else { return false };
        let words = &tree.words.words;
        let front = |at: u32| {
            words.further.contains(tree.form(at))
                || self.scene.analysis.entity_of(at).is_some_and(|entity| entity.kind == EntityKind::Ordinal)
        };
        !tree.is_verb(head)
            && !words.assembly.contains(tree.lemma(head))
            && (words.sitting.contains(tree.lemma(head))
                || tree.is_ordinal(head)
                || tree.children(head, &[Label::Det, Label::Amod]).any(front))
    }

    /// "The next decision is due on 20 August": that of the body whose doings the article opens with and is about.
    fn of_the_lead(&self, event: &Event) -> Option<Filler> {
        const LEAST_MENTIONS: usize = 2;
        let tree = &self.tree;
        let head = tree.tokens.head_of(tree.tokens.within(event.trigger)).filter(|head| tree.is_noun(*head))?;
        let the = |at: u32| matches!(tree.form(at), "the" | "its" | "next");
        let meant = tree.words.kind(&event.kind.0).is_some_and(|kind| kind.by_body)
            && event.days.is_some()
            && tree.children(head, &[Label::Det, Label::Poss, Label::Amod]).any(the);
        let first = self.scene.analysis.sentences.first().filter(|_| meant)?;
        let subject = first.tokens.clone().find(|at| tree.is(*at, &[Label::Nsubj, Label::Nsubjpass]))?;
        let party = self.scene.party_of(tree.phrase(subject))?;
        let body = self.scene.parties.get(party as usize)?;
        let kind = matches!(body.kind, SourceKind::Organisation | SourceKind::Government | SourceKind::Named);
        let about = kind && !body.is_state() && body.mentions.len() >= LEAST_MENTIONS;
        let role = if event.is_mutual() { EventRole::Participant } else { EventRole::Actor };
        about.then(|| Filler { role, span: tree.phrase(subject), party: Some(party) })
    }

    /// Tells whether nothing is said of whose a truce or an exchange of prisoners is: it is that of the two sides.
    fn is_between_sides(&self, event: &Event) -> bool {
        let tree = &self.tree;
        let head = tree.tokens.head_of(tree.tokens.within(event.trigger));
        let told = event.days.is_some() || event.place.is_some();
        told && head.is_some_and(|head| tree.is_noun(head) && tree.words.words.two_sided.contains(tree.lemma(head)))
    }

    /// The two sides that were named together before.
    fn sides_named(&self, event: &Event) -> Vec<Filler> {
        let head = self.tree.tokens.within(event.trigger).start;
        let role = if event.is_mutual() { EventRole::Participant } else { EventRole::Actor };
        let pair = self.scene.named_together(head).into_iter().flatten();
        let named = |party: PartyIx| {
            let mentions = &self.scene.parties.get(party as usize)?.mentions;
            let span = mentions.iter().rev().find(|mention| mention.end <= event.trigger.start)?;
            Some(Filler { role, span: *span, party: Some(party) })
        };
        pair.filter_map(named).collect()
    }

    /// Tells whether two meetings are at two places, or on two days though the later is no further one: "the talks", not "a session".
    fn is_elsewhere(&self, event: &Event, other: &Event) -> bool {
        let word = |span: text::Span| span.of(&self.scene.article.text).to_lowercase();
        let places = event.place.zip(other.place).is_some_and(|(one, other)| word(one) != word(other));
        let tree = &self.tree;
        let head = tree.tokens.head_of(tree.tokens.within(event.trigger));
        let further = head.is_some_and(|head| {
            tree.children(head, &[Label::Det]).any(|det| matches!(tree.form(det), "a" | "an" | "another"))
        });
        let days =
            event.days.zip(other.days).is_some_and(|(one, other)| one.end <= other.start || other.end <= one.start);
        places || days && !further
    }

    /// Tells whether a word is for a gathering of many, and the meeting before was called otherwise: "a summit" is not of the two who met.
    fn is_other_assembly(&self, event: &Event, other: &Event) -> bool {
        let tree = &self.tree;
        let lemma = |event: &Event| tree.tokens.head_of(tree.tokens.within(event.trigger)).map(|head| tree.lemma(head));
        let (word, before) = (lemma(event), lemma(other));
        word.is_some_and(|word| tree.words.words.assembly.contains(word)) && word != before
    }

    /// "the meeting", "these talks".
    fn is_that(&self, event: &Event) -> bool {
        let tree = &self.tree;
        let head = tree.tokens.head_of(tree.tokens.within(event.trigger));
        head.is_some_and(|head| {
            tree.children(head, &[Label::Det])
                .any(|det| matches!(tree.form(det), "the" | "this" | "that" | "these" | "those"))
        })
    }

    /// Tells whether a noun for a meeting says nothing of whose it is: "a session set for Sunday", not "the council meeting".
    fn has_nobody(&self, event: &Event) -> bool {
        let tree = &self.tree;
        let Some(head) = tree.tokens.head_of(tree.tokens.within(event.trigger)) else { return false };
        if tree.is_verb(head) {
            // "the talks, which opened in May"
            let relative = |subject: u32| tree.tag(subject) == Tag::Wdt;
            return tree.is(head, &[Label::Relcl]) && tree.children(head, &[Label::Nsubj]).any(relative);
        }
        let of = tree.behind(head).into_iter().any(|(preposition, word)| {
            matches!(tree.form(preposition), "of" | "with" | "among") && !tree.is_time(word)
        });
        let whose = tree.children(head, &[Label::Poss, Label::Compound, Label::Nmod]).any(|part| {
            !tree.is_time(part)
                && event.place.is_none_or(|place| !place.has(tree.span(part, part)))
                && event.kind.0 != "talks"
        });
        !of && !whose
    }

    /// "The crossing will be shut, the ministry said": what a body says will be done, and nobody else does, it does.
    fn own_deed(&self, event: &Event) -> Option<Filler> {
        let to_come = matches!(
            event.status,
            Status::Expected | Status::Confirmed | Status::Postponed | Status::Cancelled | Status::UnderWay
        );
        let statement = self.scene.statements.get(event.word_of? as usize)?;
        let source = statement.sources.iter().find(|source| {
            matches!(source.kind, SourceKind::Government | SourceKind::Organisation | SourceKind::Group)
        })?;
        let tree = &self.tree;
        let head = tree.tokens.head_of(tree.tokens.within(event.trigger))?;
        // "a court ordered the release": not the ministry that tells of it
        let alone = if tree.is_verb(head) {
            tree.group(head).passive
        } else {
            tree.is(head, &[Label::Nsubj, Label::Nsubjpass])
        };
        let fits = to_come && alone && tree.words.kind(&event.kind.0).is_some_and(|kind| kind.own);
        fits.then_some(Filler { role: EventRole::Actor, span: source.span?, party: source.party })
    }
}
