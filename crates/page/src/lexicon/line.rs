//! One line of a page, made ready to be compared with patterns.

/// Folds a text so that patterns and lines compare equal: lower case, one kind of quote, apostrophe and dash, half-width
/// punctuation, single spaces. One character in, one character out, so that places can be counted in characters.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        let mut folded = text.to_ascii_lowercase();
        if memchr::memchr2(b'`', b'\t', folded.as_bytes()).is_some() {
            folded = folded.replace('`', "'").replace('\t', " ");
        }
        return folded;
    }
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().map(fold_char));
    folded
}

fn fold_char(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{60}' | '\u{b4}' | '\u{2bc}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{ff01}'..='\u{ff5e}' => fold_char(char::from_u32(c as u32 - 0xfee0).unwrap_or(c)),
        '\u{a0}' | '\u{3000}' | '\u{2007}' | '\u{202f}' | '\t' => ' ',
        'ё' | 'Ё' => 'е',
        // Punctuation, and scripts without capitals.
        '\u{2000}'..='\u{206f}' | '\u{3041}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => c,
        _ if c.is_ascii() => c.to_ascii_lowercase(),
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
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(Latin);
    }
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
    Counts::of(text).words
}

/// What one pass over a text counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words, as [`words`] counts them.
    pub words: usize,
    /// Commas of any script.
    pub commas: usize,
    /// Digits `0` to `9`.
    pub digits: usize,
    /// Upper-case letters.
    pub capitals: usize,
    /// Marks that part the links of a row.
    pub bars: usize,
    /// Marks that open a quotation.
    pub quotes: usize,
}

/// What a character counts as: one bit each.
mod class {
    pub const WORD: u8 = 1;
    /// Stands inside words: "3.5", "council's".
    pub const JOINT: u8 = 2;
    pub const COMMA: u8 = 4;
    pub const DIGIT: u8 = 8;
    pub const CAPITAL: u8 = 16;
    pub const BAR: u8 = 32;
    pub const QUOTE: u8 = 64;
    pub const UNSPACED: u8 = 128;

    pub const ASCII: [u8; 128] = {
        let mut classes = [0; 128];
        let mut b = 0;
        while b < 128 {
            classes[b as usize] = match b {
                b'0'..=b'9' => WORD | DIGIT,
                b'a'..=b'z' => WORD,
                b'A'..=b'Z' => WORD | CAPITAL,
                b',' => JOINT | COMMA,
                b'\'' | b'-' | b'.' => JOINT,
                b'|' | b'/' => BAR,
                b'"' => QUOTE,
                _ => 0,
            };
            b += 1;
        }
        classes
    };

    pub fn of(c: char) -> u8 {
        match c {
            '\u{2019}' => JOINT,
            '\u{60c}' | '\u{ff0c}' | '\u{3001}' => COMMA,
            '\u{203a}' | '\u{bb}' | '\u{2022}' | '\u{b7}' => BAR,
            '\u{201c}' | '\u{ab}' => QUOTE,
            '\u{300c}' => QUOTE | UNSPACED,
            '\u{2000}'..='\u{206f}' => 0,
            _ if super::is_unspaced(c) => UNSPACED,
            _ if c.is_alphanumeric() => WORD | if c.is_uppercase() { CAPITAL } else { 0 },
            // Letters in circles are capitals, but no letters.
            _ if c.is_uppercase() => CAPITAL,
            _ => 0,
        }
    }
}

impl Counts {
    /// Counts a text.
    pub fn of(text: &str) -> Counts {
        let mut counts = Counts::default();
        let mut unspaced = 0;
        let mut inside = 0;
        let mut add = |class: u8| {
            let bit = |bit: u8| usize::from(class & bit != 0);
            let word = bit(class::WORD);
            counts.words += word & !inside;
            inside = word | inside & bit(class::JOINT);
            counts.commas += bit(class::COMMA);
            counts.digits += bit(class::DIGIT);
            counts.capitals += bit(class::CAPITAL);
            counts.bars += bit(class::BAR);
            counts.quotes += bit(class::QUOTE);
            unspaced += bit(class::UNSPACED);
        };
        if text.is_ascii() {
            text.bytes().for_each(|b| add(class::ASCII[usize::from(b & 127)]));
        } else {
            text.chars().for_each(|c| add(if c.is_ascii() { class::ASCII[c as usize] } else { class::of(c) }));
        }
        counts.words += unspaced / 2;
        counts
    }
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
    fn one_pass_counts_what_each_test_alone_counts() {
        let text = "“He said 'no' – twice,” A/B | 3.5％，「渡口」、Ⓐ É ß. \"x\"";
        let counts = Counts::of(text);
        let count = |test: fn(char) -> bool| text.chars().filter(|c| test(*c)).count();
        assert_eq!(counts.commas, count(|c| matches!(c, ',' | '،' | '，' | '、')));
        assert_eq!(counts.digits, count(|c| c.is_ascii_digit()));
        assert_eq!(counts.capitals, count(char::is_uppercase));
        assert_eq!(counts.bars, count(|c| matches!(c, '|' | '/' | '›' | '»' | '•' | '·')));
        assert_eq!(counts.quotes, count(|c| matches!(c, '"' | '“' | '«' | '「')));
        assert_eq!(words("「渡口」恢"), 2);
    }

    #[test]
    fn words_are_counted_in_any_script() {
        assert_eq!(words("The council's plan, 3.5 million"), 5);
        assert_eq!(words("渡口恢复通航"), 3);
    }
}
