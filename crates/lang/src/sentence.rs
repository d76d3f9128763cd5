//! Where sentences end.

use text::Span;

use crate::stops::Stops;

/// Marks that end a sentence wherever they stand: CJK, Devanagari, Arabic, Urdu, Armenian, Ethiopic, Khmer, Burmese.
const HARD: &str = "。！？｡।॥؟۔։።፧។៕၊။༎";
/// Marks that end one when what follows looks like a beginning.
const SOFT: &str = ".!?…";
/// Marks that belong to the sentence that they close.
const CLOSERS: &str = "\"'”’»›)]}」』）】》〉］｝";
/// Marks that open the next sentence.
const OPENERS: &str = "\"'“‘«‹„‚([{「『（【《〈［｛¿¡";

/// Characters of a dateline at most, up to its dash.
const DATELINE: usize = 90;

/// Returns the sentences of one block, in order, without white space at their ends.
///
/// A line break alone ends none (dumps are wrapped); an empty line does.
pub fn sentences(text: &str, block: Span, stops: &Stops) -> Vec<Span> {
    let words = block.of(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    if let Some(end) = dateline(words) {
        found.push((0, end));
        (start, at) = (end, end);
    }
    while let Some(c) = words[at..].chars().next() {
        let after = at + c.len_utf8();
        at = if HARD.contains(c) {
            let end = closed(words, after);
            found.push((start, end));
            start = end;
            end
        } else if SOFT.contains(c) {
            let end = closed(words, run(words, after));
            if ends(words, start, at, end, stops) {
                found.push((start, end));
                start = end;
            }
            end
        } else if c == '\n' && words[after..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
            found.push((start, after));
            start = after;
            after
        } else {
            after
        };
    }
    found.push((start, words.len()));
    let offset = block.start as usize;
    let spans = found.into_iter().map(|(start, end)| Span::new(offset + start, offset + end).trimmed(text));
    spans.filter(|span| !span.is_empty()).collect()
}

/// Returns where a dateline with its dash ends at the beginning of a block: "LONDON, Dec 17 (Reuters) - ".
///
/// Before the dash stand a place in capitals, or names and a bracket that ends there; after it a sentence begins.
fn dateline(words: &str) -> Option<usize> {
    let (dash, mark) = words.char_indices().take(DATELINE).find(|(at, c)| {
        let apart = || words[..*at].ends_with(' ') && words[*at + 1..].starts_with([' ', '-']);
        matches!(c, '—' | '–') && *at > 0 || *c == '-' && apart()
    })?;
    let before = words[..dash].trim();
    let outside = before.split('(').next()?.trim();
    let is_name = |word: &str| {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        letters.next().is_none_or(char::is_uppercase) || matches!(word, "de" | "la" | "of" | "the" | "in" | "and")
    };
    let first = outside.split([' ', ',']).next()?;
    let in_capitals =
        first.chars().count() > 2 && first.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\''));
    let after = words[dash + mark.len_utf8()..].trim_start_matches(['-', ' ', '\u{a0}']);
    let begins =
        after.trim_start_matches(|c| OPENERS.contains(c)).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let is_dateline = (in_capitals || before.ends_with(')')) && outside.split_whitespace().all(is_name) && begins;
    is_dateline.then_some(words.len() - after.len())
}

/// Returns the end of the run of soft marks that goes on at `at`: "?!", "...".
fn run(words: &str, at: usize) -> usize {
    let rest = &words[at..];
    at + rest.len() - rest.trim_start_matches(|c| SOFT.contains(c)).len()
}

/// Returns the end of the closing marks that go on at `at`.
fn closed(words: &str, at: usize) -> usize {
    let rest = &words[at..];
    at + rest.len() - rest.trim_start_matches(|c| CLOSERS.contains(c) || HARD.contains(c)).len()
}

