//! Times of day at the start of a line: what the posts of a live blog begin with.

use super::zone;

/// A time of day that a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Minutes since midnight, as written; no zone is applied.
    pub minutes: u16,
    /// Byte of the line where the time, its zone and what follows it ("Uhr", a bracket, a dash) end.
    pub end: usize,
    /// A zone, or "am" and "pm", says that it is a time and no number.
    pub is_sure: bool,
}

/// Words that follow a time of day where hours are counted to 24.
const AFTER: &[&str] = &["uhr", "uur", "น.", "hrs", "h", "ч", "год"];
/// Marks that may stand before a time, and after it.
const BEFORE: &[char] = &['[', '(', '•', '*', '–', '—', '-', '▪', '■', '●', '【', ' ', '\u{a0}'];
const BEHIND: &[char] = &[']', ')', ':', '–', '—', '-', '|', '】', '：', ' ', '\u{a0}'];

/// Reads the time of day that a line begins with: "18.03 GMT", "9:05 pm", `[14:32]`, "18h03", "7.15 Uhr".
///
/// A number with a point counts only where a zone, a capital or nothing follows: "18.03 million" is none.
pub fn at_start(line: &str) -> Option<Clock> {
    let rest = line.trim_start_matches(BEFORE);
    let (hour, rest) = number(rest)?;
    let mark = rest.chars().next();
    let (minute, rest, pointed) = match mark {
        Some(':' | 'h' | 'H' | '：' | '時' | '시' | '点' | '點') => {
            let after = &rest[mark.map_or(0, char::len_utf8)..];
            match number(after.trim_start_matches(' ')) {
                // Two digits: "2:1" is a score.
                Some((minute, rest)) if after.trim_start_matches(' ').len() - rest.len() == 2 => (minute, rest, false),
                _ => return None,
            }
        }
        Some('.') => number(&rest[1..]).filter(|(_, r)| rest.len() - r.len() == 3).map(|(m, r)| (m, r, true))?,
        _ => (0, rest, true),
    };
    let bare = mark != Some('.') && pointed; // "9 pm": no minutes
    let mut rest = rest.trim_start_matches(['分', '분']);
    let word: String =
        rest.trim_start().chars().take_while(|c| !c.is_whitespace() && !"])-–—:|,".contains(*c)).collect();
    let folded = word.to_lowercase();
    let half = ["am", "pm", "a.m.", "p.m."].iter().position(|h| *h == folded);
    let zone = zone::is_zone(&folded) && word.chars().all(|c| !c.is_lowercase());
    let named = half.is_some() || zone || AFTER.contains(&folded.as_str());
    if named {
        rest = &rest.trim_start()[word.len()..];
    }
    if bare && half.is_none() || hour > 23 || minute > 59 {
        return None;
    }
    let capital = rest.trim_start().chars().next().is_none_or(|c| !c.is_lowercase() && !c.is_ascii_digit() && c != '.');
    let ends = rest.is_empty() || rest.starts_with(BEHIND);
    if !ends || pointed && !named && !capital {
        return None;
    }
    let hour = match half {
        Some(n) => hour % 12 + if n % 2 == 1 { 12 } else { 0 },
        None => hour,
    };
    let end = line.len() - rest.trim_start_matches(BEHIND).len();
    Some(Clock { minutes: hour * 60 + minute, end, is_sure: named })
}

/// Tells whether a time of day stands anywhere in a short text: "Posted at 9:05 pm".
pub fn is_inside(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.char_indices().any(|(at, c)| {
        c.is_ascii_digit()
            && (at == 0 || !bytes[at - 1].is_ascii_digit() && bytes[at - 1] != b'.')
            && at_start(&text[at..]).is_some()
    })
}

/// Reads one or two digits that no further digit touches.
fn number(text: &str) -> Option<(u16, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&len).then(|| text[..len].parse().ok().map(|n| (n, &text[len..])))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_begin_lines() {
        for (line, minutes, rest) in [
            ("18.03 GMT We are closing", 18 * 60 + 3, "We are closing"),
            ("21:40", 21 * 60 + 40, ""),
            ("[14:32] The vote begins", 14 * 60 + 32, "The vote begins"),
            ("9:05 pm – Doors open", 21 * 60 + 5, "Doors open"),
            ("18h03 : Le vote", 18 * 60 + 3, "Le vote"),
            ("7.15 Uhr: Der Rat", 7 * 60 + 15, "Der Rat"),
            ("10 a.m. Doors open", 600, "Doors open"),
            ("16.20 Power back", 16 * 60 + 20, "Power back"),
        ] {
            let clock = at_start(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((clock.minutes, &line[clock.end..]), (minutes, rest), "{line}");
        }
    }

    #[test]
    fn numbers_scores_and_dates_are_no_times() {
        for line in [
            "18.03 million people",
            "3.5 per cent",
            "24:61",
            "19 votes to 18",
            "12.05.2024",
            "2:1",
            "7 things to know",
            "3",
        ] {
            assert_eq!(at_start(line), None, "{line}");
        }
        assert!(is_inside("Posted at 9:05 pm") && !is_inside("3 May 2024"));
    }
}
