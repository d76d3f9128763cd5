//! Captions and credits of pictures.

use super::{
    markup::Mark,
    roles::{Scene, because},
    tree::NodeIx,
};
use crate::{
    Furniture, Reason, Role,
    lexicon::{Cover, Key},
    told::Told,
};

/// Words of the longest line that is nothing but who made a picture.
const MAX_CREDIT_WORDS: usize = 9;

impl Scene<'_, '_> {
    /// Captions and credits of pictures.
    pub(super) fn picture(&self, i: usize) -> Option<(Role, Reason)> {
        let page = self.page;
        let told = &self.told[i];
        let words = page.words(i);
        if page.up_to(i, "button").is_some_and(|up| up <= 1) {
            return None;
        }
        let in_reach = self.first.is_none_or(|f| i + 12 >= f) && self.last.is_none_or(|l| i <= l + 8);
        // Far from the text, the words of a picture that is a link are the title of what it leads to.
        if !in_reach && page.link_share(i) > 0.8 {
            return None;
        }
        let figcaption = page.up_to(i, "figcaption").is_some();
        let figure = page.up_to(i, "figure").is_some();
        let marked = page.up_to_mark(i, Mark::Caption).is_some_and(|up| up <= 2) && told.words <= 120;
        let credit_mark = page.marks(i).has(Mark::Credit) || page.up_to_mark(i, Mark::Credit).is_some_and(|up| up <= 1);
        if figcaption
            || figure
                && !page.marks(i).has(Mark::Quote)
                && page.up_to(i, "blockquote").is_none()
                && page.up_to(i, "table").is_none()
            || marked
        {
            let own = page.tree.name(page.lines.lines[i].node);
            // In a caption, a last short piece in an element of its own is who made the picture.
            let before = (i > 0 && self.same_figure(i, i - 1)).then(|| i - 1);
            let piece = matches!(own, "span" | "small" | "cite" | "em" | "i" | "div" | "p")
                && before.is_some_and(|b| self.told[b].words >= 1 && page.words(b).chars().any(char::is_alphabetic));
            let short = told.words <= 9 && !(told.ends_sentence && told.words > 5);
            let is_credit = told.is_photo_credit()
                || credit_mark && told.words <= 14
                || words.starts_with('©') && short
                || piece && short && figcaption;
            if let Some((role, sure)) = told.aside().filter(|(role, sure)| {
                *sure >= 0.85 && *role != Role::Furniture(Furniture::Copyright) && told.words <= 8
            }) && !is_credit
            {
                return Some(because(role, &format!("words:{}", role.name()), sure));
            }
            if is_credit {
                return Some(because(Role::PhotoCredit, "credit of a picture", 0.85));
            }
            if figure && !figcaption && !marked && self.body[i] && told.words > 60 {
                return None;
            }
            return Some(because(
                Role::Caption,
                if figcaption { "tag:figcaption" } else { "caption of a picture" },
                if figcaption { 0.95 } else { 0.8 },
            ));
        }
        // A rights mark right under a caption, in the same box, is the picture's.
        let captioned =
            i > 0 && page.up_to_mark(i - 1, Mark::Caption).is_some_and(|up| up <= 2) && self.siblings(i, i - 1);
        if words.starts_with('©') && captioned && told.words <= MAX_CREDIT_WORDS {
            return Some(because(Role::PhotoCredit, "under a caption", 0.8));
        }
        // Under the text, and by no picture, "Source: X" is where the text comes from.
        let of_text = told.has(Role::AgencyCredit, Cover::Start)
            && self.last.is_some_and(|l| i >= l)
            && !page.near_mark(i, Mark::Media);
        if told.is_photo_credit() && !of_text && in_reach && told.aside().is_none_or(|(_, s)| s < 0.9) {
            return Some(because(Role::PhotoCredit, "words:photo-credit", 0.8));
        }
        if in_reach
            && told.is_caption(words)
            && !told.is_dateline()
            && told.words <= 45
            && !(self.body[i]
                && told.words > 30
                && page.up_to(i, "p") == Some(0)
                && !told.has(Role::Caption, Cover::Start))
        {
            let lone = page.lines.lines.get(i + 1).is_none_or(|n| n.node != page.lines.lines[i].node);
            if lone
                && (told.cover(Key::Role(Role::PhotoCredit)).is_some()
                    || told.cover(Key::PhotoCreditAfter).is_some_and(|c| c >= Cover::End)
                    || told.has(Role::Caption, Cover::Start)
                    || page.near_mark(i, Mark::Media))
            {
                return Some(because(Role::Caption, "words:caption", 0.75));
            }
        }
        // Old pages put the picture's words into a small table beside the text: the next line is its credit.
        if self.told.get(i + 1).is_some_and(Told::is_photo_credit)
            && in_reach
            && told.words <= 40
            && !told.is_byline()
            && !told.is_dateline()
        {
            let (a, b) = (page.lines.lines[i].node, page.lines.lines[i + 1].node);
            let alone =
                page.up_to(i, "td").is_some() && a == b && page.lines.lines.iter().filter(|l| l.node == a).count() <= 3;
            let table = |i: usize| page.chain(i).find(|n| page.tree.name(*n) == "table");
            let small = table(i).is_some_and(|t| {
                // Lines of one table stand together: a few lines to each side tell whether there are more.
                let near = i.saturating_sub(3)..(i + 4).min(self.told.len());
                table(i + 1) == Some(t) && near.filter(|j| table(*j) == Some(t)).count() <= 3
            });
            if alone || small || page.near_mark(i, Mark::Media) {
                return Some(because(Role::Caption, "above a picture's credit", 0.75));
            }
        }
        None
    }

    fn same_figure(&self, a: usize, b: usize) -> bool {
        let figure = |i: usize| {
            self.page.chain(i).take(6).find(|n| {
                matches!(self.page.tree.name(*n), "figure" | "figcaption")
                    || self.page.lines.marks[*n as usize].has(Mark::Caption)
            })
        };
        let outer = |n: Option<NodeIx>| {
            n.map(|n| {
                std::iter::once(n)
                    .chain(self.page.tree.ancestors(n))
                    .filter(|m| matches!(self.page.tree.name(*m), "figure"))
                    .last()
                    .unwrap_or(n)
            })
        };
        figure(a).is_some() && outer(figure(a)) == outer(figure(b))
    }
}