/// Tells whether the soft mark at `mark`, closed at `end`, ends the sentence that began at `start`.
fn ends(words: &str, start: usize, mark: usize, end: usize, stops: &Stops) -> bool {
    let rest = &words[end..];
    let Some(next) = rest.chars().next() else { return true };
    if !next.is_whitespace() {
        // "5.30", "U.S.", "example.com"; but scripts without spaces go on at once
        return is_unspaced(next) && !words[mark..end].starts_with('.');
    }
    let following = rest.trim_start().trim_start_matches(|c: char| OPENERS.contains(c) || c == '–' || c == '—');
    let word: String = following.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')).collect();
    let Some(first) = following.chars().next() else { return true };
    // "... the decision.” “[a] few details remain": a new quotation, or one whose first word was altered
    let opened = rest.trim_start();
    let quote = |c: char| "\"'“‘«„".contains(c);
    let again = opened.starts_with(quote)
        && (words[mark..end].ends_with(['”', '»', '’']) || opened.trim_start_matches(quote).starts_with('['));
    if again && !words[mark + 1..end].starts_with('.') {
        return true;
    }
    if first.is_lowercase() || matches!(first, ',' | ';' | ':' | '?' | '!' | '.') {
        return false;
    }
    if !words[mark..].starts_with('.') || words[mark..end].starts_with("..") {
        return true;
    }
    let before = last_word(&words[start..mark]);
    let plain = before.to_lowercase();
    let quoted = end > mark + 1 && !words[mark + 1..end].starts_with([')', ']']);
    if quoted || plain.is_empty() {
        return true;
    }
    if stops.never.contains(&plain) {
        return false;
    }
    let begins = stops.starters.contains(&word.to_lowercase()) && first.is_uppercase();
    if stops.before_number.contains(&plain) && first.is_numeric() {
        return false;
    }
    if stops.maybe.contains(&plain) || (plain.contains('.') && plain.chars().all(|c| c.is_alphabetic() || c == '.')) {
        return begins;
    }
    let mut letters = before.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_uppercase() => begins && c != 'I' || following.is_empty(),
        // "1. Item" at the beginning of a line
        _ if plain.len() <= 2 && plain.bytes().all(|b| b.is_ascii_digit()) => !words[start..mark].trim().eq(&plain),
        _ => true,
    }
}

/// Tells whether words of the script of `c` follow each other without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns the last word of `words`, full stops inside it too.
fn last_word(words: &str) -> &str {
    let start = words.char_indices().rev().find(|(_, c)| !(c.is_alphanumeric() || *c == '.'));
    start.map_or(words, |(at, c)| &words[at + c.len_utf8()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len()), Stops::all()).iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_end_nothing() {
        for one in [
            "U.S. and Russian envoys met Gov. J. R. Stone at No. 5 Mill St. Peter Street.",
            "Acme Inc. Chief Executive Ada Poll met the U.S. President on Jan. 3 at 5.30 p.m. in Oslo.",
            "It rose 3.5 percent to 1.2 million, example.com said.",
            "\"Are you sure?\" he asked.",
            "\"We are leaving ... soon,\" she said.",
        ] {
            assert_eq!(split(one), [one]);
        }
    }

    #[test]
    fn an_abbreviation_may_also_end_a_sentence() {
        assert_eq!(split("They flew to the U.S. The talks failed.").len(), 2);
        assert_eq!(split("It closed at 5 p.m. He left.").len(), 2);
        assert_eq!(split("That is plan B. They began.").len(), 2);
        assert_eq!(split("We said no. Then we left. 200 stayed.").len(), 3);
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        assert_eq!(
            split("He said: \"No.\" Then he left. (It rained.) We stayed."),
            ["He said: \"No.\"", "Then he left.", "(It rained.)", "We stayed."]
        );
        assert_eq!(split("« Non. » Il part."), ["« Non.", "» Il part."]);
        assert_eq!(split("She called it “a mess.” “two months of it,” she said.").len(), 2);
        assert_eq!(split("Nobody came. “[the] hall was empty,” she said.").len(), 2);
    }

    #[test]
    fn a_dateline_is_a_sentence_of_its_own() {
        for line in
            ["LONDON, Dec 17 (Harbour Press) - ", "Marn City, Marania (AP) — ", "OSLO – ", "PORT-VILA, May 4 -- "]
        {
            let text = format!("{line}Prime Minister Ada Poll resigned on Monday.");
            assert_eq!(split(&text), [line.trim(), "Prime Minister Ada Poll resigned on Monday."]);
        }
        for one in [
            "Ada Poll — the mayor — resigned.",
            "NATO-led forces left.",
            "The EU - with the U.S. - agreed.",
            "VIDEO — how it began.",
        ] {
            assert_eq!(split(one).len(), 1, "{one}");
        }
    }

    #[test]
    fn other_scripts_have_their_own_stops() {
        assert_eq!(split("他说：“不行。”然后离开。会议结束！"), ["他说：“不行。”", "然后离开。", "会议结束！"]);
        assert_eq!(split("यह पहला है। यह दूसरा है।").len(), 2);
        assert_eq!(split("هل وصل الوفد؟ نعم وصل. ثم غادر.").len(), 3);
        assert_eq!(split("Президент сказал. Потом ушёл.").len(), 2);
    }

    #[test]
    fn an_empty_line_ends_a_sentence_and_a_line_break_does_not() {
        assert_eq!(split("one line\ngoes on\n\nand another"), ["one line\ngoes on", "and another"]);
    }

    #[test]
    fn a_number_at_the_beginning_is_a_list_mark() {
        assert_eq!(split("1. First point here. 2. Second."), ["1. First point here.", "2. Second."]);
    }
}
