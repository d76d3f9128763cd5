//! Lines of an HTML page -> roles: what the model takes for running text, made precise by the tree, the names in the
//! code, and the words.

use super::{
    evidence::Page,
    live,
    markup::Mark,
    replies::replies,
    tree::{NONE, NodeIx},
};
use crate::{
    Furniture, Reason, Role,
    assemble::Labelled,
    lexicon::{Cover, Key},
    metadata::names,
    told::Told,
};

/// Probability from which a line is running text. Five-fold cross-validation by host, `train body`, 2026-11-23: flat
/// between .4 and .5, where shingle F1, word F1 and snippets peak.
pub const BODY: f32 = 0.42;
/// Probability below which nothing but its tag speaks for a line.
const DOUBT: f32 = 0.12;
/// Lines below the text in which credits, notes and signatures stand; and "Published ...".
const TAIL_LINES: usize = 12;
const FAR_TAIL_LINES: usize = 30;
/// Words of the longest line that is nothing but who made a picture.
const MAX_CREDIT_WORDS: usize = 9;
/// Words of the shortest line above the headline that introduces it.
const MIN_INTRODUCTION: usize = 8;
/// Lines under the headline of a further article in which its byline stands.
const SECOND_HEAD: usize = 3;

/// Labels every line.
pub fn label(page: &Page) -> Vec<Labelled> {
    let told: Vec<Told> = (0..page.lines.lines.len())
        .map(|i| {
            let features = page.features;
            let (count, folded, hits) = (features.words[i], features.folded[i].clone(), features.hits[i].clone());
            let told = Told::known(page.words(i), count, folded, hits, page.lexicon, page.langs, page.lang);
            Told { row: page.row(i, &told), ..told }
        })
        .collect();
    let heading = page.heading(&told);
    let mut body = page.is_body(&told, heading);
    let replies = replies(page, &told, &body);
    for i in &replies {
        body[*i] = false;
    }
    let first = page.first(&told, &body, heading);
    let last = (0..told.len()).rev().find(|i| body[*i]);
    let seconds = page.second_headings(&told, &body, heading);
    let writers = page.shown_writers(&told, heading, first);
    let scene = Scene { page, told: &told, body: &body, heading, seconds, writers, first, last };
    let mut labels: Vec<(Role, Reason)> = (0..told.len()).map(|i| scene.role(i)).collect();
    scene.second_look(&mut labels);
    for i in replies {
        labels[i] = because(furniture(Furniture::Comments), "a thread of dated replies", 0.75);
    }
    scene.endnotes(&mut labels);
    let posts = live::posts(page, &told, &body, heading);
    scene.live(&posts, &mut labels);
    let groups = scene.groups(&labels, &posts);
    (0..told.len())
        .zip(labels)
        .zip(groups)
        .map(|((i, (role, why)), group)| Labelled { span: page.lines.lines[i].span, role, why, group })
        .collect()
}

pub(super) struct Scene<'a, 'p> {
    pub(super) page: &'a Page<'p>,
    pub(super) told: &'a [Told],
    pub(super) body: &'a [bool],
    pub(super) heading: Option<usize>,
    /// Headlines of further articles on the page.
    seconds: Vec<usize>,
    /// Folded names of the writers that the byline shows.
    writers: Vec<String>,
    /// First and last line of running text.
    first: Option<usize>,
    last: Option<usize>,
}

pub(super) fn because(role: Role, rule: &str, sure: f32) -> (Role, Reason) {
    (role, Reason::new(rule, sure))
}

pub(super) fn furniture(kind: Furniture) -> Role {
    Role::Furniture(kind)
}

