//! Attributions read from the frames of verbs: who does it, and which of the words that hang on it are what is said.

use lang::{EntityKind, Label, Pos, Tag};
use text::Span;

use super::{
    found::{Found, Naming, kind},
    view::View,
};
use crate::{
    Act, Kind, SourceKind,
    token::{self, Token},
};

/// How sure a frame is.
const SCORE: f32 = 0.8;
/// Pieces of a clause that a cue stands in the middle of, at most.
const MAX_PIECES: usize = 4;

/// What the frame of a verb or a phrase says.
pub(super) struct Framed {
    pub source: Option<Naming>,
    pub cue: Span,
    pub content: Vec<Span>,
    pub act: Act,
    /// The outlet that was told.
    pub told: Option<Naming>,
    pub rule: &'static str,
}

impl View<'_> {
    /// Returns what the frame of the verb at a token attributes, nothing when a cue that is known holds it.
    ///
    /// The second of two is told by the first: "the report quotes a clerk as saying that".
    pub fn framed(&self, verb: u32, is_known: &dyn Fn(Span) -> bool) -> Vec<Found> {
        let tokens = self.tokens();
        let Some(span) = tokens.span.get(verb as usize) else { return Vec::new() };
        if !matches!(tokens.pos[verb as usize], Pos::Verb) || is_known(*span) {
            return Vec::new();
        }
        let lemma = self.lemma(verb);
        let frames = &self.lexicon.frames;
        if !self.lexicon.acts.contains_key(&lemma) && !frames.no_act.contains(&lemma) {
            return Vec::new();
        }
        if self.is_open(verb) {
            return Vec::new();
        }
        let read =
            self.passive(verb, &lemma).or_else(|| self.quoting(verb, &lemma)).or_else(|| self.active(verb, &lemma));
        let Some(framed) = read else { return Vec::new() };
        self.made(framed).into_iter().collect()
    }

    /// "It is unclear whether the ministry denied it".
    pub(super) fn is_open(&self, verb: u32) -> bool {
        self.labelled(verb, Label::Mark).any(|mark| self.word(mark) == "whether")
    }

    pub(super) fn made(&self, framed: Framed) -> Option<Found> {
        let Framed { source, cue, content, act, told, rule } = framed;
        let quoted = self.tokens().within(cue).any(|token| self.in_quotes(token));
        let whole = |piece: Span| if quoted { piece } else { self.whole_quotes(piece, cue) };
        let mut content: Vec<Span> = content.into_iter().map(whole).filter_map(|piece| self.content(piece)).collect();
        content.truncate(MAX_PIECES);
        let words = source.as_ref().map(|source| source.words);
        let apart = |other: Span| content.iter().all(|piece| piece.end <= other.start || other.end <= piece.start);
        if content.is_empty() || !apart(cue) || !words.is_none_or(apart) {
            return None;
        }
        let unit = self.sentence(cue)?;
        let said: Vec<Token> = content.iter().flat_map(|piece| token::tokens(self.text, *piece, self.quotes)).collect();
        let kind = if quoted { Kind::Indirect } else { kind(said.iter()) };
        let reach = Span { start: cue.start.min(content[0].start), end: content[content.len() - 1].end.max(cue.end) };
        let lower = reach.of(self.text).to_lowercase();
        if self.lexicon.source.anonymity.iter().any(|words| lower.contains(words.as_str())) {
            return None; // "asked not to be named"
        }
        Some(Found { source, shares: None, cue, kind, content, act, told, cited_by: None, unit, rule, score: SCORE })
    }

    /// "It is believed that", "is accused of", "were told by a clerk that".
    fn passive(&self, verb: u32, lemma: &str) -> Option<Framed> {
        let tokens = self.tokens();
        let auxiliary = tokens.child(verb, &[Label::Auxpass])?;
        if self.is_negated(verb) || self.is_modal(verb) {
            return None;
        }
        let frames = &self.lexicon.frames;
        let act = self.act_of(lemma);
        if let Some(agent) = tokens.child(verb, &[Label::Agent]) {
            let by = tokens.child(agent, &[Label::Pobj])?;
            let told = frames.recipient.contains(lemma);
            if !told || !self.speaks(by) {
                return None;
            }
            // the parser may hang the clause on the agent: "told by a clerk that beds had been kept"
            let clause = tokens.child(verb, &[Label::Ccomp, Label::Xcomp, Label::Relcl]).filter(|at| *at > by);
            let clause = clause.or_else(|| tokens.child(by, &[Label::Relcl, Label::Acl, Label::Ccomp]))?;
            let that = tokens.reach(clause).start;
            let source = self.noun(by)?;
            let end = source.words.end.min(tokens.span[that as usize].start);
            let source = Naming { words: Span { end, ..source.words }.trimmed(self.text), ..source };
            let cue = tokens.words(self.first_auxiliary(verb)..agent + 1);
            let content = vec![tokens.words(tokens.reach(clause))];
            let act = if self.is_infinitive(clause) { Act::Demands } else { act };
            return Some(Framed { source: Some(source), cue, content, act, told: None, rule: "told-by" });
        }
        if let Some(of) =
            tokens.child(verb, &[Label::Prep]).filter(|of| self.word(*of) == "of" && frames.charge.contains(lemma))
        {
            let cue = tokens.words(self.first_auxiliary(verb)..of + 1);
            let content = vec![tokens.words(of + 1..tokens.reach(of).end)];
            return Some(Framed { source: None, cue, content, act, told: None, rule: "accused-of" });
        }
        if !frames.nobody.contains(lemma) {
            return None;
        }
        let subject = tokens.child(verb, &[Label::Nsubjpass, Label::Expl])?;
        if self.word(subject) == "it" {
            let clause = tokens.child(verb, &[Label::Ccomp]).filter(|clause| *clause > verb)?;
            if self.is_modal(verb) {
                return None;
            }
            let cue = tokens.words(subject..verb + 1);
            return Some(Framed {
                source: None,
                cue,
                content: vec![tokens.words(tokens.reach(clause))],
                act,
                told: None,
                rule: "nobody",
            });
        }
        // "One man is believed to be under the debris"
        let clause =
            tokens.child(verb, &[Label::Xcomp]).filter(|clause| *clause > verb && self.tag(*clause) == Tag::Vb)?;
        if !frames.nobody_to.contains(lemma) {
            return None;
        }
        let cue = tokens.words(auxiliary.min(verb)..verb + 1);
        let who = tokens.words(tokens.reach(subject).start..tokens.reach(subject).end.min(auxiliary));
        let content = vec![who, tokens.words(tokens.reach(clause))];
        Some(Framed { source: None, cue, content, act, told: None, rule: "nobody" })
    }

    /// "quotes a clerk as saying that": what the clerk says; who quotes is found by the verb.
    fn quoting(&self, verb: u32, lemma: &str) -> Option<Framed> {
        let tokens = self.tokens();
        if !self.lexicon.learnt.cites.contains(lemma) {
            return None;
        }
        let cited = tokens.child(verb, &[Label::Dobj])?;
        let whole = tokens.words(tokens.reach(cited).start..tokens.reach(verb).end);
        let says = |at: u32| self.lexicon.acts.contains_key(&self.lemma(at)) && self.subject(at) == Some(cited);
        let holds = self.labelled(verb, Label::Prep).any(|prep| self.word(prep) == "as" && prep > cited)
            || self.labelled(cited, Label::Relcl).any(says);
        let subject = self.subject(verb).filter(|_| holds)?;
        let cue = tokens.words(self.first_auxiliary(verb)..verb + 1);
        Some(Framed {
            source: Some(self.noun(subject)?),
            cue,
            content: vec![whole],
            act: Act::Says,
            told: None,
            rule: "quotes",
        })
    }

    fn active(&self, verb: u32, lemma: &str) -> Option<Framed> {
        let tokens = self.tokens();
        let frames = &self.lexicon.frames;
        if tokens.child(verb, &[Label::Auxpass]).is_some() || self.is_infinitive(verb) {
            return None;
        }
        if self.is_asked(verb) {
            return None;
        }
        let spoiled = |at: u32| {
            self.lexicon.learnt.spoiled.contains(&self.word(at))
                || matches!(self.word(at).as_str(), "nothing" | "little")
        };
        if self.labelled(verb, Label::Dobj).chain(self.labelled(verb, Label::Advmod)).any(spoiled) {
            return None;
        }
        let declines = self.is_negated(verb) || self.is_of_neither(verb);
        if declines && !(self.is_unwilling(verb) && frames.declining.contains(lemma))
            || !declines && self.is_modal(verb)
        {
            return None;
        }
        let (source, head) = self.speaker(verb)?;
        let reads = self.is_read(head) && !frames.no_document.contains(lemma);
        if !self.speaks(head) && !reads {
            return None;
        }
        if self.in_quotes(verb) && matches!(self.tag(head), Tag::Prp) {
            return None; // who speaks goes on: "We want peace"
        }
        let (end, content, to) = self.complement(verb, lemma, head, declines)?;
        let act = match self.act_of(lemma) {
            _ if declines => Act::Declines,
            Act::Says if to => Act::Demands,
            act => act,
        };
        let cue = tokens.words(self.first_auxiliary(verb)..end);
        Some(Framed { source: Some(source), cue, content, act, told: None, rule: "frame" })
    }

    /// "asked for comment", "asked whether": no subject of its own and no auxiliary.
    pub fn is_asked(&self, verb: u32) -> bool {
        let hangs = matches!(self.label(verb), Label::Acl | Label::Advcl | Label::Relcl);
        let done = matches!(self.tag(verb), Tag::Vbn | Tag::Vbd) && hangs;
        let bare = self.tag(verb) == Tag::Vbn && self.first_auxiliary(verb) == verb;
        done && self.tokens().child(verb, &[Label::Nsubj]).is_none()
            || bare && self.tokens().child(verb, &[Label::Nsubj]).is_none()
    }

    /// Returns who says it and the token that the phrase turns on.
    fn speaker(&self, verb: u32) -> Option<(Naming, u32)> {
        let tokens = self.tokens();
        // "quotes a clerk as telling police that"
        if self.label(verb) == Label::Pcomp
            && let Some(quoting) =
                tokens.parent(verb).filter(|at| self.word(*at) == "as").and_then(|at| tokens.parent(at))
            && self.lexicon.learnt.cites.contains(&self.lemma(quoting))
        {
            let cited = tokens.child(quoting, &[Label::Dobj])?;
            return Some((self.noun(cited)?, cited));
        }
        let mut head = self.subject(verb)?;
        // "two brokers each said"
        if matches!(self.word(head).as_str(), "each" | "both" | "all")
            && self.label(head) == Label::Nsubj
            && let Some(outer) = self.before_each(head)
        {
            head = outer;
        }
        let naming = self.noun(head)?;
        // "a clerk who expects rain": the clerk
        let clause = tokens.span[tokens.reach(verb).start as usize].start;
        if self.label(verb) == Label::Relcl && clause > tokens.span[head as usize].start && clause < naming.words.end {
            return Some((self.naming(Span { end: clause, ..naming.words }.trimmed(self.text))?, head));
        }
        Some((naming, head))
    }

    fn before_each(&self, each: u32) -> Option<u32> {
        let verb = self.tokens().parent(each)?;
        let sentence = self.analysis.sentence_of(verb)?;
        let start = self.analysis.sentences[sentence].tokens.start;
        (start..each).rev().find(|at| matches!(self.label(*at), Label::Nsubj) && self.tag(*at) == Tag::Nns)
    }

    /// Returns where the cue ends, what is said, and whether it is something to be done.
    fn complement(&self, verb: u32, lemma: &str, subject: u32, declines: bool) -> Option<(u32, Vec<Span>, bool)> {
        let tokens = self.tokens();
        let frames = &self.lexicon.frames;
        let after = |at: &u32| *at > verb;
        // "dismissed that as an alibi": the parser may see a clause in it
        if self.lexicon.frames.object.contains(lemma)
            && matches!(self.word(verb + 1).as_str(), "that" | "this" | "it" | "them")
            && self.word(verb + 2) == "as"
        {
            let sentence = &self.analysis.sentences[self.analysis.sentence_of(verb)?];
            let stop = |at: &u32| matches!(tokens.word(*at, self.text), "," | ";" | "." | "–" | "—" | ":");
            let end = (verb + 3..sentence.tokens.end).find(stop).unwrap_or(sentence.tokens.end);
            return (end > verb + 3).then(|| (verb + 1, vec![tokens.words(verb + 1..end)], false));
        }
        let particle = self.labelled(verb, Label::Prt).find(|at| *at == verb + 1).map_or(verb + 1, |at| at + 1);
        let recipient = frames.recipient.contains(lemma);
        let has_recipient = recipient
            && self
                .labelled(verb, Label::Dobj)
                .chain(self.labelled(verb, Label::Dative))
                .any(|at| self.speaks(at) || self.tag(at) == Tag::Prp);
        // "denied that", "wants nothing"
        if let Some(clause) = self.clause(verb, has_recipient) {
            let to = self.tag(clause) == Tag::Vb && self.labelled(clause, Label::Aux).any(|at| self.tag(at) == Tag::To);
            let reach = tokens.reach(clause);
            if to && clause > verb {
                if has_recipient && frames.bids.contains(lemma) {
                    return Some((particle, vec![tokens.words(self.infinitive_of(clause)..reach.end)], true));
                }
                // "expects the mill to close"
                let own = self.labelled(clause, Label::Nsubj).next().filter(|own| *own > verb);
                if own.is_some() && (frames.clause.contains(lemma) || frames.object.contains(lemma)) {
                    return Some((particle, vec![tokens.words(reach.start.max(verb + 1)..reach.end)], false));
                }
                let offers = frames.infinitive.contains(lemma);
                let bid = frames.bid_of.contains(lemma);
                return offers.then(|| (particle, vec![tokens.words(reach.start.max(verb + 1)..reach.end)], bid));
            }
            // "wants the clause dropped"
            let own = self
                .labelled(clause, Label::Nsubj)
                .chain(self.labelled(clause, Label::Nsubjpass))
                .find(|own| *own > verb);
            if matches!(self.tag(clause), Tag::Vbn | Tag::Vbd)
                && clause > verb
                && frames.bids.contains(lemma)
                && own.is_some()
                && self.labelled(clause, Label::Aux).next().is_none()
            {
                return Some((particle, vec![tokens.words(reach.start.max(verb + 1)..reach.end)], true));
            }
            let gerund = self.tag(clause) == Tag::Vbg && self.label(clause) == Label::Xcomp;
            if gerund && clause > verb {
                let said = frames.object.contains(lemma).then(|| tokens.words(reach.start.max(verb + 1)..reach.end))?;
                return Some((particle, vec![said], false));
            }
            if frames.clause.contains(lemma) || has_recipient || declines {
                let pieces = if clause > verb {
                    let that = self.labelled(clause, Label::Mark).find(|at| *at > verb && self.word(*at) == "that");
                    let start = that.map_or(reach.start, |that| that + 1);
                    vec![tokens.words(start.max(verb + 1)..reach.end)]
                } else {
                    self.around(verb, subject, clause)
                };
                return (!pieces.is_empty()).then_some((particle, pieces, false));
            }
        }
        // the parser hangs the cue on what is said: "The mayor, they say, had lost"
        if matches!(self.label(verb), Label::Parataxis) && frames.clause.contains(lemma) {
            let said = tokens.parent(verb)?;
            let pieces = self.around(verb, subject, said);
            return (!pieces.is_empty()).then_some((particle, pieces, false));
        }
        // "put the toll at nine"
        let object = self.labelled(verb, Label::Dobj).find(after);
        if lemma == "put" && object.is_some_and(|object| self.word(object) == "it") {
            // "put it more bluntly: “They lost.”"
            let start = tokens.span[verb as usize].end;
            let sentence = self.sentence(tokens.span[verb as usize])?;
            let quote = self.quotes.iter().find(|quote| start <= quote.start && quote.start < sentence.end);
            if let Some(quote) = quote {
                return Some((verb + 2, vec![*quote], false));
            }
            // "“They lost” was how Poll put it": "it" is nothing that is said
            let before = self.quotes.iter().rfind(|quote| sentence.start <= quote.start && quote.end < start)?;
            return Some((verb + 2, vec![super::found::unquoted(self.text, *before)?], false));
        }
        let phrase = |prep: u32| tokens.reach(prep);
        // "the Tide put two ministers on the list": what papers and outlets tell of
        if frames.places.contains(lemma)
            && let Some(object) = object
            && let Some(prep) = self.labelled(verb, Label::Prep).find(|prep| {
                *prep > object && matches!(self.word(*prep).as_str(), "on" | "in" | "among" | "at" | "behind")
            })
            && (self.is_read(subject) || self.noun(subject).is_some_and(|who| self.kind(&who) == SourceKind::Outlet))
        {
            return Some((particle, vec![tokens.words(tokens.reach(object).start..phrase(prep).end)], false));
        }
        if frames.at.contains(lemma)
            && let Some(object) = object
        {
            let at = tokens.within(self.sentence(tokens.span[verb as usize])?);
            let prep = (object + 1..at.end).find(|at| self.label(*at) == Label::Prep && self.word(*at) == "at")?;
            let number = phrase(prep).any(|token| self.tag(token) == Tag::Cd);
            return number.then(|| (particle, vec![tokens.words(tokens.reach(object).start..phrase(prep).end)], false));
        }
        // "asked for more time"
        if let Some(prep) = self
            .labelled(verb, Label::Prep)
            .find(|prep| *prep > verb && frames.of.get(lemma).is_some_and(|preps| preps.contains(&self.word(*prep))))
        {
            let end = self.last(verb, prep);
            let start = match object.filter(|object| *object < prep) {
                Some(object) => tokens.reach(object).start,
                None => prep + 1,
            };
            let close = if start == prep + 1 { prep + 1 } else { particle };
            let inside = close == particle || prep == particle;
            let bid = frames.bid_of.contains(lemma);
            return (inside && start < end).then(|| (close, vec![tokens.words(start..end)], bid));
        }
        // "would not | comment on the offer"
        if declines && frames.silent.contains(lemma) && self.first_auxiliary(verb) < verb {
            let end = self.labelled(verb, Label::Prep).find(after).map_or(verb + 1, |prep| tokens.reach(prep).end);
            return Some((verb, vec![tokens.words(verb..end)], false));
        }
        let object = object?;
        let by_reading = self.is_read(subject) && frames.lists.contains(lemma);
        let phrasal = particle > verb + 1 && frames.object.contains(&format!("{lemma} {}", self.word(verb + 1)));
        let stated = frames.object.contains(lemma) && particle == verb + 1 || phrasal;
        let allowed = stated && (!frames.no_document.contains(lemma) || self.speaks(subject)) || by_reading;
        let empty = self.lexicon.learnt.empty.contains(&self.word(tokens.reach(object).start));
        // "an envoy who confirmed it": the envoy is told of, not what he confirmed
        let again = self.label(verb) == Label::Relcl && self.tag(object) == Tag::Prp;
        if !allowed || empty || again || self.is_time(object) {
            return None;
        }
        let start = tokens.reach(object).start.max(verb + 1);
        Some((particle, vec![tokens.words(start..self.last(verb, object))], false))
    }

    /// The clause that a verb takes.
    pub(super) fn clause(&self, verb: u32, has_recipient: bool) -> Option<u32> {
        let tokens = self.tokens();
        let of = |child: &u32| match self.label(*child) {
            Label::Ccomp => {
                self.lemma(*child) != "accord"
                    && matches!(tokens.pos[*child as usize], Pos::Verb | Pos::Auxiliary | Pos::Adjective | Pos::Noun)
            }
            Label::Xcomp => *child > verb && matches!(self.tag(*child), Tag::Vb | Tag::Vbg),
            // "told him that": the parser may see a relative clause
            _ => false,
        };
        let found = tokens.children(verb).iter().copied().find(of);
        // "reported on Sunday, citing an envoy, that": the parser may hang the clause on "citing"
        let cited = || {
            let citing = tokens
                .children(verb)
                .iter()
                .copied()
                .find(|at| *at > verb && self.lexicon.words.citing.contains(&self.word(*at)))?;
            tokens.subtree(citing).into_iter().find(|at| {
                let that = self.labelled(*at, Label::Mark).find(|mark| self.word(*mark) == "that");
                that.is_some_and(|that| that > citing && self.word(that - 1) == ",")
            })
        };
        let offered = || {
            let infinitive = |at: &u32| *at > verb && self.tag(*at) == Tag::Vb && self.is_infinitive(*at);
            let offers = self.lexicon.frames.infinitive.contains(&self.lemma(verb))
                && tokens.child(verb, &[Label::Dobj]).is_none();
            self.labelled(verb, Label::Advcl).find(infinitive).filter(|_| offers)
        };
        found.or_else(cited).or_else(offered).or_else(|| {
            let told = self.labelled(verb, Label::Dobj).find(|_| has_recipient)?;
            tokens.child(told, &[Label::Relcl, Label::Acl, Label::Ccomp]).filter(|clause| {
                let start = tokens.reach(*clause).start;
                self.word(start) == "that" || self.tag(*clause) == Tag::Vb
            })
        })
    }

    /// The "to" of an infinitive.
    fn infinitive_of(&self, clause: u32) -> u32 {
        self.labelled(clause, Label::Aux).find(|at| self.tag(*at) == Tag::To).unwrap_or(clause)
    }

    /// A piece of what is said with the whole of a quotation that it tears.
    fn whole_quotes(&self, piece: Span, cue: Span) -> Span {
        let torn = |quote: &&Span| {
            quote.start < piece.end && piece.start < quote.end && (cue.end <= quote.start || quote.end <= cue.start)
        };
        let first = self.quotes.partition_point(|quote| quote.end <= piece.start);
        self.quotes[first..]
            .iter()
            .take_while(|quote| quote.start < piece.end)
            .filter(torn)
            .fold(piece, |piece, quote| Span { start: piece.start.min(quote.start), end: piece.end.max(quote.end) })
    }

    /// What stands around a cue and its source: all words that hang on `said` but those.
    fn around(&self, verb: u32, subject: u32, said: u32) -> Vec<Span> {
        let tokens = self.tokens();
        let reach = tokens.reach(said);
        let own = tokens.reach(subject);
        let mut cue = own.start.min(self.first_auxiliary(verb))..own.end.max(verb + 1);
        if !(cue.start <= verb && cue.end > verb) || own.contains(&said) {
            return Vec::new();
        }
        // "analysts at the bank said on Friday": when and where belong to the cue
        while cue.end < reach.end && !matches!(tokens.word(cue.end, self.text), "," | "." | "”" | "\"" | ";") {
            cue.end += 1;
        }
        let mut pieces = Vec::new();
        if reach.start < cue.start {
            pieces.push(tokens.words(reach.start..cue.start.min(reach.end)));
        }
        if cue.end < reach.end {
            pieces.push(tokens.words(cue.end..reach.end));
        }
        pieces.retain(|piece| piece.of(self.text).contains(char::is_alphanumeric));
        pieces
    }

    /// Where the complement that begins with `first` ends: words of time and clauses of their own behind it are left off.
    pub(super) fn last(&self, verb: u32, first: u32) -> u32 {
        let tokens = self.tokens();
        let mut end = tokens.reach(first).end;
        for child in tokens.children(verb).iter().copied().filter(|child| *child > first) {
            let joins = matches!(
                self.label(child),
                Label::Prep | Label::Oprd | Label::Xcomp | Label::Dobj | Label::Acomp | Label::Dative
            );
            let reach = tokens.reach(child);
            let time = self.is_time(child) || self.labelled(child, Label::Pobj).any(|of| self.is_time(of));
            if !joins || time || reach.start > end {
                break;
            }
            end = end.max(reach.end);
        }
        end
    }

    fn is_time(&self, token: u32) -> bool {
        let entity = self.analysis.entity_of(token).map(|entity| entity.kind);
        matches!(entity, Some(EntityKind::Date | EntityKind::Time))
    }

    fn act_of(&self, lemma: &str) -> Act {
        self.lexicon.acts.get(lemma).copied().unwrap_or(Act::Says)
    }

    fn is_negated(&self, verb: u32) -> bool {
        self.labelled(verb, Label::Neg).next().is_some()
    }

    /// "Neither the mill nor its owner would comment"
    fn is_of_neither(&self, verb: u32) -> bool {
        let Some(subject) = self.subject(verb) else { return false };
        self.word(self.tokens().reach(subject).start) == "neither"
    }

    fn is_modal(&self, verb: u32) -> bool {
        self.labelled(verb, Label::Aux).any(|at| self.tag(at) == Tag::Md)
    }

    /// "would not say"
    fn is_unwilling(&self, verb: u32) -> bool {
        self.labelled(verb, Label::Aux).any(|at| matches!(self.word(at).as_str(), "would" | "wouldn" | "could"))
    }

    pub(super) fn is_infinitive(&self, verb: u32) -> bool {
        self.labelled(verb, Label::Aux).any(|at| self.tag(at) == Tag::To)
    }

    /// Returns the first of the auxiliaries and adverbs that stand straight in front of a verb, else the verb.
    pub(super) fn first_auxiliary(&self, verb: u32) -> u32 {
        let aux = |at: &u32| {
            matches!(self.label(*at), Label::Aux | Label::Auxpass | Label::Neg)
                && self.tokens().parent(*at) == Some(verb)
        };
        let adverb = |at: &u32| self.label(*at) == Label::Advmod && self.tokens().parent(*at) == Some(verb);
        let mut first = verb;
        let mut at = verb;
        while let Some(before) = at.checked_sub(1).filter(|before| aux(before) || adverb(before)) {
            at = before;
            if aux(&at) {
                first = at;
            }
        }
        first
    }
}
