//! What rests on what: mentions of a claim, the articles they are carried from, and the sources they name.

use std::collections::{BTreeMap, BTreeSet};

use reading::{How, StatementIx};
use text::Id;

use crate::{
    Copy, CopyKind, Edge, Graph, Link, Node, NodeKind, Origins, Piece, Relation,
    claims::Group,
    lexicon::Lexicon,
    origins::{Source, Voucher, origins},
    saying::Saying,
    who::{People, Told, Who, family},
    wire::wire,
};

/// Share of a sentence that is carried from another article, for it to rest on that.
const CARRIED: f32 = 0.6;

/// Builds the graph of a story, claim by claim.
#[derive(Debug)]
pub(crate) struct Provenance<'a> {
    pieces: &'a [&'a Piece<'a>],
    sayings: &'a [Saying],
    people: &'a People,
    /// Of each article, what it carries from others.
    copies: BTreeMap<Id, Vec<&'a Copy>>,
    graph: Graph,
    places: BTreeMap<Id, u32>,
}

/// What is known of the sources of one claim while its graph is built.
#[derive(Debug)]
struct Sources {
    claim: Id,
    rests: BTreeMap<u32, BTreeSet<u32>>,
    known: BTreeMap<u32, Source>,
    /// Nodes without a name, with what is told of them and the saying that cites them.
    nameless: Vec<(u32, Told, usize)>,
    /// Nodes of outlets by family.
    outlets: BTreeMap<String, u32>,
}

impl Sources {
    fn of(claim: Id) -> Sources {
        Sources {
            claim,
            rests: BTreeMap::new(),
            known: BTreeMap::new(),
            nameless: Vec::new(),
            outlets: BTreeMap::new(),
        }
    }
}

