//! Positions that a speaker takes by what would happen: "would free them if", "will not sign", "is ready to".

use lang::{Label, Pos, Tag};
use text::Span;

use super::{Found, clause::Clause};
use crate::{Act, ConditionKind, Side, SourceKind, Stance};

impl Clause<'_> {
    /// Reads the position in "is ready to sign once ...".
    pub fn ready(&self, adjective: u32) -> Option<Found> {
        if !self.lexicon.words.ready.contains(&self.word(adjective)) {
            return None;
        }
        let be = self.tokens.parent(adjective)?;
        let attached = matches!(
            self.label(adjective),
            Label::Acomp
                | Label::Oprd
                | Label::Advcl
                | Label::Acl
                | Label::Conj
                | Label::Ccomp
                | Label::Xcomp
                | Label::Amod
                | Label::Root
        );
        let below =
            |above: u32| self.tokens.children(above).iter().copied().find(|at| *at > adjective && self.has_to(*at));
        // "is open to moving its posts"
        let open = || {
            let to = self.tokens.children(adjective).iter().copied().find(|at| self.word(*at) == "to")?;
            // "would be open to a ferry"
            let thing = self.tokens.child(to, &[Label::Pobj]).filter(|_| self.word(adjective) == "open");
            self.tokens.child(to, &[Label::Pcomp]).or(thing)
        };
        let deed = below(adjective).or_else(open).or_else(|| below(be)).filter(|_| attached)?;
        let verb = if matches!(self.lemma(be).as_str(), "be" | "stand" | "remain" | "seem") { be } else { adjective };
        let subject = self.tokens.child(verb, &[Label::Nsubj]).or_else(|| self.subject(verb))?;
        let negated = self.is_negated(verb) || self.is_negated(adjective);
        let accepts = self.lexicon.words.accepting.contains(&self.lemma(deed));
        let stance = match (negated, accepts) {
            (true, _) => Stance::Rejects,
            (false, true) => Stance::Accepts,
            (false, false) if self.is_harm(deed, self.condition(deed).map(|(_, span)| span)) => Stance::Threatens,
            (false, false) => Stance::Offers,
        };
        let party = self.party_for(subject, verb)?;
        let condition = self.condition(deed);
        let what = self.what(deed, condition.map(|(_, span)| span))?;
        Some(Found { verb: deed, party, stance, toward: None, what, condition, rule: "ready", score: 0.8 })
    }

    /// Reads the position in what somebody says that he or somebody else will or would do.
    pub fn conditional(&self, verb: u32) -> Option<Found> {
        let words = &self.lexicon.words;
        if !matches!(self.tokens.pos[verb as usize], Pos::Verb | Pos::Auxiliary) {
            return None;
        }
        let modal = self.modal(verb)?;
        if let found @ Some(_) = self.none_will_be(verb) {
            return found;
        }
        let subject = self.tokens.child(verb, &[Label::Nsubj, Label::Nsubjpass]).or_else(|| self.subject(verb))?;
        let said = self.said(verb);
        if said.is_some_and(|(at, statement)| {
            matches!(statement.act, Act::Speculates | Act::Declines) || self.foretells(at)
        }) {
            return None;
        }
        // what nobody is said to say is told of who is to do it
        let speaker = said
            .and_then(|(at, _)| self.speaker(at))
            .or_else(|| self.warner(verb).filter(|_| said.is_none()))
            .or_else(|| self.who(subject).filter(|_| self.is_camp(subject) || said.is_some() || self.refuses(verb)))?;
        if words.bound.contains(&modal) {
            return self.must(verb, subject, &speaker);
        }
        let (will, can) = (words.modal.contains(&modal), words.able.contains(&modal));
        let is_own = self.is_own(subject, &speaker);
        let condition = self.condition(verb);
        let lemma = self.lemma(verb);
        let accepting = words.accepting.contains(&lemma);
        if let Some(found) = self.warning(verb, is_own, &speaker, condition).filter(|_| will) {
            return Some(found);
        }
        if self.is_negated(verb) {
            let joins = words.joining.contains(&lemma) && condition.is_some_and(|(kind, _)| kind == ConditionKind::If);
            let stance = if joins { Stance::Threatens } else { Stance::Rejects };
            let agent = is_own || self.who(subject).is_some();
            let refused = (will && agent && self.is_own_or_side(is_own, subject)
                || can && accepting && lemma != "agree" && agent)
                && (!words.idle.contains(&lemma) || lemma == "see" && self.sees_somebody(verb));
            let party = self.holder(is_own, verb, subject, &speaker).filter(|_| refused)?;
            let condition = self.before(verb, condition);
            let what = self.deed(verb, condition.map(|(_, span)| span), true)?;
            return Some(Found { verb, party, stance, toward: None, what, condition, rule: "will-not", score: 0.7 });
        }
        // "would pay nothing towards it"
        let nothing =
            self.tokens.child(verb, &[Label::Dobj]).is_some_and(|object| words.none.contains(&self.word(object)));
        if will && nothing && words.giving.contains(&lemma) && (is_own || self.is_side(subject)) {
            let party = self.holder(is_own, verb, subject, &speaker)?;
            let what = self.deed(verb, condition.map(|(_, span)| span), true)?;
            let (stance, toward) = (Stance::Rejects, None);
            return Some(Found { verb, party, stance, toward, what, condition, rule: "nothing", score: 0.6 });
        }
        if will && self.goes_no_further(verb) && (is_own || self.is_side(subject)) {
            let party = self.holder(is_own, verb, subject, &speaker)?;
            let what = self.deed(verb, condition.map(|(_, span)| span), true)?;
            return Some(Found {
                verb,
                party,
                stance: Stance::Rejects,
                toward: None,
                what,
                condition,
                rule: "no-further",
                score: 0.6,
            });
        }
        let condition = condition?;
        let (kind, span) = condition;
        if words.planned.contains(&lemma) && !words.unreal.contains(&modal) {
            return None;
        }
        if can && kind != ConditionKind::InExchange {
            return None;
        }
        if !(will || can) {
            return None;
        }
        let harm = self.is_harm(verb, Some(span)) && kind != ConditionKind::InExchange;
        let against = kind == ConditionKind::Unless
            || kind == ConditionKind::If
                && (self.is_denied(span) || self.is_unwelcome(span) && !words.giving.contains(&lemma));
        let giving = words.giving.contains(&lemma) && !matches!(self.word(subject).as_str(), "it" | "that" | "this")
            || is_own && words.giving.contains(&lemma);
        let stance = if harm || against && is_own || kind == ConditionKind::Until && is_own {
            Stance::Threatens
        } else if accepting && (is_own || self.is_side(subject)) {
            Stance::Accepts
        } else if is_own || giving || words.unreal.contains(&modal) && self.is_told_of(verb, subject) {
            Stance::Offers
        } else {
            return None;
        };
        let party = self.holder(is_own, verb, subject, &speaker)?;
        let what = self.deed(verb, Some(span), is_own || self.who(subject) == Some(party))?;
        Some(Found {
            verb,
            party,
            stance,
            toward: None,
            what,
            condition: Some(condition),
            rule: "would-if",
            score: 0.7,
        })
    }

    /// "Employers would stretch to it if", says an outlet or somebody unnamed: what the side would do, not what they would.
    fn is_told_of(&self, verb: u32, subject: u32) -> bool {
        self.is_reported(verb) && self.who(subject).is_some_and(|side| self.is_camp(subject) || side.party.is_some())
    }

    fn is_reported(&self, verb: u32) -> bool {
        let source = self.said(verb).and_then(|(_, statement)| statement.sources.first());
        source.is_some_and(|source| matches!(source.kind, SourceKind::Outlet | SourceKind::Unnamed))
    }

    /// "Oslo won't hear of it", in the outlet's own words: a refusal, and no forecast.
    fn refuses(&self, verb: u32) -> bool {
        let words = &self.lexicon.words;
        let lemma = self.lemma(verb);
        self.is_negated(verb) && (words.refusing.contains(&lemma) || words.accepting.contains(&lemma))
    }

    /// "warned that its ships will not sail in peace should one be stopped".
    fn warning(
        &self,
        verb: u32,
        is_own: bool,
        speaker: &Side,
        condition: Option<(ConditionKind, Span)>,
    ) -> Option<Found> {
        let warns = match self.said(verb) {
            Some((_, statement)) => matches!(statement.act, Act::Warns | Act::Threatens),
            None => self.warner(verb).is_some(),
        };
        let harm = is_own || self.is_negated(verb) || self.is_harm(verb, condition.map(|(_, span)| span));
        let party = self.scene.parties.get(speaker.party? as usize)?;
        let acts = matches!(party.kind, SourceKind::Government | SourceKind::Organisation);
        let condition = condition.filter(|_| warns && harm && acts)?;
        let what = self.deed(verb, Some(condition.1), is_own)?;
        let (stance, toward, condition) = (Stance::Threatens, None, Some(condition));
        Some(Found { verb, party: *speaker, stance, toward, what, condition, rule: "warning", score: 0.6 })
    }

    /// Who warns that a verb will be, where nothing is read as said: "refused, and on Sunday warned that it would close".
    fn warner(&self, verb: u32) -> Option<Side> {
        let above = self.tokens.parent(verb).filter(|_| self.label(verb) == Label::Ccomp)?;
        let warns = self.lexicon.words.warning.contains(&self.lemma(above));
        self.subject(above).filter(|_| warns).and_then(|subject| self.who(subject))
    }

    /// "would not see the envoys", "would not see the envoys face to face": taken for what the envoys face.
    fn sees_somebody(&self, verb: u32) -> bool {
        let clause =
            self.tokens.children(verb).iter().copied().find(|at| *at > verb && self.label(*at) == Label::Ccomp);
        let clause = clause.and_then(|at| self.tokens.child(at, &[Label::Nsubj]));
        let object = self.tokens.child(verb, &[Label::Dobj]).or(clause);
        object.is_some_and(|object| self.who(object).is_some())
    }

    /// "will go no higher".
    fn goes_no_further(&self, verb: u32) -> bool {
        let mut adverbs = self.tokens.children(verb).iter().copied().filter(|at| self.label(*at) == Label::Advmod);
        self.lemma(verb) == "go"
            && adverbs.any(|at| self.lexicon.words.further.contains(&self.word(at)) && self.is_negated(at))
    }

    /// "Russia must withdraw", said by somebody else: a demand.
    fn must(&self, verb: u32, subject: u32, speaker: &Side) -> Option<Found> {
        let words = &self.lexicon.words;
        let toward = self.who(subject).filter(|who| who.party.is_some() || self.is_camp(subject));
        // "any deal must hold"
        let terms = speaker.party.is_some() && words.terms.contains(&self.lemma(subject));
        // "the embargo should be lifted"
        let done = speaker.party.is_some()
            && self.tokens.child(verb, &[Label::Auxpass]).is_some()
            && (words.giving.contains(&self.lemma(verb)) || words.yielding.contains(&self.lemma(verb)));
        if toward.is_none() && !terms && !done {
            return None;
        }
        let should = self.modal(verb).as_deref() == Some("should");
        // "should even one be stopped"
        let inverted = should && self.tokens.children(verb).iter().any(|at| self.tag(*at) == Tag::Md && *at < subject);
        if self.is_own(subject, speaker) || inverted || should && self.is_negated(verb) {
            return None;
        }
        let condition = self.condition(verb);
        let what = self.what(verb, condition.map(|(_, span)| span))?;
        Some(Found {
            verb,
            party: *speaker,
            stance: Stance::Demands,
            toward,
            what,
            condition,
            rule: "must",
            score: 0.6,
        })
    }

    /// "There will be no talks", said by somebody: a refusal.
    fn none_will_be(&self, verb: u32) -> Option<Found> {
        let (tokens, words) = (self.tokens, &self.lexicon.words);
        let modal = self.modal(verb)?;
        let there = tokens.children(verb).iter().any(|child| self.label(*child) == Label::Expl);
        let noun = tokens.child(verb, &[Label::Attr, Label::Nsubj]).filter(|_| there && self.lemma(verb) == "be")?;
        let no = tokens.child(noun, &[Label::Det]).filter(|det| self.word(*det) == "no")?;
        let (at, statement) = self.said(verb)?;
        let meant = words.modal.contains(&modal) || words.able.contains(&modal);
        if !meant || !words.denied.contains(&self.word(noun)) || statement.act == Act::Speculates {
            return None;
        }
        let party = self.speaker(at).filter(|speaker| speaker.party.is_some())?;
        let condition = self.before(verb, self.condition(verb));
        let start = tokens.words(no + 1..no + 2).start;
        let what = Span { start, ..self.what(noun, condition.map(|(_, span)| span))? };
        let (stance, toward) = (Stance::Rejects, None);
        Some(Found { verb, party, stance, toward, what, condition, rule: "there-will-be-none", score: 0.6 })
    }

    /// Returns the statement that a verb is in, or that the verb is in with which it goes on.
    fn said(&self, verb: u32) -> Option<(crate::StatementIx, &crate::Statement)> {
        let first =
            Some(verb).filter(|verb| self.label(*verb) == Label::Conj).and_then(|verb| self.tokens.parent(verb));
        self.statement(verb).or_else(|| self.statement(first?))
    }

    fn foretells(&self, at: crate::StatementIx) -> bool {
        let source = self.scene.statements.get(at as usize).and_then(|statement| statement.sources.first()?.span);
        let tokens = source.map(|span| self.tokens.within(span)).unwrap_or_default();
        tokens.into_iter().any(|token| self.lexicon.words.foretelling.contains(&self.word(token)))
    }

    fn is_own_or_side(&self, is_own: bool, subject: u32) -> bool {
        is_own || self.is_side(subject)
    }

    /// Whether a subject is a state, body or camp, that is somebody who can commit himself.
    fn is_side(&self, subject: u32) -> bool {
        let who = self.who(subject);
        who.is_some() && !matches!(self.tag(subject), Tag::Prp)
    }

    /// Whose position it is: the subject's where it names a side, else the speaker's: "he said 30 beds would open".
    fn holder(&self, is_own: bool, verb: u32, subject: u32, speaker: &Side) -> Option<Side> {
        let named =
            Some(subject).filter(|subject| self.tag(*subject) != Tag::Prp).and_then(|subject| self.who(subject));
        let is_side = named.is_some_and(|side| side.party.is_some() || self.is_camp(subject));
        // what an outlet tells of somebody is no position of the outlet
        if !is_own && self.is_reported(verb) {
            return named;
        }
        if is_side && !(is_own && named.is_some_and(|side| side.party.is_none())) { named } else { Some(*speaker) }
    }

    /// What somebody would do; without himself in front of it.
    fn deed(&self, verb: u32, condition: Option<Span>, is_own: bool) -> Option<Span> {
        let what = self.what(verb, condition)?;
        let start = self.tokens.span.get(verb as usize)?.start;
        Some(if is_own && what.start < start && start < what.end { Span { start, ..what } } else { what })
    }

    /// "will not do so before a verdict".
    fn before(&self, verb: u32, condition: Option<(ConditionKind, Span)>) -> Option<(ConditionKind, Span)> {
        condition.or_else(|| {
            let prep = self.tokens.children(verb).iter().copied().find(|at| {
                let mark = self.tokens.child(*at, &[Label::Mark]).filter(|_| self.label(*at) == Label::Advcl);
                matches!(self.word(mark.unwrap_or(*at)).as_str(), "before" | "until" | "without")
            })?;
            let reach = self.tokens.reach(prep);
            // "not before Friday" is a day, no condition
            (!self.is_day(prep)).then_some(())?;
            let first = if self.label(prep) == Label::Advcl { reach.start } else { prep };
            Some((ConditionKind::Until, self.tokens.words(first..reach.end.min(self.range.end))))
        })
    }
}
