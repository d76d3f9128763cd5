//! When what a time belongs to happens: from the verb that governs it, or, without a tree, from the words before it.

use lang::{Analysis, Label, Tag, Tokens};
use text::Span;

use super::{grammar::Grammar, lexicon::TenseWords, resolve::Tense, token::Kind};

/// Tokens before an expression that are looked at without a tree.
const NEAR: usize = 14;

/// Tells the tense of the verb above the words of `span`, of the prepositions between, and of what it is said to be due for.
pub(super) fn by_tree(analysis: &Analysis, text: &str, span: Span, words: &TenseWords) -> Tense {
    let tokens = &analysis.tokens;
    let Some(mut head) = tokens.head_of(tokens.within(span)) else { return Tense::Unknown };
    // "on Friday and Saturday"
    while tokens.label[head as usize] == Label::Conj
        && let Some(first) = tokens.parent(head).filter(|first| *first < head)
    {
        head = first;
    }
    let walk = Walk { tokens, words };
    let label = |token: u32| tokens.label[token as usize];
    // "set Jan. 14 as the new date"
    if label(head) == Label::Dobj && tokens.parent(head).is_some_and(|verb| walk.is(&words.ahead_for, verb)) {
        return Tense::Future;
    }
    // whether the time hangs on the verb itself, not on a noun that the verb governs
    let mut direct = !matches!(label(head), Label::Poss | Label::Compound | Label::Nmod | Label::Amod | Label::Nummod);
    let mut hangs = false;
    let mut through = "";
    for token in tokens.ancestors(head) {
        let word = tokens.word(token, text);
        if tokens.tag[token as usize] == Tag::In || label(token) == Label::Prep {
            through = if through.is_empty() { word } else { through };
            match word.to_ascii_lowercase().as_str() {
                "since" => return Tense::Past,
                "ahead" => return Tense::Future,
                _ => continue,
            }
        }
        let noun = matches!(tokens.tag[token as usize], Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps);
        if noun {
            direct = (direct || !hangs) && walk.is(&words.scheduled, token);
            hangs = true;
            continue;
        }
        if let Some(tense) = walk.tense(token, direct, hangs, through) {
            let until = ["until", "till"].iter().any(|word| through.eq_ignore_ascii_case(word));
            return if until && !walk.had(token) { Tense::Future } else { tense };
        }
    }
    Tense::Unknown
}

struct Walk<'a> {
    tokens: &'a Tokens,
    words: &'a TenseWords,
}

impl Walk<'_> {
    fn is(&self, list: &[String], token: u32) -> bool {
        list.iter().any(|word| word == self.tokens.lemma(token))
    }

    /// Tells whether a verb is in the pluperfect.
    fn had(&self, token: u32) -> bool {
        let had = |aux: &u32| self.tokens.lemma(*aux) == "have" && self.tokens.tag[*aux as usize] == Tag::Vbd;
        self.tokens.children(token).iter().any(had)
    }

    /// Tells the tense of a verb, or of an adjective that speaks of what is to come; none where the one above it decides.
    fn tense(&self, token: u32, direct: bool, hangs: bool, through: &str) -> Option<Tense> {
        let tokens = self.tokens;
        let tag = tokens.tag[token as usize];
        let aux = || {
            let is = |child: &u32| matches!(tokens.label[*child as usize], Label::Aux | Label::Auxpass);
            tokens.children(token).iter().copied().filter(is)
        };
        let has = |tag: Tag| aux().any(|aux| tokens.tag[aux as usize] == tag);
        let perfect = aux().any(|aux| tokens.lemma(aux) == "have");
        let pluperfect = self.had(token) && !matches!(tag, Tag::Jj);
        let present = has(Tag::Vbz) || has(Tag::Vbp);
        let moved = self.is(&self.words.moved, token);
        let for_it = matches!(through, "for" | "to" | "back");
        let ahead = self.is(&self.words.ahead, token) || for_it && (moved || self.is(&self.words.ahead_for, token));
        match tag {
            Tag::Vb | Tag::Vbd | Tag::Vbn | Tag::Vbg | Tag::Vbz | Tag::Vbp if has(Tag::Md) => {
                Some(match (perfect, direct) {
                    (true, _) => Tense::Past,
                    (_, true) => Tense::Future,
                    _ => Tense::Unknown,
                })
            }
            // "the vote had been scheduled for Monday", "was to have started on Monday"
            _ if ahead && pluperfect || perfect && has(Tag::To) => Some(Tense::Planned),
            _ if pluperfect => Some(Tense::Past),
            // "Its Wednesday sailing is cancelled"
            _ if moved && hangs => Some(Tense::Planned),
            // "talks planned for Friday", "a team due on Sunday"
            Tag::Vbn | Tag::Jj
                if ahead && !present && tokens.label[token as usize] != Label::Root && aux().next().is_none() =>
            {
                Some(Tense::Planned)
            }
            Tag::Vbd | Tag::Vbn | Tag::Vbz | Tag::Vbp | Tag::Jj if ahead => Some(Tense::Future),
            Tag::Vbd => Some(Tense::Past),
            Tag::Vbn | Tag::Vbg if perfect => Some(Tense::Past),
            Tag::Vb | Tag::Vbn | Tag::Vbg if has(Tag::To) => {
                let above = tokens.parent(token)?;
                // "had been due to expire on Friday"
                let said =
                    matches!(tokens.tag[above as usize], Tag::Jj | Tag::Vbn) && self.is(&self.words.ahead, above);
                let over = said && (self.had(above) || tokens.parent(above).is_some_and(|above| self.had(above)));
                let done = self.is(&self.words.done, above) && tokens.tag[above as usize] != Tag::Vb;
                match (over, done || !direct) {
                    (true, _) => Some(Tense::Planned),
                    (_, true) => None,
                    _ => Some(Tense::Future),
                }
            }
            Tag::Vbn if has(Tag::Vbd) => Some(Tense::Past),
            // "the deal announced Friday"
            Tag::Vbn if aux().next().is_none() && tokens.label[token as usize] != Label::Conj => Some(Tense::Past),
            Tag::Vbn if present && direct => Some(Tense::Unknown),
            Tag::Vbg if has(Tag::Vbd) => Some(Tense::Past),
            Tag::Vbg if present => Some(if direct { Tense::Future } else { Tense::Unknown }),
            Tag::Vbz | Tag::Vbp => {
                let tells = self.is(&self.words.tells, token) || !direct;
                Some(if tells { Tense::Unknown } else { Tense::Future })
            }
            _ => None,
        }
    }
}

/// Tells the tense from the words before token `first` in its sentence.
pub(super) fn by_words(grammar: &Grammar<'_>, first: usize, words: &TenseWords) -> Tense {
    for at in (first.saturating_sub(NEAR)..first).rev() {
        match grammar.tokens[at].kind {
            Kind::Mark('.' | '!' | '?' | ';') => break,
            Kind::Word => {}
            _ => continue,
        }
        let word = grammar.of(at);
        let is = |list: &[String]| list.iter().any(|one| word.eq_ignore_ascii_case(one));
        if is(&words.future) {
            return Tense::Future;
        }
        if is(&words.past) || word.len() > 4 && word.ends_with("ed") {
            return Tense::Past;
        }
    }
    Tense::Unknown
}
