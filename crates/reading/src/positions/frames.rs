//! Positions that a verb or noun names: "demanded that", "refused to", "Oslo's offer".

use lang::{Label, Tag};
use text::Span;

use super::{Found, clause::Clause, lexicon::Frame};
use crate::{Side, Stance};

/// What a verb is about.
struct About {
    /// The token that the words hang on.
    head: u32,
    /// Toward whom.
    toward: Option<u32>,
}

impl Clause<'_> {
    /// Reads the position that a verb names.
    pub fn framed(&self, verb: u32) -> Option<Found> {
        let frames = self.lexicon.verbs.get(&self.lemma(verb))?;
        let negated = self.is_negated(verb);
        let would = self.modal(verb).is_some() && self.lexicon.words.accepting.contains(&self.lemma(verb));
        if !self.is_said(verb)
            || (would || matches!(self.lemma(verb).as_str(), "seek" | "vote"))
                && self.modal(verb).is_some()
                && self.condition(verb).is_some()
        {
            return None;
        }
        for frame in frames.iter().filter_map(|at| self.lexicon.frames.get(*at)) {
            let stance = match (frame.stance, negated) {
                (stance, false) => stance,
                // "could not agree" is no refusal
                (Stance::Accepts | Stance::Supports, true)
                    if self.modal(verb).is_some_and(|modal| {
                        self.lexicon.words.modal.contains(&modal) || self.lemma(verb) != "agree"
                    }) =>
                {
                    Stance::Rejects
                }
                _ => continue,
            };
            let Some(about) = self.about(verb, frame) else { continue };
            if let found @ Some(_) = self.found(verb, stance, about, frame) {
                return found;
            }
        }
        None
    }

    /// Reads the position that a passive verb names with its agent: "the bid was turned away by the board".
    pub fn passive(&self, verb: u32) -> Option<Found> {
        let frames = self.lexicon.verbs.get(&self.lemma(verb))?;
        self.tokens.child(verb, &[Label::Auxpass])?;
        let by = self.tokens.children(verb).iter().copied().find(|child| {
            self.label(*child) == Label::Agent || self.label(*child) == Label::Prep && self.word(*child) == "by"
        })?;
        let party = self.who(self.tokens.child(by, &[Label::Pobj])?)?;
        let about = self.tokens.child(verb, &[Label::Nsubjpass])?;
        if self.is_negated(verb)
            || self.is_nothing(about)
            || matches!(self.modal(verb).as_deref(), Some("may" | "might" | "could"))
        {
            return None;
        }
        let particle = self.tokens.child(verb, &[Label::Prt, Label::Advmod]).map(|particle| self.word(particle));
        let has = |wanted: &Option<String>| wanted.is_none() || *wanted == particle;
        for frame in frames.iter().filter_map(|at| self.lexicon.frames.get(*at)) {
            let head = self.lemma(about);
            let fits = (frame.only.is_empty() || frame.only.contains(&head)) && !frame.without.contains(&head);
            if !fits || frame.harmful || frame.blaming || !has(&frame.particle) {
                continue;
            }
            let rule = "passive";
            if let Some(of) =
                frame.takes.iter().filter_map(|take| take.strip_prefix("other ")).find_map(|p| self.object_of(verb, p))
            {
                let (what, toward) = (self.what(of, None)?, self.who(about));
                return Some(Found {
                    verb,
                    party,
                    stance: frame.stance,
                    toward,
                    what,
                    condition: None,
                    rule,
                    score: 0.7,
                });
            }
            if frame.takes.iter().any(|take| take == "object") {
                let what = self.what(about, None)?;
                return Some(Found {
                    verb,
                    party,
                    stance: frame.stance,
                    toward: None,
                    what,
                    condition: None,
                    rule,
                    score: 0.7,
                });
            }
        }
        None
    }

    /// Whether a verb is told as done or meant, not as possible or asked about: "has demanded", "will reject".
    pub(super) fn is_said(&self, verb: u32) -> bool {
        let has = |lemma: &str| {
            self.tokens
                .children(verb)
                .iter()
                .any(|child| self.label(*child) == Label::Aux && self.lemma(*child) == lemma)
        };
        let modal = self.modal(verb);
        let marked = self.tokens.children(verb).iter().any(|child| {
            self.label(*child) == Label::Mark
                && matches!(self.word(*child).as_str(), "if" | "unless" | "whether" | "until")
        });
        let tense = match self.tag(verb) {
            Tag::Vbd | Tag::Vbz | Tag::Vbp => true,
            // "are said to have pressed for it" too
            Tag::Vbn => has("have") && self.tokens.child(verb, &[Label::Auxpass]).is_none(),
            Tag::Vbg => has("be") || matches!(self.label(verb), Label::Advcl | Label::Acl | Label::Pcomp | Label::Conj),
            Tag::Vb => {
                modal.as_deref().is_some_and(|modal| matches!(modal, "will" | "wo" | "'ll" | "’ll" | "would" | "could"))
                    || has("do")
            }
            _ => false,
        };
        let earlier = self.label(verb) == Label::Relcl
            && self.tokens.children(verb).iter().any(|child| self.word(*child) == "had");
        tense && !marked && !earlier && !matches!(modal.as_deref(), Some("may" | "might"))
    }

    /// Finds what a verb is about, in the ways that its frame takes it.
    fn about(&self, verb: u32, frame: &Frame) -> Option<About> {
        let tokens = self.tokens;
        // "turned down", "said yes"; "put on the table"
        let particle = |words: &String| {
            let (word, noun) = words.split_once(' ').unwrap_or((words, ""));
            tokens.children(verb).iter().any(|child| {
                matches!(self.label(*child), Label::Prt | Label::Advmod | Label::Prep | Label::Intj)
                    && self.word(*child) == word
                    && (noun.is_empty() || self.object_of(verb, word).is_some_and(|behind| self.lemma(behind) == noun))
            }) || {
                let object = tokens.child(verb, &[Label::Dobj]).filter(|_| !noun.is_empty());
                object.and_then(|object| self.object_of(object, word)).is_some_and(|behind| self.lemma(behind) == noun)
            }
        };
        if frame.able && !self.modal(verb).is_some_and(|modal| self.lexicon.words.able.contains(&modal)) {
            return None;
        }
        let other = frame.particle.is_none() && tokens.child(verb, &[Label::Prt]).is_some();
        if other || frame.particle.as_ref().is_some_and(|word| !particle(word)) || !self.has_object(verb, frame) {
            return None;
        }
        let mut takes = frame.takes.iter().filter_map(|take| self.taken(verb, take, frame));
        let about = takes.find(|about| !self.is_dated(verb, about.head))?;
        let head = self.lemma(about.head);
        let only = frame.only.is_empty() || frame.only.contains(&head);
        if !only || frame.without.contains(&head) || frame.without.contains(&self.word(about.head)) {
            return None;
        }
        if frame.blaming {
            return self.blame(verb).map(|head| About { head, toward: None });
        }
        Some(about)
    }

    /// Tells whether what a verb is about is only when: "has called a rally for Wednesday afternoon", "agreed on Tuesday that", "promised
    /// last autumn"; "asked for five more days" is a demand.
    fn is_dated(&self, verb: u32, head: u32) -> bool {
        let beside = self.tokens.child(verb, &[Label::Dobj]).is_some_and(|object| object != head);
        let entity = self.scene.analysis.entity_of(head).filter(|_| self.is_time(head));
        entity.is_some_and(|entity| {
            let mut words = entity.tokens.clone().map(|token| self.word(token));
            let deictic = |word: String| matches!(word.as_str(), "last" | "this" | "next" | "today" | "tomorrow");
            beside || self.tag(head) == Tag::Nnp || words.any(deictic)
        })
    }

    /// Tells whether a verb has the object that its frame names: "lay the blame", "have no plan".
    fn has_object(&self, verb: u32, frame: &Frame) -> bool {
        let object = self.tokens.child(verb, &[Label::Dobj]);
        let is_none =
            |object| self.tokens.child(object, &[Label::Det]).is_some_and(|det| self.word(det) == "no") == frame.none;
        frame.object.is_empty()
            || object.is_some_and(|object| frame.object.contains(&self.lemma(object)) && is_none(object))
    }

    /// Returns the object of a verb; of a relative clause without one the noun that it describes: "a plan that Oslo backs", "an idea Oslo
    /// backs".
    fn object(&self, verb: u32) -> Option<u32> {
        let own = self.tokens.child(verb, &[Label::Dobj]);
        let relative = |token: u32| matches!(self.tag(token), Tag::Wdt | Tag::Wp);
        let gap = self.label(verb) == Label::Relcl
            && own.is_none_or(relative)
            && self.tokens.child(verb, &[Label::Nsubj]).is_some_and(|subject| !relative(subject))
            && self.tokens.child(verb, &[Label::Ccomp, Label::Xcomp]).is_none();
        if gap { self.tokens.parent(verb) } else { own }
    }

    fn taken(&self, verb: u32, take: &str, frame: &Frame) -> Option<About> {
        let tokens = self.tokens;
        let child = |labels: &[Label]| tokens.child(verb, labels);
        let object = || self.object(verb);
        let plain = |head: Option<u32>| head.map(|head| About { head, toward: None });
        let infinitive = || {
            let found = tokens
                .children(verb)
                .iter()
                .copied()
                .find(|at| matches!(self.label(*at), Label::Xcomp | Label::Ccomp) && self.has_to(*at));
            // "offered through Baku to drop it": taken for Baku's
            let beside = || {
                tokens.children(verb).iter().filter_map(|prep| tokens.child(*prep, &[Label::Pobj])).find_map(|noun| {
                    tokens.children(noun).iter().copied().find(|at| {
                        self.has_to(*at) && matches!(self.label(*at), Label::Acl | Label::Relcl | Label::Xcomp)
                    })
                })
            };
            let apart = || {
                let clause = child(&[Label::Advcl]).filter(|at| *at > verb && self.has_to(*at));
                clause.filter(|_| object().is_none() && child(&[Label::Ccomp]).is_none())
            };
            found.filter(|at| *at > verb).or_else(beside).or_else(apart)
        };
        match take {
            "object" => plain(object()),
            "party" => object()
                .filter(|object| self.who(*object).is_some())
                .map(|object| About { head: object, toward: Some(object) }),
            "to" => plain(infinitive().filter(|at| tokens.child(*at, &[Label::Nsubj]).is_none())),
            "that" => plain(child(&[Label::Ccomp]).filter(|at| *at > verb && !self.has_to(*at))),
            "that be" => plain(child(&[Label::Ccomp]).filter(|at| {
                let must = self.modal(*at).is_some_and(|modal| self.lexicon.words.bound.contains(&modal));
                let bare = self.tag(*at) == Tag::Vb && self.modal(*at).is_none();
                let plural = self.tag(*at) == Tag::Vbp && tokens.child(*at, &[Label::Aux, Label::Auxpass]).is_none();
                // "that the group disarm": taken for a noun
                let noun = self.tag(*at) == Tag::Nn && tokens.child(*at, &[Label::Nsubj]).is_some();
                *at > verb && !self.has_to(*at) && (must || bare || plural || noun)
            })),
            // "has so far refused"; not "refused to say"
            "itself" => {
                let more = child(&[Label::Dobj, Label::Xcomp, Label::Ccomp]).is_some() && frame.object.is_empty();
                plain(Some(verb).filter(|_| !more))
            }
            // "ruled out stepping in"
            "ing" => plain(
                child(&[Label::Xcomp, Label::Advcl, Label::Ccomp, Label::Pcomp])
                    .filter(|at| *at > verb && *at <= verb + 3 && self.tag(*at) == Tag::Vbg),
            ),
            // "has no plan to talk", "no intention of talking"
            "object to" => {
                let object = object()?;
                let clause = tokens.children(object).iter().copied().find(|at| *at > object && self.has_to(*at));
                plain(clause.or_else(|| self.object_of(object, "of")).or_else(|| self.object_of(object, "for")))
            }
            // "appealed for the pause to be longer"
            "for to" => plain(child(&[Label::Advcl, Label::Ccomp]).filter(|at| {
                tokens.child(*at, &[Label::Mark]).is_some_and(|mark| mark > verb && self.word(mark) == "for")
            })),
            "to noun" => plain(self.object_of(verb, "to")),
            "on to" => {
                let toward = self.object_of(verb, "on");
                let below = |above: u32| {
                    tokens.children(above).iter().copied().find(|at| {
                        *at > above
                            && self.has_to(*at)
                            && matches!(
                                self.label(*at),
                                Label::Xcomp | Label::Ccomp | Label::Advcl | Label::Acl | Label::Relcl
                            )
                    })
                };
                let head = toward.and_then(|toward| below(toward).or_else(|| below(verb)))?;
                Some(About { head, toward })
            }
            "other to" => {
                let purpose = || child(&[Label::Advcl]).filter(|at| *at > verb && self.has_to(*at));
                let head = infinitive().or_else(purpose)?;
                let toward = tokens.child(head, &[Label::Nsubj]).or_else(object)?;
                (toward > verb && toward < head).then_some(About { head, toward: Some(toward) })
            }
            _ => match take.strip_prefix("other ") {
                Some("on") if self.object_of(verb, "on").or_else(|| self.object_of(object()?, "on")).is_some() => {
                    // "blamed the delay on Oslo"
                    let toward = self.object_of(verb, "on").or_else(|| self.object_of(object()?, "on"));
                    object().map(|head| About { head, toward })
                }
                Some("as") => {
                    object().map(|object| About { head: object, toward: Some(object) }).or_else(|| plain(Some(verb)))
                }
                Some(prep) => {
                    let toward = object()?;
                    let head = self.object_of(verb, prep).or_else(|| self.object_of(toward, prep))?;
                    Some(About { head, toward: Some(toward) })
                }
                // "laid the blame on Oslo", "at the army's door"
                None if !frame.object.is_empty() && frame.stance == Stance::Accuses => {
                    // "laid the blame for the delay on Oslo": hung on the delay
                    let deeper = || {
                        self.object_of(self.object_of(verb, "for").or_else(|| self.object_of(object()?, "for"))?, take)
                    };
                    let head =
                        self.object_of(verb, take).or_else(|| self.object_of(object()?, take)).or_else(deeper)?;
                    let head = tokens.child(head, &[Label::Poss]).unwrap_or(head);
                    Some(About { head, toward: Some(head) })
                }
                None => plain(self.object_of(verb, take)),
            },
        }
    }

    /// Returns what hangs on a preposition below a token.
    pub(super) fn object_of(&self, above: u32, prep: &str) -> Option<u32> {
        let prep = self.tokens.children(above).iter().copied().find(|child| {
            *child > above && matches!(self.label(*child), Label::Prep | Label::Dative) && self.word(*child) == prep
        })?;
        self.tokens.child(prep, &[Label::Pobj, Label::Pcomp])
    }

    /// Returns the word of blame behind a verb: "called the step a violation".
    pub fn blame(&self, verb: u32) -> Option<u32> {
        const NEAR: u32 = 14;
        let end = (verb + NEAR).min(self.range.end);
        let stops = |token: &u32| !matches!(self.word(*token).as_str(), "." | ";" | "," | "and");
        (verb + 1..end).take_while(stops).find(|token| self.lexicon.words.blaming.contains(&self.word(*token)))
    }

    fn found(&self, verb: u32, stance: Stance, about: About, frame: &Frame) -> Option<Found> {
        let subject = self.subject(verb)?;
        let party = self.party_for(subject, verb).or_else(|| {
            let own = self.tokens.parent(subject) == Some(verb);
            self.doer(subject, frame.things).filter(|_| own)
        })?;
        let hanging = !matches!(stance, Stance::Accuses | Stance::Concedes | Stance::Supports);
        let condition = self.condition(verb).filter(|_| hanging);
        // "offered when they met": a time
        let time = |span: Span| self.word(self.tokens.within(span).start) == "when" && self.modal(verb).is_none();
        let inside = |span: Span| span.has(self.tokens.words(about.head..about.head + 1));
        let condition = condition.filter(|(_, span)| !inside(*span) && !time(*span));
        let told = about.head > verb && self.label(about.head) == Label::Dobj && stance == Stance::Rejects;
        let nothing = self.is_nothing(about.head) && !(told && self.word(about.head) == "that");
        if nothing || self.is_nothing(subject) && stance != Stance::Rejects {
            return None;
        }
        let what = if stance == Stance::Accuses
            && about.toward.is_none()
            && self.lexicon.words.blaming.contains(&self.word(about.head))
        {
            self.tokens.words(verb + 1..self.tokens.reach(about.head).end.min(self.range.end))
        } else if self.tokens.parent(verb) == Some(about.head) {
            self.described(about.head, verb)
        } else if told && about.toward == Some(about.head)
            || about.toward.is_some_and(|toward| self.tokens.ancestors(toward).any(|above| above == about.head))
        {
            // "dismissed that as talk", "pinned the collapse on Oslo"
            self.phrase(about.head)
        } else {
            self.what(about.head, condition.map(|(_, span)| span))?
        };
        if frame.harmful && !self.is_harm(about.head, condition.map(|(_, span)| span)) {
            return None;
        }
        let yields = stance == Stance::Accepts && self.lexicon.words.yielding.contains(&self.lemma(about.head));
        let stance = if yields { Stance::Concedes } else { stance };
        let toward = about.toward.and_then(|toward| self.who(toward));
        let is_blame = stance == Stance::Accuses && toward.is_none();
        // what is blamed is somebody, or called by a word of blame
        if is_blame && !self.lexicon.words.blaming.contains(&self.word(about.head)) {
            return None;
        }
        Some(Found { verb, party, stance, toward, what, condition, rule: "verb", score: 0.8 })
    }

    /// A noun phrase without the clause that describes it.
    fn described(&self, noun: u32, clause: u32) -> Span {
        let reach = self.tokens.reach(noun);
        let article = matches!(self.word(reach.start).as_str(), "the" | "a" | "an") && reach.start < noun;
        let end = self.tokens.reach(clause).start.max(noun + 1);
        self.trimmed(reach.start + u32::from(article), end)
    }

    /// "No proof", "it": nothing that could be somebody's position.
    pub(super) fn is_nothing(&self, head: u32) -> bool {
        let none = self.tokens.child(head, &[Label::Det]).is_some_and(|det| self.word(det) == "no");
        none || matches!(
            self.word(head).as_str(),
            "himself" | "herself" | "itself" | "themselves" | "nothing" | "nobody" | "that" | "what" | "which"
        )
    }

    /// Returns who a subject is; "we" and "I" are the speaker.
    pub fn party_for(&self, subject: u32, verb: u32) -> Option<Side> {
        if matches!(self.word(subject).as_str(), "we" | "i") {
            return self.statement(verb).and_then(|(at, _)| self.speaker(at));
        }
        if self.lexicon.words.document.contains(&self.lemma(subject)) {
            return self.author(subject, self.tokens.words(subject..subject + 1));
        }
        self.who(subject)
    }
}
