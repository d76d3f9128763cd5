//! When what a time belongs to happens: from the verb that governs it, or, without a tree, from the words before it.

use lang::{Analysis, Label, Tag};
use text::Span;

use super::{grammar::Grammar, lexicon::TenseWords, resolve::Tense, token::Kind};

/// Tokens before an expression that are looked at without a tree.
const NEAR: usize = 14;

/// Tells the tense of the verb above the words of `span`.
pub(super) fn by_tree(analysis: &Analysis, text: &str, span: Span, words: &TenseWords) -> Tense {
    let tokens = &analysis.tokens;
    let is = |list: &[String], token: u32| list.iter().any(|word| word == tokens.lemma(token));
    let Some(head) = tokens.head_of(tokens.within(span)) else { return Tense::Unknown };
    if let Some(parent) = tokens.parent(head).filter(|parent| tokens.tag[*parent as usize] == Tag::In) {
        let word = tokens.word(parent, text);
        if word.eq_ignore_ascii_case("since") {
            return Tense::Past;
        }
    }
    for token in tokens.ancestors(head) {
        let tag = tokens.tag[token as usize];
        let aux = || {
            tokens
                .children(token)
                .iter()
                .copied()
                .filter(|child| matches!(tokens.label[*child as usize], Label::Aux | Label::Auxpass))
        };
        let has = |tag: Tag| aux().any(|aux| tokens.tag[aux as usize] == tag);
        let modal = aux().any(|aux| tokens.tag[aux as usize] == Tag::Md);
        let perfect = aux().any(|aux| tokens.lemma(aux) == "have");
        match tag {
            Tag::Vb | Tag::Vbd | Tag::Vbn | Tag::Vbg | Tag::Vbz | Tag::Vbp if modal => {
                return if perfect { Tense::Past } else { Tense::Future };
            }
            Tag::Vbd | Tag::Vbn if is(&words.ahead, token) => {
                // "was due on Friday", "talks scheduled for Friday" lie ahead of their telling; "has planned" too
                return Tense::Future;
            }
            Tag::Jj if is(&words.ahead, token) => return Tense::Future,
            Tag::Vbd => return Tense::Past,
            Tag::Vbn | Tag::Vbg if perfect => return Tense::Past,
            Tag::Vb | Tag::Vbn | Tag::Vbg if has(Tag::To) => {
                let above = tokens.parent(token);
                let done = above.is_some_and(|above| is(&words.done, above) && tokens.tag[above as usize] != Tag::Vb);
                let ahead = above.is_some_and(|above| is(&words.ahead, above));
                if !done || ahead {
                    return Tense::Future;
                }
            }
            Tag::Vbn if has(Tag::Vbd) => return Tense::Past,
            // "the deal announced Friday"
            Tag::Vbn if aux().next().is_none() && tokens.label[token as usize] != Label::Conj => return Tense::Past,
            Tag::Vbg if has(Tag::Vbd) => return Tense::Past,
            Tag::Vbg if has(Tag::Vbz) || has(Tag::Vbp) => return Tense::Future,
            Tag::Vbz | Tag::Vbp if !is(&words.tells, token) => return Tense::Future,
            Tag::Vbz | Tag::Vbp => return Tense::Unknown,
            _ => {}
        }
    }
    Tense::Unknown
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
