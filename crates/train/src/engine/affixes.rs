//! The tokenizer's regular expressions -> classes of characters.
//!
//! `lang` has the few rules that are more than a class written out; whatever else an expression holds is refused here.

use std::collections::BTreeSet;

use anyhow::{Context, bail, ensure};
use lang::english::characters::Class;
use regex::Regex;

/// Characters by number.
type Set = BTreeSet<u32>;

const PREFIXES: [&str; 6] = [r"\+(?![0-9])", "……", r"\.\.+", r"US\$", r"C\$", r"A\$"];
const SUFFIXES: [&str; 8] = ["……", r"\.\.+", "'s", "'S", "’s", "’S", r"(?<=[0-9])\+", r"(?<=°[FfCcKk])\."];
const DASHES: &str = "-|–|—|--|---|——|~";
/// The address expression around its class of letters, that is its part before and after `LAST`.
const ADDRESS: [&str; 2] = [
    r"(?u)^(?:(?:[\w\+\-\.]{2,})://)?(?:\S+(?::\S*)?@)?(?:(?!(?:10|127)(?:\.\d{1,3}){3})(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})(?!172\.(?:1[6-9]|2\d|3[0-1])(?:\.\d{1,3}){2})(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}(?:\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]))|(?:(?:[A-Za-z0-9\u00a1-\uffff][A-Za-z0-9\u00a1-\uffff_-]{0,62})?[A-Za-z0-9\u00a1-\uffff]\.)+(?:[",
    r"]{2,63}))(?::\d{2,5})?(?:[/?#]\S*)?$",
];
/// Unicode's characters of numeric type digit that are no decimal digits; Python's `isdigit` takes both.
const OTHER_DIGITS: &str = r"[²³¹፩-፱᧚⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒\x{10A40}-\x{10A43}\x{10E60}-\x{10E68}\x{11052}-\x{1105A}\x{1F100}-\x{1F10A}]";

/// Classes of characters, and the units and currencies that are cut off after a digit.
pub struct Affixes {
    /// The classes of each character, by its number.
    pub classes: Vec<Class>,
    /// Units and currencies.
    pub units: BTreeSet<String>,
}

/// Reads the four expressions of the tokenizer.
pub fn affixes(prefix: &str, suffix: &str, infix: &str, address: &str) -> anyhow::Result<Affixes> {
    let mut affixes = Affixes { classes: vec![Class::default(); 0x11_0000], units: BTreeSet::new() };
    affixes.unicode()?;
    for rule in alternatives(prefix) {
        let rule = rule.strip_prefix('^').with_context(|| format!("prefix is not anchored: {rule}"))?;
        if !PREFIXES.contains(&rule) {
            affixes.add(Class::PREFIX, &one(rule)?);
        }
    }
    let [before, after] = ADDRESS;
    let lower =
        address.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).context("other address expression")?;
    let lower = set(lower)?;
    let upper = affixes.suffixes(suffix)?;
    affixes.infixes(infix, &lower, &upper)?;
    affixes.add(Class::LOWER, &lower);
    affixes.add(Class::UPPER, &upper);
    affixes.add(Class::HOST, &set(r"A-Za-z0-9\u00a1-\uffff")?);
    Ok(affixes)
}

impl Affixes {
    fn add(&mut self, class: Class, set: &Set) {
        for character in set {
            let known = &mut self.classes[*character as usize];
            *known = *known | class;
        }
    }

    /// Adds the classes that Unicode defines.
    fn unicode(&mut self) -> anyhow::Result<()> {
        let classes = [
            (
                Class::SPACE,
                r"[\x09-\x0d\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]",
            ),
            (Class::LETTER, r"\p{L}"),
            (Class::CAPITAL, r"\p{Uppercase}"),
            (Class::DECIMAL, r"\p{Nd}"),
            (Class::DIGIT, r"\p{Nd}"),
            (Class::DIGIT, OTHER_DIGITS),
            (Class::WORD, r"[\p{L}\p{N}_]"),
        ];
        for (class, expression) in classes {
            let expression = Regex::new(expression)?;
            let is_in =
                |code: &u32| char::from_u32(*code).is_some_and(|c| expression.is_match(c.encode_utf8(&mut [0; 4])));
            self.add(class, &(0..0x11_0000).filter(is_in).collect());
        }
        Ok(())
    }

    /// Reads the suffixes and returns the capitals.
    fn suffixes(&mut self, suffix: &str) -> anyhow::Result<Set> {
        let mut upper = None;
        for rule in alternatives(suffix) {
            let rule = rule.strip_suffix('$').with_context(|| format!("suffix is not anchored: {rule}"))?;
            if SUFFIXES.contains(&rule) {
                continue;
            }
            if let Some(units) = rule.strip_prefix("(?<=[0-9])(?:").and_then(|rest| rest.strip_suffix(')')) {
                self.units.extend(units.split('|').map(|unit| unit.replace('\\', "")));
            } else if let Some(class) = rule.strip_prefix("(?<=[").and_then(|rest| rest.strip_suffix(r"])\.")) {
                match class.split_once("][") {
                    Some((first, second)) if first == second => upper = Some(set(first)?),
                    Some(_) => bail!("two classes before a full stop"),
                    None => self.add(Class::BEFORE_STOP, &set(class)?),
                }
            } else {
                self.add(Class::SUFFIX, &one(rule)?);
            }
        }
        upper.context("no suffix after two capitals")
    }

