//! Tree -> lines: what a reader sees as one run of words, in page order, with where it hangs in the tree.
//!
//! A line is the text between two borders of block elements, or a `<br>`; a row of a data table; or the whole text of
//! something out of sight. Lines are the units that get roles; blocks are made of them afterwards.

use std::collections::HashMap;

use text::Span;

use super::{
    bulk::Bulk,
    elements::{is_block, is_unseen},
    markup::{Mark, Marks, Markup},
    tables::{cells, is_data, rows},
    tree::{Data, NONE, NodeIx, Tree},
};
use crate::limits::{Cut, MAX_BLOCKS, MAX_LINKS};

/// All lines of a page, and the text they stand in.
#[derive(Debug, Default)]
pub struct Lines {
    /// The page's text: one line of it per [`Line`], ended by `\n`.
    pub text: String,
    /// The lines in page order.
    pub lines: Vec<Line>,
    /// Links by the words that carry them.
    pub links: Vec<(Span, String)>,
    /// Marks of every element of the tree.
    pub marks: Vec<Marks>,
    /// Marks of every element and of those above it, up to the body.
    pub around: Vec<Marks>,
}

/// One run of words.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it stands in [`Lines::text`].
    pub span: Span,
    /// The block element that it hangs from.
    pub node: NodeIx,
    /// A single `<br>` parts it from the line before, in the same element.
    pub br_before: bool,
    /// It is out of sight.
    pub hidden: bool,
    /// It is a row of a data table; `node` is the table.
    pub is_row: bool,
    /// Characters that are no white space.
    pub chars: u32,
    /// Those of them inside links.
    pub link_chars: u32,
    /// Those of them in bold.
    pub bold_chars: u32,
    /// Marks of the inline elements inside it.
    pub inner: Marks,
}

/// Attributes whose values say what an element is.
const NAMING: [&str; 9] =
    ["class", "id", "itemprop", "role", "rel", "data-testid", "data-component", "data-type", "data-module"];
/// A part of the page that holds more of its text than this is not hidden, whatever its code says: some sites show
/// their article only after a script has run.
const MAX_HIDDEN_SHARE: f64 = 0.3;
/// The same for the text of paragraphs, where menus and lists of links outweigh a short article: what the code itself
/// hides, and what only has a name that says so ("pay_hide").
const MAX_HIDDEN_PROSE: f64 = 0.5;
const MAX_NAMED_PROSE: f64 = 0.2;
/// Bytes of the longest "By" or "Published" that stays with what follows it.
const MAX_PREFIX: usize = 14;
/// Elements of the longest row of writer, date, source and the like.
const MAX_FACTS: usize = 8;
/// Nodes beside an element that are looked at, words between elements among them.
const MAX_SIBLINGS: usize = 24;

/// Reads the lines of a page. Linear in the size of the tree.
pub fn lines(tree: &Tree, markup: &Markup, cuts: &mut Vec<Cut>) -> Lines {
    let mut walk = Walk {
        tree,
        out: Lines {
            marks: vec![Marks::default(); tree.len()],
            around: vec![Marks::default(); tree.len()],
            ..Lines::default()
        },
        run: Run::default(),
        hidden_after: Vec::new(),
        bulk: Bulk::of(tree),
        lost: 0,
        pre: 0,
    };
    // Most names stand on a page many times.
    let mut seen: HashMap<&str, Marks> = HashMap::new();
    for node in tree.elements() {
        let told = tree.attrs(node).filter(|(name, _)| NAMING.contains(name));
        let marks = told.fold(Marks::default(), |marks, (_, value)| {
            marks.with(*seen.entry(value).or_insert_with(|| markup.marks(value)))
        });
        walk.out.marks[node as usize] = marks;
        if !matches!(tree.name(node), "body" | "html") {
            let above = walk.out.around.get(tree.node(node).parent as usize).copied().unwrap_or_default();
            walk.out.around[node as usize] = marks.with(above);
        }
    }
    walk.down(0, State { block: 0, link: NONE, bold: false, caption: false });
    walk.flush(0);
    if walk.lost > 0 {
        cuts.push(Cut::new("blocks", MAX_BLOCKS, MAX_BLOCKS as u64 + walk.lost));
    }
    walk.out
}

#[derive(Default)]
struct Run {
    words: String,
    space: bool,
    chars: u32,
    link_chars: u32,
    bold_chars: u32,
    inner: Marks,
    links: Vec<(usize, usize, NodeIx)>,
    /// `<br>` since the last words; 100 at a block's border.
    breaks: u32,
}

