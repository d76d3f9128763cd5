//! Article, Analysis -> [`Reading`]: what an article says, each item with its evidence.
//!
//! ```
//! let page = page::Page::of("The bridge will open on 3 May 2024, Mayor Ada Poll told reporters.\n");
//! let article = page::Reader::new().article(&page, &page::Given::default()).unwrap();
//! let reading = reading::Reader::english()?.reading(&article);
//! if let Some(statement) = reading.statements.first() {
//!     assert_eq!(article.words(statement.content[0]), "The bridge will open on 3 May 2024");
//! }
//! # Ok::<(), reading::Error>(())
//! ```

mod agencies;
mod aside;
pub mod attribution;
mod bounds;
mod chain;
mod clause;
mod content;
mod cue;
mod error;
mod event;
mod events;
mod figure;
mod figures;
mod lexicon;
mod many;
mod pair;
mod parties;
mod party;
mod phrase;
mod position;
mod positions;
mod quote;
mod reader;
mod reading;
mod scene;
mod source;
mod statement;
mod statements;
mod time;
mod times;
mod token;
mod unnamed;

pub use agencies::agency;
pub use aside::{Aside, SetAside};
pub use bounds::{Edge, PublicationBounds};
pub use error::Error;
pub use event::{CalendarKind, Certainty, ConditionKind, Event, EventIx, EventRole, Filler, Plover, Status};
pub use events::{Case, Cases, Linker, STATUSES, Somebody, Spot, columns as link_columns, listing as event_listing};
pub use figure::{Bound, Change, Figure, Unit};
pub use many::read_many;
pub use parties::{Body, Country, Gazetteer, Named, Places, State};
pub use party::{Party, PartyIx};
pub use position::{Position, Side, Stance};
pub use reader::{MAX_READ_BYTES, Reader};
pub use reading::{Evidence, Reading, Version};
pub use scene::Scene;
pub use source::{Source, SourceKind, Unnamed};
pub use statement::{Act, Hop, How, Kind, Statement, StatementIx, Utterance};
pub use time::{Basis, Clock, Grain, Interval, Modifier, Relation, Time, TimeIx, Timex3, TimexKind};
pub use times::Times;