    fn infixes(&mut self, infix: &str, lower: &Set, upper: &Set) -> anyhow::Result<()> {
        let rules = alternatives(infix);
        let [dots, ellipsis, signs, sums, stop, comma, dash, colon] = rules.as_slice() else {
            bail!("not eight infixes")
        };
        ensure!(*dots == r"\.\.+" && *sums == r"(?<=[0-9])[+\-\*^](?=[0-9-])", "other infixes of dots or sums");
        self.add(Class::SIGN, &one(ellipsis)?);
        self.add(Class::SIGN, &one(signs)?);
        let (before, middle, after) = between(stop)?;
        ensure!(middle == r"\." && before.is_superset(lower), "other infix of full stops");
        let quotes: Set = before.difference(lower).copied().collect();
        ensure!(after == upper | &quotes, "other infix of full stops");
        self.add(Class::QUOTE, &quotes);
        let (letters, middle, after) = between(comma)?;
        ensure!(middle == "," && letters == after, "other infix of commas");
        self.add(Class::ALPHA, &letters);
        let with_digits = &letters | &set("0-9")?;
        for (rule, wanted) in [(dash, format!("(?:{DASHES})")), (colon, "[:<>=/]".into())] {
            let (before, middle, after) = between(rule)?;
            ensure!(middle == wanted && before == with_digits && after == letters, "other infix {middle}");
        }
        Ok(())
    }
}

/// Splits at the bars that stand in no class and no group.
fn alternatives(expression: &str) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    let (mut in_class, mut depth, mut is_escaped) = (false, 0, false);
    for (at, character) in expression.char_indices() {
        match character {
            _ if is_escaped => {
                is_escaped = false;
                continue;
            }
            '\\' => is_escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => depth -= 1,
            '|' if !in_class && depth == 0 => {
                parts.push(&expression[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&expression[start..]);
    parts
}

/// Reads `(?<=[before])middle(?=[after])`.
fn between(rule: &str) -> anyhow::Result<(Set, &str, Set)> {
    let read = || {
        let (before, rest) = rule.strip_prefix("(?<=[")?.split_once("])")?;
        let (middle, after) = rest.strip_suffix("])")?.rsplit_once("(?=[")?;
        Some((before, middle, after))
    };
    let (before, middle, after) = read().with_context(|| format!("infix is not between classes: {rule:.80}"))?;
    Ok((set(before)?, middle, set(after)?))
}

/// Reads an expression for a single character.
fn one(rule: &str) -> anyhow::Result<Set> {
    if let Some(class) = rule.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return set(class);
    }
    let found = set(rule)?;
    let is_plain = !rule.contains(['(', '[', '+', '.']) || rule.starts_with('\\');
    ensure!(found.len() == 1 && is_plain && rule.chars().count() < 3, "rule of more than one character: {rule:.80}");
    Ok(found)
}

/// Reads the inside of a class.
fn set(class: &str) -> anyhow::Result<Set> {
    let mut set = Set::new();
    let mut rest = class.chars();
    let mut last = None;
    while let Some((character, is_plain)) = character(&mut rest)? {
        match (character, last) {
            (0x2d, Some(first)) if is_plain && !rest.as_str().is_empty() => {
                let (end, _) = self::character(&mut rest)?.context("range without an end")?;
                ensure!(first <= end, "range from {first:x} to {end:x}");
                set.extend(first..=end);
                last = None;
            }
            _ => {
                set.insert(character);
                last = Some(character);
            }
        }
    }
    Ok(set)
}

/// Reads a character of a class, and whether it is written as itself.
fn character(rest: &mut std::str::Chars) -> anyhow::Result<Option<(u32, bool)>> {
    let Some(first) = rest.next() else { return Ok(None) };
    if first != '\\' {
        return Ok(Some((first.into(), true)));
    }
    let escaped = rest.next().context("nothing after a backslash")?;
    let digits = match escaped {
        'u' => 4,
        'U' => 8,
        other if other.is_ascii_alphanumeric() => bail!("unknown escape \\{other}"),
        other => return Ok(Some((other.into(), false))),
    };
    let code: String = rest.by_ref().take(digits).collect();
    Ok(Some((u32::from_str_radix(&code, 16).with_context(|| format!("not a number: {code}"))?, false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_in_classes_and_groups_part_nothing() {
        assert_eq!(alternatives(r"a|[b|c]|(?:d|e)\|f|\]"), ["a", "[b|c]", r"(?:d|e)\|f", r"\]"]);
    }

    #[test]
    fn classes_have_ranges_and_escapes() {
        let found = set(r"a-c\u00e9\--\U0001F600").unwrap();
        let wanted: Set = "abcé".chars().map(u32::from).chain(0x2d..=0x1f600).collect();
        assert_eq!(found, wanted);
        assert_eq!(one(r"\$").unwrap(), Set::from([0x24]));
        assert!(one("ab").is_err() && one("a+").is_err() && set(r"\d").is_err());
    }
}
