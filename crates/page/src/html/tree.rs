//! HTML to a flat tree: html5ever's algorithm, nodes in one vector, every size bounded.

use std::{
    borrow::Cow,
    cell::{Cell, OnceCell, RefCell},
};

use html5ever::{
    Attribute, ExpandedName, LocalName, QualName,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    local_name, ns,
    tendril::StrTendril,
    tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult},
    tree_builder::{TreeBuilder, TreeBuilderOpts},
};

use super::tokens;
use crate::limits::{Cut, MAX_DEPTH, MAX_NODES};

/// Place of a node in a [`Tree`].
pub type NodeIx = u32;
/// No node.
pub const NONE: NodeIx = u32::MAX;

/// A parsed page. Node 0 is the document.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
}

/// An element or a text.
#[derive(Debug)]
pub struct Node {
    /// The node above.
    pub parent: NodeIx,
    /// First node below.
    pub first_child: NodeIx,
    last_child: NodeIx,
    previous: NodeIx,
    /// The node after it under the same parent.
    pub next: NodeIx,
    depth: u32,
    /// What it is.
    pub data: Data,
}

/// What a node is.
#[derive(Debug)]
pub enum Data {
    /// The root, a comment, a doctype: nothing to read.
    Empty,
    /// Characters.
    Text(StrTendril),
    /// An element with its attributes in order.
    Element(QualName, Vec<Attribute>),
}

impl Tree {
    /// Parses a page's code, already pruned. Linear in its length within the bounds of [`crate::limits`].
    pub fn parse(html: &str, cuts: &mut Vec<Cut>) -> Tree {
        let limiter = Limiter::new();
        tokens::tokenize(html, &limiter);
        limiter.tree(cuts)
    }

    /// Parses with another tokenizer.
    #[cfg(test)]
    pub(super) fn parse_by(html: &str, tokenize: impl Fn(&str, &Limiter)) -> Tree {
        let limiter = Limiter::new();
        tokenize(html, &limiter);
        limiter.tree(&mut Vec::new())
    }

    /// Returns a node. `ix` comes from this tree.
    pub fn node(&self, ix: NodeIx) -> &Node {
        &self.nodes[ix as usize]
    }

    /// Tells whether nothing was parsed.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Returns the number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns an element's local name, `""` for other nodes.
    pub fn name(&self, ix: NodeIx) -> &str {
        match &self.node(ix).data {
            Data::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// Returns an attribute's value.
    pub fn attr(&self, ix: NodeIx, name: &str) -> Option<&str> {
        match &self.node(ix).data {
            Data::Element(_, attrs) => attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value),
            _ => None,
        }
    }

    /// Returns an element's attributes: names and values.
    pub fn attrs(&self, ix: NodeIx) -> impl Iterator<Item = (&str, &str)> {
        let attrs = match &self.node(ix).data {
            Data::Element(_, attrs) => attrs.as_slice(),
            _ => &[],
        };
        attrs.iter().map(|a| (&*a.name.local, &*a.value))
    }

    /// Returns the nodes directly below, in order.
    pub fn children(&self, ix: NodeIx) -> impl Iterator<Item = NodeIx> + '_ {
        let first = Some(self.node(ix).first_child).filter(|n| *n != NONE);
        std::iter::successors(first, |n| Some(self.node(*n).next).filter(|n| *n != NONE))
    }

