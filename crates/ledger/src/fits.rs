//! Whether an article and its reading rest on the text that they are said to be of.

use page::Article;
use reading::Reading;
use serde_json::Value as Json;
use text::Id;

/// Hashes the text of an article again, and checks that every span of the article and of its reading is a stretch of it. Returns how many
/// spans there are; `fault` is told what does not fit.
pub(crate) fn checked(article: &Article, reading: Option<&Reading>, fault: &mut dyn FnMut(String)) -> usize {
    let id = article.edition;
    if Id::of(&["edition", &article.text]) != id {
        fault(format!("edition {id}: its text is not the one it was made from"));
    }
    let facts = serde_json::to_value(article).unwrap_or_default();
    let mut count = spans(&facts, &article.text, &format!("edition {id}"), fault);
    if let Some(reading) = reading {
        if (reading.article, reading.edition) != (article.id, id) {
            fault(format!("reading of {id}: it was made of another text"));
            return count;
        }
        let reading = serde_json::to_value(reading).unwrap_or_default();
        count += spans(&reading, &article.text, &format!("reading of {id}"), fault);
    }
    count
}

/// Says what is wrong with an article and its reading that came from elsewhere, if anything: what fits does the stages no harm.
///
/// # Errors
/// The first thing that does not fit.
pub fn fits(article: &Article, reading: &Reading) -> Result<(), String> {
    let mut faults = Vec::new();
    checked(article, Some(reading), &mut |what| faults.push(what));
    faults.into_iter().next().map_or(Ok(()), Err)
}

/// Checks every `{start, end}` below a value; returns how many there are.
fn spans(value: &Json, text: &str, whose: &str, fault: &mut dyn FnMut(String)) -> usize {
    match value {
        Json::Object(object) => {
            if let (2, Some(start), Some(end)) = (object.len(), number(object.get("start")), number(object.get("end")))
            {
                if start > end || text.get(start..end).is_none() {
                    fault(format!("{whose}: {start}..{end} is no stretch of its text"));
                }
                return 1;
            }
            object.values().map(|value| spans(value, text, whose, fault)).sum()
        }
        Json::Array(array) => array.iter().map(|value| spans(value, text, whose, fault)).sum(),
        _ => 0,
    }
}

fn number(value: Option<&Json>) -> Option<usize> {
    value?.as_u64().and_then(|n| usize::try_from(n).ok())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use text::Span;

    use super::*;
    use crate::{
        assemble::{Member, assemble},
        contract::{kept, now, pages},
        ledger::Edition,
    };

    /// Numbers below a value, in order.
    fn numbers<'a>(value: &'a mut Json, found: &mut Vec<&'a mut Json>) {
        match value {
            Json::Object(object) => object.values_mut().for_each(|value| numbers(value, found)),
            Json::Array(array) => array.iter_mut().for_each(|value| numbers(value, found)),
            Json::Number(_) => found.push(value),
            _ => {}
        }
    }

    #[test]
    fn what_fits_is_put_into_a_story_whoever_wrote_it() {
        let (mut fit, mut dice) = (0, 7_u64);
        let mut throw = |sides: usize| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) as usize % sides
        };
        for (url, outlet, date, text) in pages() {
            let kept = kept(url, outlet, date, &text);
            for _ in 0..400 {
                let mut both = serde_json::to_value((&kept.article, &kept.reading)).unwrap();
                let mut all = Vec::new();
                numbers(&mut both, &mut all);
                let at = throw(all.len());
                *all[at] = [0, 1, 2, 9, 300, u64::from(u32::MAX)][throw(6)].into();
                let Ok((article, reading)) = serde_json::from_value::<(Article, Reading)>(both) else { continue };
                if fits(&article, &reading).is_err() {
                    continue;
                }
                fit += 1;
                let at: Timestamp = now();
                let (id, capture) = (article.id, kept.capture.id());
                let edition =
                    Edition { row: 1, article, capture, moment: at, made: at, seen: at, added: at, publisher: None };
                let _ = edition.article.running_text();
                assemble(id, &[Member { edition, reading, at }], 0);
            }
        }
        assert!(fit > 200, "{fit}");
    }

    #[test]
    fn a_span_out_of_its_text_or_another_text_does_not_fit() {
        let (url, outlet, date, text) = &pages()[0];
        let kept = kept(url, outlet, date, text);
        assert_eq!(fits(&kept.article, &kept.reading), Ok(()));
        let mut reading = kept.reading.clone();
        reading.statements[0].content[0] = Span { start: 5, end: u32::MAX };
        assert!(fits(&kept.article, &reading).is_err_and(|why| why.contains("no stretch")));
        let mut article = kept.article.clone();
        article.text += "!";
        assert!(fits(&article, &kept.reading).is_err_and(|why| why.contains("not the one")));
    }
}
