//! Who does it, to whom, and where.

use lang::{EntityKind, How, Label, ReferentKind, Tag};
use text::Span;

use super::{
    lexicon::Effect,
    tree::{MAX_STEPS, Tree},
    trigger::Trigger,
};
use crate::{EventRole, Gazetteer};

/// Prepositions before those that something is done to.
const RECIPIENTS: [&str; 14] =
    ["with", "to", "against", "on", "upon", "at", "from", "for", "toward", "towards", "over", "into", "of", "in"];
/// Tokens behind a verb among which a name is looked for.
const MAX_CLAUSE: usize = 40;

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
            *list = list
                .iter()
                .flat_map(|head| self.joined(self.meant(*head)))
                .flat_map(|head| self.each_of(head))
                .collect();
            list.retain(|head| *head != trigger.head);
            list.sort_unstable();
            list.dedup();
        }
        recipients.retain(|head| !actors.contains(head));
        // "lowered its rate", "dug bodies out": whose type PLOVER does not know, that has no target
        let entry = trigger.entry.and_then(|at| self.words.entries.get(at));
        if entry.is_none_or(|entry| entry.plover.is_none()) {
            // ... but whose it is: "the truce with Norland runs out"
            let side = |head: u32| if self.is_side(head) { Some(head) } else { self.of_whom(head) };
            actors = actors.into_iter().filter_map(side).collect();
            recipients = recipients.into_iter().filter_map(side).filter(|head| !actors.contains(head)).collect();
        }
        if mutual {
            actors.extend(recipients);
            // "hold talks in Lund": Lund takes no part
            let here = |head: &u32| place.is_some_and(|place| place.has(self.span(*head, *head)));
            actors.retain(|head| !here(head));
            let there = self.gathered_at(anchors, place).into_iter().map(|head| self.antecedent(head));
            actors.extend(there.flat_map(|head| self.joined(self.meant(head))));
            actors = actors.iter().flat_map(|head| self.represented(*head).unwrap_or_else(|| vec![*head])).collect();
            actors.sort_unstable();
            actors.dedup();
            return actors.into_iter().map(|head| (EventRole::Participant, head)).collect();
        }
        let actors = actors.into_iter().map(|head| (EventRole::Actor, head));
        actors.chain(recipients.into_iter().map(|head| (EventRole::Recipient, head))).collect()
    }

    /// "The leaders of Karvia, Norland and Sundmark", "negotiators for Norland and for the rebels": those for whom they speak.
    fn represented(&self, head: u32) -> Option<Vec<u32>> {
        let speaks = self.words.is_people(self.lemma(head)) || self.is_office(head);
        let fits = |prep: &u32| match self.form(*prep) {
            "of" => true,
            "for" | "from" => speaks,
            _ => false,
        };
        let first: Vec<u32> = self.children(head, &[Label::Prep]).collect();
        let further = first.iter().flat_map(|prep| self.children(*prep, &[Label::Conj]));
        let preps: Vec<u32> = first.iter().copied().chain(further).filter(fits).collect();
        let words = preps.iter().flat_map(|prep| self.children(*prep, &[Label::Pobj]));
        let mut all: Vec<u32> = words.flat_map(|word| self.joined(word)).collect();
        let is_name = |word: &u32| self.is_named(*word) || matches!(self.tag(*word), Tag::Nnp | Tag::Nnps);
        // "envoys of Arlen and Vesk", of which a name that nobody knows was joined to the envoys
        let next = all.last().map(|last| last + 1).filter(|and| speaks && self.form(*and) == "and");
        all.extend(
            self.children(head, &[Label::Conj])
                .filter(|name| next.is_some() && next == name.checked_sub(1) && is_name(name)),
        );
        Some(all).filter(|all| all.len() > 1 && all.iter().all(is_name))
    }

    /// "Her Danish and Finnish counterparts": one of each; else the word itself.
    fn each_of(&self, head: u32) -> Vec<u32> {
        let nation = |part: &u32| self.analysis.entity_of(*part).is_some_and(|entity| named(entity.kind));
        let mut own = self.children(head, &[Label::Amod, Label::Nmod, Label::Compound]).filter(nation).peekable();
        let first = own.peek().copied();
        // "Danish, Finnish and Arctic officials", each of which may hang on the officials
        let behind_comma = |part: u32| part.checked_sub(1).is_some_and(|before| self.form(before) == ",");
        let listed = own.filter(|part| Some(*part) == first || behind_comma(*part));
        let all: Vec<u32> = listed
            .flat_map(|part| std::iter::once(part).chain(self.children(part, &[Label::Conj]).filter(nation)))
            .collect();
        if all.len() > 1 && self.is_noun(head) && !nation(&head) { all } else { vec![head] }
    }

    /// "Put off a visit to Norland": who does was to go.
    fn canceller(&self, noun: u32) -> Option<u32> {
        let verb = self.tokens.parent(noun).filter(|verb| self.is(noun, &[Label::Dobj]) && self.is_verb(*verb))?;
        let off = matches!(self.effect(verb), Some(Effect::Postponed | Effect::Cancelled)) && !self.group(verb).passive;
        self.subject(verb).filter(|subject| off && (self.is_noun(*subject) || self.tag(*subject) == Tag::Prp))
    }

    /// "nearly $250 billion": no two who met.
    fn is_money(&self, head: u32) -> bool {
        self.analysis.entity_of(head).is_some_and(|entity| entity.kind == EntityKind::Money)
    }

    /// Tells whether a phrase can mean people or a body of them, and not a thing.
    pub(super) fn is_side(&self, head: u32) -> bool {
        let of = || self.analysis.meant_by(head).into_iter().filter_map(|at| self.analysis.mentions.get(at));
        let words = &Gazetteer::english().words;
        let (form, lemma) = (self.form(head), self.lemma(head));
        let listed =
            |word: &str| words.office.contains(word) || words.body.contains(word) || words.government.contains(word);
        self.is_somebody(head)
            || matches!(self.tag(head), Tag::Nnp | Tag::Nnps | Tag::Prp | Tag::PrpPossessive)
            || self.tag(head) == Tag::Cd && !self.is_money(head)
            || of().any(|mentions| matches!(mentions.kind, ReferentKind::Person | ReferentKind::Organisation))
            || self.words.words.chamber.contains(lemma)
            || listed(form)
            || listed(lemma)
            || self.words.is_people(lemma)
            || self.words.is_people(form)
    }

    /// Tells whether a phrase is or holds the name of a state, body or person.
    pub(super) fn is_named(&self, head: u32) -> bool {
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
        if let Some(owner) = self.owner_of_teller(head) {
            return owner;
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

    /// "Vane's office said she would go": she is Vane.
    fn owner_of_teller(&self, pronoun: u32) -> Option<u32> {
        let clause = self.tokens.parent(pronoun).filter(|_| self.is(pronoun, &[Label::Nsubj, Label::Nsubjpass]))?;
        let verb = self.tokens.parent(clause).filter(|_| self.is(clause, &[Label::Ccomp]))?;
        let teller = self.tokens.child(verb, &[Label::Nsubj]).filter(|_| matches!(self.form(pronoun), "he" | "she"))?;
        let owner = self.tokens.child(teller, &[Label::Poss])?;
        let person = self.analysis.entity_of(owner).is_some_and(|entity| entity.kind == EntityKind::Person);
        (person && self.words.words.report.contains(self.lemma(verb)) && !self.is_somebody(teller)).then_some(owner)
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
    pub(super) fn meant(&self, head: u32) -> u32 {
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
        let entry = trigger.entry.and_then(|at| self.words.entries.get(at));
        let consults = entry.is_some_and(|entry| entry.plover.as_deref() == Some("CONSULT"));
        for object in self.tokens.children(verb).iter().copied().filter(|c| self.is(*c, &[Label::Dobj, Label::Dative]))
        {
            // "saw the two delegations", "received the envoy": the pattern takes them
            let met = consults && self.is_side(object) && (!mutual || self.people_met(verb).is_empty());
            if takes(object) && (met || !trigger.taken.contains(&object)) && !group.passive {
                // "met the Norland envoy": the envoy; "bombed the Norland fleet": Norland
                // "hosted the Danish and Finnish envoys": each
                let each = self.each_of(object);
                let whom = self.of_whom(object).filter(|_| !mutual).unwrap_or(object);
                recipients.extend(if each.len() > 1 { each } else { vec![whom] });
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
                // "will walk out unless a deal is reached": nothing is done to the deal
                let unless =
                    |clause: u32| self.children(clause, &[Label::Mark]).any(|mark| self.form(mark) == "unless");
                if self.is(clause, &[Label::Advcl]) && unless(clause) {
                    continue;
                }
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
    pub(super) fn of_whom(&self, noun: u32) -> Option<u32> {
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

    /// "ambassadors", "ministers": several who bear an office.
    pub(super) fn is_office(&self, word: u32) -> bool {
        self.tag(word) == Tag::Nns && Gazetteer::english().words.office.contains(self.lemma(word))
    }

    pub(super) fn is_below(&self, token: u32, above: u32) -> bool {
        self.tokens.ancestors(token).take(MAX_STEPS).any(|ancestor| ancestor == above)
    }

    pub(super) fn is_somebody(&self, word: u32) -> bool {
        self.analysis.entity_of(word).is_some_and(|entity| named(entity.kind))
    }

    pub fn is_time(&self, word: u32) -> bool {
        self.analysis.entity_of(word).is_some_and(|e| matches!(e.kind, EntityKind::Date | EntityKind::Time))
    }
}

/// Tells whether a name is of a state, a body, a people or a person.
pub(super) fn named(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Polity | EntityKind::Group | EntityKind::Organisation | EntityKind::Person)
}