impl Run {
    /// Adds characters without white space.
    fn push(&mut self, piece: &str, chars: u32, state: State) {
        if self.space && !self.words.is_empty() {
            self.words.push(' ');
        }
        self.space = false;
        let at = self.words.len();
        self.words.push_str(piece);
        self.chars += chars;
        self.bold_chars += if state.bold { chars } else { 0 };
        if state.link != NONE {
            self.link_chars += chars;
            match self.links.last_mut() {
                Some((_, end, node)) if *node == state.link => *end = self.words.len(),
                _ => self.links.push((at, self.words.len(), state.link)),
            }
        }
    }
}

#[derive(Clone, Copy)]
struct State {
    block: NodeIx,
    link: NodeIx,
    bold: bool,
    caption: bool,
}

struct Walk<'t> {
    tree: &'t Tree,
    out: Lines,
    run: Run,
    hidden_after: Vec<String>,
    bulk: Bulk,
    lost: u64,
    pre: u32,
}

impl Walk<'_> {
    /// Walks below a node. Recursion is as deep as the tree, which is bounded by `MAX_DEPTH`.
    fn down(&mut self, node: NodeIx, state: State) {
        let tree = self.tree;
        let mut child = tree.node(node).first_child;
        while child != NONE {
            match &tree.node(child).data {
                Data::Text(words) => self.words(words, state),
                Data::Element(..) => self.element(child, state),
                Data::Empty => {}
            }
            child = tree.node(child).next;
        }
    }

    fn element(&mut self, node: NodeIx, state: State) {
        let tree = self.tree;
        let Data::Element(full_name, _) = &tree.node(node).data else { return };
        let name = &*full_name.local;
        let marks = self.out.marks[node as usize];
        if is_unseen(&full_name.local) {
            return;
        }
        if name == "br" {
            self.line_break(state.block);
            return;
        }
        if name == "wbr" {
            return;
        }
        if self.is_hidden(node, name, marks) {
            let words = tree.text(node);
            if !words.is_empty() {
                self.hidden_after.push(words);
            }
            return;
        }
        let is_block = is_block(&full_name.local);
        let in_caption = state.caption || name == "figcaption" || marks.has(Mark::Caption) && is_block;
        let fact = marks.has(Mark::Date) || marks.has(Mark::Byline);
        let is_block = is_block
            // Writer and date side by side in one box are two lines; "By" stays with its name.
            || fact && matches!(name, "span" | "a" | "em" | "strong" | "small" | "time") && matches!(tree.name(state.block), "div" | "header" | "section" | "li" | "td")
                && (self.run.words.is_empty() || self.run.words.len() > MAX_PREFIX)
            || name == "time"
                && matches!(
                    tree.name(state.block),
                    "div" | "header" | "section" | "article" | "td" | "main" | "figure"
                )
            || in_caption
                && (matches!(name, "span" | "small" | "cite") || marks.has(Mark::Credit))
                && tree.name(state.block) != "p"
            || in_caption && matches!(name, "em" | "i" | "strong" | "b") && self.ends_caption(node)
            || matches!(name, "span" | "a") && self.in_row_of_facts(node, state.block);
        let mut inside = State { caption: in_caption, ..state };
        match name {
            "a" if tree.attr(node, "href").is_some() || tree.attr(node, "role").is_none() => inside.link = node,
            "b" | "strong" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => inside.bold = true,
            "pre" => self.pre += 1,
            _ => {}
        }
        if is_block {
            self.flush(state.block);
            self.run.breaks = 100;
            inside.block = node;
            if name == "table" && is_data(tree, node, &self.bulk) {
                self.rows(node);
            } else {
                self.down(node, inside);
            }
            self.flush(node);
            self.run.breaks = 100;
        } else {
            self.run.inner = self.run.inner.with(marks);
            self.down(node, inside);
        }
        if name == "pre" {
            self.pre -= 1;
        }
    }

    /// Tells whether a caption's sentence is over and nothing follows the element: it is the credit.
    fn ends_caption(&self, node: NodeIx) -> bool {
        let tree = self.tree;
        let over = self.run.words.ends_with(['.', '!', '?', '…', '。', '"', '”', ')', '।', '؟']);
        let next = |n: NodeIx| Some(tree.node(n).next).filter(|n| *n != NONE);
        let mut rest = std::iter::successors(next(node), |n| next(*n)).take(MAX_SIBLINGS);
        over && rest.all(|n| self.bulk.words(n) == 0)
    }

    /// Tells whether an element stands in a box of nothing but small elements, one of which is a writer or a date: such a
    /// row of facts is one line each.
    fn in_row_of_facts(&self, node: NodeIx, block: NodeIx) -> bool {
        let tree = self.tree;
        let parent = tree.node(node).parent;
        if parent != block || !matches!(tree.name(block), "div" | "header" | "section" | "li" | "td") {
            return false;
        }
        let mut elements = 0;
        let mut facts = 0;
        let mut at = tree.node(block).first_child;
        for _ in 0..MAX_SIBLINGS {
            if at == NONE {
                return facts > 0 && elements > facts;
            }
            match &tree.node(at).data {
                Data::Text(words) if words.chars().any(char::is_alphanumeric) => return false,
                Data::Element(name, _) => {
                    let name = &name.local;
                    let marks = self.out.marks[at as usize];
                    if !is_block(name) && self.bulk.words(at) > 0 {
                        elements += 1;
                        facts += usize::from(marks.has(Mark::Date) || marks.has(Mark::Byline) || &**name == "time");
                        if !matches!(&**name, "span" | "a" | "time" | "small") || elements > MAX_FACTS {
                            return false;
                        }
                    }
                }
                _ => {}
            }
            at = tree.node(at).next;
        }
        false
    }

    fn words(&mut self, words: &str, state: State) {
        if self.pre > 0 && words.contains('\n') {
            for (n, line) in words.split('\n').enumerate() {
                if n > 0 {
                    self.line_break(state.block);
                }
                self.words(line, state);
            }
            return;
        }
        let mut rest = words;
        loop {
            // Code is indented.
            let solid = rest.trim_ascii_start();
            self.run.space |= solid.len() < rest.len();
            rest = solid;
            let Some(c) = rest.chars().next() else { break };
            // Most characters stand in words of plain letters.
            let plain = rest.bytes().take_while(u8::is_ascii_graphic).count();
            let (piece, after) = rest.split_at(plain.max(c.len_utf8()));
            rest = after;
            if c.is_whitespace() {
                self.run.space = true;
            // Soft hyphens, zero-width spaces and joiners at nothing are layout, not text.
            } else if !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}') {
                self.run.push(piece, plain.max(1) as u32, state);
            }
        }
    }

    fn line_break(&mut self, block: NodeIx) {
        self.flush(block);
        self.run.breaks += 1;
        self.run.space = false;
    }

    /// Ends the current line.
    fn flush(&mut self, block: NodeIx) {
        let run = std::mem::take(&mut self.run);
        if run.words.is_empty() {
            self.run.breaks = run.breaks;
        } else {
            let br_before = run.breaks == 1 && self.out.lines.last().is_some_and(|l| l.node == block && !l.hidden);
            let start = self.push(&run.words, block, false);
            if let Some(line) = self.out.lines.last_mut() {
                line.br_before = br_before;
                line.chars += run.chars;
                line.link_chars += run.link_chars;
                line.bold_chars += run.bold_chars;
                line.inner = run.inner;
            }
            for (from, to, node) in run.links {
                if let Some(href) = self.tree.attr(node, "href")
                    && self.out.links.len() < MAX_LINKS
                {
                    self.out.links.push((Span::new(start + from, start + to), href.trim().to_owned()));
                }
            }
        }
        for words in std::mem::take(&mut self.hidden_after) {
            self.push(&words, block, true);
            if let Some(line) = self.out.lines.last_mut() {
                line.chars = words.chars().filter(|c| !c.is_whitespace()).count() as u32;
            }
        }
    }

    /// Adds a line to the text and returns where it starts.
    fn push(&mut self, words: &str, node: NodeIx, hidden: bool) -> usize {
        let start = self.out.text.len();
        self.out.text.push_str(words);
        self.out.text.push('\n');
        let span = Span::new(start, start + words.len());
        if self.out.lines.len() >= MAX_BLOCKS {
            self.lost += 1;
            if let Some(last) = self.out.lines.last_mut() {
                last.span.end = span.end;
            }
        } else {
            self.out.lines.push(Line {
                span,
                node,
                br_before: false,
                hidden,
                is_row: false,
                chars: 0,
                link_chars: 0,
                bold_chars: 0,
                inner: Marks::default(),
            });
        }
        start
    }

    fn is_hidden(&self, node: NodeIx, name: &str, marks: Marks) -> bool {
        let tree = self.tree;
        let style = || {
            tree.attr(node, "style").is_some_and(|style| {
                let style: String =
                    style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
                style.contains("display:none") || style.contains("visibility:hidden") || style.contains("blur(")
            })
        };
        let coded = name == "noscript"
            || tree.attr(node, "hidden").is_some_and(|v| v != "false" && v != "until-found")
            || name == "dialog" && tree.attr(node, "open").is_none()
            || tree.attr(node, "type") == Some("hidden")
            || tree.attr(node, "aria-hidden") == Some("true") && is_buttons(tree, node, &self.bulk)
            || marks.has(Mark::Popup) && !matches!(name, "body" | "html" | "main" | "article")
            || style();
        let named = marks.has(Mark::Hidden) || marks.has(Mark::Blurred);
        let most = if coded { MAX_HIDDEN_PROSE } else { MAX_NAMED_PROSE };
        let aside = [Mark::Consent, Mark::SignUp, Mark::Comments].iter().any(|m| marks.has(*m));
        let share = |part: u32, of: u32| f64::from(part) / f64::from(of.max(1));
        (coded || named)
            && share(self.bulk.words(node), self.bulk.words(0)) < MAX_HIDDEN_SHARE
            && (aside || share(self.bulk.prose(node), self.bulk.prose(0)) <= most)
    }

    fn rows(&mut self, table: NodeIx) {
        for row in rows(self.tree, table) {
            let cells: Vec<String> = cells(self.tree, row).map(|c| self.tree.text(c)).collect();
            let words = cells.join("\t");
            let words = words.trim_end_matches('\t');
            if words.trim().is_empty() {
                continue;
            }
            self.push(words, table, false);
            if let Some(line) = self.out.lines.last_mut() {
                line.is_row = true;
                line.chars += words.chars().filter(|c| !c.is_whitespace()).count() as u32;
            }
        }
    }
}

