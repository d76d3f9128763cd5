//! What a block of a page is.

use serde::{Deserialize, Serialize, Serializer};

/// What a block is to its article. Prints as in JSON: `photo-credit`, `furniture:consent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The article's title where it is shown; may stand more than once.
    Headline,
    /// The sentence or two under the headline.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// When it was published or changed.
    Dateline,
    /// Running text.
    Paragraph,
    /// Words of somebody else set apart.
    Quote,
    /// A heading inside the text.
    Subheading,
    /// A list inside the text; one item a line.
    List,
    /// A table inside the text; one row a line, cells divided by tabs.
    Table,
    /// A dated unit of a live blog.
    LivePost,
    /// Words under a picture.
    Caption,
    /// Who made a picture, in a block of its own.
    PhotoCredit,
    /// Whose reporting the article uses, in a block of its own.
    AgencyCredit,
    /// What the outlet says was wrong.
    Correction,
    /// About the article or its author: biography, "About the company", disclosure.
    Note,
    /// Ways to other articles.
    Related,
    /// What the page carries beside its article.
    Furniture(Furniture),
}

/// Kinds of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Furniture {
    /// Cookie and privacy notices.
    Consent,
    /// Choice of language.
    LanguageMenu,
    /// Menus, section labels, breadcrumbs, tags, footer links.
    Navigation,
    /// Share, print and mail links.
    Share,
    /// Newsletters, subscriptions, log-in, paywalls.
    SignUp,
    /// Advertisements and their labels.
    Advertisement,
    /// Publishing licences and registrations.
    Licence,
    /// Hotlines and editorial addresses.
    Contact,
    /// Readers' comments and what leads to them.
    Comments,
    /// Rights lines.
    Copyright,
    /// In the page's code but out of sight: hover cards, `noscript`, hidden boxes.
    Hidden,
    /// Counters, reading time, editors in charge, error texts.
    Other,
}

/// Every role with its name, furniture by kind; the one list of names.
const NAMES: [(Role, &str); 28] = [
    (Role::Headline, "headline"),
    (Role::Standfirst, "standfirst"),
    (Role::Byline, "byline"),
    (Role::Dateline, "dateline"),
    (Role::Paragraph, "paragraph"),
    (Role::Quote, "quote"),
    (Role::Subheading, "subheading"),
    (Role::List, "list"),
    (Role::Table, "table"),
    (Role::LivePost, "live-post"),
    (Role::Caption, "caption"),
    (Role::PhotoCredit, "photo-credit"),
    (Role::AgencyCredit, "agency-credit"),
    (Role::Correction, "correction"),
    (Role::Note, "note"),
    (Role::Related, "related"),
    (Role::Furniture(Furniture::Consent), "furniture:consent"),
    (Role::Furniture(Furniture::LanguageMenu), "furniture:language-menu"),
    (Role::Furniture(Furniture::Navigation), "furniture:navigation"),
    (Role::Furniture(Furniture::Share), "furniture:share"),
    (Role::Furniture(Furniture::SignUp), "furniture:sign-up"),
    (Role::Furniture(Furniture::Advertisement), "furniture:advertisement"),
    (Role::Furniture(Furniture::Licence), "furniture:licence"),
    (Role::Furniture(Furniture::Contact), "furniture:contact"),
    (Role::Furniture(Furniture::Comments), "furniture:comments"),
    (Role::Furniture(Furniture::Copyright), "furniture:copyright"),
    (Role::Furniture(Furniture::Hidden), "furniture:hidden"),
    (Role::Furniture(Furniture::Other), "furniture:other"),
];

impl Role {
    /// Returns the name used in JSON, tables and `languages/`.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(role, _)| *role == self).map_or("furniture:other", |(_, name)| name)
    }

    /// Returns the role of a name; furniture also without its `furniture:`.
    pub fn of_name(name: &str) -> Option<Role> {
        let plain = |full: &str| full.strip_prefix("furniture:").is_some_and(|kind| kind == name);
        NAMES.iter().find(|(_, full)| *full == name || plain(full)).map(|(role, _)| *role)
    }

    /// Tells whether the block is part of what the article says: its running text, not what stands around it.
    pub fn is_body(self) -> bool {
        use Role::*;
        matches!(self, Paragraph | Quote | List | Table | LivePost | Subheading | Standfirst)
    }

    /// Tells whether the block is no part of the article at all.
    pub fn is_aside(self) -> bool {
        matches!(self, Role::Related | Role::Furniture(_))
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Role, D::Error> {
        let name = String::deserialize(deserializer)?;
        Role::of_name(&name).ok_or_else(|| serde::de::Error::custom(format!("no role is called {name:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_reads_back_from_its_name() {
        for (role, name) in NAMES {
            assert_eq!(role.name(), name);
            assert_eq!(Role::of_name(name), Some(role));
        }
        assert_eq!(Role::of_name("consent"), Some(Role::Furniture(Furniture::Consent)));
        assert_eq!(Role::of_name("paragraphs"), None);
    }
}
