//! What is no part of what is said: the words at its ends that hang on the cue, and marks.

use lang::{EntityKind, Label, Pos, Tag};
use text::Span;

use super::{found::Found, view::View};
use crate::Kind;

impl View<'_> {
    /// Cuts what hangs on the cue's verb off what is said, adds the condition that the cue parts from it, takes the narrator's
    /// words off the source, and tells a quoted fragment from quoted clauses.
    pub fn trim(&self, found: &mut Found) {
        let verb = self.tokens().within(found.cue).rev().find(|at| self.tokens().pos[*at as usize] == Pos::Verb);
        self.whole_name(found);
        if let Some(verb) = verb {
            self.own_source(verb, found);
            self.shrink_source(verb, found);
            self.trim_content(verb, found);
        }
        let quoted = |piece: &Span| self.tokens().within(*piece).any(|token| self.in_quotes(token));
        if found.kind == Kind::Mixed && !found.content.iter().any(quoted) {
            found.kind = Kind::Indirect; // the quoted words were cut off
        }
        if found.kind == Kind::Direct && self.is_fragment(found) {
            found.kind = Kind::Mixed;
        }
    }

    fn trim_content(&self, verb: u32, found: &mut Found) {
        let (cue, source) = (found.cue, found.source.as_ref().map_or(found.cue, |source| source.words));
        let Some(last) = found.content.last_mut() else { return };
        if cue.end <= last.start && !self.is_quoted(*last) {
            if let Some(cut) = self.own_head(verb, *last) {
                *last = cut;
            }
            if let Some(cut) = self.own_tail(verb, *last) {
                *last = cut;
            }
        } else if last.end <= cue.start && found.kind == Kind::Indirect {
            let after = cue.end.max(source.end);
            let condition = self.parted(after).filter(|_| last.end <= source.start);
            found.content.extend(condition);
        }
    }

    /// A source with the whole of the name that its words begin.
    fn whole_name(&self, found: &mut Found) {
        let Some(source) = &found.source else { return };
        let tokens = self.tokens();
        let words = tokens.within(source.words);
        let Some(entity) = words.clone().last().and_then(|last| self.analysis.entity_of(last)) else { return };
        let named = matches!(entity.kind, EntityKind::Organisation | EntityKind::Person);
        if named && entity.tokens.end > words.end && words.contains(&entity.tokens.start) {
            let mut end = entity.tokens.end;
            while end > words.end && self.tag(end - 1) == Tag::Pos {
                end -= 1; // "Ada Poll's"
            }
            if end == words.end {
                return;
            }
            let whole = Span { end: tokens.words(entity.tokens.start..end).end, ..source.words };
            let apart = |span: Span| span.end <= whole.start || whole.end <= span.start;
            if apart(found.cue) && found.content.iter().all(|piece| apart(*piece)) {
                found.source = self.naming(whole);
            }
        }
    }

    /// "The memo, written by the chief, Ada Poll, and seen by us, warned": who stands next to the verb is not who says it.
    fn own_source(&self, verb: u32, found: &mut Found) {
        let Some(source) = &found.source else { return };
        let tokens = self.tokens();
        let Some(subject) = self.labelled(verb, Label::Nsubj).filter(|at| *at < verb).last() else { return };
        let Some(head) = tokens.head_of(tokens.within(source.words)) else { return };
        let parted = tokens.span[subject as usize].end < source.words.start && source.words.end <= found.cue.start;
        // what stands between hangs on the subject as a participle: no apposition, no pair
        let inside = tokens
            .ancestors(head)
            .take_while(|at| *at != subject)
            .any(|at| matches!(self.label(at), Label::Acl | Label::Relcl) && tokens.parent(at) == Some(subject));
        let clear = found.content.iter().all(|piece| !piece.has(tokens.span[subject as usize]));
        if parted && inside && clear && (self.speaks(subject) || self.is_read(subject)) {
            found.source = self.noun(subject).or(found.source.take());
        }
    }

    /// "an offer Brook said he could not accept": the source is Brook.
    fn shrink_source(&self, verb: u32, found: &mut Found) {
        let Some(source) = &found.source else { return };
        let tokens = self.tokens();
        let Some(subject) = self.labelled(verb, Label::Nsubj).filter(|at| *at < verb).last() else { return };
        let words = source.words;
        let head = tokens.head_of(tokens.within(words));
        let inside = words.has(tokens.span[subject as usize]) && head.is_some_and(|head| head != subject);
        if inside
            && head.is_some_and(|head| tokens.ancestors(verb).take(2).any(|at| at == head))
            && let Some(own) = self.noun(subject)
        {
            found.source = Some(own);
        }
    }

    /// "in a letter, a copy of which was shown, | that the bond was late"
    fn own_head(&self, verb: u32, piece: Span) -> Option<Span> {
        let tokens = self.tokens();
        let inside = tokens.within(piece);
        let clause = self.labelled(verb, Label::Ccomp).find(|at| inside.contains(at))?;
        let that = self.labelled(clause, Label::Mark).find(|at| *at > inside.start && self.word(*at) == "that")?;
        self.content(tokens.words(that + 1..inside.end))
    }

    /// "The mill will pay, it said, | as soon as the court agrees"
    fn parted(&self, after: u32) -> Option<Span> {
        let rest = self.text.get(after as usize..)?;
        let clause = rest.strip_prefix(", ")?;
        let opens = ["if ", "unless ", "provided ", "as soon as ", "once ", "until ", "as long as "];
        if !opens.iter().any(|words| clause.starts_with(words)) {
            return None;
        }
        let start = after + 2;
        let end = self.sentence(Span { start, end: start + 1 })?.end;
        let clause = clause.get(..(end - start) as usize)?;
        let stop = clause.find([';', '“', '"', '\n']).unwrap_or(clause.len());
        self.content(Span { start, end: start + stop as u32 })
    }

    /// "denied concealing anything | and said", "the date | on Telegram", "the opposite | on Monday".
    fn own_tail(&self, verb: u32, piece: Span) -> Option<Span> {
        let tokens = self.tokens();
        let inside = tokens.within(piece);
        let next = tokens.children(verb).iter().copied().find(|child| {
            let says = self.lexicon.acts.contains_key(&self.lemma(*child));
            let modal = self.labelled(*child, Label::Aux).any(|at| self.tag(at) == Tag::Md);
            *child > inside.start
                && *child < inside.end
                && self.label(*child) == Label::Conj
                && tokens.pos[*child as usize] == Pos::Verb
                && says
                && !modal
        });
        let conjunct = next.and_then(|next| {
            let joins = tokens.children(verb).iter().copied().rfind(|at| *at < next && self.label(*at) == Label::Cc)?;
            (joins > inside.start).then_some(joins)
        });
        let phrase = !self.has_verb(piece);
        let tail = || {
            inside.clone().skip(1).find(|child| {
                let hangs = tokens.parent(*child) == Some(verb);
                let reach = tokens.reach(*child);
                (hangs || phrase)
                    && reach.end >= inside.end
                    && reach.start > inside.start
                    && self.is_of_telling(*child, hangs)
            })
        };
        let aside = || {
            // ", a claim the army denied"
            inside.clone().skip(1).find(|at| {
                let claim = matches!(self.word(*at).as_str(), "claim" | "allegation" | "charge" | "accusation");
                let comma = tokens.reach(*at).start.checked_sub(1).filter(|comma| *comma > inside.start);
                claim && self.label(*at) == Label::Appos && comma.is_some_and(|comma| self.word(comma) == ",")
            })
        };
        let cut = conjunct.or_else(|| tail().or_else(aside).map(|at| tokens.reach(at).start))?;
        self.content(tokens.words(inside.start..cut))
    }

    /// Whether words tell when or where something was said, or on whose word.
    fn is_of_telling(&self, child: u32, hangs: bool) -> bool {
        let object = self.labelled(child, Label::Pobj).next();
        let dated = |at: u32| {
            let entity = self.analysis.entity_of(at);
            entity.is_some_and(|entity| matches!(entity.kind, EntityKind::Date | EntityKind::Time))
        };
        match self.label(child) {
            Label::Npadvmod => hangs && dated(child),
            Label::Prep if self.word(child) == "on" => object.is_some_and(|of| {
                let platform = self.lexicon.kinds.platform.contains(&self.word(of));
                platform || dated(of) && self.lexicon.words.weekday.contains(&self.word(of))
            }),
            Label::Prep => hangs && object.is_some_and(dated),
            Label::Advcl => {
                let word = self.word(child);
                let words = &self.lexicon.words;
                hangs && self.tag(child) == Tag::Vbg && (words.citing.contains(&word) || words.going_on.contains(&word))
            }
            _ => false,
        }
    }

    /// Whether quoted words are a fragment of the outlet's clause, or follow "that".
    fn is_fragment(&self, found: &Found) -> bool {
        let Some(first) = found.content.first() else { return false };
        let before = self.text.get(..first.start as usize).unwrap_or_default();
        let before = before.trim_end_matches(['“', '"', '‘', '„', '«', ' ']);
        let joined = before.ends_with(|c: char| c.is_alphanumeric()) && found.cue.start < first.start;
        let that = before.ends_with(" that");
        joined && found.content.len() == 1 && (that || !self.has_finite(*first))
    }

    fn has_finite(&self, piece: Span) -> bool {
        self.tokens().within(piece).any(|at| matches!(self.tag(at), Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md))
    }
}
