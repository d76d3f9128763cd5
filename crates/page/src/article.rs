//! What was published: the page stage's result.

use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};
use text::{Id, Span};

use crate::{Role, limits::Cut};

/// What one page published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// What the page is as a whole.
    pub kind: PageKind,
    /// Digest of the address, or of the text when no address is known.
    pub id: Id,
    /// Digest of the text: another text at the same address is another edition.
    pub edition: Id,
    /// Canonical address.
    pub url: Option<Found<String>>,
    /// Who published it. Unknown stays unknown.
    pub outlet: Option<Found<String>>,
    /// The headline.
    pub title: Option<Found<String>>,
    /// Everything that can be read on the page, furniture too. Every span of the article counts **bytes** of this text.
    pub text: String,
    /// The text in page order; together the blocks hold every character of it that is not white space.
    pub blocks: Vec<Block>,
    /// Who wrote it: persons.
    pub bylines: Vec<Byline>,
    /// When it was published; `None` rather than a guess.
    pub published: Option<Dated>,
    /// When the outlet says that it last changed it.
    pub modified: Option<Dated>,
    /// ISO 639-1 code of the language of the body.
    pub language: Option<String>,
    /// The outlet's own section, as it names it.
    pub section: Option<Found<String>>,
    /// Who else's work the article says it uses.
    pub credits: Vec<Credit>,
    /// Blocks that correct, in order.
    pub corrections: Vec<Span>,
    /// Links inside the article's own blocks, in order.
    pub links: Vec<Link>,
    /// Everything that was considered for the fields above, chosen or not.
    pub candidates: Vec<Candidate>,
    /// What a bound cut off, in the order it happened.
    pub cuts: Vec<Cut>,
}

/// What a page is as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// One article (or more: the first is the one read).
    Article,
    /// Dated posts under one headline.
    LiveBlog,
    /// Teasers of other pages.
    Index,
    /// A page that asks to log in or subscribe, with no text of its own.
    LoginWall,
    /// "Page not found" and the like.
    ErrorPage,
    /// Nothing to read.
    NoText,
}

/// A stretch of the page with one role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Where it stands in [`Article::text`].
    pub span: Span,
    /// Why it is taken for that.
    pub why: Reason,
}

/// Why a block has its role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Name of the rule that decided: `words:consent`, `tag:figcaption`, `model`, `title`.
    pub rule: String,
    /// How sure, `0..=1`.
    pub confidence: f32,
}

/// A value with the place that gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub place: Place,
}

/// Where on a page a value was found; earlier is more to be trusted, other things equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Given by whoever runs the program.
    Given,
    /// JSON-LD in the page.
    JsonLd,
    /// A `meta` element.
    Meta,
    /// Microdata, or an element made for it (`time`, `rel=author`).
    Markup,
    /// The feed entry.
    Feed,
    /// Visible text.
    Text,
    /// The page's address.
    Url,
    /// A table of hosts in `languages/`.
    Host,
    /// The `title` element.
    TitleElement,
    /// Worked out from what the text tells of the days around it.
    Bounds,
}

/// A day, or a moment, as the page gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// The day where it was written down: the zone is the page's own.
    pub day: civil::Date,
    /// Wall-clock time of day, when given.
    pub time: Option<civil::Time>,
    /// Minutes east of UTC, when given.
    pub offset_minutes: Option<i16>,
    /// The moment, when time and zone are known.
    pub at: Option<Timestamp>,
    /// The day in UTC, when time and zone are known.
    pub utc_day: Option<civil::Date>,
    /// The words it was read from.
    pub stamp: String,
    /// Where it was found.
    pub place: Place,
}

/// A writer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline {
    /// The name, without "By" and without what the person is.
    pub name: String,
    /// "Technology Editor", when said.
    pub role: Option<String>,
    /// Where the name stands in the text, when it does.
    pub span: Option<Span>,
    /// Where it was found.
    pub place: Place,
}

/// Work of somebody else that the article says it uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// Whose work: "Xinhua".
    pub name: String,
    /// What kind of work.
    pub kind: CreditKind,
    /// Where the name stands in the text, when it does.
    pub span: Option<Span>,
}

/// What a [`Credit`] is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CreditKind {
    /// Reporting: "With input from Xinhua".
    Agency,
    /// A picture.
    Photo,
    /// A feed's `<source>` or JSON-LD `isBasedOn`: made from another publication.
    BasedOn,
}

/// A link out of the article's own text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The words that carry it.
    pub span: Span,
    /// Where it leads, as an absolute address when the page's own is known.
    pub url: String,
}

/// Something that was considered for a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Name of the field: `published`, `title`, `byline`, `outlet`, `url`, `section`.
    pub field: String,
    /// What it says, as written.
    pub value: String,
    /// Where.
    pub place: Place,
    /// More exactly: the key, element or pattern.
    pub key: String,
}

impl Article {
    /// Returns the words under a span of this article.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Returns the blocks of running text, headline not among them.
    pub fn body(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.role.is_body())
    }

    /// Returns the running text, one block a line, without headline, standfirst, captions and furniture: what marked
    /// data of articles holds.
    pub fn running_text(&self) -> String {
        let kept = |role: Role| role.is_body() || role == Role::Correction;
        let lines: Vec<&str> = self.blocks.iter().filter(|b| kept(b.role)).map(|b| self.words(b.span)).collect();
        lines.join("\n")
    }

    /// Tells whether the page has running text at all.
    pub fn has_body(&self) -> bool {
        self.blocks.iter().any(|block| block.role.is_body())
    }
}

impl Reason {
    /// Makes a reason; confidence is kept within `0..=1`.
    pub fn new(rule: impl Into<String>, confidence: f32) -> Reason {
        Reason { rule: rule.into(), confidence: (confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0 }
    }
}

impl Dated {
    /// Returns the date as ISO 8601 with just the precision that the page gives: day, minute or second, zone when known.
    pub fn iso(&self) -> String {
        let mut iso = self.day.to_string();
        if let Some(time) = self.time {
            iso += &format!("T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second());
            match self.offset_minutes {
                Some(0) => iso.push('Z'),
                Some(m) => iso += &format!("{}{:02}:{:02}", if m < 0 { '-' } else { '+' }, m.abs() / 60, m.abs() % 60),
                None => {}
            }
        }
        iso
    }
}
