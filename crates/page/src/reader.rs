//! Page -> Article.

use text::{Id, Span};
use url::Url;

use crate::{
    Article, Furniture, Given, Link, Media, Page, PageKind, Role, assemble, decode, dump,
    html::HtmlReader,
    lexicon::{Cover, Hit, Key, Lexicon, line},
    limits::MAX_LINKS,
    metadata::{choose::Choice, head::Head},
    sniff::{self, Unread},
};

/// Reads pages. Opened once, used from any number of threads.
#[derive(Debug)]
pub struct Reader {
    lexicon: Lexicon,
    html: HtmlReader,
}

impl Reader {
    /// Opens the word lists and the model.
    pub fn new() -> Reader {
        Reader::with_html(HtmlReader::new())
    }

    /// Opens the word lists beside a model of one's own.
    pub fn with_html(html: HtmlReader) -> Reader {
        Reader { lexicon: Lexicon::new(), html }
    }

    /// Reads one page into an article. The same page gives the same article.
    ///
    /// A page without an article (an index, a log-in wall, an error page) is read too: its [`Article::kind`] says what it
    /// is, and its blocks are furniture.
    ///
    /// # Errors
    /// [`Unread`] when the bytes are no page at all: empty, a picture, a PDF, another binary file.
    pub fn article(&self, page: &Page, given: &Given) -> Result<Article, Unread> {
        sniff::check(&page.body)?;
        let mut cuts = Vec::new();
        let (text, _) = decode::decode(&page.body, page.charset.as_deref(), &mut cuts);
        if !dump::is_readable(&text) {
            return Err(if text.trim().is_empty() { Unread::Empty } else { Unread::NoWords });
        }
        let media = page.media.unwrap_or_else(|| sniff::media(&text));
        let code = text;
        let (text, lines, links, head, lang) = match media {
            Media::Html => {
                let read = self.html.read(&code, &self.lexicon, &mut cuts);
                (read.text, read.lines, read.links, Some(read.head), read.lang)
            }
            Media::Text => {
                let (lines, lang) = dump::label(&code, &self.lexicon, &mut cuts);
                (code.to_string(), lines, Vec::new(), None, lang)
            }
        };
        if lines.is_empty() {
            return Err(Unread::NoText);
        }
        let mut blocks = assemble::blocks(lines);
        let stated: Vec<&str> = lang.as_deref().into_iter().collect();
        let kind = kind(&text, &blocks, head.as_ref(), &stated, &self.lexicon);
        let kind = match &page.entry {
            Some(_) if !matches!(kind, PageKind::Article | PageKind::LiveBlog) => entry(&mut blocks, kind),
            _ => kind,
        };
        let mut article = Article {
            kind,
            id: Id::of(&[""]),
            edition: Id::of(&["edition", &text]),
            url: None,
            outlet: None,
            title: None,
            text,
            blocks,
            bylines: Vec::new(),
            published: None,
            modified: None,
            language: None,
            section: None,
            credits: Vec::new(),
            corrections: Vec::new(),
            links: Vec::new(),
            candidates: head.map(|h| h.candidates).unwrap_or_default(),
            cuts,
        };
        let is_list = !matches!(kind, PageKind::Article | PageKind::LiveBlog);
        if is_list {
            without_article(&mut article);
        }
        article.language = lang;
        let langs: Vec<&str> = article.language.as_deref().into_iter().collect();
        let langs = self.lexicon.langs(&langs, &letters(&article.text));
        let choice = Choice {
            lexicon: &self.lexicon,
            langs: &langs,
            given,
            entry: page.entry.as_ref(),
            url: page.url.as_deref(),
            code: &code,
            is_list,
        };
        choice.fill(&mut article);
        if !is_list {
            article.credits = assemble::credits(&article, &self.lexicon, &langs);
            article.credits.extend(choice.based_on(&article));
        }
        article.corrections = article.blocks.iter().filter(|b| b.role == Role::Correction).map(|b| b.span).collect();
        article.links = absolute(links, &article);
        article.id = match &article.url {
            Some(url) => Id::of(&["url", &url.value]),
            None => Id::of(&["text", &article.text]),
        };
        Ok(article)
    }

