//! What tells a cue: the words around it, what hangs on it, and quotation marks nearby.

use lang::Label;

use super::{
    features::{Features, join},
    words::Words,
};

/// Tokens looked at on either side.
const AROUND: i64 = 3;
/// Tokens within which a quotation mark is near.
const NEAR_MARK: i64 = 6;

/// What a token on a cue does for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Subject,
    Clause,
    Preposition,
    Object,
    Auxiliary,
    Mark,
    Other,
}

/// Returns what a label does for the word above.
pub(super) fn part(label: Label) -> Part {
    match label {
        Label::Nsubj | Label::Nsubjpass => Part::Subject,
        Label::Ccomp | Label::Xcomp | Label::Acl | Label::Advcl => Part::Clause,
        Label::Prep | Label::Agent => Part::Preposition,
        Label::Dobj | Label::Dative | Label::Pobj | Label::Oprd | Label::Attr => Part::Object,
        Label::Neg | Label::Auxpass | Label::Aux | Label::Prt => Part::Auxiliary,
        Label::Mark => Part::Mark,
        _ => Part::Other,
    }
}

/// Adds what is seen at token `at`.
pub fn see(words: &Words, at: usize, seen: &mut Features) {
    let n = words.len() as i64;
    let (word, lemma, tag) = (words.word[at], words.lemma[at], words.tag[at]);
    seen.add(1, &[]);
    seen.add(2, &[word]);
    seen.add(3, &[lemma]);
    seen.add(4, &[tag]);
    seen.add(5, &[words.suffix[at]]);
    seen.add(6, &[tag, lemma]);
    seen.add(7, &[words.entity[at]]);
    seen.add(8, &[u32::from(words.paragraph[at] <= 1)]);
    let near = |offset: i64| Some(at as i64 + offset).filter(|j| (0..n).contains(j)).map(|j| j as usize);
    for offset in (-AROUND..=AROUND).filter(|offset| *offset != 0) {
        let Some(j) = near(offset) else { continue };
        let place = (offset + AROUND) as u32;
        seen.add(10, &[place, words.word[j]]);
        seen.add(11, &[place, words.tag[j]]);
        if offset.abs() == 1 {
            seen.add(12, &[place, words.word[j], lemma]);
            seen.add(13, &[place, words.tag[j], lemma]);
            seen.add(14, &[place, words.label[j]]);
        }
        if offset.abs() < 3 {
            seen.add(15, &[place, words.entity[j]]);
        }
    }
    let tag_at = |offset| near(offset).map_or(u32::MAX, |j| words.tag[j]);
    seen.add(16, &[tag_at(-1), tag, tag_at(1)]);
    seen.add(17, &[tag_at(-2), tag_at(-1), tag]);
    seen.add(18, &[tag, tag_at(1), tag_at(2)]);
    if let (Some(before), Some(after)) = (near(-1), near(1)) {
        seen.add(19, &[words.word[before], word, words.word[after]]);
    }
    quotation(words, at, seen);
    tree(words, at, seen);
}

fn quotation(words: &Words, at: usize, seen: &mut Features) {
    let inside = u32::from(words.quote[at] > 0);
    seen.add(20, &[inside]);
    seen.add(21, &[inside, words.lemma[at]]);
    for side in [-1, 1] {
        for offset in 1..=NEAR_MARK {
            let j = at as i64 + side * offset;
            let Some(j) = usize::try_from(j).ok().filter(|j| *j < words.len()) else { break };
            if words.mark[j] || words.quote[j] > 0 {
                let side = (side + 1) as u32;
                seen.add(22, &[side, offset as u32]);
                if offset <= 3 {
                    seen.add(23, &[side, words.lemma[at]]);
                }
                break;
            }
        }
    }
}

fn tree(words: &Words, at: usize, seen: &mut Features) {
    let (lemma, tag, label, head) = (words.lemma[at], words.tag[at], words.label[at], words.head(at));
    seen.add(30, &[label]);
    seen.add(31, &[words.lemma[head]]);
    seen.add(32, &[words.tag[head]]);
    seen.add(33, &[label, lemma]);
    seen.add(34, &[label, words.label[head]]);
    seen.add(35, &[label, words.lemma[head]]);
    seen.add(36, &[lemma, words.lemma[head]]);
    let (mut subject, mut clauses, mut object) = (0, 0, 0);
    for child in words.children(at) {
        let has = words.label[child];
        seen.add(37, &[has]);
        seen.add(38, &[has, words.lemma[child]]);
        match part(words.label_of(child)) {
            Part::Subject => {
                subject = has + 1;
                seen.add(39, &[has, words.sort[child]]);
                seen.add(40, &[lemma, words.sort[child]]);
            }
            Part::Clause => {
                clauses = join(&[clauses, has]);
                let mark = words.children(child).find(|below| words.label_of(*below) == Label::Mark);
                let mark = mark.map_or(0, |mark| words.word[mark]);
                seen.add(41, &[has, mark]);
                seen.add(42, &[has, words.tag[child]]);
                seen.add(43, &[has, u32::from(child > at)]);
                seen.add(44, &[has, mark, lemma]);
                let aux = words.children(child).find(|below| words.label_of(*below) == Label::Aux);
                seen.add(64, &[has, aux.map_or(0, |aux| words.word[aux])]);
            }
            Part::Preposition => {
                seen.add(45, &[words.word[child]]);
                seen.add(46, &[words.word[child], lemma]);
            }
            Part::Object => {
                object = has + 1;
                seen.add(47, &[has, words.sort[child]]);
                seen.add(48, &[has, lemma]);
                seen.add(49, &[words.lemma[child], lemma]);
            }
            Part::Auxiliary => seen.add(50, &[words.word[child]]),
            Part::Mark | Part::Other => {}
        }
        if words.quote[child] > 0 {
            seen.add(51, &[has]);
            seen.add(52, &[has, lemma]);
        }
    }
    seen.add(53, &[subject, clauses, object]);
    seen.add(54, &[subject, clauses, object, lemma]);
    seen.add(55, &[subject, clauses, object, tag]);
    if head == at {
        return;
    }
    let above = words.head(head);
    seen.add(60, &[label, words.label[head], words.label[above]]);
    seen.add(61, &[tag, label, words.tag[head], words.lemma[above]]);
    if subject == 0 {
        let sort = words.subject_of(at).map_or(0, |subject| words.sort[subject]);
        seen.add(62, &[label, sort]);
        seen.add(63, &[lemma, sort]);
    }
    let mut around = 0;
    for sister in words.children(head) {
        let part = part(words.label_of(sister));
        if part == Part::Subject {
            seen.add(56, &[label, words.sort[sister]]);
        }
        if matches!(part, Part::Subject | Part::Clause | Part::Preposition) || words.label_of(sister) == Label::Dobj {
            around |= 1 << (part as u32 + 8 * u32::from(sister > at));
        }
    }
    seen.add(57, &[label, around]);
    seen.add(58, &[label, around, words.lemma[head]]);
}