impl Scene<'_, '_> {
    fn role(&self, i: usize) -> (Role, Reason) {
        let page = self.page;
        let told = &self.told[i];
        let line = &page.lines.lines[i];
        if line.hidden {
            return because(furniture(Furniture::Hidden), "out of sight", 0.9);
        }
        if !page.words(i).chars().any(char::is_alphabetic) && (told.dates.is_empty()) {
            let picture = page.up_to(i, "figure").is_some();
            if picture || !self.body[i] {
                return because(furniture(Furniture::Other), "no letters", 0.7);
            }
        }
        if let Some(label) = self.headline(i) {
            return label;
        }
        if let Some(label) = self.picture(i) {
            return label;
        }
        if let Some(label) = self.head_or_tail(i) {
            return label;
        }
        let p = page.body[i];
        let aside = told.aside();
        if self.body[i] {
            if let Some((role, sure)) = aside.filter(|(role, sure)| self.is_inset(i, *role, *sure)) {
                return because(role, &format!("words:{}", role.name()), sure);
            }
            if told.is_caption(page.words(i)) && told.words <= 45 && page.near_mark(i, Mark::Media) {
                return because(Role::Caption, "words:caption", 0.8);
            }
            return self.text(i, p);
        }
        self.beside(i, p, aside)
    }

    /// The headline, each time it is shown.
    fn headline(&self, i: usize) -> Option<(Role, Reason)> {
        let heading = self.heading?;
        if i == heading {
            return Some(because(Role::Headline, "title", 0.9));
        }
        if self.seconds.contains(&i) {
            return Some(because(Role::Headline, "like the headline, over a byline and text", 0.75));
        }
        let same = self.told[i].words >= 3 && self.told[i].folded == self.told[heading].folded;
        (same && self.page.link_share(i) < 0.5).then(|| because(Role::Headline, "title again", 0.85))
    }

