//! Tables: which hold data, and their rows.

use super::{
    bulk::Bulk,
    tree::{NodeIx, Tree},
};

/// Cells longer than this, in bytes, are columns of a layout, not data.
const MAX_CELL: u32 = 160;

/// The rows of a table, its caption too.
pub(super) fn rows(tree: &Tree, table: NodeIx) -> impl Iterator<Item = NodeIx> + '_ {
    below(tree, table).filter(|n| matches!(tree.name(*n), "tr" | "caption"))
}

/// The cells of a row.
pub(super) fn cells(tree: &Tree, row: NodeIx) -> Box<dyn Iterator<Item = NodeIx> + '_> {
    if tree.name(row) == "caption" {
        return Box::new(std::iter::once(row));
    }
    Box::new(tree.children(row).filter(|n| matches!(tree.name(*n), "td" | "th")))
}

fn below(tree: &Tree, node: NodeIx) -> impl Iterator<Item = NodeIx> + '_ {
    std::iter::successors(tree.following(node, node, true), move |n| tree.following(*n, node, true))
}

/// Tells whether a table holds data: rows and columns of short cells, nothing nested.
pub(super) fn is_data(tree: &Tree, table: NodeIx, bulk: &Bulk) -> bool {
    if tree.attr(table, "role") == Some("presentation") {
        return false;
    }
    let mut wide_rows = 0;
    let mut long_rows = 0;
    let mut blocks = 0;
    for node in below(tree, table) {
        match tree.name(node) {
            "table" | "h1" | "h2" | "article" | "form" | "figure" | "ul" => return false,
            "p" | "div" | "img" => blocks += 1,
            "tr" => {
                let lens: Vec<u32> = cells(tree, node).map(|c| bulk.words(c)).filter(|n| *n > 0).collect();
                wide_rows += usize::from(lens.len() >= 2);
                long_rows += usize::from(lens.iter().any(|n| *n > MAX_CELL));
            }
            _ => {}
        }
    }
    wide_rows >= 2 && long_rows * 4 <= wide_rows && blocks <= wide_rows * 4
}