    /// Returns the reader's word lists.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

impl Default for Reader {
    fn default() -> Self {
        Reader::new()
    }
}

/// Words of running text below which a page may be something else than an article.
const MIN_ARTICLE_WORDS: usize = 40;
/// Words of the shortest standfirst that is an article by itself, and of the shortest text under a signed headline.
const MIN_BRIEF_WORDS: usize = 20;
/// Words of the shortest headline that is no section's name.
const MIN_HEADLINE_WORDS: usize = 3;
/// Share of a page's blocks that are ways to other pages on an index.
const MIN_INDEX_LINKS: usize = 4;
/// Words of the longest line that is read as an error message.
const MAX_ERROR_LINE: usize = 14;
/// Words of the longest text on a page whose title says that there is none: what happened, and where to go instead.
const MAX_ERROR_WORDS: usize = 150;

/// Tells what a page is as a whole.
fn kind(text: &str, blocks: &[crate::Block], head: Option<&Head>, langs: &[&str], lexicon: &Lexicon) -> PageKind {
    let words = |b: &crate::Block| line::words(b.span.of(text));
    let og_type = head.and_then(|h| h.og_type.as_deref());
    let titles = head.map_or(&[][..], |h| &h.titles);
    let running: usize = blocks
        .iter()
        .filter(|b| matches!(b.role, Role::Paragraph | Role::Quote | Role::List | Role::Table | Role::LivePost))
        .map(words)
        .sum();
    let captions: usize = blocks.iter().filter(|b| b.role == Role::Caption).map(words).sum();
    let asides = || blocks.iter().filter(|b| b.role.is_aside()).map(words).sum::<usize>();
    let says = |line: &str, what: &dyn Fn(&Hit) -> bool| {
        lexicon.hits(&line::fold(line), &lexicon.langs(langs, line)).iter().any(what)
    };
    let shows = |kind: Furniture| blocks.iter().any(|b| b.role == Role::Furniture(kind));
    let has_story = running + captions >= MIN_ARTICLE_WORDS;
    if blocks.iter().filter(|b| b.role == Role::LivePost).count() >= 2 {
        return PageKind::LiveBlog;
    }
    let is_error = |line: &str| {
        says(line, &|h| h.key == Key::Error && h.cover >= Cover::Start) && line::words(line) <= MAX_ERROR_LINE
    };
    let titled = titles.iter().any(|t| is_error(t));
    if (!has_story || titled && running < MAX_ERROR_WORDS)
        && (titled || blocks.iter().any(|b| is_error(b.span.of(text))))
    {
        return PageKind::ErrorPage;
    }
    // "Log in to continue" over a form and a line on what a subscription costs.
    let asks = |line: &str| {
        let sign_up = Key::Role(Role::Furniture(Furniture::SignUp));
        line::words(line) <= MAX_ERROR_LINE && says(line, &|h| h.key == sign_up && h.cover >= Cover::Start)
    };
    let headed = blocks.iter().any(|b| b.role == Role::Headline && asks(b.span.of(text)));
    if !has_story && shows(Furniture::SignUp) && (headed || titles.iter().any(|t| asks(t))) {
        return PageKind::LoginWall;
    }
    // A signed or dated headline over a sentence or two is a brief, whatever the system calls every page.
    let has = |role: Role, least: usize| blocks.iter().any(|b| b.role == role && words(b) >= least);
    let is_signed = has(Role::Byline, 1) || has(Role::Dateline, 1);
    let is_brief = running >= MIN_BRIEF_WORDS && has(Role::Headline, MIN_HEADLINE_WORDS) && is_signed;
    if og_type.is_some_and(|t| t == "website") && !has_story && !is_brief && running < asides() {
        return PageKind::Index;
    }
    // A headline and a sentence or two under it are all that some pages have to tell.
    let told = |role: Role| blocks.iter().filter(|b| b.role == role).map(words).max().unwrap_or(0);
    let brief = told(Role::Headline) > 0 && told(Role::Standfirst) >= MIN_BRIEF_WORDS;
    if running == 0 && captions == 0 && !brief {
        let links = blocks.iter().filter(|b| b.role == Role::Related).count();
        let sign_up: usize = blocks.iter().filter(|b| b.role == Role::Furniture(Furniture::SignUp)).map(words).sum();
        return match () {
            () if sign_up >= 8 && sign_up * 3 > asides() => PageKind::LoginWall,
            () if links >= MIN_INDEX_LINKS => PageKind::Index,
            () if shows(Furniture::SignUp) && links == 0 => PageKind::LoginWall,
            () if blocks.is_empty() => PageKind::NoText,
            () => PageKind::Index,
        };
    }
    PageKind::Article
}

/// A feed's entry is an article, however short: what looks like a way to another page on a whole page is its text.
fn entry(blocks: &mut [crate::Block], kind: PageKind) -> PageKind {
    let is_text = |role: Role| !matches!(role, Role::Byline | Role::Dateline | Role::PhotoCredit | Role::AgencyCredit);
    let mut found = false;
    for block in blocks.iter_mut().filter(|block| is_text(block.role)) {
        block.role = Role::Paragraph;
        block.why = crate::Reason::new("an entry of a feed", 0.8);
        found = true;
    }
    if found { PageKind::Article } else { kind }
}

/// On a page without an article nothing is a headline, a paragraph or a dateline.
fn without_article(article: &mut Article) {
    for block in &mut article.blocks {
        let role = match block.role {
            Role::Furniture(_) | Role::Related => continue,
            Role::Dateline | Role::Byline => Role::Furniture(Furniture::Other),
            _ if article.kind == PageKind::ErrorPage => Role::Furniture(Furniture::Other),
            Role::Headline => Role::Furniture(Furniture::Navigation),
            _ => Role::Related,
        };
        block.role = role;
        block.why = crate::Reason::new("a page without an article", 0.6);
    }
}

/// One letter of each script of a text: what the word lists are chosen by.
fn letters(text: &str) -> String {
    let mut seen = Vec::new();
    let mut letters = String::new();
    for c in text.chars() {
        if let Some(s) = line::script(c)
            && !seen.contains(&s)
        {
            seen.push(s);
            letters.push(c);
        }
    }
    letters
}

fn absolute(links: Vec<(Span, String)>, article: &Article) -> Vec<Link> {
    let base = article.url.as_ref().and_then(|u| Url::parse(&u.value).ok());
    let in_article = |span: Span| article.blocks.iter().any(|b| !b.role.is_aside() && b.span.has(span));
    links
        .into_iter()
        .filter(|(span, href)| {
            !href.is_empty() && !href.starts_with(['#', 'j']) && in_article(*span)
                || href.starts_with("http") && in_article(*span)
        })
        .take(MAX_LINKS)
        .map(|(span, href)| {
            let url = base.as_ref().and_then(|b| b.join(&href).ok()).map_or(href, String::from);
            Link { span, url }
        })
        .collect()
}
