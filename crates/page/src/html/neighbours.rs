//! What a line's neighbours tell of it, when each has a role.

use super::{
    roles::{Scene, because, furniture},
    tree::NodeIx,
};
use crate::{Furniture, Reason, Role};

/// Lines before and after a table among which its text stands.
const TABLE_REACH: usize = 2;

impl Scene<'_, '_> {
    /// What the neighbours tell: lines under a heading of links, list items among list items.
    pub(super) fn second_look(&self, labels: &mut [(Role, Reason)]) {
        let page = self.page;
        for i in 1..labels.len() {
            // Under a heading of links in one box, the rest of the box is links.
            let heads = labels[i - 1].0 == Role::Related && self.told[i - 1].words <= 6;
            let (a, b) = (page.lines.lines[i - 1].node, page.lines.lines[i].node);
            let parent = |n: NodeIx| page.tree.node(n).parent;
            let list = page.chain(i).take(3).find(|n| matches!(page.tree.name(*n), "ul" | "ol"));
            let one_box = parent(a) == parent(b) || a == b || list.is_some_and(|l| parent(l) == parent(a));
            let weak = matches!(
                labels[i].0,
                Role::Furniture(Furniture::Other | Furniture::Navigation)
                    | Role::Paragraph
                    | Role::List
                    | Role::Subheading
            );
            if heads && one_box && weak && !self.told[i].is_sentence() && page.link_share(i) > 0.6 {
                labels[i] = because(Role::Related, "under words:related", 0.65);
            }
        }
        // A heading between two pieces of text is theirs, though the model let it go.
        for i in 1..labels.len().saturating_sub(1) {
            let heading = matches!(page.tree.name(page.lines.lines[i].node), "h2" | "h3" | "h4");
            let weak =
                labels[i].0.is_aside() && labels[i].1.confidence < 0.8 && labels[i].0 != furniture(Furniture::Hidden);
            let near =
                |mut it: Box<dyn Iterator<Item = usize>>| it.any(|j| labels[j].0.is_body() && self.siblings(i, j));
            let (before, after) =
                (near(Box::new((0..i).rev().take(3))), near(Box::new(i + 1..(i + 3).min(labels.len()))));
            let over_list = labels[i + 1].0 == Role::List && self.siblings(i, i + 1);
            if heading
                && weak
                && (before && after || over_list)
                && self.told[i].aside().is_none_or(|(_, sure)| sure < 0.6)
            {
                labels[i] = because(Role::Subheading, "tag:heading", 0.6);
            }
        }
        // An item that the model lost inside a list that it kept; and the lines of a box of one sort.
        let list_of = |i: usize| page.chain(i).take(4).find(|n| matches!(page.tree.name(*n), "ul" | "ol"));
        let mut at = 0;
        while at < labels.len() {
            let Some(list) = list_of(at) else {
                at += 1;
                continue;
            };
            let end = (at..labels.len()).find(|j| list_of(*j) != Some(list)).unwrap_or(labels.len());
            let kept =
                (at..end).filter(|j| labels[*j].0 == Role::List).map(|j| self.told[j].words.max(1)).sum::<usize>();
            let all = (at..end).map(|j| self.told[j].words.max(1)).sum::<usize>();
            // "They fall into three groups:", items, and on goes the text.
            let own = |j: usize| labels[j].0.is_body() && labels[j].0 != Role::Standfirst;
            let after = (end..(end + TABLE_REACH).min(labels.len())).any(own);
            let led = at > 0 && own(at - 1) && page.words(at - 1).trim_end().ends_with([':', '：']);
            let links = (at..end).filter(|j| page.link_share(*j) > 0.5).count() * 2 > end - at;
            let text = kept * 2 >= all || led && after && !links;
            for label in &mut labels[at..end] {
                let weak = label.1.confidence < 0.8;
                if text && weak && label.0.is_aside() && label.0 != furniture(Furniture::Hidden) {
                    *label = because(Role::List, "among list items", 0.6);
                } else if !text && label.0 == Role::List {
                    *label = because(Role::Related, "among links", 0.55);
                }
            }
            at = end;
        }
    }

    /// The rows of a table go together: with the text when most of their words do, or when text stands on both sides.
    pub(super) fn tables(&self, labels: &mut [(Role, Reason)]) {
        let lines = &self.page.lines.lines;
        let mut at = 0;
        while at < labels.len() {
            if !lines[at].is_row {
                at += 1;
                continue;
            }
            let end = (at..labels.len()).find(|j| lines[*j].node != lines[at].node).unwrap_or(labels.len());
            let words = |chosen: &dyn Fn(usize) -> bool| {
                (at..end).filter(|j| chosen(*j)).map(|j| self.told[j].words.max(1)).sum::<usize>()
            };
            let kept = words(&|j| labels[j].0 == Role::Table);
            let all = words(&|_| true);
            let text = |j: usize| labels[j].0.is_body() && labels[j].0 != Role::Standfirst && self.siblings(at, j);
            let between = (at.saturating_sub(TABLE_REACH)..at).any(text)
                && (end..(end + TABLE_REACH).min(labels.len())).any(text);
            let links = (at..end).filter(|j| self.page.link_share(*j) > 0.5).count() * 2 > end - at;
            let whole = kept * 2 >= all || between && !links;
            for (j, label) in labels[at..end].iter_mut().enumerate() {
                let aside = label.0.is_aside() && label.0 != furniture(Furniture::Hidden);
                let sure = self.told[at + j].aside().is_some_and(|(_, sure)| sure >= 0.8);
                if whole && aside && !sure {
                    *label = because(Role::Table, "among rows of a table", 0.6);
                } else if !whole && label.0 == Role::Table {
                    *label = because(furniture(Furniture::Other), "among rows beside the text", 0.5);
                }
            }
            at = end;
        }
    }
}
