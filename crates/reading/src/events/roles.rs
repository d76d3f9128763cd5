//! Who does it, to whom, and where.

use lang::{EntityKind, How, Label, Tag};
use text::Span;

use super::{
    lexicon::Effect,
    tree::{MAX_STEPS, Tree},
    trigger::Trigger,
};
use crate::{EventRole, Gazetteer};

/// Whom a preposition names: those who do it, or those it is done to.
const ACTORS: [&str; 2] = ["by", "between"];
const RECIPIENTS: [&str; 14] =
    ["with", "to", "against", "on", "upon", "at", "from", "for", "toward", "towards", "over", "into", "of", "in"];
/// Tokens behind a verb among which a name is looked for.
const MAX_CLAUSE: usize = 40;
/// Prepositions of a place.
const PLACES: [&str; 8] = ["in", "at", "near", "outside", "to", "on", "inside", "around"];

impl Tree<'_> {
    /// Finds who plays which part, as heads of phrases, in the order of the parts and of the text.
    pub fn parts(
        &self,
        trigger: &Trigger,
        anchors: &[u32],
        mutual: bool,
        place: Option<Span>,
    ) -> Vec<(EventRole, u32)> {
        let mut actors = Vec::new();
        let mut recipients = Vec::new();
        if self.lemma(trigger.head) == "due" && !self.is_verb(trigger.head) {
            // "the envoy is due in Lund", "an envoy due in Lund"
            let above = self.tokens.parent(trigger.head);
            actors.extend(above.and_then(|above| if self.is_verb(above) { self.subject(above) } else { Some(above) }));
        } else if self.is_verb(trigger.head) {
            self.verb_parts(trigger, mutual, &mut actors, &mut recipients);
        } else {
            self.noun_parts(trigger.head, anchors, &mut actors, &mut recipients);
            actors.extend(self.canceller(trigger.head).filter(|_| actors.is_empty() && !mutual));
        }
        if mutual && self.is_verb(trigger.head) {
            recipients.extend(self.people_met(trigger.head));
        }
        if self.is_verb(trigger.head) && !mutual && !recipients.iter().any(|head| self.is_named(*head)) {
            recipients.extend(self.nearest_named(trigger.head, &actors));
        }
        for list in [&mut actors, &mut recipients] {
            list.iter_mut().for_each(|head| *head = self.antecedent(*head));
            *list = list.iter().flat_map(|head| self.joined(self.meant(*head))).collect();
            list.retain(|head| *head != trigger.head);
            list.sort_unstable();
            list.dedup();
        }
        recipients.retain(|head| !actors.contains(head));
        if mutual {
            actors.extend(recipients);
            // "hold talks in Lund": Lund takes no part
            let here = |head: &u32| place.is_some_and(|place| place.has(self.span(*head, *head)));
            actors.retain(|head| !here(head));
            let there = self.gathered_at(anchors, place).into_iter().map(|head| self.antecedent(head));
            actors.extend(there.flat_map(|head| self.joined(self.meant(head))));
            // "the leaders of Karvia, Norland and Sundmark"
            let several = |head: &u32| {
                let of = self.behind(*head).into_iter().find(|(preposition, _)| self.form(*preposition) == "of");
                of.map(|(_, word)| self.joined(word))
                    .filter(|all| all.len() > 1 && all.iter().all(|w| self.is_somebody(*w)))
            };
            actors = actors.iter().flat_map(|head| several(head).unwrap_or_else(|| vec![*head])).collect();
            actors.sort_unstable();
            actors.dedup();
            return actors.into_iter().map(|head| (EventRole::Participant, head)).collect();
        }
        let actors = actors.into_iter().map(|head| (EventRole::Actor, head));
        actors.chain(recipients.into_iter().map(|head| (EventRole::Recipient, head))).collect()
    }

    /// "Put off a visit to Norland": who does was to go.
    fn canceller(&self, noun: u32) -> Option<u32> {
        let verb = self.tokens.parent(noun).filter(|verb| self.is(noun, &[Label::Dobj]) && self.is_verb(*verb))?;
        let off = matches!(self.effect(verb), Some(Effect::Postponed | Effect::Cancelled)) && !self.group(verb).passive;
        self.subject(verb).filter(|subject| off && self.is_noun(*subject))
    }

    /// Tells whether a phrase is or holds the name of a state, body or person.
    fn is_named(&self, head: u32) -> bool {
        let own = |token: u32| self.analysis.entity_of(token).is_some_and(|entity| named(entity.kind));
        own(head) || self.children(head, &[Label::Poss, Label::Compound, Label::Amod, Label::Nmod]).any(own)
    }

    /// Everybody named in the object of a verb: "to see the envoy Ada Vane and the minister's son Jo Lind", but for the minister.
    fn people_met(&self, verb: u32) -> Vec<u32> {
        let objects: Vec<u32> = self.children(verb, &[Label::Dobj]).collect();
        let person = |token: &u32| self.analysis.entity_of(*token).filter(|entity| entity.kind == EntityKind::Person);
        let inside = objects.iter().flat_map(|object| self.tokens.reach(*object)).take(MAX_CLAUSE);
        let heads = inside.filter_map(|token| self.tokens.head_of(person(&token)?.tokens.clone()));
        let mut heads: Vec<u32> = heads.filter(|head| !self.is(*head, &[Label::Poss])).collect();
        heads.dedup();
        heads
    }

    /// The first state, body or person behind a verb in its clause: "threatened an offensive in its war with Norland".
    fn nearest_named(&self, verb: u32, actors: &[u32]) -> Option<u32> {
        let reach = self.tokens.reach(verb);
        let inside = (verb + 1..reach.end).take(MAX_CLAUSE);
        let apart = |token: u32| {
            let path = self.tokens.ancestors(token).take_while(|above| *above != verb);
            !std::iter::once(token).chain(path).any(|above| {
                actors.contains(&above)
                    || self.is(above, &[Label::Relcl, Label::Nsubj, Label::Conj]) && self.is_verb(above)
                    || self.form(above) == "according"
                    || self.is(above, &[Label::Advcl]) && self.children(above, &[Label::Mark]).next().is_some()
            })
        };
        let mut found = inside.filter(|token| self.analysis.entity_of(*token).is_some_and(|entity| named(entity.kind)));
        found.find(|token| apart(*token) && self.tokens.ancestors(*token).any(|above| above == verb)).map(|token| {
            let entity = self.analysis.entity_of(token);
            entity.and_then(|entity| self.tokens.head_of(entity.tokens.clone())).unwrap_or(token)
        })
    }

    /// Whom a pronoun means: who was named last before it, else who says the clause.
    pub fn antecedent(&self, head: u32) -> u32 {
        if !matches!(self.tag(head), Tag::Prp | Tag::PrpPossessive) {
            return head;
        }
        let places = self.analysis.meant_by(head).into_iter().filter_map(|at| self.analysis.mentions.get(at));
        let before =
            places.flat_map(|mentions| &mentions.places).filter(|place| place.how != How::Pronoun && place.head < head);
        // the name says more than "the envoy"
        if let Some(place) = before.max_by_key(|place| (place.how == How::Name, place.head)) {
            return place.head;
        }
        let clause = self.tokens.parent(head).map(|verb| self.first_joined(verb));
        let telling = clause.and_then(|clause| {
            let mut at = clause;
            for _ in 0..MAX_STEPS {
                let above = self.tokens.parent(at)?;
                if self.is(at, &[Label::Ccomp]) {
                    return Some(above);
                }
                at = above;
            }
            None
        });
        let several = self.form(head) == "they";
        let fits =
            |subject: &u32| self.is_noun(*subject) && (!several || matches!(self.tag(*subject), Tag::Nns | Tag::Nnps));
        telling.and_then(|verb| self.subject(verb)).filter(fits).unwrap_or(head)
    }

    /// Who says that something must be done: the subject of the verb that tells it.
    pub fn teller(&self, verb: u32) -> Option<u32> {
        let mut at = self.first_joined(verb);
        for _ in 0..MAX_STEPS {
            let above = self.tokens.parent(at)?;
            if self.is(at, &[Label::Ccomp]) && self.words.words.report.contains(self.lemma(above)) {
                return self.subject(above);
            }
            at = above;
        }
        None
    }

    /// "a group of diplomats", "thousands of students": those who are counted.
    fn meant(&self, head: u32) -> u32 {
        let counts = self.words.words.counting.contains(self.lemma(head));
        let of = self.behind(head).into_iter().find(|(preposition, _)| self.form(*preposition) == "of");
        match of {
            Some((_, word)) if counts && self.is_noun(word) => word,
            _ => head,
        }
    }

    fn verb_parts(&self, trigger: &Trigger, mutual: bool, actors: &mut Vec<u32>, recipients: &mut Vec<u32>) {
        let verb = trigger.head;
        let group = self.group(verb);
        let behind = self.behind(verb);
        let agent: Vec<u32> = behind
            .iter()
            .filter(|(p, _)| self.is(*p, &[Label::Agent]) || self.form(*p) == "by")
            .map(|(_, word)| *word)
            .collect();
        let subject = self.subject(verb);
        if group.passive {
            actors.extend(agent.iter().copied().filter(|word| self.is_noun(*word) || self.form(*word) == "them"));
            if let Some(subject) = subject.or_else(|| self.tokens.parent(verb).filter(|_| self.is(verb, &[Label::Acl])))
            {
                let inner = self.of_whom(subject);
                recipients.push(inner.unwrap_or(subject));
            }
        } else {
            actors.extend(subject);
        }
        // "goes to a lower house vote"
        let chamber = |noun: &u32| {
            self.children(*noun, &[Label::Compound]).find(|part| self.words.words.chamber.contains(self.lemma(*part)))
        };
        if let Some(body) = trigger.taken.iter().find_map(chamber) {
            actors.clear();
            actors.push(body);
        }
        let takes = |word: u32| self.is_noun(word) || self.tag(word) == Tag::Prp;
        for object in self.tokens.children(verb).iter().copied().filter(|c| self.is(*c, &[Label::Dobj, Label::Dative]))
        {
            if takes(object) && !trigger.taken.contains(&object) && !group.passive {
                // "met the Norland envoy": the envoy; "bombed the Norland fleet": Norland
                recipients.push(self.of_whom(object).filter(|_| !mutual).unwrap_or(object));
            } else if takes(object) {
                // "close the border to trucks", "reject the request of the court"
                recipients.extend(self.of_whom(object));
            }
        }
        for (preposition, word) in &behind {
            let form = self.form(*preposition);
            // "went over the plan with them", "met in Lund on the plan": those "with" whom
            let apart = mutual && !matches!(form, "with" | "to" | "against");
            if takes(*word)
                && !trigger.taken.contains(word)
                && RECIPIENTS.contains(&form)
                && !apart
                && !self.is_time(*word)
                && (recipients.is_empty() || matches!(form, "with" | "to" | "against"))
            {
                recipients.push(*word);
            }
        }
        if recipients.is_empty() && !mutual {
            // "demanded that the council act", "asked them to leave", "threatened to shell the towns"
            for clause in self.children(verb, &[Label::Ccomp, Label::Xcomp, Label::Advcl, Label::Acomp]) {
                let own = self.tokens.child(clause, &[Label::Nsubj, Label::Nsubjpass]).filter(|s| self.is_noun(*s));
                let objects = self.objects(clause).into_iter().find(|o| self.is_noun(*o));
                let behind = self
                    .behind(clause)
                    .into_iter()
                    .find(|(_, w)| self.is_noun(*w) && !self.is_time(*w))
                    .map(|(_, w)| w);
                if self.is(clause, &[Label::Ccomp]) && own.is_some() {
                    recipients.extend(own);
                    break;
                }
                if let Some(object) = objects {
                    recipients.push(self.of_whom(object).unwrap_or(object));
                    break;
                }
                if let Some(word) = behind {
                    recipients.push(word);
                    break;
                }
            }
        }
        if recipients.is_empty() {
            recipients.extend(
                trigger.taken.iter().copied().filter(|word| self.is_noun(*word)).filter_map(|word| self.of_whom(word)),
            );
        }
    }

    /// The state or body that a thing is of or against: "the U.S. request", "ties with Norland", "Norland's border".
    fn of_whom(&self, noun: u32) -> Option<u32> {
        if self.analysis.entity_of(noun).is_some_and(|entity| named(entity.kind)) {
            return None;
        }
        let own = self
            .children(noun, &[Label::Poss, Label::Compound, Label::Amod, Label::Nmod])
            .find(|part| self.analysis.entity_of(*part).is_some_and(|entity| named(entity.kind)));
        let behind = || {
            let mut found =
                self.behind(noun).into_iter().filter(|(_, word)| self.is_noun(*word) && !self.is_time(*word));
            found
                .find(|(_, word)| self.analysis.entity_of(*word).is_some_and(|entity| named(entity.kind)))
                .map(|(_, word)| word)
        };
        own.or_else(behind)
    }

    /// "at the end of two days with a Norland team": whoever speaks then was with them.
    fn been_with(&self, noun: u32) -> Option<u32> {
        let verb = self.tokens.ancestors(noun).take(MAX_STEPS).find(|above| self.is_verb(*above))?;
        let clauses = self.children(verb, &[Label::Ccomp]).filter_map(|clause| self.subject(clause));
        let is_name = |at: &u32| (self.tag(*at) == Tag::Nnp || self.is_somebody(*at)) && !self.is_time(*at);
        self.subject(verb).into_iter().chain(clauses).find(is_name)
    }

    fn noun_parts(&self, noun: u32, anchors: &[u32], actors: &mut Vec<u32>, recipients: &mut Vec<u32>) {
        for child in self.children(noun, &[Label::Poss, Label::Compound, Label::Amod, Label::Nmod]) {
            let entity = self.analysis.entity_of(child).is_some_and(|entity| named(entity.kind));
            let owner = self.is(child, &[Label::Poss]) && self.is_noun(child) && !self.is_time(child);
            // "his address": he gives it
            let own = self.tag(child) == Tag::PrpPossessive && self.antecedent(child) != child;
            // "a lower house vote"
            let body = self.is(child, &[Label::Compound]) && self.words.words.chamber.contains(self.lemma(child));
            if entity || owner || own || body {
                actors.push(child);
            }
        }
        for (preposition, word) in self.behind(noun) {
            if self.is_time(word) || !(self.is_noun(word)) {
                continue;
            }
            match self.form(preposition) {
                form if ACTORS.contains(&form) || form == "among" => actors.push(word),
                "with" | "against" | "to" => recipients.push(word),
                "on" | "of" if self.is_somebody(word) || self.is_office(word) => recipients.push(word),
                _ => {}
            }
        }
        if matches!(self.lemma(noun), "day" | "hour") {
            actors.extend(self.been_with(noun));
            recipients.extend(
                Some(noun + 1)
                    .filter(|at| self.form(*at) == "with")
                    .into_iter()
                    .flat_map(|at| self.children(at, &[Label::Pobj])),
            );
        }
        // "a face-to-face between Vane and Holm": the tree hangs it anywhere
        if actors.is_empty() && recipients.is_empty() && self.form(noun + 1) == "between" {
            actors.extend(self.children(noun + 1, &[Label::Pobj]));
        }
        // "Norland and Sundmark are in contact about talks"
        if actors.is_empty() && recipients.is_empty() {
            let verb = self.tokens.ancestors(noun).take(MAX_STEPS).find(|above| self.is_verb(*above));
            let subject = verb.and_then(|verb| self.tokens.child(verb, &[Label::Nsubj])).filter(|at| *at != noun);
            let all = subject.map(|subject| self.joined(subject)).unwrap_or_default();
            if all.len() > 1 && all.iter().all(|one| self.is_somebody(*one)) && !all.contains(&noun) {
                actors.extend(subject);
            }
        }
        // "a trip she had planned"
        for verb in self.children(noun, &[Label::Relcl]).filter(|verb| self.effect(*verb) == Some(Effect::Planned)) {
            let own = self.tokens.child(verb, &[Label::Nsubj]).filter(|subject| self.is_planner(verb, *subject));
            actors.extend(own);
        }
        // who holds it
        for verb in anchors.iter().copied().filter(|anchor| self.is_verb(*anchor)) {
            let group = self.group(verb);
            if group.passive {
                actors
                    .extend(self.behind(verb).into_iter().filter(|(p, _)| self.form(*p) == "by").map(|(_, word)| word));
            } else {
                let apart =
                    |subject: &u32| *subject != noun && self.is_noun(*subject) && !self.is_below(noun, *subject);
                actors.extend(self.subject(verb).filter(apart));
            }
            recipients.extend(
                self.behind(verb)
                    .into_iter()
                    .filter(|(p, w)| self.form(*p) == "with" && self.is_noun(*w))
                    .map(|(_, w)| w),
            );
        }
    }

    /// Who does something where the event is: "talks in Lund, where the envoys went over the plan with the generals".
    fn gathered_at(&self, anchors: &[u32], place: Option<Span>) -> Vec<u32> {
        let here = place.map(|place| self.tokens.within(place)).unwrap_or_default();
        let heads = here.chain(anchors.iter().copied().filter(|anchor| self.is_noun(*anchor)));
        // the tree hangs the clause on the day: "in Lund on Tuesday, where"
        let days = anchors.iter().flat_map(|anchor| self.behind(*anchor)).map(|(_, word)| word);
        let days = days.filter(|word| place.is_some() && self.is_time(*word));
        let clauses = heads
            .chain(days)
            .flat_map(|head| self.children(head, &[Label::Relcl]))
            .filter(|verb| self.has_where(*verb));
        let mut found = Vec::new();
        for verb in clauses {
            let objects = self.behind(verb).into_iter().filter(|(p, _)| self.form(*p) != "with");
            let objects = objects.map(|(_, word)| word).chain(self.children(verb, &[Label::Dobj]));
            let all = std::iter::once(verb).chain(objects).flat_map(|head| self.behind(head));
            let with: Vec<u32> = all.filter(|(p, _)| self.form(*p) == "with").map(|(_, word)| word).collect();
            let somebody = |word: &u32| {
                self.is_somebody(*word) || self.tag(*word) == Tag::Prp || self.is_noun(*word) && self.is_named(*word)
            };
            found.extend(self.subject(verb).into_iter().chain(with).filter(somebody));
        }
        found
    }

    /// Tells whether a clause opens with "where".
    fn has_where(&self, verb: u32) -> bool {
        self.children(verb, &[Label::Advmod]).any(|word| self.form(word) == "where")
    }

    /// Tells whether the subject of a clause is somebody beside the noun that it describes: "a trip she had planned".
    fn is_planner(&self, verb: u32, subject: u32) -> bool {
        !matches!(self.tag(subject), Tag::Wdt | Tag::Wp)
            && self.form(subject) != "that"
            && !self.group(verb).passive
            && self.children(verb, &[Label::Dobj]).all(|object| matches!(self.tag(object), Tag::Wdt | Tag::Wp))
    }

    /// "ambassadors", "ministers": several who bear an office.
    fn is_office(&self, word: u32) -> bool {
        self.tag(word) == Tag::Nns && Gazetteer::english().words.office.contains(self.lemma(word))
    }

    fn is_below(&self, token: u32, above: u32) -> bool {
        self.tokens.ancestors(token).take(MAX_STEPS).any(|ancestor| ancestor == above)
    }

    fn is_somebody(&self, word: u32) -> bool {
        self.analysis.entity_of(word).is_some_and(|entity| named(entity.kind))
    }

    pub fn is_time(&self, word: u32) -> bool {
        self.analysis.entity_of(word).is_some_and(|e| matches!(e.kind, EntityKind::Date | EntityKind::Time))
    }

    /// Finds where it is: a place behind "in" or "at" that hangs on one of the anchors, or before the noun ("the Berlin talks").
    pub fn place(&self, anchors: &[u32]) -> Option<Span> {
        for anchor in anchors.iter().copied() {
            // "is off to Lund, where he is to meet them"
            let mut clauses = std::iter::once(anchor).chain(self.tokens.ancestors(anchor).take(2));
            let clause = clauses.find(|verb| self.is(*verb, &[Label::Relcl]) && self.has_where(*verb));
            let there = clause.and_then(|verb| self.tokens.parent(verb)).filter(|noun| self.is_noun(*noun));
            if let Some(place) = there.and_then(|noun| self.place_named(noun)) {
                return Some(place);
            }
            // "visited Lund"
            let visited = self.is_verb(anchor) && matches!(self.lemma(anchor), "visit" | "tour" | "leave" | "reach");
            let names = |object: &u32| {
                let kind = self.analysis.entity_of(*object).map(|entity| entity.kind);
                self.is_place_name(*object) || self.tag(*object) == Tag::Nnp && kind == Some(EntityKind::Organisation)
            };
            let visited = self.children(anchor, &[Label::Dobj]).find(|object| visited && names(object));
            if let Some(object) = visited {
                return Some(self.phrase(object));
            }
            let objects = self.children(anchor, &[Label::Dobj]).flat_map(|object| self.behind(object));
            for (preposition, word) in self.behind(anchor).into_iter().chain(objects) {
                let entity = self.analysis.entity_of(word).map(|entity| entity.kind);
                let form = self.form(preposition);
                // a name that nobody knows is a place behind "in"
                let unknown =
                    matches!(form, "in" | "near" | "outside") && self.tag(word) == Tag::Nnp && !self.is_time(word);
                let place =
                    unknown || matches!(entity, Some(EntityKind::Polity | EntityKind::Location | EntityKind::Facility));
                let place = place || self.is_part_of_land(word);
                let goes = form != "to"
                    || matches!(
                        self.lemma(anchor),
                        "visit" | "trip" | "travel" | "fly" | "go" | "head" | "return" | "come" | "way" | "journey"
                    );
                if place && PLACES.contains(&form) && goes {
                    // "the Swedish capital on Saturday"
                    let land = self.is_part_of_land(word);
                    let phrase = self.phrase(word);
                    return Some(if land { Span { end: self.span(word, word).end, ..phrase } } else { phrase });
                }
            }
            // "the fire struck Harbour Court"
            let struck = self.is_verb(anchor) && self.words.words.striking.contains(self.lemma(anchor));
            let struck = self.children(anchor, &[Label::Dobj]).find(|object| struck && self.tag(*object) == Tag::Nnp);
            if let Some(object) = struck {
                return Some(self.phrase(object));
            }
            let before = self.children(anchor, &[Label::Compound]).find(|part| {
                self.is_noun(anchor)
                    && self
                        .analysis
                        .entity_of(*part)
                        .is_some_and(|e| matches!(e.kind, EntityKind::Polity | EntityKind::Facility))
            });
            if let Some(part) = before.filter(|part| self.tag(*part) == Tag::Nnp && part + 1 == anchor) {
                return Some(self.span(part, part));
            }
        }
        None
    }
}

