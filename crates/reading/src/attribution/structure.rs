//! What tree, quotation marks and commas say that content may be: candidates that the field may not think of, and what the
//! judge compares every candidate with.

use std::ops::Range;

use lang::{Label, Pos, Tag};

use super::{arguments::BESIDE, words::Words};

/// Steps up a tree from a token to the clause it is in.
const MAX_STEPS: usize = 40;

/// Contents that the structure around a cue suggests; each may hold no token.
#[derive(Debug, Clone, Default)]
pub struct Structure {
    /// The clause that hangs on the cue.
    pub clause: Vec<usize>,
    /// The quotations beside it.
    pub quoted: Vec<usize>,
    /// The sentence without the clause of the cue.
    pub rest: Vec<usize>,
}

impl Structure {
    /// Returns what is suggested for a cue whose likeliest source is `source`, within `window`.
    pub fn of(words: &Words, cue: &[usize], source: &[usize], window: &Range<usize>) -> Structure {
        let (Some(first), Some(last)) = (cue.first().copied(), cue.last().copied()) else {
            return Structure::default();
        };
        let top = words.top(cue);
        let free = |at: &usize| !words.space[*at] && !cue.contains(at) && !source.contains(at);
        let inside = |left: usize, right: usize| left.max(window.start)..(right + 1).min(window.end);
        let clause = words.children(top).filter(|child| is_clause(words.label_of(*child)));
        let clause = clause.max_by_key(|child| (words.right[*child] - words.left[*child], *child));
        let clause = clause.map(|clause| {
            let all = inside(words.left[clause] as usize, words.right[clause] as usize);
            all.filter(free).filter(|at| hangs_on(words, *at, clause, top)).collect()
        });
        let beside = first.saturating_sub(BESIDE).max(window.start)..(last + 1 + BESIDE).min(window.end);
        let mut quotes: Vec<u32> = beside.map(|at| words.quote[at]).filter(|quote| *quote > 0).collect();
        quotes.dedup();
        let quoted = window.clone().filter(free).filter(|at| quotes.contains(&words.quote[*at])).collect();
        let sentence = words.sentences.get(words.sentence[top] as usize).cloned().unwrap_or_default();
        let sentence = sentence.start.max(window.start)..sentence.end.min(window.end);
        let own = words.left[top] as usize..=words.right[top] as usize;
        let is_root = words.head(top) == top;
        let rest = sentence.filter(free).filter(|at| is_root || !own.contains(at)).collect();
        Structure { clause: clause.unwrap_or_default(), quoted, rest }
    }

    /// Returns the suggestions, and the likeliest content cut off or led on at the borders of its clauses.
    pub fn contents(&self, words: &Words, best: &[usize], cue: &[usize], window: &Range<usize>) -> Vec<Vec<usize>> {
        let mut all = vec![self.clause.clone(), self.quoted.clone(), self.rest.clone()];
        let (Some(start), Some(end)) = (best.first().copied(), best.last().copied()) else { return all };
        let (first, last) = (cue[0], cue[cue.len() - 1]);
        // only the piece at the edge is led on, and never over the cue
        let floor = if start > last { last + 1 } else { window.start };
        let ceiling = if end < first { first } else { window.end };
        let same = |at: &usize| words.sentence[*at] == words.sentence[end];
        let border = |at: &usize| is_border(words, *at);
        let kept = |range: Range<usize>| best.iter().copied().filter(|at| range.contains(at)).collect::<Vec<usize>>();
        all.extend((start + 1..end).rev().find(border).map(|at| kept(start..at)));
        all.extend((start + 1..end).find(border).map(|at| kept(start..at)));
        all.extend((start + 1..end).find(border).map(|at| kept(at + 1..end + 1)));
        let on = |to: usize| {
            best.iter().copied().chain((end + 1..to).filter(|at| !words.space[*at])).collect::<Vec<usize>>()
        };
        let goes_on = |from: usize| (from..ceiling).take_while(same).find(border);
        let next = goes_on(end + 2).or_else(|| (end + 1..ceiling).take_while(same).last().map(|at| at + 1));
        all.extend(next.map(on));
        all.extend(next.and_then(|next| goes_on(next + 1)).map(on));
        let begins =
            (floor..start.saturating_sub(1)).rev().take_while(|at| words.sentence[*at] == words.sentence[start]);
        let begins = begins.clone().find(border).map(|at| at + 1).or(begins.last());
        let back = |from: usize| (from..start).filter(|at| !words.space[*at]).chain(best.iter().copied()).collect();
        all.extend(begins.map(back));
        all
    }
}

fn is_clause(label: Label) -> bool {
    matches!(label, Label::Ccomp | Label::Xcomp | Label::Acl | Label::Advcl | Label::Pcomp | Label::Dobj | Label::Pobj)
}

/// Whether the way up from a token leads over `clause` before `top`.
fn hangs_on(words: &Words, at: usize, clause: usize, top: usize) -> bool {
    let mut above = at;
    for _ in 0..MAX_STEPS {
        if above == clause {
            return true;
        }
        let head = words.head(above);
        if above == top || head == above {
            return false;
        }
        above = head;
    }
    false
}

/// Whether a token is where a clause may end: a comma, another mark, or "and" between verbs.
pub fn is_border(words: &Words, at: usize) -> bool {
    let joins = || matches!(words.tokens.pos[words.head(at)], Pos::Verb | Pos::Auxiliary);
    match words.tokens.tag[at] {
        Tag::Comma | Tag::Colon | Tag::Stop | Tag::OpenBracket | Tag::CloseBracket => true,
        Tag::Cc => joins(),
        _ => words.mark[at],
    }
}
