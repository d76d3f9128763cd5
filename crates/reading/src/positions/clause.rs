//! One sentence: who does what in it, and on what condition.

use std::ops::Range;

use lang::{EntityKind, How, Label, ReferentKind, Tag, Tokens};
use text::Span;

use super::lexicon::Lexicon;
use crate::{PartyIx, Side, Statement, StatementIx, parties::Gazetteer, scene::Scene};

/// Conjuncts and complements that are gone up over to find a subject.
pub const DEEP: usize = 8;

/// A sentence, looked at for positions.
pub struct Clause<'a> {
    pub scene: &'a Scene<'a>,
    pub tokens: &'a Tokens,
    pub lexicon: &'a Lexicon,
    /// Its tokens.
    pub range: Range<u32>,
}

impl Clause<'_> {
    /// Returns a word in lower case, `""` outside the sentence.
    pub fn word(&self, token: u32) -> String {
        if self.range.contains(&token) {
            self.tokens.word(token, &self.scene.article.text).to_lowercase()
        } else {
            String::new()
        }
    }

    /// Returns a lemma in lower case.
    pub fn lemma(&self, token: u32) -> String {
        self.tokens.lemma(token).to_lowercase()
    }

    pub fn label(&self, token: u32) -> Label {
        self.tokens.label[token as usize]
    }

    pub fn tag(&self, token: u32) -> Tag {
        self.tokens.tag[token as usize]
    }

    /// Tells whether a token is of a date or time.
    pub fn is_time(&self, token: u32) -> bool {
        let entity = self.scene.analysis.entity_of(token);
        entity.is_some_and(|entity| matches!(entity.kind, EntityKind::Date | EntityKind::Time))
    }

    pub fn is_negated(&self, verb: u32) -> bool {
        let children = self.tokens.children(verb);
        children.iter().any(|child| {
            self.label(*child) == Label::Neg || matches!(self.word(*child).as_str(), "never" | "neither" | "nor")
        })
    }

    /// Returns the modal of a verb: "would".
    pub fn modal(&self, verb: u32) -> Option<String> {
        let modal = self.tokens.children(verb).iter().find(|child| self.tag(**child) == Tag::Md)?;
        Some(self.word(*modal))
    }

    pub fn has_to(&self, verb: u32) -> bool {
        self.tokens.children(verb).iter().any(|child| self.tag(*child) == Tag::To)
    }

    /// Returns the subject of a verb: its own, or that of the verb which it goes on with, or of the noun that it describes.
    pub fn subject(&self, verb: u32) -> Option<u32> {
        let mut at = verb;
        for _ in 0..DEEP {
            let own = self.tokens.child(at, &[Label::Nsubj]);
            if let Some(own) = own.or_else(|| self.tokens.subject_before_aside(at)) {
                let relative = matches!(self.tag(own), Tag::Wdt | Tag::Wp) || self.word(own) == "that";
                if !relative {
                    return Some(own);
                }
                return Some(at).filter(|at| self.label(*at) == Label::Relcl).and_then(|at| self.tokens.parent(at));
            }
            if let Some(told) = self.tokens.child(at, &[Label::Nsubjpass]).filter(|_| at != verb) {
                // "two of them are said to have pressed for it"
                let believed = self.lexicon.words.believing.contains(&self.lemma(at));
                return Some(told).filter(|_| believed);
            }
            let above = self.tokens.parent(at);
            at = match self.label(at) {
                // "demanded that they leave and threatened": hung on "leave", but it goes on with "demanded"
                Label::Conj
                    if self.is_past(at)
                        && above
                            .is_some_and(|above| self.tag(above) == Tag::Vb && self.label(above) == Label::Ccomp) =>
                {
                    self.tokens.parent(above?)?
                }
                // "Oslo would sign, the envoy said, but wants more": Oslo does
                Label::Conj if matches!(self.tag(at), Tag::Vbz | Tag::Vbp) => {
                    let before = |head: u32| {
                        let told = self.tokens.child(head, &[Label::Ccomp]).filter(|told| *told < head);
                        told.filter(|_| self.tag(head) == Tag::Vbd)
                    };
                    above.and_then(before).or(above)?
                }
                Label::Conj | Label::Xcomp | Label::Advcl => above?,
                Label::Acl | Label::Relcl => return self.tokens.parent(at),
                _ => return None,
            };
        }
        None
    }

    /// "denied that it had asked", "ruled out raising its offer": what is denied is nobody's position.
    pub fn is_denied_clause(&self, token: u32) -> bool {
        let mut above = std::iter::once(token).chain(self.tokens.ancestors(token)).take(DEEP);
        above.any(|at| {
            let above = self.tokens.parent(at);
            let ruled = above.is_some_and(|above| {
                self.lemma(above) == "rule"
                    && self.tag(at) == Tag::Vbg
                    && self.tokens.child(above, &[Label::Prt]).is_some_and(|part| self.word(part) == "out")
            });
            if ruled {
                return true;
            }
            let head = above.filter(|_| self.label(at) == Label::Ccomp);
            head.is_some_and(|head| {
                matches!(self.lemma(head).as_str(), "deny" | "dispute" | "refute") && !self.is_negated(head)
            })
        })
    }

    /// "in case Oslo will not end it": nobody has said so.
    pub fn is_in_case(&self, token: u32) -> bool {
        let mut above = std::iter::once(token).chain(self.tokens.ancestors(token)).take(DEEP);
        let opens = |at: u32| {
            let words = self.tokens.children(at).iter().filter(|child| self.word(**child) == "in");
            words.filter_map(|word| self.tokens.child(*word, &[Label::Pobj])).any(|noun| self.lemma(noun) == "case")
        };
        above.any(|at| {
            if opens(at) {
                return true;
            }
            let case =
                self.tokens.parent(at).filter(|_| matches!(self.label(at), Label::Acl | Label::Relcl | Label::Ccomp));
            case.is_some_and(|case| {
                let before = self.tokens.parent(case).map(|before| self.word(before));
                self.lemma(case) == "case" && before.is_some_and(|before| before == "in")
            })
        })
    }

    fn is_past(&self, verb: u32) -> bool {
        matches!(self.tag(verb), Tag::Vbd | Tag::Vbz)
    }

    /// Returns a noun phrase up to its head, without an article in front.
    pub fn phrase(&self, head: u32) -> Span {
        let reach = self.tokens.reach(head);
        let article = matches!(self.word(reach.start).as_str(), "the" | "a" | "an") && reach.start < head;
        self.tokens.words(reach.start + u32::from(article)..head + 1)
    }

    /// Returns who is meant by a subject or object: a party, a person, a body, a camp; nobody for a thing.
    pub fn who(&self, head: u32) -> Option<Side> {
        let span = self.phrase(head);
        if let party @ Some(_) = self.scene.places.party_at(head) {
            return Some(Side { span, party });
        }
        // "his lawyers" speak for him
        let speaks = self.lexicon.words.speaking_for.contains(&self.lemma(head));
        let owner = self.tokens.child(head, &[Label::Poss]).filter(|_| speaks);
        // "lawyers for Tarn Foods"
        let behind = || {
            let preps = self.tokens.children(head).iter().copied().filter(|at| *at > head && speaks);
            let mut preps = preps.filter(|at| matches!(self.word(*at).as_str(), "for" | "of"));
            preps.find_map(|prep| self.tokens.child(prep, &[Label::Pobj]))
        };
        let owner = owner.or_else(behind);
        if let Some(owner) = owner {
            let party = self.scene.places.party_at(owner);
            return if party.is_some() { Some(Side { span, party }) } else { self.who(owner) };
        }
        let meant = self.scene.analysis.meant_by(head);
        let kind = match meant[..] {
            [one] => Some(&self.scene.analysis.mentions[one]),
            _ => None,
        };
        // "The union turned it down. It wants more": a pronoun that nothing else explains
        if self.word(head) == "it" && kind.is_none_or(|kind| kind.places.iter().all(|place| place.how == How::Pronoun))
        {
            return self.body_before(head);
        }
        // "two of its members"
        let counted = Some(head).filter(|head| self.tag(*head) == Tag::Cd).and_then(|_| {
            let of = self.tokens.children(head).iter().copied().find(|at| self.word(*at) == "of")?;
            self.tokens.child(of, &[Label::Pobj])
        });
        if let Some(counted) = counted {
            return self.who(counted).map(|side| Side { span: self.tokens.words(head..counted + 1), ..side });
        }
        if self.is_plain_pronoun(head) {
            let noun = kind?.places.iter().find(|place| place.how != How::Pronoun)?;
            let animate = matches!(kind?.kind, ReferentKind::Person | ReferentKind::Organisation);
            return Some(Side { span: self.tokens.words(noun.tokens.clone()), party: None }).filter(|_| animate);
        }
        let animate =
            kind.is_some_and(|mentions| matches!(mentions.kind, ReferentKind::Person | ReferentKind::Organisation));
        let dated = self.scene.analysis.entity_of(head).is_some_and(|entity| {
            matches!(entity.kind, EntityKind::Date | EntityKind::Time | EntityKind::Law | EntityKind::Work)
        });
        let name = matches!(self.tag(head), Tag::Nnp | Tag::Nnps)
            && !dated
            && Gazetteer::english().named(span.of(&self.scene.article.text)).is_none();
        let fits = animate
            || name
            || self.lexicon.words.camp.contains(&self.word(head))
            || meant.len() > 1
            || self.is_body(head);
        fits.then(|| Side { span, party: self.scene.party_of(span) })
    }

    /// Returns who a noun means that does what only somebody does: any name, and any noun that is no thing unless `things` can do it too.
    pub fn doer(&self, head: u32, things: bool) -> Option<Side> {
        let named = matches!(self.tag(head), Tag::Nnp | Tag::Nnps);
        let noun = named || !things && matches!(self.tag(head), Tag::Nn | Tag::Nns);
        let entity = self.scene.analysis.entity_of(head);
        let somebody = entity.is_none_or(|entity| {
            matches!(entity.kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Group)
        });
        let words = &self.lexicon.words;
        if !noun || !somebody || words.thing.contains(&self.lemma(head)) || words.nobody.contains(&self.lemma(head)) {
            return None;
        }
        // "The Lega dei Ticinesi": hung apart
        let own = self.phrase(head);
        let whole = entity.map_or(own, |entity| self.tokens.words(entity.tokens.clone()));
        let span = Span { start: own.start.min(whole.start), end: own.end.max(whole.end) };
        Some(Side { span, party: self.scene.party_of(span) })
    }

    /// The body that does something in the sentence before, or in this one before a pronoun.
    fn body_before(&self, pronoun: u32) -> Option<Side> {
        let sentences = &self.scene.analysis.sentences;
        let here = self.scene.analysis.sentence_of(pronoun)?;
        let first = sentences.get(here.saturating_sub(1))?.tokens.start;
        let subject = |token: &u32| matches!(self.label(*token), Label::Nsubj) && !self.is_plain_pronoun(*token);
        let word = |token: u32| self.tokens.word(token, &self.scene.article.text).to_lowercase();
        let is_body = |token: &u32| {
            let listed = &Gazetteer::english().words.body;
            let party = self.scene.places.party_at(*token).and_then(|party| self.scene.parties.get(party as usize));
            let body =
                party.is_some_and(|party| !matches!(party.kind, crate::SourceKind::Person | crate::SourceKind::Outlet));
            body || listed.contains(&word(*token))
                || self.lexicon.words.camp.contains(&word(*token))
                || self.is_camp(*token)
        };
        let head = (first..pronoun).rev().filter(subject).find(is_body)?;
        let reach = self.tokens.reach(head).start;
        let article = matches!(word(reach).as_str(), "the" | "a" | "an") && reach < head;
        let span = self.tokens.words(reach + u32::from(article)..head + 1);
        Some(Side { span, party: self.scene.places.party_at(head) })
    }

    /// Returns all who take a position together: "Norway and Poland", each of "the two sides".
    pub fn sides(&self, first: Side) -> Vec<Side> {
        let Some(head) = self.tokens.head_of(self.tokens.within(first.span)) else { return vec![first] };
        if let Some(pair) = self.scene.pair(head) {
            return pair.into_iter().map(|party| Side { span: first.span, party: Some(party) }).collect();
        }
        let mut all = vec![first];
        let mut at = head;
        while let Some(next) = self.tokens.child(at, &[Label::Conj]).filter(|_| all.len() < DEEP) {
            all.extend(self.who(next));
            at = next;
        }
        all
    }

    /// Tells whether a noun means a body or camp, and no single people.
    pub fn is_camp(&self, head: u32) -> bool {
        let organisation = match self.scene.analysis.meant_by(head)[..] {
            [one] => self.scene.analysis.mentions[one].kind == ReferentKind::Organisation,
            _ => false,
        };
        organisation
            || Gazetteer::english().words.body.contains(&self.word(head))
            || self.lexicon.words.camp.contains(&self.word(head))
    }

    pub fn is_plain_pronoun(&self, head: u32) -> bool {
        self.tag(head) == Tag::Prp
    }

    fn is_body(&self, head: u32) -> bool {
        let words = &Gazetteer::english().words;
        let lemma = self.lemma(head);
        words.body.contains(&lemma) || words.office.contains(&lemma) || words.body.contains(&self.word(head))
    }

    /// Returns the innermost statement that a token is in.
    pub fn statement(&self, token: u32) -> Option<(StatementIx, &Statement)> {
        let at = self.scene.word_of(self.tokens.words(token..token + 1))?;
        Some((at, self.scene.statements.get(at as usize)?))
    }

    /// Returns who makes a statement; of a letter, whoever spoke by it last.
    pub fn speaker(&self, at: StatementIx) -> Option<Side> {
        let source = self.scene.statements.get(at as usize)?.sources.first()?;
        let span = source.span?;
        if source.party.is_some() {
            return Some(Side { span, party: source.party });
        }
        let head = self.tokens.head_of(self.tokens.within(span))?;
        if self.lexicon.words.document.contains(&self.lemma(head)) {
            return self.author(head, span);
        }
        let nobody = self.lexicon.words.nobody.contains(&self.lemma(head));
        let is_vague = source.unnamed.is_some() || nobody || self.is_plain_pronoun(head);
        if nobody { None } else { self.who(head).or(Some(Side { span, party: None }).filter(|_| !is_vague)) }
    }

    /// Returns who wrote a document: its possessor, or the last party before that spoke.
    pub fn author(&self, head: u32, span: Span) -> Option<Side> {
        if let Some(owner) = self.tokens.child(head, &[Label::Poss]) {
            return self.who(owner);
        }
        let before = self
            .scene
            .statements
            .iter()
            .rev()
            .filter(|statement| statement.cue.is_some_and(|cue| cue.end <= span.start));
        let source = before.take(3).flat_map(|statement| &statement.sources).find(|source| source.party.is_some())?;
        Some(Side { span: source.span?, party: source.party })
    }

    /// Tells whether a subject is the speaker, or what he speaks for.
    pub fn is_own(&self, subject: u32, speaker: &Side) -> bool {
        if matches!(self.word(subject).as_str(), "we" | "i") {
            return true;
        }
        // "Oslo said it would": the pronoun that opens what somebody says means him
        let opens = |statement: &Statement| {
            statement
                .content
                .first()
                .is_some_and(|piece| self.tokens.within(*piece).take(2).any(|token| token == subject))
        };
        let said = self.statement(subject).filter(|(at, _)| self.speaker(*at).as_ref() == Some(speaker));
        if self.is_plain_pronoun(subject) && said.is_some_and(|(_, statement)| opens(statement)) {
            return true;
        }
        let side = |party: Option<PartyIx>| party.map(|party| self.scene.side_of(party));
        let party = self.scene.places.party_at(subject).or_else(|| self.scene.party_of(self.phrase(subject)));
        if party.is_some() && speaker.party.is_some() {
            return side(party) == side(speaker.party);
        }
        let head = self.tokens.head_of(self.tokens.within(speaker.span));
        let meant = |head: u32| self.scene.analysis.meant_by(head);
        head.is_some_and(|head| meant(head).iter().any(|one| meant(subject).contains(one)))
    }

    /// Returns the tokens of a complement without "to" or "that" in front and without the condition.
    pub fn what(&self, head: u32, condition: Option<Span>) -> Option<Span> {
        let reach = self.tokens.reach(head);
        let mut start = reach.start.max(self.range.start);
        let mut end = reach.end.min(self.range.end);
        // "For all its talk, Norland should ...": how it is led to is no part of it
        let subject = self.tokens.child(head, &[Label::Nsubj, Label::Nsubjpass]);
        let subject = subject.map(|subject| self.tokens.reach(subject).start).filter(|first| *first > start);
        let led = |first: &u32| {
            let mut children = self.tokens.children(head).iter().filter(|child| self.label(**child) != Label::Punct);
            let opens = children.find(|child| **child >= start);
            self.word(first - 1) == "," && opens.is_some_and(|opens| self.label(*opens) == Label::Prep)
        };
        start = subject.filter(led).unwrap_or(start);
        while start < head
            && matches!(
                self.word(start).as_str(),
                "to" | "that" | "," | "\"" | "“" | "not" | "the" | "a" | "an" | "of" | "for"
            )
        {
            start += 1;
        }
        // "is theft and has warned": what goes on beside it is another matter
        let finite = |token: u32| {
            matches!(self.tag(token), Tag::Vbz | Tag::Vbd | Tag::Vbp)
                || self.tokens.child(token, &[Label::Aux]).is_some()
        };
        let beside = self
            .tokens
            .children(head)
            .iter()
            .copied()
            .find(|child| *child > head && self.label(*child) == Label::Conj && finite(*child));
        if let Some(beside) = beside {
            end = end.min(self.tokens.reach(beside).start.max(head + 1));
        }
        if let Some(condition) = condition {
            let opens = self.tokens.within(condition).start;
            if opens > head && opens < end {
                end = opens;
            } else if opens <= start && head >= self.tokens.within(condition).end {
                start = self.tokens.within(condition).end;
            }
        }
        let loose = |token: u32| {
            matches!(self.word(token).as_str(), "," | "." | "\"" | "”" | "“" | ";" | "—" | "–" | "and" | "but")
                || self.tag(token) == Tag::Sp
        };
        while end > start + 1 && loose(end - 1) {
            end -= 1;
        }
        while start + 1 < end && loose(start) {
            start += 1;
        }
        let opened = (start..end).rev().find(|token| matches!(self.word(*token).as_str(), "“" | "”"));
        if opened.is_some_and(|mark| self.word(mark) == "“") && self.word(end) == "”" {
            end += 1;
        }
        (start < end).then(|| self.tokens.words(start..end))
    }
}
