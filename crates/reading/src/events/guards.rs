//! Words of the lists that tell of no event after all: "came to light", "fell to 6 percent", "a bid to join".

use lang::{EntityKind, Label, Pos, Tag};

use super::{
    lexicon::Effect,
    tree::{Tense, Tree},
};

impl Tree<'_> {
    /// "The fire killed nine", "nine died when the bus overturned": nobody attacks.
    pub fn is_accident(&self, verb: u32) -> bool {
        let accident = |word: u32| self.words.words.accident.contains(self.lemma(word));
        let through = self.behind(verb).into_iter().filter(|(p, _)| matches!(self.form(*p), "in" | "by" | "from"));
        let group = self.group(verb);
        let when = self.children(verb, &[Label::Advcl]).filter(|clause| {
            self.children(*clause, &[Label::Advmod, Label::Mark]).any(|word| matches!(self.form(word), "when" | "as"))
        });
        !group.passive && self.subject(verb).is_some_and(accident)
            || through.map(|(_, word)| word).any(accident)
            || group.passive && (when.into_iter().any(accident) || self.near_behind(verb).any(accident))
    }

    /// Words behind "killed when" and the like, wherever the tree hangs them: "the number of people killed when a ferry capsized".
    pub(super) fn near_behind(&self, verb: u32) -> impl Iterator<Item = u32> + '_ {
        const NEAR: u32 = 8;
        let opens = matches!(self.form(verb + 1), "when" | "as" | "after");
        let ends = |token: &u32| !matches!(self.form(*token), "." | "," | ";");
        (verb + 1..verb + 1 + NEAR).filter(move |_| opens).take_while(ends)
    }

    /// "The ferry sank": nobody sank it, and the list of disasters has the verb too.
    pub(super) fn happens_to(&self, verb: u32) -> bool {
        let is_disaster = |at: usize| self.words.entries.get(at).is_some_and(|entry| entry.kind == "disaster");
        let listed = self.words.verbs(self.lemma(verb)).iter().any(|p| p.rest.is_empty() && is_disaster(p.entry));
        listed && !self.group(verb).passive && self.children(verb, &[Label::Dobj]).next().is_none()
    }

    /// "Unemployment fell to 6 percent": a number fell, no wall.
    pub(super) fn is_change(&self, verb: u32) -> bool {
        let number = |word: u32| {
            self.tag(word) == Tag::Cd
                || matches!(self.form(word), "percent" | "%" | "cent" | "point" | "points")
                || self.children(word, &[Label::Nummod]).next().is_some() && self.lemma(verb) == "fall"
        };
        let behind = self.behind(verb).into_iter().filter(|(p, _)| matches!(self.form(*p), "to" | "from" | "by"));
        behind.map(|(_, word)| word).any(number)
    }

    /// "The coalition collapsed": no house did.
    pub(super) fn is_downfall(&self, verb: u32) -> bool {
        let body = |subject: u32| {
            let named = self.analysis.entity_of(subject).is_some_and(|entity| entity.kind == EntityKind::Organisation);
            let words = &self.words.words;
            named
                || words.chamber.contains(self.lemma(subject))
                || words.rules.contains(self.lemma(subject))
                || words.body.contains(self.lemma(subject))
        };
        matches!(self.lemma(verb), "collapse" | "fall") && self.subject(verb).is_some_and(body)
    }

    /// "talk of a summit": nobody says that it was.
    pub(super) fn is_talk_of(&self, noun: u32) -> bool {
        let of = self
            .tokens
            .parent(noun)
            .filter(|p| self.is(noun, &[Label::Pobj]) && matches!(self.form(*p), "of" | "about"));
        let talk = of.and_then(|of| self.tokens.parent(of));
        talk.is_some_and(|talk| self.words.words.talk_of.contains(self.lemma(talk)) && self.tag(talk) == Tag::Nn)
    }

    /// "its desire to continue fighting next year": nobody says that it will be.
    pub(super) fn is_wished(&self, head: u32) -> bool {
        /// Verbs between a wish and what is wished.
        const DEEP: usize = 4;
        let clause = [Label::Xcomp, Label::Acl, Label::Relcl, Label::Ccomp, Label::Pcomp, Label::Pobj, Label::Prep];
        let chain = std::iter::successors(Some(head), |at| self.tokens.parent(*at).filter(|_| self.is(*at, &clause)));
        let mut above = chain.skip(1).take(DEEP);
        above.any(|above| self.is_noun(above) && self.words.words.wish.contains(self.lemma(above)))
    }

    /// "Five million are entitled to vote": a right, no vote.
    pub(super) fn is_entitled(&self, verb: u32) -> bool {
        let head = self.tokens.parent(verb);
        head.is_some_and(|head| self.words.words.entitling.contains(self.lemma(head)))
    }

    /// "will see the envoy", "is to see her": a meeting to come; who saw whom is none.
    pub(super) fn is_to_come(&self, verb: u32) -> bool {
        let head = self.tokens.parent(verb).filter(|_| self.is(verb, &[Label::Xcomp, Label::Advcl, Label::Ccomp]));
        let meant = head.is_some_and(|head| {
            self.lemma(head) == "be" || self.effect(head) == Some(Effect::Planned) || self.is(verb, &[Label::Advcl])
        });
        // "saw the two delegations"
        let sides = self.children(verb, &[Label::Dobj]).any(|object| {
            self.words.words.delegation.contains(self.lemma(object))
                || self.words.words.delegation.contains(self.form(object))
        });
        // "saw each other", not "saw other ways"
        let others = self.children(verb, &[Label::Dobj]).find(|object| self.form(*object) == "other");
        if let Some(other) = others {
            return self.children(other, &[Label::Det]).any(|det| self.form(det) == "each");
        }
        match self.group(verb).tense {
            Tense::Future => true,
            Tense::Past => sides,
            // "sees the envoy on Thursday"
            Tense::Present => self.children(verb, &[Label::Prep]).any(|p| self.is_date_behind(p)),
            Tense::Open => meant,
            _ => false,
        }
    }

    /// "called on the minister to resign": no visit.
    pub(super) fn is_asking(&self, verb: u32) -> bool {
        let to = |clause: u32| self.children(clause, &[Label::Aux]).any(|aux| self.tag(aux) == Tag::To);
        let all: &'static [Label] = &[Label::Xcomp, Label::Ccomp, Label::Advcl];
        let behind =
            self.behind(verb).into_iter().flat_map(|(_, word)| self.children(word, &[Label::Acl, Label::Relcl]));
        self.children(verb, all).chain(behind).any(to)
    }

    /// "The envoy left Cyprus": somebody, and not troops or a firm; it is over.
    pub(super) fn leaves(&self, verb: u32) -> bool {
        let person = |subject: u32| {
            let named = self.analysis.entity_of(subject).is_some_and(|entity| entity.kind == EntityKind::Person);
            named || self.words.is_people(self.lemma(subject))
        };
        self.group(verb).tense == Tense::Past && self.subject(verb).is_some_and(person)
    }

    /// "suspended its bid" is a ruling only of a court or an authority.
    pub(super) fn rules(&self, verb: u32) -> bool {
        let party = matches!(self.lemma(verb), "suspend" | "halt" | "block" | "approve" | "clear");
        let rules = |subject: u32| self.words.words.rules.contains(self.lemma(subject));
        !party || self.subject(verb).is_some_and(|s| s != verb && rules(s))
    }

    /// "The two ministers will speak on Thursday" is a talk, "aides spoke on condition" is none; nor is a standard that is met a meeting.
    pub(super) fn alone(&self, verb: u32) -> bool {
        if self.lemma(verb) == "strike" {
            // "the fire struck the tower"
            return self.children(verb, &[Label::Dobj]).next().is_none();
        }
        if self.lemma(verb) == "meet" {
            // "met the standard", "was met with resistance"
            let behind = self.behind(verb).into_iter().filter(|(preposition, _)| self.form(*preposition) == "with");
            let mut things = self.objects(verb).into_iter().chain(behind.map(|(_, word)| word));
            return !things.any(|thing| self.words.words.met.contains(self.lemma(thing)));
        }
        if self.lemma(verb) != "speak" {
            return true;
        }
        let several = self.subject(verb).is_some_and(|subject| {
            matches!(self.tag(subject), Tag::Nns | Tag::Nnps)
                || self.form(subject) == "they"
                || self.joined(subject).len() > 1
        });
        let condition = self.children(verb, &[Label::Prep]).any(|p| {
            !matches!(self.form(p), "about" | "in" | "by" | "for" | "over" | "after") && !self.is_date_behind(p)
        });
        several && !condition && matches!(self.group(verb).tense, Tense::Future | Tense::Open)
    }

    pub(super) fn is_date_behind(&self, preposition: u32) -> bool {
        let date = |word: u32| {
            self.analysis.entity_of(word).is_some_and(|e| matches!(e.kind, EntityKind::Date | EntityKind::Time))
        };
        self.children(preposition, &[Label::Pobj]).any(date)
    }

    /// "came to light" is no visit: behind the preposition stands a place, or what a visit is for.
    pub(super) fn goes_somewhere(&self, taken: &[u32]) -> bool {
        // "is on his way to Lund"
        let way = taken.last().copied().filter(|last| matches!(self.form(*last), "way" | "route"));
        let on = way.map(|way| self.children(way, &[Label::Prep]).find(|p| self.form(*p) == "to"));
        let preposition = match on {
            Some(preposition) => preposition,
            None => taken.last().copied().filter(|last| self.is(*last, &[Label::Prep])),
        };
        let Some(preposition) = preposition else { return on.is_none() };
        self.form(preposition) == "for"
            || self.children(preposition, &[Label::Pobj, Label::Pcomp]).any(|word| {
                let entity = self.analysis.entity_of(word).map(|entity| entity.kind);
                self.pos(word) == Pos::Name
                    && !matches!(entity, Some(EntityKind::Date | EntityKind::Time | EntityKind::Work | EntityKind::Law))
                    || self.words.words.where_to.contains(self.lemma(word))
            })
    }

    /// "Thursday's dinner", "a dinner with the envoys": not what is eaten.
    pub(super) fn is_meeting_at_table(&self, noun: u32) -> bool {
        let day = self.children(noun, &[Label::Poss, Label::Compound, Label::Nmod]).any(|part| self.is_time(part));
        day || self
            .behind(noun)
            .into_iter()
            .any(|(preposition, _)| matches!(self.form(preposition), "with" | "between"))
    }

    /// "a bid to join the league" buys nothing.
    pub(super) fn is_striving(&self, noun: u32) -> bool {
        let buys = |verb: u32| {
            self.words
                .verbs(self.lemma(verb))
                .iter()
                .any(|pattern| self.words.entries.get(pattern.entry).is_some_and(|entry| entry.kind == "deal"))
        };
        let mut verbs =
            self.children(noun, &[Label::Acl, Label::Relcl, Label::Xcomp]).filter(|v| self.tag(*v) == Tag::Vb);
        verbs.any(|verb| !buys(verb) && !matches!(self.lemma(verb), "take" | "purchase" | "gain"))
    }
}
