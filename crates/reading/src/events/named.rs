//! Who takes part in what a noun names: "talks between Norland and Karvia", "the envoy's visit".

use lang::{EntityKind, Label, Tag};
use text::Span;

use super::{
    lexicon::Effect,
    roles::named,
    tree::{MAX_STEPS, Tree},
};

impl Tree<'_> {
    /// "at the end of two days with a Norland team": whoever speaks then was with them.
    fn been_with(&self, noun: u32) -> Option<u32> {
        let verb = self.tokens.ancestors(noun).take(MAX_STEPS).find(|above| self.is_verb(*above))?;
        let clauses = self.children(verb, &[Label::Ccomp]).filter_map(|clause| self.subject(clause));
        let is_name = |at: &u32| (self.tag(*at) == Tag::Nnp || self.is_somebody(*at)) && !self.is_time(*at);
        self.subject(verb).into_iter().chain(clauses).find(is_name)
    }

    pub(super) fn noun_parts(&self, noun: u32, anchors: &[u32], actors: &mut Vec<u32>, recipients: &mut Vec<u32>) {
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
                "by" | "between" | "among" => actors.push(word),
                "with" | "against" | "to" => recipients.push(word),
                "on" | "of" if self.is_somebody(word) || self.is_office(word) || self.is_person(word) => {
                    recipients.push(word)
                }
                _ => {}
            }
        }
        // "a hearing at the port board", "the trial will open at the Lund court"
        if self.words.words.court_day.contains(self.lemma(noun)) {
            let all = anchors.iter().flat_map(|anchor| self.behind(*anchor)).chain(self.behind(noun));
            let court = |word: u32| {
                let kind = self.analysis.entity_of(word).map(|entity| entity.kind);
                kind == Some(EntityKind::Organisation) || self.words.words.chamber.contains(self.lemma(word))
            };
            let at = all.filter(|(p, word)| matches!(self.form(*p), "at" | "before") && court(*word));
            actors.extend(at.map(|(_, word)| word));
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
        // "walked out after talks with the ministry ended", "is on a visit to Lund"
        let with = self.children(noun, &[Label::Prep]).any(|preposition| self.form(preposition) == "with");
        let on = self.tokens.parent(noun).filter(|p| self.is(noun, &[Label::Pobj]) && self.form(*p) == "on");
        let is_on = on.and_then(|on| self.tokens.parent(on)).is_some_and(|verb| self.lemma(verb) == "be");
        if actors.is_empty() && (with && !recipients.is_empty() || is_on && recipients.is_empty()) {
            let verbs = self.tokens.ancestors(noun).take(MAX_STEPS).filter(|above| self.is_verb(*above));
            let mut subjects = verbs.filter_map(|verb| self.tokens.child(verb, &[Label::Nsubj]));
            let apart =
                |subject: &u32| *subject != noun && !self.is_below(noun, *subject) && !recipients.contains(subject);
            actors.extend(subjects.find(apart).filter(|subject| self.is_side(*subject)));
        }
        // "turned down Norland's proposal for talks": those two would talk
        if actors.is_empty() && recipients.is_empty() {
            actors.extend(self.proposed_by(noun));
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
        // "she told a rally", "he said at a briefing": who speaks is there
        if actors.is_empty() && recipients.is_empty() {
            actors.extend(self.speaker_at(noun).map(|(_, speaker)| speaker));
        }
        // "a trip she had planned"
        for verb in self.children(noun, &[Label::Relcl]).filter(|verb| self.effect(*verb) == Some(Effect::Planned)) {
            let own = self.tokens.child(verb, &[Label::Nsubj]).filter(|subject| self.is_planner(verb, *subject));
            actors.extend(own);
        }
        // who holds it
        for verb in anchors.iter().copied().filter(|anchor| self.is_verb(*anchor)) {
            let group = self.group(verb);
            // "there will be a second round, the envoy said"
            if self.children(verb, &[Label::Expl]).next().is_some() {
                continue;
            }
            if group.passive {
                // "the two were locked in talks"
                let inside = |(p, word): (u32, u32)| self.form(p) == "in" && word == noun;
                let goes_on = self.effect(verb).is_some();
                let is_in = self.behind(verb).into_iter().any(inside);
                actors.extend(self.subject(verb).filter(|subject| is_in && goes_on && self.is_noun(*subject)));
                actors
                    .extend(self.behind(verb).into_iter().filter(|(p, _)| self.form(*p) == "by").map(|(_, word)| word));
            } else {
                let apart =
                    |subject: &u32| *subject != noun && self.is_noun(*subject) && !self.is_below(noun, *subject);
                actors.extend(self.subject(verb).filter(apart));
                // "will host her counterparts for talks"
                let whom = self.children(verb, &[Label::Dobj]).filter(|whom| *whom != noun && self.is_side(*whom));
                recipients.extend(whom);
            }
            recipients.extend(
                self.behind(verb)
                    .into_iter()
                    .filter(|(p, w)| self.form(*p) == "with" && self.is_noun(*w))
                    .map(|(_, w)| w),
            );
        }
    }

    /// Who proposes what a noun names, and who answers the proposal.
    fn proposed_by(&self, noun: u32) -> Vec<u32> {
        let preposition = self
            .tokens
            .parent(noun)
            .filter(|p| self.is(noun, &[Label::Pobj]) && matches!(self.form(*p), "for" | "of" | "to"));
        let proposal = preposition.and_then(|preposition| self.tokens.parent(preposition));
        let Some(proposal) = proposal.filter(|word| self.words.words.proposal.contains(self.lemma(*word))) else {
            return Vec::new();
        };
        let verb = self.tokens.parent(proposal).filter(|_| self.is(proposal, &[Label::Dobj]));
        let answers = verb.and_then(|verb| self.subject(verb)).filter(|subject| self.is_side(*subject));
        self.of_whom(proposal).into_iter().chain(answers).collect()
    }

    /// Who speaks to or at a gathering: "told a rally", "remarked on a call", "said at the congress".
    pub(super) fn speaker_at(&self, noun: u32) -> Option<(u32, u32)> {
        let preposition = self.tokens.parent(noun).filter(|_| self.is(noun, &[Label::Pobj]));
        let at = preposition.filter(|p| matches!(self.form(*p), "on" | "at" | "in" | "during"));
        let told = self.is(noun, &[Label::Dobj, Label::Dative]);
        let verb = at.and_then(|at| self.tokens.parent(at)).or(self.tokens.parent(noun).filter(|_| told))?;
        let tells = if told {
            matches!(self.lemma(verb), "tell" | "address")
        } else {
            self.words.words.report.contains(self.lemma(verb))
        };
        let public = self.trigger(noun).and_then(|found| found.entry).and_then(|at| self.words.entries.get(at));
        let public = public.is_some_and(|entry| matches!(entry.kind.as_str(), "briefing" | "protest" | "speech"));
        let speaker = self.subject(verb).filter(|subject| self.is_side(*subject))?;
        (tells && public && self.is_verb(verb)).then_some((verb, speaker))
    }

    /// Who does something where the event is: "talks in Lund, where the envoys went over the plan with the generals".
    pub(super) fn gathered_at(&self, anchors: &[u32], place: Option<Span>) -> Vec<u32> {
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
    pub(super) fn has_where(&self, verb: u32) -> bool {
        let has = |verb: u32| self.children(verb, &[Label::Advmod]).any(|word| self.form(word) == "where");
        has(verb) || self.children(verb, &[Label::Conj]).any(has)
    }

    /// Tells whether the subject of a clause is somebody beside the noun that it describes: "a trip she had planned".
    fn is_planner(&self, verb: u32, subject: u32) -> bool {
        !matches!(self.tag(subject), Tag::Wdt | Tag::Wp)
            && self.form(subject) != "that"
            && !self.group(verb).passive
            && self.children(verb, &[Label::Dobj]).all(|object| matches!(self.tag(object), Tag::Wdt | Tag::Wp))
    }
}
