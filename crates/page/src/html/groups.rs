//! Which lines are one block.

use super::{roles::Scene, tree::NONE};
use crate::{Reason, Role};

impl Scene<'_, '_> {
    /// Lines of one list, table, box or broken paragraph are one block.
    pub(super) fn groups(&self, labels: &[(Role, Reason)], posts: &[Option<u32>]) -> Vec<Option<u32>> {
        let page = self.page;
        let mut groups = Vec::with_capacity(labels.len());
        let mut group = 0u32;
        for i in 0..labels.len() {
            let joined = i > 0
                && labels[i].0 == labels[i - 1].0
                && match labels[i].0 {
                    Role::List => self.shared(i, &["ul", "ol"]),
                    Role::Table => page.lines.lines[i].node == page.lines.lines[i - 1].node,
                    Role::Paragraph | Role::Quote => page.lines.lines[i].br_before,
                    Role::Caption => page.lines.lines[i].node == page.lines.lines[i - 1].node,
                    Role::LivePost => posts[i] == posts[i - 1],
                    Role::Related | Role::Furniture(_) => self.one_box(i),
                    _ => false,
                };
            if !joined {
                group += 1;
            }
            groups.push(Some(group));
        }
        groups
    }

    pub(super) fn siblings(&self, a: usize, b: usize) -> bool {
        let parent = |i: usize| self.page.tree.node(self.page.lines.lines[i].node).parent;
        parent(a) == parent(b) || self.page.chain(b).any(|n| n == parent(a))
    }

    fn shared(&self, i: usize, tags: &[&str]) -> bool {
        let of = |i: usize| self.page.chain(i).find(|n| tags.contains(&self.page.tree.name(*n)));
        of(i).is_some() && of(i) == of(i - 1)
    }

    /// Tells whether a line and the one before hang in one box of the page that holds no running text.
    fn one_box(&self, i: usize) -> bool {
        let page = self.page;
        let shared = page.chain(i).find(|n| page.chain(i - 1).any(|m| m == *n));
        let Some(shared) = shared.filter(|n| {
            *n != NONE && !matches!(page.tree.name(*n), "body" | "html" | "main" | "article" | "header" | "footer")
        }) else {
            return false;
        };
        let near = page.chain(i).position(|n| n == shared).is_some_and(|up| up <= 3);
        near && !(0..self.body.len()).any(|j| self.body[j] && page.chain(j).any(|n| n == shared))
    }
}
