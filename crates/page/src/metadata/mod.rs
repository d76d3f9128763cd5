//! What a page says about itself: all candidates, and the one that is chosen for each field.

pub mod choose;
pub mod clock;
pub mod head;
pub mod jsonld;
pub mod names;
pub mod stamp;
