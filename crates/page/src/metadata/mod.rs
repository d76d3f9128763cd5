//! What a page says about itself: all candidates, and the one that is chosen for each field.

pub mod calendar;
pub mod choose;
pub mod clock;
pub mod dates;
pub mod head;
pub mod jsonld;
pub mod names;
pub mod outlet;
pub mod stamp;
pub mod visible;
pub mod zone;