impl Tree<'_> {
    /// The place that a clause with "where" hangs on; where the tree hangs it on the day, the one that the day's verb leads to.
    fn place_named(&self, noun: u32) -> Option<Span> {
        if self.tag(noun) == Tag::Nnp && !self.is_time(noun) && self.is_place_name(noun) {
            return Some(self.phrase(noun));
        }
        let verb = self.tokens.ancestors(noun).take(MAX_STEPS).find(|above| self.is_verb(*above))?;
        let behind = self.behind(verb).into_iter();
        let mut places = behind.filter(|(p, word)| PLACES.contains(&self.form(*p)) && *word < noun + 1);
        places.find(|(_, word)| self.is_place_name(*word)).map(|(_, word)| self.phrase(word))
    }

    /// Tells whether a name may be a place's: known for one, or for nobody.
    fn is_place_name(&self, word: u32) -> bool {
        let entity = self.analysis.entity_of(word).map(|entity| entity.kind);
        let nobody = !matches!(
            entity,
            Some(
                EntityKind::Person
                    | EntityKind::Group
                    | EntityKind::Organisation
                    | EntityKind::Date
                    | EntityKind::Time
                    | EntityKind::Event
                    | EntityKind::Work
            )
        );
        nobody && self.tag(word) == Tag::Nnp
    }

    /// "the Swedish capital", not "the same city".
    fn is_part_of_land(&self, word: u32) -> bool {
        self.words.words.region.contains(self.lemma(word))
            && self
                .children(word, &[Label::Amod, Label::Poss])
                .any(|part| self.is_named(part) || self.is_somebody(part))
    }
}

fn named(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Polity | EntityKind::Group | EntityKind::Organisation | EntityKind::Person)
}
