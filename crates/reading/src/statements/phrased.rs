//! Attributions that no verb of saying makes alone: "was the first to report", "had it that", "heard from", "was the answer of".

use lang::{Label, Tag};
use text::Span;

use super::{
    found::{Found, Naming, unquoted},
    framed::Framed,
    view::View,
};
use crate::{Act, SourceKind};

/// Steps up from "report" to the "is" of "is the first to report".
const MAX_CLIMB: usize = 3;
/// Words between the verb and the noun of "was the curt answer of".
const MAX_BETWEEN: u32 = 5;

impl View<'_> {
    /// Returns what the phrase that turns on a verb attributes, nothing when a cue that is known holds the verb.
    pub fn phrased(&self, verb: u32, is_known: &dyn Fn(Span) -> bool) -> Option<Found> {
        let span = *self.tokens().span.get(verb as usize)?;
        if is_known(span) || self.in_quotes(verb) {
            return None;
        }
        let framed = self.first_to(verb).or_else(|| self.has_it(verb)).or_else(|| self.heard_from(verb));
        let framed = framed.or_else(|| self.quoted_by(verb));
        self.made(framed.or_else(|| self.answer_of(verb))?)
    }

    /// "Semana was the first to report the talks", "the Tide, which first reported the talks", "were first reported by Semana".
    fn first_to(&self, verb: u32) -> Option<Framed> {
        let tokens = self.tokens();
        if !self.lexicon.frames.first.contains(&self.lemma(verb)) {
            return None;
        }
        let framed = |source, cue, content| {
            Some(Framed {
                source: Some(source),
                cue,
                content: vec![content],
                act: Act::Says,
                told: None,
                rule: "first",
            })
        };
        let is_first = |at: u32| self.word(at) == "first";
        if self.is_infinitive(verb) {
            let be = tokens.ancestors(verb).take(MAX_CLIMB).find(|at| self.tokens().lemma(*at) == "be")?;
            let first = (be + 1..verb).find(|at| is_first(*at))?;
            let source = self.reporter(self.subject(be)?)?;
            return framed(source, tokens.words(first..verb + 1), self.told_of(verb)?);
        }
        let first = self.labelled(verb, Label::Advmod).find(|at| is_first(*at))?;
        if let Some(auxiliary) = tokens.child(verb, &[Label::Auxpass]) {
            let agent = tokens.child(verb, &[Label::Agent])?;
            let source = self.reporter(tokens.child(agent, &[Label::Pobj])?)?;
            let subject = self.antecedent(tokens.child(verb, &[Label::Nsubjpass])?)?;
            let reach = tokens.reach(subject);
            let content = tokens.words(reach.start..reach.end.min(auxiliary));
            return framed(source, tokens.words(auxiliary..agent + 1), content);
        }
        let source = self.reporter(self.subject(verb)?)?;
        framed(source, tokens.words(first.min(verb)..first.max(verb) + 1), self.told_of(verb)?)
    }

    /// Who reports news first: an outlet, or a name of which nothing says that it is none.
    fn reporter(&self, head: u32) -> Option<Naming> {
        let naming = self.noun(head)?;
        let kind = self.kind(&naming);
        let bare = naming.name.is_some() && self.is_bare_name(naming.words);
        match kind {
            SourceKind::Outlet => Some(Naming { kind, ..naming }),
            SourceKind::Organisation | SourceKind::Named | SourceKind::Unknown if bare => {
                Some(Naming { kind: SourceKind::Outlet, ..naming })
            }
            _ => None,
        }
    }

    /// The clause or thing that a verb has behind it.
    fn told_of(&self, verb: u32) -> Option<Span> {
        let tokens = self.tokens();
        if let Some(clause) = self.clause(verb, false).filter(|clause| *clause > verb) {
            let reach = tokens.reach(clause);
            return Some(tokens.words(reach.start.max(verb + 1)..reach.end));
        }
        let object = self.labelled(verb, Label::Dobj).find(|object| *object > verb)?;
        Some(tokens.words(tokens.reach(object).start.max(verb + 1)..self.last(verb, object)))
    }

    /// "Earlier reports had it that the ferry was for sale".
    fn has_it(&self, verb: u32) -> Option<Framed> {
        let tokens = self.tokens();
        let has = self.lemma(verb) == "have" && self.word(verb + 1) == "it" && self.word(verb + 2) == "that";
        let subject = has.then(|| self.subject(verb)).flatten()?;
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(verb)?];
        let stop = |at: &u32| tokens.word(*at, self.text) == ";";
        let end = (verb + 3..sentence.tokens.end).find(stop).unwrap_or(sentence.tokens.end);
        if verb + 3 >= end {
            return None;
        }
        let rumour = self.lexicon.frames.rumour.contains(&self.lemma(subject));
        if !rumour && !self.speaks(subject) && !self.is_read(subject) {
            return None;
        }
        let source = if rumour { None } else { Some(self.noun(subject)?) };
        let cue = tokens.words(self.first_auxiliary(verb)..verb + 2);
        let content = vec![tokens.words(verb + 3..end)];
        Some(Framed { source, cue, content, act: Act::Says, told: None, rule: "has-it" })
    }

    /// "The agency heard from a clerk that", "“No,” the Tide learned from a clerk": the clerk says it, and the outlet was told.
    fn heard_from(&self, verb: u32) -> Option<Framed> {
        let tokens = self.tokens();
        if !self.lexicon.frames.hears.contains(&self.lemma(verb)) || tokens.child(verb, &[Label::Auxpass]).is_some() {
            return None;
        }
        let subject = self.subject(verb)?;
        let hearer = self.noun(subject)?;
        let kind = self.kind(&hearer);
        let lower = hearer.words.of(self.text).to_lowercase();
        let is_outlet = kind == SourceKind::Outlet || self.lexicon.source.outlet_echo.contains(&lower);
        if !is_outlet && kind != SourceKind::Own {
            return None;
        }
        let from = self.labelled(verb, Label::Prep).find(|at| *at > verb && self.word(*at) == "from")?;
        let who = self.labelled(from, Label::Pobj).next()?;
        let reach = tokens.reach(who);
        let content = match self.clause(verb, false) {
            Some(clause) if clause > verb => tokens.words(tokens.reach(clause)),
            _ => self.quote_before(tokens.reach(subject).start)?,
        };
        // the parser may hang the clause on who is heard: "from a clerk that the dam leaks"
        let source = self.nameless(who).or_else(|| self.naming(tokens.words(reach.start..reach.end)))?;
        let cue = tokens.words(self.first_auxiliary(verb)..from + 1);
        let told = is_outlet.then_some(Naming { kind: SourceKind::Outlet, ..hearer });
        Some(Framed { source: Some(source), cue, content: vec![content], act: Act::Says, told, rule: "heard-from" })
    }

    /// "Poll was quoted by the Tide as saying that": she says it, and the outlet was told.
    fn quoted_by(&self, verb: u32) -> Option<Framed> {
        let tokens = self.tokens();
        let auxiliary = tokens.child(verb, &[Label::Auxpass])?;
        let subject = tokens
            .child(verb, &[Label::Nsubjpass])
            .filter(|_| self.lexicon.learnt.cites.contains(&self.lemma(verb)))?;
        let as_ = self.labelled(verb, Label::Prep).find(|at| *at > verb && self.word(*at) == "as")?;
        let saying = tokens.children(as_).iter().copied().find(|at| self.tag(*at) == Tag::Vbg)?;
        let clause = self.clause(saying, false).filter(|clause| *clause > saying).map(|clause| tokens.reach(clause));
        let content = match clause {
            Some(reach) => tokens.words(reach.start.max(saying + 1)..reach.end),
            None => self.quote_after(saying).or_else(|| self.quote_before(tokens.reach(subject).start))?,
        };
        let agent = tokens.child(verb, &[Label::Agent]).and_then(|by| tokens.child(by, &[Label::Pobj]));
        // who quotes somebody is an outlet, unless it is a person or a state
        let outlet = |naming: &Naming| {
            matches!(
                self.kind(naming),
                SourceKind::Outlet | SourceKind::Organisation | SourceKind::Named | SourceKind::Unknown
            )
        };
        let told = agent.and_then(|by| self.noun(by)).filter(outlet);
        Some(Framed {
            source: Some(self.noun(self.antecedent(subject)?)?),
            cue: tokens.words(auxiliary.min(verb)..saying + 1),
            content: vec![content],
            act: Act::Says,
            told: told.map(|told| Naming { kind: SourceKind::Outlet, ..told }),
            rule: "quoted-by",
        })
    }

    /// "“No,” was the answer of Poll", "Poll's reply was “No”".
    fn answer_of(&self, verb: u32) -> Option<Framed> {
        let tokens = self.tokens();
        if self.lemma(verb) != "be" || !matches!(self.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp) {
            return None;
        }
        let is_answer = |at: &u32| self.lexicon.frames.answer.contains(&self.lemma(*at));
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(verb)?];
        let (answer, content) = match self.quote_before(verb) {
            Some(quote) => ((verb + 1..sentence.tokens.end.min(verb + MAX_BETWEEN)).find(is_answer)?, quote),
            None => {
                let answer = self.labelled(verb, Label::Nsubj).find(is_answer)?;
                (answer, self.quote_after(verb)?)
            }
        };
        let of = self
            .labelled(answer, Label::Prep)
            .find(|at| matches!(self.word(*at).as_str(), "of" | "from") && *at == answer + 1)
            .and_then(|of| self.labelled(of, Label::Pobj).next());
        let owner = self.labelled(answer, Label::Poss).find(|at| self.tag(*at) != Tag::PrpPossessive);
        let who = of.or(owner).filter(|who| self.speaks(*who))?;
        let mut source = self.noun(who)?;
        if of.is_none() {
            // without the "'s"
            source.words.end = tokens.span[who as usize].end;
            source.name = source.name.map(|name| Span { end: name.end.min(source.words.end), ..name });
        }
        let behind = if of.is_some() { answer + 1..answer + 2 } else { answer..answer + 1 };
        let cue = if of.is_some() && answer > verb { verb..behind.end } else { behind };
        Some(Framed {
            source: Some(source),
            cue: tokens.words(cue),
            content: vec![content],
            act: Act::Says,
            told: None,
            rule: "answer-of",
        })
    }

    /// The quotation that ends straight before a token, a comma between or not, without its marks.
    fn quote_before(&self, token: u32) -> Option<Span> {
        let start = self.tokens().span.get(token as usize)?.start;
        let quote = crate::token::holder(self.quotes, start.checked_sub(1)?)?;
        let between = self.text.get(quote.end as usize..start as usize)?;
        between.trim_matches([' ', ',']).is_empty().then(|| unquoted(self.text, quote)).flatten()
    }

    /// The quotation that begins straight after a token, a colon or comma between or not, without its marks.
    fn quote_after(&self, token: u32) -> Option<Span> {
        let end = self.tokens().span.get(token as usize)?.end;
        let next = self.quotes.partition_point(|quote| quote.start < end);
        let quote = *self.quotes.get(next)?;
        let between = self.text.get(end as usize..quote.start as usize)?;
        between.trim_matches([' ', ',', ':']).is_empty().then(|| unquoted(self.text, quote)).flatten()
    }
}
