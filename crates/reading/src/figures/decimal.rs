//! Numbers without rounding.

use std::fmt;

/// Digits of a number at most; what has more is a licence or a telephone.
const MAX_DIGITS: usize = 18;

/// A number: `units` divided by ten as often as there are `places`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    units: u128,
    places: u32,
}

impl Decimal {
    /// Makes a whole number.
    pub fn of(units: u64) -> Decimal {
        Decimal { units: units.into(), places: 0 }
    }

    /// Reads "5,400", "2.3", "38.20"; nothing with a sign, with commas that part no thousands, or with a leading nought.
    pub fn read(word: &str) -> Option<Decimal> {
        let (whole, part) = word.split_once('.').unwrap_or((word, ""));
        let groups: Vec<&str> = whole.split(',').collect();
        let (first, rest) = groups.split_first()?;
        let last = rest.last().copied().unwrap_or("000");
        let apart = rest.iter().all(|group| matches!(group.len(), 2 | 3)) && last.len() == 3 && first.len() <= 3;
        let digits: String = groups.concat() + part;
        let plain = digits.bytes().all(|digit| digit.is_ascii_digit());
        let nought = whole.len() > 1 && whole.starts_with('0');
        let ends = word.ends_with('.') || digits.is_empty() || (whole.is_empty() && part.is_empty());
        if !plain || nought || ends || digits.len() > MAX_DIGITS || !(rest.is_empty() || apart) {
            return None;
        }
        Some(Decimal { units: digits.parse().ok()?, places: part.len() as u32 })
    }

    /// Multiplies; none when that is too large.
    pub fn times(self, other: Decimal) -> Option<Decimal> {
        let product = Decimal { units: self.units.checked_mul(other.units)?, places: self.places + other.places };
        Some(product.short())
    }

    /// Adds; none when that is too large.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        let places = self.places.max(other.places);
        let raised = |one: Decimal| one.units.checked_mul(10_u128.checked_pow(places - one.places)?);
        Some(Decimal { units: raised(self)?.checked_add(raised(other)?)?, places }.short())
    }

    /// Returns the share of `self` in `whole` in per cent, to one place.
    pub fn share(self, whole: Decimal) -> Option<Decimal> {
        let (mut part, mut all) = (self.units.checked_mul(1_000)?, whole.units);
        part = part.checked_mul(10_u128.checked_pow(whole.places)?)?;
        all = all.checked_mul(10_u128.checked_pow(self.places)?)?;
        let half = all / 2;
        let tenths = part.checked_add(half)?.checked_div(all)?;
        (tenths <= 1_000).then(|| Decimal { units: tenths, places: 1 }.short())
    }

    /// Tells whether it is less.
    pub fn is_less(self, other: Decimal) -> bool {
        let places = self.places.max(other.places);
        let raised = |one: Decimal| one.units.saturating_mul(10_u128.saturating_pow(places - one.places));
        raised(self) < raised(other)
    }

    /// Tells whether it is a whole number from `low` to `high`, both included.
    pub fn is_whole_between(self, low: u128, high: u128) -> bool {
        self.places == 0 && (low..=high).contains(&self.units)
    }

    /// Drops noughts behind the point.
    fn short(mut self) -> Decimal {
        while self.places > 0 && self.units.is_multiple_of(10) {
            self.units /= 10;
            self.places -= 1;
        }
        self
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.places as usize;
        let digits = format!("{:0>width$}", self.units, width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        if part.is_empty() { f.write_str(whole) } else { write!(f, "{whole}.{part}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(word: &str) -> Option<String> {
        Decimal::read(word).map(|number| number.to_string())
    }

    #[test]
    fn digits_are_kept_as_written() {
        assert_eq!(read("5,400").as_deref(), Some("5400"));
        assert_eq!(read("38.20").as_deref(), Some("38.20"));
        assert_eq!(read("0.05").as_deref(), Some("0.05"));
        assert_eq!(read("1,20,000").as_deref(), Some("120000"));
        for word in ["010", "5,40", "1,2,3", "-5", "3.", "", ".", "12a", "5.4.3", "1234567890123456789"] {
            assert_eq!(read(word), None, "{word}");
        }
    }

    #[test]
    fn sums_and_products_are_exact() {
        let number = |word: &str| Decimal::read(word).unwrap();
        assert_eq!(number("2.3").times(Decimal::of(1_000_000)).unwrap().to_string(), "2300000");
        assert_eq!(number("3").plus(number("0.5")).unwrap().to_string(), "3.5");
        assert_eq!(number("1").share(number("3")).unwrap().to_string(), "33.3");
        assert_eq!(number("1").share(number("4")).unwrap().to_string(), "25");
        assert_eq!(number("1").share(Decimal::of(0)), None);
        assert!(number("9.5").is_less(number("10")) && !number("3").is_less(number("3.0")));
    }
}
