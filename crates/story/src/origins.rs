//! How many independent origins a claim has: the one place where sources are counted.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Carrier, NodeKind};

/// Who really has a claim.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origins {
    /// Independent origins at least: unnamed sources that may be one are taken for one, and outlets that do not say where they have it
    /// for repeating those that do.
    pub at_least: u32,
    /// Independent origins at most.
    pub at_most: u32,
    /// The origins, in the order of their first mention.
    pub roots: Vec<Root>,
    /// Articles that heard or saw it themselves: two reporters at one briefing are two observers of one origin.
    pub observers: u32,
    /// Outlets that carry it.
    pub outlets: u32,
    /// Families of outlets that carry it.
    pub families: u32,
    /// Articles that carry it.
    pub carriers: u32,
    /// Why the numbers are what they are, one reason a line: "2 of 3 articles have it from another".
    pub why: Vec<String>,
}

/// One origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// Place in [`crate::Graph::nodes`].
    pub node: u32,
    /// What it is called: "Ada Poll", "two people familiar with the matter".
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
    /// Number of the root in [`Origins::roots`] that this one may be the same as.
    pub may_be: Option<u32>,
}

/// A mention that vouches for a claim, as far as counting goes.
#[derive(Debug, Clone)]
pub(crate) struct Voucher<'a> {
    /// Its node.
    pub node: u32,
    /// Who publishes it.
    pub carrier: &'a Carrier,
    /// It has what it says from another article.
    pub is_copy: bool,
    /// It was withdrawn, or carries what was.
    pub withdrawn: bool,
}

/// What counting must know of a node.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
    /// Earlier nodes without a name that it may be the same as.
    pub may_be: Vec<u32>,
    /// The outlet says that it saw or heard for itself.
    pub own_word: bool,
}

/// Counts the independent origins of a claim. No other place counts sources.
///
/// `rests` holds, for each node, what it rests on. Nodes that rest on each other in a ring are one; what rests on nothing is an origin.
pub(crate) fn origins(
    vouchers: &[Voucher],
    rests: &BTreeMap<u32, BTreeSet<u32>>,
    sources: &BTreeMap<u32, Source>,
) -> Origins {
    let standing: Vec<&Voucher> = vouchers.iter().filter(|voucher| !voucher.withdrawn).collect();
    let mut roots: Vec<(u32, bool)> = Vec::new();
    for voucher in &standing {
        for root in ends(voucher.node, rests) {
            if !roots.iter().any(|(node, _)| *node == root.0) {
                roots.push(root);
            }
        }
    }
    let mut found: Vec<Root> = Vec::new();
    let mut silent = 0;
    let mut same: Vec<usize> = Vec::new();
    for (at, (node, is_ring)) in roots.iter().enumerate() {
        let source = sources.get(node);
        let kind = if *is_ring { NodeKind::Unknown } else { source.map_or(NodeKind::Unknown, |source| source.kind) };
        let name = match source {
            Some(source) if !is_ring => source.name.clone(),
            _ => "each other".to_owned(),
        };
        let twin =
            source.and_then(|source| roots[..at].iter().position(|(earlier, _)| source.may_be.contains(earlier)));
        same.push(twin.map_or(at, |twin| same[twin]));
        silent += usize::from(kind == NodeKind::Outlet && source.is_some_and(|source| !source.own_word));
        found.push(Root { node: *node, name, kind, may_be: twin.map(|twin| twin as u32) });
    }
    let distinct = same.iter().collect::<BTreeSet<_>>().len();
    let attributed = found.len() - silent;
    let at_least = if attributed > 0 { distinct - silent } else { distinct };
    let names = |name: fn(&Carrier) -> &str| {
        vouchers.iter().map(|voucher| name(voucher.carrier)).collect::<BTreeSet<_>>().len()
    };
    let mut why = Vec::new();
    let copies = vouchers.iter().filter(|voucher| voucher.is_copy).count();
    let mut say = |count: usize, what: &str| {
        if count > 0 {
            why.push(format!("{count} {what}"));
        }
    };
    say(copies, "carried from another article");
    say(vouchers.len() - standing.len(), "withdrawn, or carried from one that was");
    say(found.iter().filter(|root| root.may_be.is_some()).count(), "without a name that may be another's source too");
    say(if attributed > 0 { silent } else { 0 }, "of outlets that do not say where they have it");
    say(roots.iter().filter(|(_, is_ring)| *is_ring).count(), "where articles only cite each other");
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for voucher in vouchers {
        if let Some(owner) = &voucher.carrier.owner {
            owners.entry(owner).or_default().insert(&voucher.carrier.family);
        }
    }
    let shared = owners.iter().filter(|(_, families)| families.len() > 1);
    why.extend(shared.map(|(owner, families)| format!("{} families have the same owner: {owner}", families.len())));
    Origins {
        at_least: at_least as u32,
        at_most: found.len() as u32,
        roots: found,
        observers: standing.iter().filter(|voucher| !voucher.is_copy).count() as u32,
        outlets: names(|carrier| &carrier.outlet) as u32,
        families: names(|carrier| &carrier.family) as u32,
        carriers: vouchers.len() as u32,
        why,
    }
}

/// Returns where a node's word comes from in the end, each with whether it is a ring that rests on nothing else; the ring by its smallest node.
fn ends(node: u32, rests: &BTreeMap<u32, BTreeSet<u32>>) -> Vec<(u32, bool)> {
    let none = BTreeSet::new();
    let below = |start: u32| {
        let mut seen = BTreeSet::new();
        let mut left = vec![start];
        while let Some(at) = left.pop() {
            left.extend(rests.get(&at).unwrap_or(&none).iter().filter(|next| seen.insert(**next)));
        }
        seen
    };
    let reached = below(node);
    let mut ends = Vec::new();
    for at in reached.iter().copied().chain([node]) {
        let under = below(at);
        // what is reached from all that it reaches is a ring, or alone
        let is_end = under.iter().all(|other| below(*other).contains(&at));
        if is_end {
            let end = (under.iter().copied().chain([at]).min().unwrap_or(at), !under.is_empty());
            if !ends.contains(&end) {
                ends.push(end);
            }
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rests(edges: &[(u32, u32)]) -> BTreeMap<u32, BTreeSet<u32>> {
        let mut rests: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (from, to) in edges {
            rests.entry(*from).or_default().insert(*to);
        }
        rests
    }

    #[test]
    fn the_ends_of_chains_are_found() {
        assert_eq!(ends(1, &rests(&[(1, 2), (2, 3), (1, 4)])), [(3, false), (4, false)]);
        assert_eq!(ends(9, &rests(&[])), [(9, false)]);
    }

    #[test]
    fn a_ring_is_one_end() {
        assert_eq!(ends(1, &rests(&[(1, 2), (2, 3), (3, 4), (4, 1)])), [(1, true)]);
        assert_eq!(ends(1, &rests(&[(1, 2), (2, 1), (2, 5)])), [(5, false)]);
    }
}
