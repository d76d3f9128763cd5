//! States by their codes.

use serde::{Deserialize, Serialize};

/// A state or territory by its code of ISO 3166-1 alpha-2: `UA`; `EU` for the Union, `XK` for Kosovo. A text of two letters in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

impl Country {
    /// The European Union.
    pub const UNION: Country = Country(*b"EU");
    /// The United States.
    pub const UNITED_STATES: Country = Country(*b"US");
    /// Georgia, the state.
    pub const GEORGIA: Country = Country(*b"GE");

    /// Returns the state with this code, none when it is not two capital letters of ASCII.
    pub fn of(code: &str) -> Option<Country> {
        let code: [u8; 2] = code.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_uppercase).then_some(Country(code))
    }

    /// Returns the code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("letters of ASCII are UTF-8")
    }
}

impl TryFrom<String> for Country {
    type Error = String;

    fn try_from(code: String) -> Result<Country, String> {
        Country::of(&code).ok_or_else(|| format!("no code of a state: {code}"))
    }
}

impl From<Country> for String {
    fn from(country: Country) -> String {
        country.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_two_capitals() {
        assert_eq!(Country::of("UA").map(String::from), Some("UA".to_owned()));
        assert!(Country::of("ua").is_none() && Country::of("UKR").is_none() && Country::of("é").is_none());
        assert!(serde_json::from_str::<Country>("\"Ü\"").is_err());
    }
}
