//! What tells the source and the content of a cue: the way to each token through the tree, quotations, distance, other cues.

use std::ops::Range;

use lang::{Label, Pos};

use super::{
    cues::{Part, part},
    features::{Features, bucket, join},
    words::Words,
};

/// Tokens on either side of a cue among which its source and content are sought, inside its paragraph. Chosen by the trial
/// of attribution research: 16 % of contents cross a sentence, 0.6 % a paragraph.
const WINDOW: usize = 90;
/// Steps of a path that are looked at; longer ones are alike.
const MAX_STEPS: usize = 40;
/// Tokens within which a quotation lies beside a cue.
pub(super) const BESIDE: usize = 8;

/// Cues of a text, each with its tokens, in order of their first.
#[derive(Debug, Clone, Default)]
pub struct CueMap {
    /// First token of each.
    starts: Vec<usize>,
    /// Whether each token of the text is in one.
    is_cue: Vec<bool>,
}

impl CueMap {
    /// Makes the map of these cues of a text of `tokens` tokens.
    pub fn of<'c>(cues: impl Iterator<Item = &'c [usize]>, tokens: usize) -> CueMap {
        let mut map = CueMap { starts: Vec::new(), is_cue: vec![false; tokens] };
        for cue in cues {
            map.starts.extend(cue.first());
            cue.iter().for_each(|at| map.is_cue[*at] = true);
        }
        map.starts.sort_unstable();
        map
    }

    /// Returns how many cues begin in a stretch of tokens.
    fn within(&self, range: Range<usize>) -> usize {
        let below = |at: usize| self.starts.partition_point(|start| *start < at);
        below(range.end).saturating_sub(below(range.start))
    }
}

/// Returns the tokens among which the source and content of a cue are sought.
pub fn window(words: &Words, cue: &[usize]) -> Range<usize> {
    let (Some(first), Some(last)) = (cue.first(), cue.last()) else { return 0..0 };
    let paragraph = words.paragraph[*first];
    let same = |at: &usize| words.paragraph[*at] == paragraph;
    let start = (first.saturating_sub(WINDOW)..*first).rev().take_while(same).last().unwrap_or(*first);
    let end = (last + 1..words.len().min(last + 1 + WINDOW)).take_while(same).last().unwrap_or(*last);
    start..end + 1
}

/// A cue as its arguments see it.
struct Cue<'a> {
    first: usize,
    last: usize,
    top: usize,
    /// From `top` to the root.
    up: Vec<usize>,
    all: &'a [usize],
    lemmas: u32,
    lemma: u32,
    passive: u32,
    frame: u32,
    /// Quotations that lie beside it.
    quotes: [Vec<u32>; 2],
}

/// Returns what is seen at each token of `window` for a cue, one row a token. A cue's own tokens see only that.
pub fn see(words: &Words, cue: &[usize], window: Range<usize>, map: &CueMap) -> Vec<Features> {
    let Some(cue) = Cue::of(words, cue, &window) else { return Vec::new() };
    window
        .clone()
        .map(|at| {
            let mut seen = Features(Vec::with_capacity(80));
            if cue.all.contains(&at) {
                seen.add(99, &[]);
            } else {
                cue.token(words, at, &window, map, &mut seen);
            }
            seen
        })
        .collect()
}

