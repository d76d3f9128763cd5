//! What a source does by saying something, as the words that it says tell it, and how strongly it says it.

use std::ops::Range;

use lang::{Label, Tag};
use text::Span;

use super::view::View;
use crate::{Act, SourceKind, Statement, Utterance};

/// How strongly something is said.
#[derive(Debug, Clone, Default)]
pub struct Strength {
    /// Words that weaken it.
    pub hedges: Vec<Span>,
    /// Whether the main clause is negated.
    pub is_negated: bool,
    /// The clause that it hangs on.
    pub condition: Option<Span>,
}

/// What is asked about a statement whose act the cue leaves open.
pub struct Asked<'s> {
    /// The act that the cue tells.
    pub act: Act,
    /// The cue.
    pub cue: Span,
    /// What is said.
    pub content: &'s [Span],
    /// What kind of source says it.
    pub source: SourceKind,
    /// The head of the words for the source.
    pub speaker: Option<u32>,
    /// Whether the same source has just denied something.
    pub goes_on_denying: bool,
}

impl View<'_> {
    /// Returns the tokens of what is said.
    fn said(&self, content: &[Span]) -> Range<u32> {
        match (content.first(), content.last()) {
            (Some(first), Some(last)) => self.tokens().within(Span { start: first.start, end: last.end }),
            _ => 0..0,
        }
    }

    /// Returns the verb that the first clause of what is said turns on.
    fn main(&self, content: &[Span]) -> Option<u32> {
        let said = self.said(content);
        let first = self.tokens().within(*content.first()?);
        let inside = |token: &u32| content.iter().any(|piece| piece.has(self.tokens().span[*token as usize]));
        let head = self.tokens().head_of(first.clone())?;
        // of a clause in two pieces the verb may stand in the second
        let up = self.tokens().ancestors(head).take(3).take_while(|at| said.contains(at)).filter(inside).last();
        Some(up.unwrap_or(head))
    }

    /// Returns the subject of what is said.
    pub fn about(&self, content: &[Span]) -> Option<u32> {
        let main = self.main(content)?;
        self.tokens().child(main, &[Label::Nsubj, Label::Nsubjpass])
    }

    /// Returns the hedges, negation and condition of what is said.
    pub fn strength(&self, content: &[Span]) -> Strength {
        let words = &self.lexicon.strength;
        let said = self.said(content);
        let inside = |token: u32| content.iter().any(|piece| piece.has(self.tokens().span[token as usize]));
        let hedge = |token: &u32| inside(*token) && words.hedge.contains(&self.word(*token));
        let spans = |token: u32| self.tokens().span[token as usize];
        let hedges: Vec<Span> = said.clone().filter(hedge).map(spans).collect();
        let is_negated = self.main(content).is_some_and(|main| self.negation(main).is_some());
        let condition = said.filter(|token| inside(*token)).find_map(|token| self.condition(token, content));
        Strength { hedges, is_negated, condition }
    }

    /// The word that negates a clause.
    fn negation(&self, main: u32) -> Option<u32> {
        let no = |token: u32| {
            self.tokens()
                .children(token)
                .iter()
                .copied()
                .find(|child| matches!(self.word(*child).as_str(), "no" | "never" | "neither"))
        };
        self.labelled(main, Label::Neg).next().or_else(|| no(main)).or_else(|| {
            let arguments = [Label::Nsubj, Label::Nsubjpass, Label::Dobj, Label::Attr];
            self.tokens()
                .children(main)
                .iter()
                .copied()
                .filter(|child| arguments.contains(&self.label(*child)))
                .find_map(no)
        })
    }

    /// The clause that a word like "if" or "unless" opens.
    fn condition(&self, token: u32, content: &[Span]) -> Option<Span> {
        if !self.lexicon.strength.condition.contains(&self.word(token)) {
            return None;
        }
        let label = self.label(token);
        let clause = match label {
            Label::Mark | Label::Advmod => self.tokens().parent(token)?,
            Label::Prep => token,
            Label::Ccomp | Label::Advcl => token,
            _ => return None,
        };
        // the clause itself, not what it hangs on
        let start = self.tokens().span[token as usize].start;
        let end = self.tokens().words(self.tokens().reach(clause)).end;
        let piece = content.iter().find(|piece| piece.start <= start && start < piece.end)?;
        self.content(Span { start, end: end.min(piece.end).max(self.tokens().span[token as usize].end) })
    }

    /// Returns what a source does by what it says, where the cue leaves it open.
    pub fn act(&self, asked: &Asked<'_>, strength: &Statement) -> Act {
        let words = &self.lexicon.strength;
        let Some(main) = self.main(asked.content) else { return asked.act };
        if asked.act == Act::Threatens && self.verbs(main).any(|verb| words.benefit.contains(&self.lemma(verb))) {
            return Act::Promises; // "vowed to rebuild"
        }
        if !matches!(asked.act, Act::Says | Act::Warns) {
            return asked.act;
        }
        let lemma = self.lemma(main);
        let said = self.said(asked.content);
        let will = self.verbs(main).find(|verb| self.wills(*verb));
        let own = |verb: u32| self.is_own_subject(verb, asked.speaker);
        let marks = strength.condition.map(|span| span.of(self.text).to_lowercase()).unwrap_or_default();
        let only = said.clone().any(|token| self.word(token) == "only" && self.is_before_if(token));
        let hangs = (marks.starts_with("if") || marks.starts_with("unless")) && !only;
        let harm = |verb: u32| {
            let harmful = words.harm.contains(&self.lemma(verb));
            harmful || self.labelled(verb, Label::Neg).next().is_some() && own(verb)
        };
        if let Some(verb) = will.filter(|verb| hangs && (harm(*verb) || asked.act == Act::Warns && own(*verb))) {
            let told_of_others = asked.act == Act::Says && !own(verb) && !words.harm.contains(&self.lemma(verb));
            if !told_of_others {
                return Act::Threatens;
            }
        }
        if asked.act == Act::Warns {
            return Act::Warns;
        }
        if self.denies(main, asked, strength) {
            return Act::Denies;
        }
        if self.doubts(main) {
            return Act::Speculates;
        }
        let ready = self.labelled(main, Label::Acomp).any(|at| words.ready.contains(&self.lemma(at)));
        let promise = will.filter(|verb| {
            own(*verb) && self.negation(*verb).is_none() && !words.stative.contains(&self.lemma(*verb)) && !only
        });
        let quoted = asked.content.iter().any(|piece| self.is_quoted(*piece));
        if promise.is_some() && !quoted || ready && own(main) && strength.condition.is_some() {
            return Act::Promises;
        }
        let body = matches!(asked.source, SourceKind::Government | SourceKind::Organisation | SourceKind::Group);
        let decided =
            words.decision.contains(&lemma) || words.decision.contains(&format!("{lemma} {}", self.word(main + 1)));
        let passive = self.tokens().child(main, &[Label::Auxpass]).is_some();
        let open = lemma == "expect" && passive && said.clone().any(|token| self.word(token) == "now");
        let no_longer = self.verbs(main).any(|verb| lemma_of_end(&self.lemma(verb)))
            && said.clone().any(|token| self.word(token) == "longer");
        let own_doing = own(main)
            || passive
            || self.labelled(main, Label::Nsubj).next().is_some_and(|subject| !self.speaks(subject));
        if body
            && asked.content.iter().all(|piece| !self.is_quoted(*piece))
            && (decided && own_doing || open || no_longer)
        {
            return Act::Announces;
        }
        asked.act
    }

    fn is_before_if(&self, only: u32) -> bool {
        matches!(self.word(only + 1).as_str(), "if" | "when" | "once" | "after")
    }

    /// "neither confirmed nor denied"
    pub fn is_neither(&self, cue: Span) -> bool {
        let Some(verb) = self.tokens().head_of(self.tokens().within(cue)) else { return false };
        let first = if self.label(verb) == Label::Conj { self.tokens().parent(verb).unwrap_or(verb) } else { verb };
        let pair = self.verbs(first).map(|verb| self.lemma(verb)).collect::<Vec<_>>();
        let neither = self.tokens().children(first).iter().any(|at| self.word(*at) == "neither");
        neither && pair.iter().any(|lemma| lemma == "confirm") && pair.iter().any(|lemma| lemma == "deny")
    }

    /// A verb and those that go on with it.
    fn verbs(&self, main: u32) -> impl Iterator<Item = u32> {
        std::iter::once(main).chain(self.labelled(main, Label::Conj))
    }

    /// "will send", "would send"
    fn wills(&self, verb: u32) -> bool {
        self.labelled(verb, Label::Aux).any(|at| {
            self.tag(at) == Tag::Md && matches!(self.word(at).as_str(), "will" | "would" | "shall" | "'ll" | "’ll")
        })
    }

    /// Whether the subject of a verb of what is said is who says it.
    fn is_own_subject(&self, verb: u32, speaker: Option<u32>) -> bool {
        let Some(subject) = self.tokens().child(verb, &[Label::Nsubj]).or_else(|| self.subject(verb)) else {
            return false;
        };
        let word = self.word(subject);
        if matches!(word.as_str(), "we" | "i") && self.in_quotes(subject) {
            return true;
        }
        let Some(speaker) = speaker else { return false };
        let (mine, theirs) = (self.analysis.meant_by(speaker), self.analysis.meant_by(subject));
        if mine.iter().any(|one| theirs.contains(one)) {
            return true;
        }
        // "the ministry said it would": whoever else "it" could be, it is most often who says so
        let near = matches!(word.as_str(), "it" | "they" | "he" | "she") && speaker < subject;
        let pronoun = matches!(self.tag(speaker), Tag::Prp);
        near && !pronoun && self.analysis.sentence_of(speaker) == self.analysis.sentence_of(subject)
    }

    /// "no such plan exists", "that was untrue"; what goes on after a denial and is negated.
    fn denies(&self, main: u32, asked: &Asked<'_>, strength: &Statement) -> bool {
        let words = &self.lexicon.strength;
        let such = |token: u32| self.word(token) == "such" && token > 0 && self.word(token - 1) == "no";
        let no_such = self.said(asked.content).take(8).any(such);
        let untrue = [Label::Acomp, Label::Attr, Label::Oprd]
            .iter()
            .any(|label| self.labelled(main, *label).any(|at| words.untrue.contains(&self.lemma(at))));
        let verb = self.tokens().head_of(self.tokens().within(asked.cue));
        let contradicting = verb.is_some_and(|verb| {
            self.tokens().children(verb).iter().any(|child| {
                self.tag(*child) == Tag::Vbg && self.lexicon.acts.get(&self.lemma(*child)) == Some(&Act::Denies)
            })
        });
        let lower: String = asked.content.iter().map(|piece| piece.of(self.text).to_lowercase()).collect();
        if words.denial.iter().any(|denial| lower.contains(denial.as_str())) && self.is_own_subject(main, asked.speaker)
        {
            return true; // "had done nothing wrong"
        }
        let has_none = self.lemma(main) == "have"
            && self.is_own_subject(main, asked.speaker)
            && self
                .labelled(main, Label::Dobj)
                .any(|object| self.tokens().children(object).iter().any(|child| self.word(*child) == "no"))
            && self.verbs(main).count() > 1;
        no_such
            || untrue && !strength.is_negated
            || strength.is_negated && (asked.goes_on_denying || contradicting)
            || has_none
    }

    /// "a challenge is likely"
    fn doubts(&self, main: u32) -> bool {
        let words = &self.lexicon.strength;
        let likely = |token: u32| words.likely.contains(&self.word(token));
        [Label::Acomp, Label::Advmod, Label::Attr].iter().any(|label| self.labelled(main, *label).any(likely))
            || self
                .labelled(main, Label::Dobj)
                .chain(self.labelled(main, Label::Nsubj))
                .any(|at| words.chance.contains(&self.lemma(at)))
            || words.chance.contains(&self.lemma(main))
    }

    /// Returns when and by what means something was said, as the cue's sentence tells it.
    pub fn utterance(&self, cue: Span, content: &[Span]) -> Option<Utterance> {
        let tokens = self.tokens();
        let verb = tokens.head_of(tokens.within(cue))?;
        let apart = |span: &Span| content.iter().all(|piece| piece.end <= span.start || span.end <= piece.start);
        let (mut when, mut channel) = (None, None);
        for child in tokens.children(verb).iter().copied() {
            let object = self.labelled(child, Label::Pobj).next();
            let of = object.unwrap_or(child);
            let dated = self
                .analysis
                .entity_of(of)
                .is_some_and(|entity| matches!(entity.kind, lang::EntityKind::Date | lang::EntityKind::Time));
            match self.label(child) {
                Label::Npadvmod | Label::Prep if dated && when.is_none() => {
                    let reach = tokens.reach(of);
                    when = self.content(tokens.words(reach)).filter(apart);
                }
                Label::Prep if channel.is_none() => {
                    let carries = object.is_some_and(|of| self.carries(of));
                    let means = matches!(
                        self.word(child).as_str(),
                        "in" | "on" | "at" | "via" | "during" | "over" | "through" | "by"
                    );
                    if carries && means {
                        channel = self.content(tokens.words(tokens.reach(child))).filter(apart);
                        // "in his evening address on Wednesday": the day is when
                        let inner = object.into_iter().flat_map(|of| self.labelled(of, Label::Prep)).find_map(|prep| {
                            let of = self.labelled(prep, Label::Pobj).next()?;
                            let day =
                                self.analysis.entity_of(of).is_some_and(|entity| entity.kind == lang::EntityKind::Date);
                            day.then_some((prep, of))
                        });
                        if let Some((prep, of)) = inner {
                            when = when.or_else(|| self.content(tokens.words(tokens.reach(of))).filter(apart));
                            channel = channel.and_then(|channel| {
                                self.content(Span {
                                    end: tokens.span[prep as usize].start.max(channel.start),
                                    ..channel
                                })
                            });
                        }
                    }
                }
                _ => {}
            }
        }
        (when.is_some() || channel.is_some()).then_some(Utterance { when, channel })
    }

    /// Whether a noun carries words: an address, a post, a platform, an interview.
    fn carries(&self, noun: u32) -> bool {
        let kinds = &self.lexicon.kinds;
        let (lemma, word) = (self.lemma(noun), self.word(noun));
        kinds.channel.contains(&lemma)
            || kinds.document.contains(&lemma)
            || kinds.platform.contains(&word)
            || crate::source::is_outlet_word(&word, self.lexicon)
    }
}

/// Verbs of which "no longer" tells that a plan has ended.
fn lemma_of_end(lemma: &str) -> bool {
    matches!(lemma, "take" | "go" | "happen" | "be" | "proceed" | "hold")
}
