//! What is no part of what is said: the words at its end that hang on the cue, and marks.

use lang::{EntityKind, Label, Pos, Tag};
use text::Span;

use super::{found::Found, view::View};
use crate::Kind;

impl View<'_> {
    /// Cuts what hangs on the cue's verb off the end of what is said, and tells a quoted fragment from quoted clauses.
    pub fn trim(&self, found: &mut Found) {
        let verb = self.tokens().within(found.cue).rev().find(|at| self.tokens().pos[*at as usize] == Pos::Verb);
        if let (Some(verb), Some(last)) = (verb, found.content.last_mut())
            && found.cue.end <= last.start
            && !self.is_quoted(*last)
            && let Some(cut) = self.own_tail(verb, *last)
        {
            *last = cut;
        }
        if found.kind == Kind::Direct && self.is_fragment(found) {
            found.kind = Kind::Mixed;
        }
    }

    /// "denied concealing anything | and said", "the date | on Telegram", "the opposite | on Monday".
    fn own_tail(&self, verb: u32, piece: Span) -> Option<Span> {
        let tokens = self.tokens();
        let inside = tokens.within(piece);
        let next = tokens.children(verb).iter().copied().find(|child| {
            *child > inside.start
                && *child < inside.end
                && self.label(*child) == Label::Conj
                && tokens.pos[*child as usize] == Pos::Verb
        });
        let conjunct = next.and_then(|next| {
            let joins = tokens.children(verb).iter().copied().rfind(|at| *at < next && self.label(*at) == Label::Cc)?;
            (joins > inside.start).then_some(joins)
        });
        let tail = || {
            tokens
                .children(verb)
                .iter()
                .copied()
                .filter(|child| *child > inside.start && inside.contains(child))
                .find_map(|child| {
                    let object = self.labelled(child, Label::Pobj).next();
                    let dated = |at: u32| {
                        self.analysis
                            .entity_of(at)
                            .is_some_and(|entity| matches!(entity.kind, EntityKind::Date | EntityKind::Time))
                    };
                    let own = match self.label(child) {
                        Label::Npadvmod => dated(child),
                        Label::Prep => object.is_some_and(|of| {
                            dated(of)
                                || self.word(child) == "on" && self.lexicon.kinds.platform.contains(&self.word(of))
                        }),
                        Label::Advcl => {
                            self.tag(child) == Tag::Vbg && self.lexicon.words.citing.contains(&self.word(child))
                        }
                        _ => false,
                    };
                    let reach = tokens.reach(child);
                    (own && reach.end >= inside.end && reach.start > inside.start).then_some(reach.start)
                })
        };
        let cut = conjunct.or_else(tail)?;
        self.content(tokens.words(inside.start..cut))
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