impl<'a> Cue<'a> {
    fn of(words: &Words, all: &'a [usize], window: &Range<usize>) -> Option<Cue<'a>> {
        let (first, last) = (*all.first()?, *all.last()?);
        let top = words.top(all);
        let mut up = vec![top];
        while let Some(at) = up.last().copied().filter(|at| words.head(*at) != *at && up.len() < MAX_STEPS) {
            up.push(words.head(at));
        }
        let has =
            |labels: &[Label]| u32::from(words.children(top).any(|child| labels.contains(&words.label_of(child))));
        let quotes_of = |range: Range<usize>| {
            let mut quotes: Vec<u32> = range.map(|at| words.quote[at]).filter(|quote| *quote > 0).collect();
            quotes.dedup();
            quotes
        };
        let subject = u32::from(words.children(top).any(|child| part(words.label_of(child)) == Part::Subject));
        Some(Cue {
            first,
            last,
            top,
            up,
            all,
            lemmas: all.iter().fold(7, |joined, at| join(&[joined, words.lemma[*at]])),
            lemma: words.lemma[top],
            passive: has(&[Label::Auxpass, Label::Nsubjpass, Label::Agent]),
            frame: join(&[
                subject * 8 + has(&[Label::Ccomp]) * 4 + has(&[Label::Xcomp]) * 2 + has(&[Label::Dobj]),
                words.label[top],
            ]),
            quotes: [
                quotes_of(first.saturating_sub(BESIDE).max(window.start)..first),
                quotes_of(last + 1..(last + 1 + BESIDE).min(window.end)),
            ],
        })
    }

    fn token(&self, words: &Words, at: usize, window: &Range<usize>, map: &CueMap, seen: &mut Features) {
        let after = at > self.last;
        let side = u32::from(after);
        let distance = at as i64 - if after { self.last } else { self.first } as i64;
        let far = bucket(distance);
        let sentences = (i64::from(words.sentence[at]) - i64::from(words.sentence[self.top])).clamp(-3, 3);
        let sentence = (sentences + 5) as u32;
        let (word, tag, label) = (words.word[at], words.tag[at], words.label[at]);
        seen.add(1, &[]);
        seen.add(2, &[word]);
        seen.add(3, &[tag]);
        seen.add(4, &[label]);
        seen.add(5, &[far]);
        seen.add(6, &[sentence]);
        seen.add(7, &[side, label]);
        seen.add(8, &[far, tag]);
        let path = if sentences == 0 { self.path(words, at, side, map, seen) } else { 20 + sentence };
        self.quotation(words, at, (side, path, sentence), window, seen);
        for (place, near) in [(1, at.checked_sub(1)), (2, Some(at + 1))] {
            match near.filter(|near| window.contains(near)) {
                Some(near) => {
                    seen.add(37, &[place, words.word[near]]);
                    seen.add(38, &[place, words.tag[near]]);
                    seen.add(39, &[place, u32::from(self.all.contains(&near))]);
                    seen.add(53 + place, &[tag, words.tag[near]]);
                }
                None => seen.add(40, &[place]),
            }
        }
        if map.is_cue[at] {
            seen.add(41, &[]);
            seen.add(52, &[path]);
        }
        let between = if after { self.last + 1..at + 1 } else { at..self.first };
        let between = map.within(between).min(3) as u32;
        seen.add(42, &[between]);
        seen.add(43, &[between, side]);
        seen.add(44, &[between, path]);
        seen.add(46, &[words.tag[self.top], side, label]);
        if distance.abs() <= 3 {
            seen.add(47, &[self.lemma, far]);
        } else {
            seen.add(48, &[self.lemma, side]);
        }
        seen.add(49, &[words.entity[at]]);
        if matches!(words.tokens.pos[at], Pos::Pronoun | Pos::Name) {
            seen.add(50, &[words.sort[at]]);
        }
    }

    /// Adds the way through the tree from the cue to a token of its sentence, and returns it.
    fn path(&self, words: &Words, at: usize, side: u32, map: &CueMap, seen: &mut Features) -> u32 {
        let mut down = Vec::new();
        let mut above = at;
        let place = loop {
            if let Some(place) = self.up.iter().position(|up| *up == above) {
                break place;
            }
            let head = words.head(above);
            if head == above || down.len() >= MAX_STEPS {
                return 1;
            }
            down.push(above);
            above = head;
        };
        let mut path = 11;
        for step in self.up[..place].iter().take(3) {
            path = join(&[path, words.label[*step]]);
        }
        if place > 3 {
            path = join(&[path, 5]);
        }
        let branch = down.last().copied().unwrap_or(above);
        path = join(&[path, if down.is_empty() { 99 } else { words.label[branch] }]);
        let sided = join(&[path, side]);
        seen.add(10, &[path]);
        seen.add(11, &[sided]);
        seen.add(12, &[place.min(6) as u32]);
        if place <= 1 {
            seen.add(13, &[path, self.lemma]);
            seen.add(14, &[sided, self.lemmas]);
        }
        seen.add(15, &[path, self.passive]);
        seen.add(16, &[sided, self.frame]);
        seen.add(17, &[path, down.len().min(3) as u32]);
        seen.add(18, &[path, words.label[at]]);
        seen.add(19, &[path, words.tag[branch]]);
        seen.add(59, &[sided, words.label[self.top], words.tag[self.top]]);
        if down.is_empty() {
            return path;
        }
        use Label::{Advmod, Agent, Aux, Cc, Dative, Mark, Pcomp, Prep, Punct};
        if matches!(words.label_of(branch), Prep | Agent | Mark | Punct | Cc | Advmod | Aux | Dative | Pcomp) {
            seen.add(20, &[path, words.word[branch]]);
            seen.add(58, &[path, words.word[branch], self.lemma]);
        } else {
            seen.add(21, &[path, words.sort[branch]]);
        }
        let opens = |child: &usize| *child < branch && matches!(words.label_of(*child), Mark | Advmod);
        seen.add(22, &[path, words.children(branch).find(opens).map_or(0, |mark| words.word[mark])]);
        if let [.., third, second, _] = down[..] {
            seen.add(25, &[path, words.label[second], words.label[third]]);
        }
        if let [.., second, _] = down[..] {
            seen.add(23, &[path, words.label[second]]);
            seen.add(24, &[path, words.label[second], self.lemma]);
            seen.add(57, &[path, words.label[second], words.sort[second]]);
        }
        let (left, right) = (words.left[branch] as usize, words.right[branch] as usize);
        seen.add(26, &[path, u32::from(at == left) * 2 + u32::from(at == right)]);
        if at < branch {
            seen.add(27, &[path]);
        }
        let own = |verb: usize| u32::from(words.has_subject(verb)) + 2 * u32::from(map.is_cue[verb]);
        seen.add(61, &[sided, own(branch)]);
        seen.add(62, &[path, own(branch), self.lemma]);
        if let [.., second, _] = down[..] {
            seen.add(63, &[path, words.label[second], own(second)]);
        }
        let verb = std::iter::once(&at).chain(&down).find(|verb| words.tokens.pos[**verb] == Pos::Verb);
        seen.add(64, &[path, verb.map_or(4, |verb| own(*verb))]);
        seen.add(56, &[path, u32::from(left < self.first && right > self.last), bucket((right - left) as i64)]);
        path
    }

    /// Adds how a token stands to the quotations beside the cue.
    fn quotation(
        &self,
        words: &Words,
        at: usize,
        (side, path, sentence): (u32, u32, u32),
        window: &Range<usize>,
        seen: &mut Features,
    ) {
        let quote = words.quote[at];
        let inside = u32::from(quote > 0);
        let stands = match quote {
            0 => 0,
            _ if self.quotes[0].contains(&quote) => 1,
            _ if self.quotes[1].contains(&quote) => 2,
            _ => 3,
        };
        let cue_inside = u32::from(words.quote[self.top] > 0);
        if path == 20 + sentence {
            seen.add(28, &[sentence, inside, u32::from(stands == 1 || stands == 2)]);
        }
        seen.add(30, &[stands]);
        seen.add(31, &[stands, side]);
        seen.add(32, &[stands, path]);
        seen.add(33, &[inside, cue_inside]);
        seen.add(34, &[stands, u32::from(quote == words.quote[self.top])]);
        seen.add(29, &[stands, side, cue_inside]);
        if words.mark[at] || words.tokens.pos[at] == Pos::Punctuation {
            seen.add(35, &[words.word[at], side, stands]);
            seen.add(36, &[words.word[at], path]);
            let quoted = |near: Option<usize>| {
                u32::from(near.is_some_and(|near| window.contains(&near) && words.quote[near] > 0))
            };
            seen.add(60, &[words.word[at], quoted(Some(at + 1)) * 2 + quoted(at.checked_sub(1)), side]);
        }
    }
}
