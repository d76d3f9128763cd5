//! How much a line is like a title: the share of words that two folded texts have in common.

use crate::lexicon::line;

/// Words of the longest title.
pub(super) const MAX_TITLE_WORDS: usize = 45;

/// Share of words that two folded texts have in common, `0..=1` (Dice).
pub fn overlap(a: &str, b: &str) -> f32 {
    let (a, b) = (bag(a), bag(b));
    dice(common(&a, &b), a.len(), b.len())
}

/// The words of a title, for comparison with many lines.
pub(super) struct Title<'a> {
    /// Sorted.
    words: Vec<&'a str>,
    /// One bit for each [`Title::sort`] among them.
    sorts: u64,
}

impl<'a> Title<'a> {
    pub(super) fn of(folded: &'a str) -> Title<'a> {
        let words = bag(folded);
        let sorts = words.iter().fold(0, |sorts, word| sorts | Title::sort(word));
        Title { words, sorts }
    }

    /// A bit by a word's last bytes: most words of most lines have another than any of the title's.
    fn sort(word: &str) -> u64 {
        let bytes = word.as_bytes();
        let byte = |back: usize| bytes.len().checked_sub(back).map_or(0, |at| u64::from(bytes[at]));
        1 << ((byte(1) + 7 * byte(2) + bytes.len() as u64) % 64)
    }

    /// Share of words that the title has in common with a line, as [`overlap`].
    pub(super) fn like(&self, line: &[&str]) -> f32 {
        let mut likely: Vec<&str> = line.iter().copied().filter(|w| self.sorts & Title::sort(w) != 0).collect();
        likely.sort_unstable();
        dice(common(&likely, &self.words), line.len(), self.words.len())
    }
}

/// The words of a folded text, sorted.
fn bag(text: &str) -> Vec<&str> {
    let mut words = words_of(text);
    words.sort_unstable();
    words
}

/// The words of a folded text; characters of scripts without spaces count as words.
pub(super) fn words_of(text: &str) -> Vec<&str> {
    const MAX_BYTES: usize = 800;
    let mut words: Vec<&str> = Vec::new();
    if text.is_ascii() {
        let text = &text[..text.len().min(MAX_BYTES)];
        words.extend(text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()));
        return words;
    }
    let mut start = None;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < MAX_BYTES).chain([(text.len().min(MAX_BYTES), ' ')]) {
        let unspaced = !c.is_ascii() && line::is_unspaced(c);
        if (unspaced || !c.is_alphanumeric())
            && let Some(from) = start.take()
        {
            words.extend(text.get(from..at));
        }
        if unspaced {
            words.push(&text[at..at + c.len_utf8()]);
        } else if c.is_alphanumeric() && start.is_none() {
            start = Some(at);
        }
    }
    words
}

/// Counts what two sorted lists have in common.
fn common(a: &[&str], b: &[&str]) -> usize {
    let (mut i, mut j, mut same) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, same) = (i + 1, j + 1, same + 1),
        }
    }
    same
}

fn dice(same: usize, a: usize, b: usize) -> f32 {
    if same == 0 { 0.0 } else { 2.0 * same as f32 / (a + b) as f32 }
}
