//! The language of a text, by its words.

use crate::lexicon::line::{Script, main_script, script};

/// Bytes that the guess reads at most; whatlang is as sure of three thousand letters as of twenty.
const MAX_CHARS: usize = 1_000;
/// Letters below which a guess among languages of one script is no better than a coin.
const MIN_LETTERS: usize = 40;

/// Tells the language (ISO 639-1) of the longer lines of a page; short ones are menus, in every language.
pub fn of_lines<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let mut text = String::new();
    for least in [60, 25, 1] {
        for line in lines.clone().filter(|l| l.len() >= least) {
            if text.len() > MAX_CHARS {
                break;
            }
            let end = (0..=line.len().min(MAX_CHARS)).rev().find(|n| line.is_char_boundary(*n)).unwrap_or(0);
            text.push_str(&line[..end]);
            text.push(' ');
        }
        if text.chars().filter(|c| c.is_alphabetic()).count() >= MIN_LETTERS {
            break;
        }
        text.clear();
    }
    of(&text)
}

/// Tells the language of a text; `None` when it has too few letters.
pub fn of(text: &str) -> Option<String> {
    // Some scripts are one language in the news; where they are not, the letters of the others are looked for.
    let alone = match main_script(text)? {
        Script::Han => Some("zh"),
        Script::Kana => Some("ja"),
        Script::Hangul => Some("ko"),
        Script::Greek => Some("el"),
        Script::Hebrew if !text.contains("ײ") => Some("he"),
        Script::Thai => Some("th"),
        Script::Georgian => Some("ka"),
        Script::Armenian => Some("hy"),
        Script::Tamil => Some("ta"),
        _ => None,
    };
    if let Some(code) = alone {
        return Some(code.to_owned());
    }
    if text.chars().filter_map(script).count() < MIN_LETTERS {
        return None;
    }
    if is_plainly_english(text) {
        return Some("en".to_owned());
    }
    let info = whatlang::detect(text)?;
    Some(code(info.lang()).to_owned())
}

/// Words of English that are none of its neighbours'.
const ENGLISH: [&str; 8] = ["the", "of", "and", "with", "that", "from", "this", "by"];
/// One word in this many is such a word in plain English; in titles and lists fewer are, and the trigrams are asked.
const MAX_ENGLISH_GAP: usize = 8;
/// Words from which the share means something.
const MIN_ENGLISH_WORDS: usize = 40;

/// Tells whether small words alone show that a text is English: a twentieth of the time that comparing trigrams takes.
fn is_plainly_english(text: &str) -> bool {
    let (mut words, mut small) = (0, 0);
    for word in text.split_ascii_whitespace() {
        words += 1;
        small += usize::from(ENGLISH.contains(&word));
    }
    words >= MIN_ENGLISH_WORDS && small * MAX_ENGLISH_GAP >= words
}

/// ISO 639-1 of whatlang's ISO 639-3 codes.
fn code(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang::*;
    match lang {
        Eng => "en",
        Rus => "ru",
        Cmn => "zh",
        Spa => "es",
        Por => "pt",
        Ita => "it",
        Ben => "bn",
        Fra => "fr",
        Deu => "de",
        Ukr => "uk",
        Kat => "ka",
        Ara => "ar",
        Hin => "hi",
        Jpn => "ja",
        Heb => "he",
        Yid => "yi",
        Pol => "pl",
        Amh => "am",
        Jav => "jv",
        Kor => "ko",
        Nob => "nb",
        Dan => "da",
        Swe => "sv",
        Fin => "fi",
        Tur => "tr",
        Nld => "nl",
        Hun => "hu",
        Ces => "cs",
        Ell => "el",
        Bul => "bg",
        Bel => "be",
        Mar => "mr",
        Kan => "kn",
        Ron => "ro",
        Slv => "sl",
        Hrv => "hr",
        Srp => "sr",
        Mkd => "mk",
        Lit => "lt",
        Lav => "lv",
        Est => "et",
        Tam => "ta",
        Vie => "vi",
        Urd => "ur",
        Tha => "th",
        Guj => "gu",
        Uzb => "uz",
        Pan => "pa",
        Aze => "az",
        Ind => "id",
        Tel => "te",
        Pes => "fa",
        Mal => "ml",
        Ori => "or",
        Mya => "my",
        Nep => "ne",
        Sin => "si",
        Khm => "km",
        Tuk => "tk",
        Aka => "ak",
        Zul => "zu",
        Sna => "sn",
        Afr => "af",
        Lat => "la",
        Slk => "sk",
        Cat => "ca",
        Tgl => "tl",
        Hye => "hy",
        _ => "und",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_their_words() {
        assert_eq!(of("The council met on Friday and agreed that the bridge should be opened.").as_deref(), Some("en"));
        assert_eq!(of("停航十二年的云浦老渡口恢复通航").as_deref(), Some("zh"));
        assert_eq!(of("渡し船が十二年ぶりに戻った").as_deref(), Some("ja"));
        let plain = "The mayor said that the old bridge of the town would be closed by the end of the week and that those who \
            live on the far side of the river should go by the ferry, with fares from the city paid by the council.";
        assert!(is_plainly_english(plain));
        assert_eq!(of(plain).as_deref(), Some("en"));
        assert!(!is_plainly_english(&"Rat der Stadt and the council ".repeat(12)[..60]));
        assert_eq!(of("OK"), None);
    }
}
