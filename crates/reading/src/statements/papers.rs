//! What is said in a letter, and on what outlet: the links between who says it and who tells of it.

use lang::{Label, Pos, Tag};

use super::{
    found::{Found, Naming},
    view::View,
};
use crate::{Act, SourceKind, source::is_outlet_word};

/// Name of the rule that finds a letter.
pub const RULE: &str = "in-paper";

/// Found ones before one in which its cue is looked for.
const WINDOW: usize = 60;
/// Words between a cue and what is said in which "citing" is looked for.
const MAX_BETWEEN: u32 = 12;

impl View<'_> {
    /// Adds the outlets on which, and the papers in which, what was found is said.
    ///
    /// "said in a letter that" gives a statement of the letter, which then cites the one who writes in it.
    pub fn papers(&self, mut found: Vec<Found>) -> Vec<Found> {
        let all = found.len();
        for at in 0..all {
            self.told_by_source(&mut found[at]);
            let resting = self.resting(at, &found);
            found.extend(resting);
            let Some(verb) = self.verb_of(&found[at]) else {
                found.extend(self.cited(None, at, &found));
                continue;
            };
            if found[at].told.is_none() {
                let goes_on =
                    self.label(verb) == Label::Advcl && self.lexicon.words.going_on.contains(&self.word(verb));
                // "told the Daily Tide, adding that"
                let told =
                    self.outlet_of(verb).or_else(|| self.outlet_of(self.tokens().parent(verb).filter(|_| goes_on)?));
                found[at].told = told.filter(|told| !found[at].holds(told.words));
            }
            found.extend(self.cited(Some(verb), at, &found));
            if found[at].cited_by.is_some() || found[at].rule == RULE {
                continue;
            }
            let Some((paper, cue)) = self.paper_of(verb) else { continue };
            let own = |source: &Naming| source.words == paper.words;
            let cue = self.tokens().span[cue as usize];
            let apart =
                !found[at].holds(cue) && !found[at].holds(paper.words) && !found[at].source.as_ref().is_some_and(own);
            if apart && found[at].cue != cue {
                let paper = Found {
                    source: Some(paper),
                    shares: None,
                    cue,
                    act: Act::Says,
                    told: None,
                    cited_by: None,
                    rule: RULE,
                    score: found[at].score,
                    ..found[at].clone()
                };
                found[at].cited_by = Some(found.len());
                found.push(paper);
            }
        }
        found
    }

    /// "citing a clerk and a broker": a statement of each who is cited.
    pub fn one_by_one(&self, mut found: Vec<Found>) -> Vec<Found> {
        for at in 0..found.len() {
            let cited = found[at].source.as_ref().filter(|_| found[at].cited_by.is_some());
            let Some((first, rest)) = cited.and_then(|naming| self.apart(naming)) else { continue };
            found[at].source = Some(first);
            let more: Vec<Found> =
                rest.into_iter().map(|one| Found { source: Some(one), ..found[at].clone() }).collect();
            found.extend(more);
        }
        found
    }

    /// "said X, citing two people": a further source of the same words.
    fn cited(&self, verb: Option<u32>, by: usize, found: &[Found]) -> Option<Found> {
        let citing = |at: &u32| self.tag(*at) == Tag::Vbg && self.lexicon.words.citing.contains(&self.word(*at));
        let participle = |head: u32| self.tokens().children(head).iter().copied().find(citing);
        let relative = |head: u32| {
            self.labelled(head, Label::Relcl).find(|at| self.lexicon.learnt.cites.contains(&self.lemma(*at)))
        };
        let words = found[by].source.as_ref().map(|source| self.tokens().within(source.words));
        let source = words.and_then(|words| self.tokens().head_of(words));
        let heads = [verb, source];
        // "reported on Sunday, citing an envoy, that": the parser may hang it on the day
        let between = |verb: u32| {
            let opens = found[by].content.first()?.start;
            let tokens = self.tokens();
            (verb + 1..verb + MAX_BETWEEN)
                .take_while(|at| tokens.span.get(*at as usize).is_some_and(|word| word.end <= opens))
                .find(citing)
        };
        let cites = heads.into_iter().flatten().find_map(participle);
        let cites = cites.or_else(|| source.and_then(relative)).or_else(|| verb.and_then(between))?;
        self.cites(cites, by, found)
    }

    fn cites(&self, verb: u32, by: usize, found: &[Found]) -> Option<Found> {
        let tokens = self.tokens();
        let cue = tokens.span[verb as usize];
        let one = &found[by];
        let known = found[by.saturating_sub(WINDOW)..]
            .iter()
            .any(|other| other.cue.start <= cue.start && cue.end <= other.cue.end);
        if known || one.cited_by.is_some() || one.holds(cue) {
            return None;
        }
        let from = self.labelled(verb, Label::Prep).find(|at| self.word(*at) == "from");
        let cited = tokens
            .child(verb, &[Label::Dobj])
            .or_else(|| tokens.child(from?, &[Label::Pobj]))
            .filter(|at| *at > verb)?;
        let source = self.nameless(cited).or_else(|| self.noun(cited)).filter(|source| !one.holds(source.words))?;
        Some(Found {
            source: Some(source),
            shares: None,
            cue,
            act: Act::Says,
            told: None,
            cited_by: Some(by),
            rule: "cites",
            ..one.clone()
        })
    }

    /// A nameless source with all that is told of it up to the next mark: the parser may hang "with knowledge of it" elsewhere.
    pub(super) fn nameless(&self, head: u32) -> Option<Naming> {
        const OPENS: [&str; 10] =
            ["with", "familiar", "close", "briefed", "involved", "who", "in", "at", "from", "working"];
        const MAX_TAIL: u32 = 14;
        let next = OPENS.contains(&self.word(head + 1).as_str());
        if !next || !self.lexicon.kinds.nameless.contains(&self.lemma(head)) {
            return None;
        }
        let start = self.tokens().reach(head).start.min(head);
        let mark = |at: &u32| matches!(self.tokens().word(*at, self.text), "," | "." | ";" | "”" | "\"");
        let end = (head + 1..head + MAX_TAIL).find(mark)?;
        self.naming(self.tokens().words(start..end))
    }

    /// "an official who confirmed it to the Daily Tide": the outlet was told, and the official is the source.
    fn told_by_source(&self, found: &mut Found) {
        let Some(source) = found.source.as_ref().filter(|_| found.told.is_none()) else { return };
        let tokens = self.tokens();
        let words = tokens.within(source.words);
        let Some(head) = tokens.head_of(words.clone()) else { return };
        // "a log reviewed by the Daily Tide"
        let seen = self.labelled(head, Label::Acl).find(|at| words.contains(at));
        let reader = seen.filter(|_| self.is_read(head)).and_then(|seen| self.reader(seen));
        if let Some(reader) = reader.filter(|reader| source.words.has(reader.words)) {
            found.told = Some(reader);
            return;
        }
        let relative = self.labelled(head, Label::Relcl).find(|at| words.contains(at));
        let Some((verb, told)) = relative.and_then(|verb| Some((verb, self.outlet_of(verb)?))) else { return };
        let reach = tokens.reach(verb);
        if reach.start > head && reach.end >= words.end && source.words.has(told.words) {
            let bare = self.naming(tokens.words(words.start..reach.start));
            if bare.is_some() {
                found.source = bare;
                found.told = Some(told);
            }
        }
    }

    /// The outlet by which a paper was seen: "reviewed by the Daily Tide".
    pub(super) fn reader(&self, seen: u32) -> Option<Naming> {
        let tokens = self.tokens();
        let by =
            tokens.child(seen, &[Label::Agent]).filter(|_| self.lexicon.kinds.seen_by.contains(&self.word(seen)))?;
        let naming = self.noun(tokens.child(by, &[Label::Pobj])?)?;
        let outlet = matches!(self.kind(&naming), SourceKind::Outlet | SourceKind::Named | SourceKind::Unknown);
        outlet.then_some(Naming { kind: SourceKind::Outlet, ..naming })
    }

    /// "The Daily Tide said that ... Its account rested on two people": a further source of the same words.
    fn resting(&self, by: usize, found: &[Found]) -> Option<Found> {
        let one = &found[by];
        let source = one.source.as_ref().filter(|source| source.kind == SourceKind::Outlet)?;
        let tokens = self.tokens();
        let at = self.analysis.sentence_of(tokens.within(one.cue).next()?)?;
        let last = !found[by + 1..].iter().take_while(|other| other.cue.start < one.unit.end).any(|other| {
            other.source.as_ref().is_some_and(|other| other.words != source.words) && one.unit.has(other.cue)
        });
        let next = self.analysis.sentences.get(at + 1).filter(|_| last && one.cited_by.is_none())?;
        let between = self.text.get(self.analysis.sentences[at].span.end as usize..next.span.start as usize)?;
        let rests = |at: &u32| {
            let subject =
                |label| self.labelled(*at, label).any(|at| self.lexicon.learnt.accounts.contains(&self.lemma(at)));
            self.lexicon.learnt.rests.contains(&self.lemma(*at))
                && (subject(Label::Nsubj) || subject(Label::Nsubjpass))
                && self.labelled(*at, Label::Neg).next().is_none()
        };
        let verb = next.tokens.clone().find(rests).filter(|_| !between.contains('\n'))?;
        let prep =
            self.labelled(verb, Label::Prep).find(|at| matches!(self.word(*at).as_str(), "on" | "upon" | "from"))?;
        let cited = self.labelled(prep, Label::Pobj).next()?;
        if !self.lexicon.kinds.nameless.contains(&self.lemma(cited)) && !self.is_read(cited) {
            return None;
        }
        let source = self.nameless(cited).or_else(|| self.noun(cited))?;
        Some(Found {
            source: Some(source),
            shares: None,
            cue: tokens.words(verb..prep + 1),
            act: Act::Says,
            told: None,
            cited_by: Some(by),
            rule: "cites",
            ..one.clone()
        })
    }

    /// The verb of a cue.
    fn verb_of(&self, found: &Found) -> Option<u32> {
        let range = self.tokens().within(found.cue);
        range.rev().find(|at| matches!(self.tokens().pos[*at as usize], Pos::Verb))
    }

    /// "on state television", "in an interview with the Daily Tide", "speaking to the Daily Tide".
    fn outlet_of(&self, verb: u32) -> Option<Naming> {
        let tokens = self.tokens();
        let outlet = |of: u32| {
            let naming = self.noun(of)?;
            let words = naming.words.of(self.text).to_lowercase();
            // "on his Telegram channel"
            if words.split(|c: char| !c.is_alphanumeric()).any(|word| self.lexicon.kinds.platform.contains(word)) {
                return None;
            }
            let listed = is_outlet_word(&self.word(of), self.lexicon) || is_outlet_word(&self.lemma(of), self.lexicon);
            (naming.kind == SourceKind::Outlet || listed).then_some(Naming { kind: SourceKind::Outlet, ..naming })
        };
        let object = |prep: u32| self.labelled(prep, Label::Pobj).next();
        // who is spoken to by name, and is no person or body that the lists have
        let named = |of: u32| {
            let naming = self.noun(of).filter(|_| matches!(self.tag(of), Tag::Nnp | Tag::Nnps))?;
            let agency = naming.words.of(self.text).to_lowercase().ends_with("agency");
            let bare = self.is_bare_name(naming.words) && self.kind(&naming) != SourceKind::Person;
            let told = naming.kind == SourceKind::Outlet;
            (told || bare || agency).then_some(Naming { kind: SourceKind::Outlet, ..naming })
        };
        // "told the state-run Seeland Agency": a name that is no body of a state
        if self.lemma(verb) == "tell" {
            let told = self
                .labelled(verb, Label::Dobj)
                .chain(self.labelled(verb, Label::Dative))
                .find(|at| *at > verb && matches!(self.tag(*at), Tag::Nnp | Tag::Nnps));
            if let Some(naming) = told.and_then(named) {
                return Some(naming);
            }
        }
        // "told the agency": the outlet that was just heard
        let echo = |at: &u32| {
            let words = self.noun(*at).map(|naming| naming.words.of(self.text).to_lowercase());
            words.is_some_and(|words| self.lexicon.source.outlet_echo.contains(&words))
        };
        if self.lemma(verb) == "tell"
            && let Some(told) = self.labelled(verb, Label::Dobj).chain(self.labelled(verb, Label::Dative)).find(echo)
        {
            return Some(Naming { kind: SourceKind::Outlet, ..self.noun(told)? });
        }
        let mut speaking = Vec::new();
        for child in tokens.children(verb).iter().copied() {
            match self.label(child) {
                Label::Prep => {
                    let Some(of) = object(child) else { continue };
                    match self.word(child).as_str() {
                        "on" | "to" | "with" | "via" => {
                            if let Some(found) = outlet(of) {
                                return Some(found);
                            }
                        }
                        // "in comments carried by the Daily Tide"
                        "in" if self.carrier(of).is_some() => {
                            if let Some(found) = self.carrier(of).and_then(|by| outlet(by).or_else(|| named(by))) {
                                return Some(found);
                            }
                        }
                        "in" | "during" | "at"
                            if matches!(
                                self.lemma(of).as_str(),
                                "interview" | "conversation" | "comment" | "remark" | "message" | "email"
                            ) =>
                        {
                            let with = self
                                .labelled(of, Label::Prep)
                                .chain(self.labelled(verb, Label::Prep))
                                .filter(|prep| matches!(self.word(*prep).as_str(), "with" | "to" | "for" | "on"));
                            if let Some(found) = with.filter_map(object).find_map(|of| outlet(of).or_else(|| named(of)))
                            {
                                return Some(found);
                            }
                        }
                        _ => {}
                    }
                }
                // "asked by the Daily Tide whether"
                Label::Advcl
                    if self.tag(child) == Tag::Vbn
                        && matches!(self.lemma(child).as_str(), "ask" | "press" | "question" | "interview") =>
                {
                    let by = tokens.children(child).iter().copied().filter(|prep| {
                        matches!(self.label(*prep), Label::Prep | Label::Agent)
                            && matches!(self.word(*prep).as_str(), "on" | "by")
                    });
                    if let Some(found) = by.filter_map(object).find_map(outlet) {
                        return Some(found);
                    }
                }
                Label::Advcl if self.is_speaking(child) => speaking.push(child),
                _ => {}
            }
        }
        // "Poll, speaking to the Daily Tide, called it"
        if let Some(subject) = self.subject(verb) {
            speaking.extend(self.labelled(subject, Label::Acl).filter(|at| self.is_speaking(*at)));
        }
        let to = speaking.into_iter().flat_map(|at| self.labelled(at, Label::Prep));
        let to = to.filter(|prep| matches!(self.word(*prep).as_str(), "to" | "with" | "on" | "for" | "in"));
        to.filter_map(object).find_map(|of| outlet(of).or_else(|| named(of)))
    }

    /// "speaking to", "writing in".
    fn is_speaking(&self, verb: u32) -> bool {
        self.tag(verb) == Tag::Vbg && matches!(self.lemma(verb).as_str(), "speak" | "talk" | "write")
    }

    /// Who carries words: "the Daily Tide" of "comments carried by the Daily Tide".
    fn carrier(&self, words: u32) -> Option<u32> {
        let carries = |at: &u32| self.lexicon.kinds.carries.contains(&self.lemma(*at)) && self.tag(*at) == Tag::Vbn;
        let verb = self.labelled(words, Label::Acl).find(carries)?;
        self.labelled(self.labelled(verb, Label::Agent).next()?, Label::Pobj).next()
    }

    /// "to reporters": a paper for the press only carries the voice.
    fn is_to_press(&self, to: u32) -> bool {
        const PRESS: [&str; 6] = ["reporter", "journalist", "press", "media", "newsman", "newsmen"];
        self.labelled(to, Label::Pobj).any(|at| PRESS.contains(&self.lemma(at).as_str()))
    }

    /// The paper in which it is said, with its preposition.
    fn paper_of(&self, verb: u32) -> Option<(Naming, u32)> {
        let kinds = &self.lexicon.kinds;
        for prep in self.labelled(verb, Label::Prep).filter(|prep| self.word(*prep) == "in") {
            let Some(of) = self.labelled(prep, Label::Pobj).next() else { continue };
            let lemma = self.lemma(of);
            let letter_like = kinds.letter_like.contains(&lemma);
            if !kinds.document.contains(&lemma) || kinds.channel.contains(&lemma) && !letter_like {
                continue;
            }
            let reader = || {
                let seen = self.labelled(of, Label::Acl).any(|at| kinds.seen_by.contains(&self.word(at)));
                let to = self
                    .labelled(of, Label::Prep)
                    .chain(self.labelled(verb, Label::Prep))
                    .any(|at| at > of && self.word(at) == "to" && !self.is_to_press(at));
                let inside = self
                    .labelled(of, Label::Amod)
                    .any(|at| matches!(self.word(at).as_str(), "internal" | "leaked" | "private" | "confidential"));
                seen || to || inside
            };
            if letter_like && !reader() {
                continue;
            }
            return Some((self.noun(of)?, prep));
        }
        None
    }
}
