//! What holds for any text.

mod properties;