impl<'a> Provenance<'a> {
    /// Begins a graph.
    pub fn new(
        pieces: &'a [&'a Piece<'a>],
        sayings: &'a [Saying],
        people: &'a People,
        copies: &'a [Copy],
    ) -> Provenance<'a> {
        let mut by: BTreeMap<Id, Vec<&Copy>> = BTreeMap::new();
        for copy in copies {
            by.entry(copy.by).or_default().push(copy);
        }
        Provenance { pieces, sayings, people, copies: by, graph: Graph::default(), places: BTreeMap::new() }
    }

    /// Adds a claim, and counts who really has it. `withdrawn` tells of an article whether it was.
    pub fn claim(&mut self, group: &Group, withdrawn: impl Fn(Id) -> bool) -> Origins {
        let vouches = |(at, relation): &&(usize, Relation)| {
            matches!(relation, Relation::Same | Relation::Entails) || group.own.contains(at)
        };
        let members: Vec<usize> = group.members.iter().filter(vouches).map(|(at, _)| *at).collect();
        let mut sources = Sources::of(group.id);
        let nodes: Vec<u32> = members.iter().map(|at| self.mention(*at)).collect();
        let mut vouchers = Vec::new();
        let mut articles = BTreeSet::new();
        for (at, node) in members.iter().zip(&nodes) {
            let piece = self.pieces[self.sayings[*at].piece];
            let target = self.carried_from(*at, &members);
            match target {
                Some((other, copy)) => {
                    let place = members.iter().position(|member| *member == other).unwrap_or(0);
                    let link = if copy.credited { Link::Copied } else { Link::CopiedUncredited };
                    self.edge(&mut sources, *node, nodes[place], link, None);
                }
                None => self.chain(*at, *node, &mut sources),
            }
            if articles.insert(piece.article.id) {
                let withdrawn = withdrawn(piece.article.id);
                vouchers.push(Voucher { node: *node, carrier: &piece.carrier, is_copy: target.is_some(), withdrawn });
            } else if let Some(voucher) =
                vouchers.iter_mut().find(|voucher| std::ptr::eq(voucher.carrier, &piece.carrier))
            {
                // a second mention of the same article: what it rests on counts too
                let rests = sources.rests.get(node).cloned().unwrap_or_default();
                sources.rests.entry(voucher.node).or_default().extend(rests);
                voucher.is_copy &= target.is_some();
            }
        }
        // who cites an outlet whose own article is here rests on what that article rests on
        for (key, outlet) in sources.outlets.clone() {
            for (at, node) in members.iter().zip(&nodes) {
                let piece = self.pieces[self.sayings[*at].piece];
                let rests = sources.rests.get(node).cloned().unwrap_or_default();
                let only_itself = rests.len() == 1 && rests.contains(&outlet);
                let within = self.carried_from(*at, &members).is_some_and(|(other, _)| {
                    self.pieces[self.sayings[other].piece].carrier.family == piece.carrier.family
                });
                if family(&piece.carrier.family) == key
                    && !only_itself
                    && !within
                    && outlet != *node
                    && !rests.is_empty()
                {
                    // its unnamed sources are those of its own words, however they are called by who cites it
                    let is_unnamed =
                        |node: &u32| sources.known.get(node).is_some_and(|source| source.kind == NodeKind::Unnamed);
                    if rests.iter().any(is_unnamed) {
                        let cited = sources.rests.get(&outlet).cloned().unwrap_or_default();
                        let kept = cited.into_iter().filter(|node| !is_unnamed(node) || rests.contains(node)).collect();
                        sources.rests.insert(outlet, kept);
                    }
                    self.edge(&mut sources, outlet, *node, Link::Own, None);
                    if let Some(rests) = sources.rests.get_mut(node).filter(|rests| rests.len() > 1) {
                        rests.remove(&outlet);
                    }
                }
            }
        }
        origins(&vouchers, &sources.rests, &sources.known)
    }

    /// Returns the graph.
    pub fn done(mut self) -> Graph {
        self.graph.edges.sort();
        self.graph.edges.dedup();
        self.graph
    }

    fn node(&mut self, id: Id, node: impl FnOnce() -> Node) -> u32 {
        let graph = &mut self.graph;
        *self.places.entry(id).or_insert_with(|| {
            graph.nodes.push(node());
            graph.nodes.len() as u32 - 1
        })
    }

    fn mention(&mut self, at: usize) -> u32 {
        let saying = &self.sayings[at];
        let piece = self.pieces[saying.piece];
        let receipt = piece.receipt(saying.span);
        let id = Id::of(&[
            "mention",
            &piece.article.edition.to_string(),
            &piece.article.id.to_string(),
            &format!("{}", saying.span.start),
            &saying.words,
        ]);
        let name = piece.carrier.outlet.clone();
        self.node(id, || Node { id, kind: NodeKind::Mention, name, at: Some(receipt) })
    }

    fn edge(&mut self, sources: &mut Sources, from: u32, to: u32, link: Link, why: Option<crate::Receipt>) {
        if from != to {
            sources.rests.entry(from).or_default().insert(to);
            self.graph.edges.push(Edge { from, to, link, why, claim: sources.claim });
        }
    }

    /// Returns the mention that a mention is carried from, when its article has the words from another.
    fn carried_from(&self, at: usize, members: &[usize]) -> Option<(usize, &'a Copy)> {
        let saying = &self.sayings[at];
        let piece = self.pieces[saying.piece];
        let copies = self.copies.get(&piece.article.id)?;
        copies.iter().find_map(|copy| {
            let span = saying.span;
            let covered: usize = copy
                .spans
                .iter()
                .map(|(_, by)| by.end.min(span.end).saturating_sub(by.start.max(span.start)) as usize)
                .sum();
            let is_covered = covered as f32 >= CARRIED * span.len() as f32;
            let whole = matches!(copy.kind, CopyKind::Copy | CopyKind::Abridged | CopyKind::Rewrite);
            // a statement that both quote was heard by both
            if copy.kind == CopyKind::SharedQuote || !whole && !is_covered {
                return None;
            }
            let of = |member: &&usize| self.pieces[self.sayings[**member].piece].article.id == copy.of;
            members.iter().find(of).map(|member| (*member, *copy))
        })
    }

    /// Adds the chains of a mention: what it cites, down to the last sources.
    fn chain(&mut self, at: usize, node: u32, sources: &mut Sources) {
        let saying = &self.sayings[at];
        let piece = self.pieces[saying.piece];
        let own = family(&piece.carrier.family);
        let last = saying.statement.map_or(node, |first| self.links(at, node, first, false, sources));
        for further in &saying.also {
            self.links(at, node, *further, true, sources);
        }
        if last != node {
            return;
        }
        let wire = wire(piece.article).filter(|wire| wire.agency.to_lowercase() != own);
        let (name, link) = match wire {
            Some(wire) => (wire.agency, Link::Credit),
            None if piece.carrier.outlet.is_empty() => ("an outlet that is not named".to_owned(), Link::Own),
            None => (piece.carrier.outlet.clone(), Link::Own),
        };
        let (key, parent) = (own.clone(), own.clone());
        let key = if link == Link::Own { key } else { family(&name) };
        let sentence = piece.article.words(saying.span);
        let own_word = Lexicon::find(&Lexicon::english().own_word, sentence).is_some();
        let who = Who { key, name, kind: NodeKind::Outlet, told: None };
        let next = self.source(at, &who, &parent, false, None, sources);
        sources.known.entry(next).and_modify(|source| source.own_word |= own_word);
        self.edge(sources, node, next, link, None);
    }

    /// Adds the chain of a statement under a mention, and returns its end. `further` is one beside the first of the same words: its last
    /// source is another.
    fn links(&mut self, at: usize, node: u32, statement: StatementIx, further: bool, sources: &mut Sources) -> u32 {
        let saying = &self.sayings[at];
        let piece = self.pieces[saying.piece];
        let own = family(&piece.carrier.family);
        let (mut last, mut above, mut parent) = (node, node, own.clone());
        let chain = piece.reading.statements.get(statement as usize).map_or(&[][..], |one| one.chain.as_slice());
        for (place, hop) in chain.iter().enumerate() {
            let Some(who) = self.people.who(saying.piece, piece, &hop.from) else { continue };
            // who says the same words together with another is no further origin of them; two nameless ones are two
            let joint = hop.how == How::Jointly;
            let counts = matches!(who.kind, NodeKind::Unnamed | NodeKind::Document);
            if hop.how == How::Possible || joint && !counts {
                continue;
            }
            // "told the Post", in the Post
            if who.kind == NodeKind::Outlet && (who.key == own || family(&piece.carrier.outlet) == who.key) {
                continue;
            }
            let why = hop.from.span.map(|span| piece.receipt(span));
            let link = match hop.how {
                How::Stated | How::Jointly | How::Possible => Link::Stated,
                How::Cited => Link::Cited,
                How::ToldTo => Link::ToldTo,
                How::Credit => Link::Credit,
                How::Carried => Link::Own,
            };
            let apart = joint || further && place + 1 == chain.len();
            let next = self.source(at, &who, &parent, apart, why, sources);
            if who.kind == NodeKind::Outlet {
                sources.known.entry(next).and_modify(|source| source.own_word = true);
                parent = format!("outlet {}", who.key);
            }
            if joint {
                self.edge(sources, above, next, link, why);
                continue;
            }
            self.edge(sources, last, next, link, why);
            (above, last) = (last, next);
        }
        last
    }

    /// Returns the node of a source within a claim, cited by the saying `at`.
    fn source(
        &mut self,
        at: usize,
        who: &Who,
        parent: &str,
        joint: bool,
        why: Option<crate::Receipt>,
        sources: &mut Sources,
    ) -> u32 {
        let claim = sources.claim.to_string();
        // an outlet's unnamed sources for one claim are the same, however they are worded by those who cite it
        let cited = parent.starts_with("outlet ");
        let id = match who.kind {
            NodeKind::Party => Id::of(&["party", &who.key]),
            NodeKind::Document => Id::of(&["document", &claim, &who.key]),
            NodeKind::Unnamed if cited => Id::of(&["unnamed", &claim, parent]),
            NodeKind::Unnamed => Id::of(&["unnamed", &claim, &format!("outlet {parent}")]),
            _ => Id::of(&["outlet", &claim, &who.key]),
        };
        let id =
            if who.kind == NodeKind::Unnamed && (!cited || joint) { Id::of(&[&id.to_string(), &who.key]) } else { id };
        let kind = who.kind;
        let node = self.node(id, || Node { id, kind, name: who.name.clone(), at: why });
        if !sources.known.contains_key(&node) {
            let mut may_be = Vec::new();
            if let Some(told) = &who.told {
                // "two bankers and a person briefed by the bank" are not the same
                let others = sources.nameless.iter().filter(|(_, other, saying)| *saying != at && told.may_be(other));
                may_be.extend(others.map(|(node, ..)| *node));
                sources.nameless.push((node, told.clone(), at));
            }
            sources.known.insert(node, Source { name: who.name.clone(), kind, may_be, own_word: false });
        }
        if kind == NodeKind::Outlet {
            sources.outlets.insert(who.key.clone(), node);
        }
        node
    }
}
