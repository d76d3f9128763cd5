//! Which tokens stand in quotation marks.

use crate::{Analysis, Tokens};

/// Words of a quotation at most: a mark that nobody closes does not swallow the text.
const LONGEST: usize = 1_000;

/// Quotations by token, and paragraphs by sentence.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    /// For each token the number of the quotation it is in; marks belong to theirs.
    pub of: Vec<Option<u32>>,
    /// For each sentence the number of its paragraph.
    pub paragraph: Vec<u32>,
    /// How many quotations there are.
    pub count: u32,
}

impl Quotes {
    /// Finds the quotations in double marks, and in single ones that stand like marks. One that is not closed ends with its
    /// paragraph.
    pub fn of(text: &str, analysis: &Analysis) -> Quotes {
        let tokens = &analysis.tokens;
        let mut quotes = Quotes { of: vec![None; tokens.len()], ..Quotes::default() };
        let mut open: Option<(u32, bool, usize)> = None;
        let mut end = None;
        for sentence in &analysis.sentences {
            let apart = end.is_some_and(|end: u32| {
                text.get(end as usize..sentence.span.start as usize).is_some_and(|gap| gap.contains('\n'))
            });
            let paragraph = quotes.paragraph.last().map_or(0, |last| last + u32::from(apart));
            if apart {
                open = None;
            }
            quotes.paragraph.push(paragraph);
            end = Some(sentence.span.end);
            for token in sentence.tokens.clone() {
                let mark = mark(text, tokens, token);
                open = open.filter(|(_, _, start)| token as usize - start < LONGEST);
                match (open, mark) {
                    (Some((quote, single, _)), Some(found)) if found.single == single && found.closes => {
                        quotes.of[token as usize] = Some(quote);
                        open = None;
                    }
                    (None, Some(found)) if found.opens => {
                        quotes.of[token as usize] = Some(quotes.count);
                        open = Some((quotes.count, found.single, token as usize));
                        quotes.count += 1;
                    }
                    (open, _) => quotes.of[token as usize] = open.map(|(quote, ..)| quote),
                }
            }
        }
        quotes
    }
}

/// What a mark may do.
struct Mark {
    single: bool,
    opens: bool,
    closes: bool,
}

fn mark(text: &str, tokens: &Tokens, token: u32) -> Option<Mark> {
    let span = tokens.span[token as usize];
    let word = span.of(text);
    let before = text[..span.start as usize].chars().next_back();
    let after = text[span.end as usize..].chars().next();
    let opens =
        before.is_none_or(|c| c.is_whitespace() || "([—–-".contains(c)) && after.is_some_and(|c| !c.is_whitespace());
    let closes = before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric());
    match word {
        "“" | "„" | "«" | "``" => Some(Mark { single: false, opens: true, closes: false }),
        "”" | "»" | "''" => Some(Mark { single: false, opens: false, closes: true }),
        "\"" => Some(Mark { single: false, opens, closes: true }),
        "‘" => Some(Mark { single: true, opens, closes: false }),
        "’" | "'" => Some(Mark { single: true, opens: word == "'" && opens, closes }),
        _ => None,
    }
}
