//! One line of a page, made ready to be compared with patterns.

/// Folds a text so that patterns and lines compare equal: lower case, one kind of quote, apostrophe and dash, half-width
/// punctuation, single spaces. One character in, one character out, so that places can be counted in characters.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{60}' | '\u{b4}' | '\u{2bc}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{ff01}'..='\u{ff5e}' => fold_char(char::from_u32(c as u32 - 0xfee0).unwrap_or(c)),
        '\u{a0}' | '\u{3000}' | '\u{2007}' | '\u{202f}' | '\t' => ' ',
        'ё' | 'Ё' => 'е',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Tells whether a character belongs to a script written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c as u32,
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff   // Thai, Lao, Myanmar, Khmer
        | 0x2e80..=0x2fdf | 0x3005..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff) // Han, kana
}

/// A writing system, as far as it tells languages apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Tamil,
    OtherIndic,
    Thai,
    Georgian,
    Hangul,
    Ethiopic,
    Kana,
    Han,
    Other,
}

/// Returns the script of a letter; `None` for what is no letter.
pub fn script(c: char) -> Option<Script> {
    use Script::*;
    if !c.is_alphabetic() {
        return None;
    }
    Some(match c as u32 {
        0x41..=0x24f | 0x1e00..=0x1eff => Latin,
        0x370..=0x3ff | 0x1f00..=0x1fff => Greek,
        0x400..=0x52f => Cyrillic,
        0x530..=0x58f => Armenian,
        0x590..=0x5ff => Hebrew,
        0x600..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Arabic,
        0x900..=0x97f => Devanagari,
        0x980..=0x9ff => Bengali,
        0xb80..=0xbff => Tamil,
        0xa00..=0xd7f => OtherIndic,
        0xe00..=0xe7f => Thai,
        0x10a0..=0x10ff => Georgian,
        0x1100..=0x11ff | 0xac00..=0xd7af => Hangul,
        0x1200..=0x139f => Ethiopic,
        0x3040..=0x30ff => Kana,
        0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff => Han,
        _ => Other,
    })
}

/// Returns the script of most letters of a text; kana decide over Han, and a tie goes to the first in [`Script`].
pub fn main_script(text: &str) -> Option<Script> {
    let mut counts = [0u32; 17];
    for s in text.chars().filter_map(script) {
        counts[s as usize] += 1;
    }
    if counts[Script::Kana as usize] * 5 > counts[Script::Han as usize] && counts[Script::Kana as usize] > 0 {
        counts[Script::Kana as usize] += counts[Script::Han as usize];
        counts[Script::Han as usize] = 0;
    }
    let most = *counts.iter().max()?;
    use Script::*;
    let all = [
        Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Devanagari, Bengali, Tamil, OtherIndic, Thai, Georgian,
        Hangul, Ethiopic, Kana, Han, Other,
    ];
    (most > 0).then(|| all.into_iter().find(|s| counts[*s as usize] == most)).flatten()
}

/// Counts words: runs of letters and digits, and each character of a script without spaces as half a word.
pub fn words(text: &str) -> usize {
    let mut words = 0;
    let mut unspaced = 0;
    let mut inside = false;
    for c in text.chars() {
        if is_unspaced(c) {
            unspaced += 1;
            inside = false;
        } else if c.is_alphanumeric() {
            words += usize::from(!inside);
            inside = true;
        } else if !matches!(c, '\'' | '\u{2019}' | '-' | '.' | ',') || c == ' ' {
            inside = false;
        }
    }
    words + unspaced / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_the_number_of_characters() {
        for text in ["“İstanbul’da” – ＡＢ：", "Straße ŒUVRE"] {
            assert_eq!(fold(text).chars().count(), text.chars().count());
        }
        assert_eq!(fold("来源：Xinhua’s"), "来源:xinhua's");
    }

    #[test]
    fn kana_make_a_text_japanese() {
        assert_eq!(main_script("渡し船が戻った"), Some(Script::Kana));
        assert_eq!(main_script("渡口恢复通航"), Some(Script::Han));
        assert_eq!(main_script("12:30"), None);
    }

    #[test]
    fn words_are_counted_in_any_script() {
        assert_eq!(words("The council's plan, 3.5 million"), 5);
        assert_eq!(words("渡口恢复通航"), 3);
    }
}
