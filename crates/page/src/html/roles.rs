//! Lines of an HTML page -> roles: what the model takes for running text, made precise by the tree, the names in the
//! code, and the words.

use super::{evidence::Page, live, markup::Mark, replies::replies};
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
/// Words of the shortest line above the headline that introduces it.
const MIN_INTRODUCTION: usize = 8;
/// Words of the longest notice of what the outlet earns or asks for.
const MAX_NOTICE_WORDS: usize = 80;
/// Words of the shortest link that is an inset by itself.
const MIN_LINK_WORDS: usize = 4;
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
    scene.tables(&mut labels);
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
    pub(super) first: Option<usize>,
    pub(super) last: Option<usize>,
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
        if let Some(label) = self.notice(i) {
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
            if let Some(label) = self.link_between(i) {
                return label;
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

    /// What says itself what it is, wherever it stands: who signs a quoted post, what the outlet earns, what it asks for.
    fn notice(&self, i: usize) -> Option<(Role, Reason)> {
        let told = &self.told[i];
        let words = self.page.words(i);
        if words.starts_with(['—', '–']) && words.contains("(@") && self.page.up_to(i, "blockquote").is_some() {
            return Some(because(Role::Quote, "signature of a quoted post", 0.9));
        }
        if self.body[i] && words.starts_with("http") && words.contains("://") && !words.contains(' ') {
            return Some(because(Role::Note, "an address alone", 0.7));
        }
        let plain = told.words <= MAX_NOTICE_WORDS && !words.contains(['"', '“', '„', '«']);
        if plain && told.cover(Key::Disclosure).is_some() {
            return Some(because(Role::Note, "words:disclosure", 0.85));
        }
        (plain && told.cover(Key::Appeal).is_some())
            .then(|| because(furniture(Furniture::SignUp), "words:appeal", 0.85))
    }

    /// A paragraph of the text that is nothing but a link, and no sentence, leads to another article.
    fn link_between(&self, i: usize) -> Option<(Role, Reason)> {
        let page = self.page;
        let told = &self.told[i];
        let own = page.tree.name(page.lines.lines[i].node);
        let alone = told.words >= MIN_LINK_WORDS
            && page.link_share(i) > 0.95
            && !told.ends_sentence
            && matches!(own, "p" | "div" | "span" | "section")
            && page.up_to(i, "li").is_none()
            && page.up_to(i, "blockquote").is_none()
            && !page.lines.lines[i].br_before;
        alone.then(|| because(Role::Related, "a paragraph that is a link", 0.6))
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
            // "Related: Our readers vote", "READ MORE:"
            Role::Related => {
                let labelled = told.hits.iter().filter(|h| h.key == Key::Role(role) && h.cover >= Cover::Start);
                let colon = labelled.map(|h| h.end).max().and_then(|end| {
                    let mut rest = told.folded.chars().skip(end.saturating_sub(1));
                    Some(rest.next()? == ':' || rest.next()? == ':')
                });
                starts
                    && (told.words <= 24 && (linked || !told.ends_sentence || colon == Some(true)) || told.words <= 6)
            }
            Role::Furniture(Furniture::Navigation | Furniture::Licence | Furniture::LanguageMenu) => {
                sure >= 0.9 && told.words <= 8
            }
            // "Reading time: 3 min"
            Role::Furniture(Furniture::Other) => {
                let counted = starts && told.folded.chars().any(|c| c.is_numeric());
                (sure >= 0.9 || counted) && told.words <= 6
            }
            Role::Furniture(Furniture::Copyright) => {
                starts && told.words <= 45 || sure >= 0.7 && told.words <= 30 && !told.is_sentence()
            }
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
}