/// Tells whether an element holds buttons and nothing else: the handles of a viewer that is not open.
fn is_buttons(tree: &Tree, node: NodeIx, bulk: &Bulk) -> bool {
    let mut buttons = 0;
    tree.children(node).all(|child| {
        let button = tree.name(child) == "button";
        buttons += usize::from(button);
        button || bulk.words(child) == 0
    }) && buttons > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Vec<String> {
        let tree = Tree::parse(html, &mut Vec::new());
        let lines = lines(&tree, &Markup::new(), &mut Vec::new());
        lines.lines.iter().map(|l| format!("{}{}", if l.hidden { "~" } else { "" }, l.span.of(&lines.text))).collect()
    }

    #[test]
    fn blocks_and_breaks_make_lines() {
        assert_eq!(read("<div>By <b>Ada</b><p>One\n two<br>three</div>four"), ["By Ada", "One two", "three", "four"]);
    }

    #[test]
    fn a_hover_card_does_not_stand_inside_its_sentence() {
        let html = "<p>Senator <span>Poll<span class='rollover-people-block'>Ada Poll: a senator.</span></span> said so and she \
                    went on to say a great deal more about the new bridge over the river.</p>";
        let lines = read(html);
        assert!(lines[0].starts_with("Senator Poll said so"));
        assert_eq!(lines[1], "~Ada Poll: a senator.");
    }

    #[test]
    fn an_article_that_a_script_would_show_is_not_hidden() {
        assert_eq!(
            read("<div style='display: none'><p>All of the text of the page.</div>"),
            ["All of the text of the page."]
        );
    }

    #[test]
    fn a_short_article_under_long_menus_is_not_hidden_by_a_name() {
        let menu = "<li><a href='/a'>Section of the paper</a>".repeat(60);
        let html = format!(
            "<ul>{menu}</ul><div class='pay_hide'><p>A walker was hurt on Quay Street shortly after noon on Friday when a cart \
             ran into her.<p>She was taken to the hospital of Bridgetown, where she is said to be doing well.</div>"
        );
        assert!(read(&html).iter().any(|l| l.starts_with("A walker")));
    }

    #[test]
    fn data_tables_keep_their_rows_and_layout_tables_are_just_boxes() {
        let data = "<table><tr><th>Club<th>Points<tr><td>North<td>12<tr><td>South<td>9</table>";
        assert_eq!(read(data), ["Club\tPoints", "North\t12", "South\t9"]);
        assert_eq!(read("<table><tr><td><p>Menu<td><h1>Head</h1><p>Text</table>"), ["Menu", "Head", "Text"]);
    }

    #[test]
    fn a_credit_in_a_caption_is_a_line_of_its_own() {
        assert_eq!(
            read("<figure><figcaption>The pier. <span>ADA POLL</span></figcaption></figure>"),
            ["The pier.", "ADA POLL"]
        );
    }
}