    /// Captions and credits of pictures.
    fn picture(&self, i: usize) -> Option<(Role, Reason)> {
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
            if let Some((role, sure)) = told
                .aside()
                .filter(|(role, sure)| *sure >= 0.85 && *role != furniture(Furniture::Copyright) && told.words <= 8)
                && !is_credit
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

    /// Byline, dateline, credits, corrections and notes around the text.
    fn head_or_tail(&self, i: usize) -> Option<(Role, Reason)> {
        let page = self.page;
        let told = &self.told[i];
        let (first, last) = (self.first?, self.last?);
        let from = self.heading.filter(|h| *h < first).map_or(first.saturating_sub(10), |h| h.saturating_sub(4));
        let second = self.seconds.iter().any(|s| i > *s && i <= s + SECOND_HEAD);
        let head = i >= from && i <= first + 1 || second;
        let tail = i + 2 >= last && i <= last + TAIL_LINES;
        // "Published 3 May 2024" far below the text still says so.
        let below = i > last && i <= last + FAR_TAIL_LINES && told.has(Role::Dateline, Cover::Start);
        if below
            && told.is_dateline()
            && !told.dates.is_empty()
            && page.up_to_mark(i, Mark::Comments).is_none()
            && page.up_to_mark(i, Mark::Related).is_none()
        {
            return Some(because(Role::Dateline, "words:dateline, below the text", 0.6));
        }
        let strong = told.aside().filter(|(_, sure)| *sure >= 0.9);
        let long = told.words > 40;
        if told.has(Role::Correction, Cover::Start)
            && (head || tail || self.body[i] || page.near_mark(i, Mark::Correction))
            && told.words >= 3
            && !told.is_dateline()
        {
            return Some(because(Role::Correction, "words:correction", 0.9));
        }
        if (head || tail)
            && told.has(Role::AgencyCredit, Cover::Start)
            && !long
            && strong.is_none()
            && !(told.is_dateline() && told.words > 8)
        {
            return Some(because(Role::AgencyCredit, "words:agency-credit", 0.85));
        }
        if (head || tail) && strong.is_none() && !long {
            let words = page.words(i);
            let by_name = page.writers.iter().any(|w| told.folded.contains(w.as_str()))
                && told.words <= 12
                && !told.ends_sentence;
            let by_mark = (page.marks(i).has(Mark::Byline)
                || page.up_to_mark(i, Mark::Byline).is_some_and(|up| up <= 2))
                && told.words <= 14
                && !told.is_sentence();
            let is_name = names::is_name(words) && !names::persons(words, &[], page.lexicon, page.langs).is_empty();
            let header = page.up_to(i, "h2").or(page.up_to(i, "h3")).is_some();
            let plain_name = head
                && i > self.heading.unwrap_or(0)
                && is_name
                && told.words <= 4
                && told.words >= 2
                && !header
                && told.aside().is_none()
                && !page.near_mark(i, Mark::Kicker)
                && !page.near_mark(i, Mark::Tags)
                && self.next_to_date(i);
            let mut writers = page.writers.iter().chain(&self.writers);
            let about = writers.any(|w| told.folded.starts_with(w.as_str())) && told.words >= 6 && i + 1 >= last;
            if about && tail && !head && told.ends_sentence {
                return Some(because(Role::Note, "begins with a writer's name", 0.75));
            }
            let bio = page.up_to_mark(i, Mark::Bio).is_some_and(|up| up <= 3) && tail && !head;
            if bio && (told.words >= 8 || !self.body[i]) && told.words > 4 {
                return Some(because(Role::Note, "names in the code:bio", 0.75));
            }
            if told.is_byline() && (head || is_name || told.words <= 8) && !self.body_sentence(i) {
                return Some(because(Role::Byline, "words:byline", 0.9));
            }
            if by_name && !self.body_sentence(i) && page.link_share(i) < 1.1 && told.words <= 8 {
                return Some(because(Role::Byline, "a writer's name", 0.85));
            }
            let stated =
                told.has(Role::Dateline, Cover::Start) || page.up_to_mark(i, Mark::Date).is_some_and(|up| up <= 1);
            let licence = told.aside().is_some_and(|(role, sure)| {
                sure >= 0.6
                    && matches!(role, Role::Furniture(Furniture::Licence | Furniture::Copyright | Furniture::Comments))
            });
            if told.is_dateline()
                && !self.body_sentence(i)
                && (head || stated && page.up_to_mark(i, Mark::Comments).is_none())
                && !licence
            {
                return Some(because(Role::Dateline, "date", 0.85));
            }
            // "Newsroom" beside the date signs it, too.
            let desk = told.words == 1
                && page.marks(i).has(Mark::Byline)
                && names::is_name(words)
                && i > self.heading.unwrap_or(0)
                && self.next_to_date(i);
            let named = told.words >= 2 && (is_name || told.words >= 3) || desk;
            if by_mark && head && told.aside().is_none() && named && !header {
                return Some(because(Role::Byline, "names in the code:byline", 0.7));
            }
            if plain_name {
                return Some(because(Role::Byline, "a name under the headline", 0.65));
            }
            // After the text, a name alone in its line signs it.
            if tail
                && (i + 1..=last).all(|j| !self.told[j].is_sentence())
                && (i >= last || !self.broken(i))
                && i <= last + 3
                && is_name
                && (2..=3).contains(&told.words)
                && told.aside().is_none()
                && page.link_share(i) < 0.5
                && !header
                && page.up_to(i, "li").is_none()
            {
                return Some(because(Role::Byline, "a name after the text", 0.55));
            }
        }
        // A box under the text, of a sort that the text is not in, tells of somebody in it.
        let boxed = i == last
            && page.marks(i).has(Mark::Aside)
            && (0..i).rev().find(|j| self.body[*j]).is_some_and(|j| !page.marks(j).has(Mark::Aside));
        if boxed && told.is_sentence() && strong.is_none() {
            return Some(because(Role::Note, "a box under the text", 0.6));
        }
        let note_mark = page.up_to_mark(i, Mark::Bio).is_some_and(|up| up <= 2);
        if tail
            && told.words >= 5
            && page.link_share(i) < 0.6
            && strong.is_none()
            && (told.has(Role::Note, Cover::Start)
                || told.has(Role::Note, Cover::Inside) && i + 1 >= last && told.words <= 60
                || note_mark)
        {
            return Some(because(Role::Note, "words:note", 0.75));
        }
        None
    }

    /// Tells whether a line shares its element with the one before or after: a piece of an address, of a list by hand.
    fn broken(&self, i: usize) -> bool {
        let node = |i: usize| self.page.lines.lines.get(i).map(|l| l.node);
        node(i) == node(i + 1) || i > 0 && node(i) == node(i - 1)
    }

    fn body_sentence(&self, i: usize) -> bool {
        let told = &self.told[i];
        // "โดย ... 18:30 น." ends with a point, but is a name and a date.
        let signed = told.is_byline() && !told.dates.is_empty();
        self.body[i] && told.is_sentence() && told.words >= 12 && !signed
    }

    fn next_to_date(&self, i: usize) -> bool {
        (i.saturating_sub(2)..(i + 3).min(self.told.len()))
            .any(|j| j != i && (self.told[j].is_dateline() || self.first == Some(j)))
    }

    /// Tells whether furniture words take a line out of the running text.
    fn is_inset(&self, i: usize, role: Role, sure: f32) -> bool {
        let told = &self.told[i];
        let starts = told.has(role, Cover::Start);
        let linked = self.page.link_share(i) > 0.5;
        match role {
            Role::Related => starts && (told.words <= 24 && (linked || !told.ends_sentence) || told.words <= 6),
            Role::Furniture(Furniture::Navigation | Furniture::Licence | Furniture::LanguageMenu) => {
                sure >= 0.9 && told.words <= 8
            }
            Role::Furniture(Furniture::Other) => sure >= 0.9 && told.words <= 6,
            Role::Furniture(Furniture::Copyright) => sure >= 0.7 && told.words <= 30 && !told.is_sentence(),
            Role::Furniture(_) => starts && told.words <= 30 && sure >= 0.7 || sure >= 0.8 && told.words <= 12,
            _ => false,
        }
    }

    /// Running text, by its element.
    fn text(&self, i: usize, p: f32) -> (Role, Reason) {
        let page = self.page;
        let told = &self.told[i];
        let line = &page.lines.lines[i];
        let name = page.tree.name(line.node);
        let sure = p.max(0.5);
        if line.is_row {
            return because(Role::Table, "tag:table", sure);
        }
        // What the model takes for text above the headline, but is a word or two, is the section's label.
        let label = self.heading.is_some_and(|h| i < h) && told.words <= 4 && !told.ends_sentence;
        if label {
            return because(furniture(Furniture::Navigation), "short line above the headline", 0.6);
        }
        let above = self.heading.is_some_and(|h| i < h && h <= i + 3) && self.first.is_some_and(|f| i < f);
        if above && told.words >= MIN_INTRODUCTION {
            return because(Role::Standfirst, "above the headline", 0.6);
        }
        let before_text = self.first.is_some_and(|f| i <= f) && self.heading.is_some_and(|h| i > h && i <= h + 6);
        let stand_mark = page.up_to_mark(i, Mark::Standfirst).is_some_and(|up| up <= 1);
        if before_text
            && told.words >= 4
            && (stand_mark || name.starts_with('h') && name != "hr" && name != "header")
            && page.up_to_mark(i, Mark::Body).is_none_or(|up| up > 1)
        {
            return because(Role::Standfirst, "under the headline", 0.8);
        }
        if page.up_to(i, "blockquote").is_some() || page.up_to_mark(i, Mark::Quote).is_some_and(|up| up <= 2) {
            return because(Role::Quote, "tag:blockquote", sure);
        }
        if matches!(name, "h2" | "h3" | "h4" | "h5" | "h6") || page.up_to(i, "h2").or(page.up_to(i, "h3")).is_some() {
            return because(Role::Subheading, "tag:heading", sure);
        }
        if let Some(up) = page.up_to(i, "li")
            && up <= 2
        {
            return because(Role::List, "tag:li", sure);
        }
        let bold = line.bold_chars * 10 >= line.chars * 9;
        if bold && told.words <= 12 && !told.ends_sentence && !page.words(i).ends_with([':', '"', '”']) {
            return because(Role::Subheading, "short and bold", 0.7);
        }
        because(Role::Paragraph, "model", sure)
    }

    /// What is not running text, by words, then by names in the code, then by links.
    fn beside(&self, i: usize, p: f32, aside: Option<(Role, f32)>) -> (Role, Reason) {
        let page = self.page;
        let told = &self.told[i];
        let header_standfirst = self.heading.is_some_and(|h| i > h && i <= h + 5)
            && self.first.is_some_and(|f| i < f)
            && aside.is_none_or(|(_, s)| s < 0.6)
            && told.words >= 5
            && page.link_share(i) < 0.5;
        let stand_mark = page.up_to_mark(i, Mark::Standfirst).is_some_and(|up| up <= 1);
        let under_heading = page.up_to(i, "h2").is_some() && self.heading.is_some_and(|h| i <= h + 2);
        if header_standfirst
            && (stand_mark || under_heading || p > DOUBT && self.heading == Some(i - 1))
            && page.up_to(i, "nav").is_none()
            && page.up_to(i, "figure").is_none()
        {
            return because(Role::Standfirst, "under the headline", 0.75);
        }
        if let Some((role, sure)) = aside
            && sure >= 0.55
        {
            return because(role, &format!("words:{}", role.name()), sure);
        }
        // The nearest element that says what it is.
        let by_mark = [
            (Mark::Consent, Furniture::Consent),
            (Mark::Comments, Furniture::Comments),
            (Mark::Share, Furniture::Share),
            (Mark::SignUp, Furniture::SignUp),
            (Mark::Advertisement, Furniture::Advertisement),
            (Mark::Nav, Furniture::Navigation),
            (Mark::Tags, Furniture::Navigation),
            (Mark::Kicker, Furniture::Navigation),
        ];
        let nearest = by_mark
            .iter()
            .filter_map(|(mark, kind)| page.up_to_mark(i, *mark).map(|up| (up, *kind)))
            .min_by_key(|(up, _)| *up);
        let related = page.up_to_mark(i, Mark::Related);
        let nav = page.up_to(i, "nav").is_some();
        if let Some((up, kind)) = nearest.filter(|(up, _)| *up <= 4 && related.is_none_or(|r| *up < r) && !nav) {
            return because(furniture(kind), "names in the code", 0.7 - up as f32 * 0.05);
        }
        if nav {
            return because(furniture(Furniture::Navigation), "tag:nav", 0.85);
        }
        if related.is_some_and(|up| up <= 6) && told.words >= 2 {
            return because(Role::Related, "names in the code:related", 0.7);
        }
        if page.up_to(i, "footer").is_some() || page.up_to_mark(i, Mark::Footer).is_some() {
            return because(furniture(Furniture::Navigation), "tag:footer", 0.6);
        }
        let linked = page.link_share(i) > 0.5;
        // Sentences right under the text, in its box, tell of the article or of who is in it.
        let under = self.last.is_some_and(|l| i > l && i <= l + 3 && self.siblings(l, i));
        if under && told.is_sentence() && page.link_share(i) < 0.2 {
            return because(Role::Note, "under the text", 0.5);
        }
        if told.words >= 4 && (linked || self.last.is_some_and(|l| i > l)) {
            return because(Role::Related, "a link beside the article", 0.55);
        }
        if told.words <= 4 {
            return because(furniture(Furniture::Navigation), "short line beside the article", 0.5);
        }
        because(furniture(Furniture::Other), "beside the article", 0.4)
    }

    /// What the neighbours tell: lines under a heading of links, list items among list items.
    fn second_look(&self, labels: &mut [(Role, Reason)]) {
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
            let text = kept * 2 >= all;
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

    /// Lines of one list, table, box or broken paragraph are one block.
    fn groups(&self, labels: &[(Role, Reason)], posts: &[Option<u32>]) -> Vec<Option<u32>> {
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
