//! Small articles of invented outlets, read and put together.

use std::sync::LazyLock;

use jiff::Timestamp;
use page::{Article, Given, Media, Page};
use reading::Reading;
use story::{Carrier, Claim, Piece, Story};
use text::Id;

static PAGES: LazyLock<page::Reader> = LazyLock::new(page::Reader::new);
static READER: LazyLock<reading::Reader> = LazyLock::new(|| reading::Reader::english().unwrap());

/// One report, read.
pub struct Report {
    pub article: Article,
    pub reading: Reading,
    pub carrier: Carrier,
    pub at: Option<Timestamp>,
}

/// Reads a report of an outlet, published at this moment: "2031-05-06T09:00Z". The first line of the text is its headline.
pub fn report(outlet: &str, at: &str, text: &str) -> Report {
    let at: Timestamp = at.parse().unwrap();
    let day = at.to_string();
    let url = format!("https://{}.example/{}", outlet.to_lowercase().replace(' ', "-"), Id::of(&[text]));
    let given = Given { outlet: Some(outlet.to_owned()), date: Some(day[..10].to_owned()), ..Given::default() };
    let page = Page { media: Some(Media::Text), url: Some(url), ..Page::of(format!("{}\n", text.trim())) };
    let article = PAGES.article(&page, &given).unwrap();
    let reading = READER.reading(&article);
    let carrier = Carrier::of(&article);
    Report { article, reading, carrier, at: Some(at) }
}

impl Report {
    pub fn of_family(mut self, family: &str) -> Report {
        self.carrier.family = family.to_owned();
        self
    }

    pub fn owned_by(mut self, owner: &str) -> Report {
        self.carrier.owner = Some(owner.to_owned());
        self
    }

    pub fn piece(&self) -> Piece<'_> {
        Piece { article: &self.article, reading: &self.reading, carrier: self.carrier.clone(), at: self.at }
    }
}

/// Puts reports together as one story.
pub fn told(reports: &[&Report]) -> Story {
    let pieces: Vec<Piece> = reports.iter().map(|report| report.piece()).collect();
    story::story(Id::of(&["story"]), &pieces)
}

/// The claim with most mentions of those whose gist has these words.
pub fn claim<'a>(story: &'a Story, words: &str) -> &'a Claim {
    let has = |claim: &&Claim| claim.gist.to_lowercase().contains(words);
    let found = story.claims.iter().filter(has).max_by_key(|claim| claim.mentions.len());
    found.unwrap_or_else(|| panic!("no claim has {words:?} in {:#?}", gists(story)))
}

/// What the story claims, a line each, with its origins.
pub fn gists(story: &Story) -> Vec<String> {
    let line = |claim: &Claim| {
        let roots: Vec<&str> = claim.origins.roots.iter().map(|root| root.name.as_str()).collect();
        let (least, most) = (claim.origins.at_least, claim.origins.at_most);
        let mentions: Vec<&str> = claim.mentions.iter().map(|mention| mention.relation.name()).collect();
        format!("{} | {least}-{most} {roots:?} | {mentions:?}", claim.gist)
    };
    story.claims.iter().map(line).collect()
}

/// The range of origins and the names of the roots.
pub fn counted(claim: &Claim) -> (u32, u32, Vec<&str>) {
    let origins = &claim.origins;
    (origins.at_least, origins.at_most, origins.roots.iter().map(|root| root.name.as_str()).collect())
}

/// The outlets that carry the entries of a feed.
pub fn carriers_of_feed(feed: &str) -> Vec<String> {
    let pages = page::pages(feed.as_bytes(), "news.rss").flatten();
    pages.flat_map(|page| PAGES.article(&page, &Given::default())).map(|article| Carrier::of(&article).outlet).collect()
}