    /// Returns the nodes above, nearest first, without the document.
    pub fn ancestors(&self, ix: NodeIx) -> impl Iterator<Item = NodeIx> + '_ {
        let above = |n: NodeIx| Some(self.node(n).parent).filter(|p| *p != NONE && *p != 0);
        std::iter::successors(above(ix), move |n| above(*n))
    }

    /// Returns the node that follows `ix` in document order inside `root`, after or without what lies below it.
    pub fn following(&self, ix: NodeIx, root: NodeIx, enter: bool) -> Option<NodeIx> {
        if enter && self.node(ix).first_child != NONE {
            return Some(self.node(ix).first_child);
        }
        let mut at = ix;
        while at != root {
            if self.node(at).next != NONE {
                return Some(self.node(at).next);
            }
            at = self.node(at).parent;
            if at == NONE {
                break;
            }
        }
        None
    }

    /// Returns all elements in document order.
    pub fn elements(&self) -> impl Iterator<Item = NodeIx> + '_ {
        std::iter::successors(Some(0), |n| self.following(*n, 0, true)).filter(|n| !self.name(*n).is_empty())
    }

    /// Returns the text below a node, white space collapsed, a space at every border of elements that are no phrase.
    pub fn text(&self, ix: NodeIx) -> String {
        let mut text = String::new();
        let mut at = Some(ix);
        while let Some(n) = at {
            match &self.node(n).data {
                Data::Text(words) => text.push_str(words),
                Data::Element(name, _) if !PHRASE.contains(&&*name.local) => text.push(' '),
                _ => {}
            }
            at = self.following(n, ix, true);
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Elements inside which words run on.
const PHRASE: &[&str] =
    &["a", "b", "i", "em", "strong", "span", "u", "s", "sub", "sup", "font", "small", "abbr", "mark", "wbr"];

/// Sits between tokenizer and tree builder and drops tags past the bounds; html5ever itself looks through all open
/// elements at many tags, so that depth costs time squared.
pub(super) struct Limiter {
    builder: TreeBuilder<NodeIx, Sink>,
    dropped: RefCell<Vec<(LocalName, u64)>>,
    deep: Cell<u64>,
}

impl Limiter {
    fn new() -> Limiter {
        let sink = Sink::default();
        sink.new_node(Data::Empty);
        // `noscript` is parsed as elements, so that what is in it can be labelled instead of read as code.
        let options = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..TreeBuilderOpts::default() };
        Limiter { builder: TreeBuilder::new(sink, options), dropped: RefCell::default(), deep: Cell::new(0) }
    }

    /// Takes the tree that was built.
    fn tree(&self, cuts: &mut Vec<Cut>) -> Tree {
        let nodes = self.builder.sink.nodes.take();
        if nodes.len() >= MAX_NODES {
            cuts.push(Cut::new("nodes", MAX_NODES, nodes.len() as u64));
        }
        if self.deep.get() > 0 {
            cuts.push(Cut::new("depth", MAX_DEPTH, self.deep.get()));
        }
        Tree { nodes }
    }

    /// Tells whether a tag must not reach the tree builder.
    fn drops(&self, tag: &Tag) -> bool {
        let sink = &self.builder.sink;
        let mut dropped = self.dropped.borrow_mut();
        match tag.kind {
            TagKind::StartTag => {
                let full = sink.nodes.borrow().len() >= MAX_NODES;
                let deep = sink.cursor_depth.get() as usize >= MAX_DEPTH;
                if !(full || deep) || matches!(tag.name, local_name!("script") | local_name!("style")) {
                    return false;
                }
                if deep {
                    self.deep.set(self.deep.get() + 1);
                }
                match dropped.iter().position(|(name, _)| *name == tag.name) {
                    Some(at) => dropped[at].1 += 1,
                    None if dropped.len() < 256 => dropped.push((tag.name.clone(), 1)),
                    None => {}
                }
                true
            }
            TagKind::EndTag => match dropped.iter_mut().find(|(name, n)| *name == tag.name && *n > 0) {
                Some((_, n)) => {
                    *n -= 1;
                    true
                }
                None => false,
            },
        }
    }
}

impl TokenSink for Limiter {
    type Handle = NodeIx;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeIx> {
        match &token {
            Token::TagToken(tag) if self.drops(tag) => {
                // Text on both sides of a dropped tag must not become one word.
                self.builder.process_token(Token::CharacterTokens(StrTendril::from_slice(" ")), line)
            }
            Token::CommentToken(_) | Token::NullCharacterToken | Token::ParseError(_) => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Receives html5ever's operations. Handles are places in the vector.
#[derive(Default)]
struct Sink {
    nodes: RefCell<Vec<Node>>,
    names: ElementNames,
    /// Depth of the element that the builder stands in, as far as its operations tell.
    cursor_depth: Cell<u32>,
}

impl Sink {
    fn new_node(&self, data: Data) -> NodeIx {
        let mut nodes = self.nodes.borrow_mut();
        let at = nodes.len() as NodeIx;
        nodes.push(Node {
            parent: NONE,
            first_child: NONE,
            last_child: NONE,
            previous: NONE,
            next: NONE,
            depth: 0,
            data,
        });
        at
    }

    fn detach(&self, ix: NodeIx) {
        let mut nodes = self.nodes.borrow_mut();
        let Node { parent, previous, next, .. } = nodes[ix as usize];
        if parent == NONE {
            return;
        }
        match previous {
            NONE => nodes[parent as usize].first_child = next,
            p => nodes[p as usize].next = next,
        }
        match next {
            NONE => nodes[parent as usize].last_child = previous,
            n => nodes[n as usize].previous = previous,
        }
        let node = &mut nodes[ix as usize];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts a node under `parent` before `before`, or last.
    fn attach(&self, parent: NodeIx, before: NodeIx, ix: NodeIx) {
        self.detach(ix);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent as usize].depth + 1;
        let previous = match before {
            NONE => nodes[parent as usize].last_child,
            b => nodes[b as usize].previous,
        };
        {
            let node = &mut nodes[ix as usize];
            (node.parent, node.previous, node.next, node.depth) = (parent, previous, before, depth);
            if matches!(node.data, Data::Element(..)) {
                self.cursor_depth.set(depth);
            }
        }
        match previous {
            NONE => nodes[parent as usize].first_child = ix,
            p => nodes[p as usize].next = ix,
        }
        match before {
            NONE => nodes[parent as usize].last_child = ix,
            b => nodes[b as usize].previous = ix,
        }
    }

    fn insert(&self, parent: NodeIx, before: NodeIx, child: NodeOrText<NodeIx>) {
        match child {
            NodeOrText::AppendNode(ix) => self.attach(parent, before, ix),
            NodeOrText::AppendText(words) => {
                let neighbour = match before {
                    NONE => self.nodes.borrow()[parent as usize].last_child,
                    b => self.nodes.borrow()[b as usize].previous,
                };
                if neighbour != NONE
                    && let Data::Text(text) = &mut self.nodes.borrow_mut()[neighbour as usize].data
                {
                    text.push_tendril(&words);
                    return;
                }
                let ix = self.new_node(Data::Text(words));
                self.attach(parent, before, ix);
            }
        }
    }
}

/// Names of elements by their place. Only ever added to, so that the builder can look at one while it changes the tree:
/// it asks for names at every tag, all the way up.
#[derive(Default)]
struct ElementNames([OnceCell<Box<[OnceCell<QualName>]>>; 20]);

impl ElementNames {
    /// Places of the first part; each further one is twice as long.
    const FIRST: u32 = 512;

    fn slot(&self, ix: NodeIx) -> &OnceCell<QualName> {
        let place = ix + Self::FIRST;
        let part = place.ilog2() - Self::FIRST.ilog2();
        let len = Self::FIRST << part;
        &self.0[part as usize].get_or_init(|| (0..len).map(|_| OnceCell::new()).collect())[(place - len) as usize]
    }
}

impl TreeSink for Sink {
    type Handle = NodeIx;
    type Output = ();
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeIx {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a NodeIx) -> ExpandedName<'a> {
        self.names.slot(*target).get_or_init(|| QualName::new(None, ns!(html), LocalName::from(""))).expanded()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> NodeIx {
        let ix = self.new_node(Data::Element(name.clone(), attrs));
        self.names.slot(ix).get_or_init(|| name);
        ix
    }

    fn create_comment(&self, _: StrTendril) -> NodeIx {
        self.new_node(Data::Empty)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeIx {
        self.new_node(Data::Empty)
    }

    fn append(&self, parent: &NodeIx, child: NodeOrText<NodeIx>) {
        self.insert(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeIx, previous: &NodeIx, child: NodeOrText<NodeIx>) {
        if self.nodes.borrow()[*element as usize].parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &NodeIx) {
        self.cursor_depth.set(self.nodes.borrow()[*node as usize].depth.saturating_sub(1));
    }

    fn get_template_contents(&self, target: &NodeIx) -> NodeIx {
        *target
    }

    fn same_node(&self, x: &NodeIx, y: &NodeIx) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeIx, child: NodeOrText<NodeIx>) {
        let parent = self.nodes.borrow()[*sibling as usize].parent;
        if parent != NONE {
            self.insert(parent, *sibling, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeIx, attrs: Vec<Attribute>) {
        if let Data::Element(_, have) = &mut self.nodes.borrow_mut()[*target as usize].data {
            for attr in attrs {
                if !have.iter().any(|a| a.name == attr.name) {
                    have.push(attr);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeIx) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeIx, new_parent: &NodeIx) {
        let mut child = self.nodes.borrow()[*node as usize].first_child;
        while child != NONE {
            let next = self.nodes.borrow()[child as usize].next;
            self.attach(*new_parent, NONE, child);
            child = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(html: &str) -> Tree {
        Tree::parse(html, &mut Vec::new())
    }

    #[test]
    fn misnested_tags_keep_their_text_in_order() {
        let tree = tree("<table><p>before</p><tr><td><b>in<i>side</b> cell</i></table><p>after");
        assert_eq!(tree.text(0), "before inside cell after");
    }

    #[test]
    fn depth_is_bounded_and_reported_and_text_kept() {
        let mut cuts = Vec::new();
        let tree = Tree::parse(&format!("{}deep{}<p>after", "<div>".repeat(5000), "</div>".repeat(5000)), &mut cuts);
        assert!(tree.elements().count() < MAX_DEPTH + 10);
        assert_eq!(tree.text(0), "deep after");
        assert_eq!(cuts[0].bound, "depth");
    }

    #[test]
    fn many_unclosed_paragraphs_are_not_deep() {
        let mut cuts = Vec::new();
        let tree = Tree::parse(&"<p>x".repeat(2000), &mut cuts);
        assert_eq!(tree.elements().filter(|n| tree.name(*n) == "p").count(), 2000);
        assert!(cuts.is_empty());
    }
}
