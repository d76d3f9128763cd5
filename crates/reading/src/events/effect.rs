//! What a word makes of an event that hangs on it.

use lang::Label;

use super::{
    lexicon::{Effect, Piece},
    tree::Tree,
};

impl Tree<'_> {
    /// Returns what a word makes of an event that hangs on it; "is possible", "are off", "is on hold" count as one.
    pub fn effect(&self, token: u32) -> Option<Effect> {
        // "hold talks over a deal" is about the deal, "hold the talks over" puts them off
        let about = |rest: &[String]| {
            self.lemma(token) == "hold"
                && self.children(token, &[Label::Prep]).any(|preposition| {
                    rest.first().is_some_and(|word| word == self.form(preposition))
                        && self.tokens.child(preposition, &[Label::Pobj, Label::Pcomp]).is_some()
                })
        };
        let follows = |rest: &[String]| {
            let pieces: Vec<Piece> = rest.iter().map(|word| Piece::Word(word.clone())).collect();
            !about(rest) && self.takes(token, &pieces, &mut Vec::new())
        };
        if self.is_mistake(token) {
            return None;
        }
        // "has twice been moved"
        if self.lemma(token) == "move" && self.is_verb(token) && self.group(token).passive {
            return Some(Effect::Postponed);
        }
        if self.lemma(token) == "be" && self.is_verb(token) {
            // "is in its third day"
            let goes_on = self.behind(token).into_iter().any(|(preposition, word)| {
                self.form(preposition) == "in"
                    && matches!(
                        self.lemma(word),
                        "day" | "week" | "month" | "hour" | "year" | "progress" | "session" | "swing"
                    )
                    && (self.tokens.child(word, &[Label::Poss]).is_some()
                        || self.lemma(word) == "progress"
                        || self.lemma(word) == "session")
            });
            if goes_on {
                return Some(Effect::UnderWay);
            }
            let parts: &[Label] = &[Label::Acomp, Label::Attr, Label::Advmod, Label::Prt, Label::Prep, Label::Oprd];
            for child in self.tokens.children(token).iter().copied() {
                if !parts.contains(&self.label(child)) || self.is_mistake(child) {
                    continue;
                }
                let behind = |rest: &[String]| {
                    self.children(child, &[Label::Pobj])
                        .any(|word| rest.iter().any(|r| r == self.lemma(word) || r == self.form(word)))
                };
                let found = self
                    .words
                    .effect(self.form(child), behind)
                    .or_else(|| self.words.effect(self.lemma(child), behind));
                if let Some(found) = found.filter(|found| *found != Effect::Neutral) {
                    return Some(found);
                }
            }
            return Some(Effect::Neutral);
        }
        self.words
            .effect(self.lemma(token), follows)
            .or_else(|| (!self.is_verb(token)).then(|| self.words.effect(self.form(token), follows)).flatten())
    }

    /// "slips up on the spill", "a bad slip": nothing that is put off. "Prisoner release slips" is, whatever the tagger takes it for.
    fn is_mistake(&self, token: u32) -> bool {
        let has = |labels: &'static [Label], fits: fn(&str) -> bool| {
            self.children(token, labels).any(|child| fits(self.form(child)))
        };
        let noun = || !self.is_verb(token) && has(&[Label::Det, Label::Amod], |_| true);
        let up = || has(&[Label::Prt, Label::Advmod, Label::Prep], |form| form == "up");
        self.lemma(token) == "slip" && (noun() || up())
    }
}
