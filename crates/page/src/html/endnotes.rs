//! What hangs under the headings at the end of a text: notes on the company or the writer, and whom to ask.

use super::roles::{Scene, because, furniture};
use crate::{Furniture, Reason, Role, lexicon::Cover};

/// Words of the longest heading over a note or an address.
const MAX_HEADING: usize = 8;

impl Scene<'_, '_> {
    /// "About the company" and "Media contact" at the end take along what stands under them.
    pub(super) fn endnotes(&self, labels: &mut [(Role, Reason)]) {
        let page = self.page;
        let body: Vec<usize> = (0..labels.len()).filter(|i| self.body[*i]).collect();
        // The last two fifths of the text: a heading further up is the article's own, but for "About" somebody whom the
        // headline names.
        let Some(&from) = body.get(body.len() * 2 / 5) else { return };
        let Some(&low) = body.get(body.len() * 3 / 5) else { return };
        let title = self.heading.map_or("", |h| self.told[h].folded.as_str());
        let mut under: Option<Role> = None;
        for (i, label) in labels.iter_mut().enumerate().skip(from.max(1)) {
            let told = &self.told[i];
            let line = &page.lines.lines[i];
            let tagged = page.tree.name(line.node).strip_prefix('h').is_some_and(|n| n.parse::<u8>().is_ok());
            let bold = tagged || line.bold_chars * 10 >= line.chars * 9;
            if bold && told.words <= MAX_HEADING && !told.ends_sentence && !line.hidden {
                let name = page.words(i).split_whitespace().nth(1).is_some_and(|w| !w.starts_with(char::is_lowercase));
                let named = || told.folded.split_once(' ').is_some_and(|(_, name)| title.contains(name));
                let in_place = i >= low || named();
                let contact = told.aside().is_some_and(|(r, s)| r == furniture(Furniture::Contact) && s >= 0.7);
                under = match () {
                    () if contact && i >= low => Some(furniture(Furniture::Contact)),
                    () if told.has(Role::Note, Cover::Start) && name && in_place => Some(Role::Note),
                    () => None,
                };
                if let Some(role) = under {
                    *label = because(role, &format!("words:{}", role.name()), 0.7);
                }
                continue;
            }
            let Some(role) = under else { continue };
            let one = line.node == page.lines.lines[i - 1].node || role == Role::Note && self.siblings(i - 1, i);
            let own = label.0.is_body() || one && line.br_before && label.0.is_aside();
            if one && own && label.0 != Role::Subheading {
                *label = because(role, &format!("under words:{}", role.name()), 0.65);
            } else {
                under = None;
            }
        }
    }
}
