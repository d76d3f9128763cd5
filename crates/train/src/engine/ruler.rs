//! The attribute ruler's rules -> `table.ruler`, whose layout `lang::english::ruler` describes.

use std::collections::BTreeSet;

use anyhow::{Context, bail, ensure};
use lang::english::{pos::Pos, ruler::SETS};
use rmpv::Value;

use super::msgpack::{field, list, number, pairs, put, text};

/// A test of one attribute.
enum Test {
    In(Vec<String>),
    NotIn(Vec<String>),
}

/// The tests of one token of a pattern.
#[derive(Default)]
struct Token {
    tag: Option<Test>,
    label: Option<Test>,
    word: Option<Test>,
    is_space: Option<bool>,
}

/// A rule with one of its patterns.
struct Rule {
    tokens: Vec<Token>,
    index: u64,
    attributes: Vec<(String, String)>,
}

/// The compiled rules.
pub struct Compiled {
    /// `table.ruler`.
    pub table: Vec<u8>,
    /// The words that rules name: the first has number 1.
    pub words: Vec<String>,
}

/// A name that no rule has.
const OTHER: &str = "\0";

/// Compiles the rules. Each of `tags` must get its part of speech from one.
pub fn compile(patterns: &Value, tags: &[String]) -> anyhow::Result<Compiled> {
    let mut rules = Vec::new();
    for rule in list(patterns)? {
        for pattern in list(field(rule, "patterns")?)? {
            let tokens = list(pattern)?.iter().map(token).collect::<anyhow::Result<Vec<Token>>>()?;
            let index = number(field(rule, "index")?)?;
            ensure!(tokens.len() <= 2 && (index as usize) < tokens.len(), "rule over more than two tokens: {rule}");
            let attributes = pairs(field(rule, "attrs")?)?.iter();
            let attributes = attributes.map(|(name, value)| Ok((text(name)?.to_owned(), text(value)?.to_owned())));
            rules.push(Rule { tokens, index, attributes: attributes.collect::<anyhow::Result<_>>()? });
        }
    }
    ensure!(rules.len() <= SETS * 64, "{} rules are too many", rules.len());
    for tag in tags {
        let is_for = |rule: &Rule| matches!(&rule.tokens[0].tag, Some(Test::In(tags)) if tags.contains(tag));
        ensure!(
            rules.iter().any(|rule| is_for(rule) && attribute(rule, "POS").is_some()),
            "no part of speech for {tag}"
        );
    }
    let words = names(&rules, |token| token.word.as_ref());
    let table = table(&rules, &words)?;
    Ok(Compiled { table, words })
}

fn table(rules: &[Rule], words: &[String]) -> anyhow::Result<Vec<u8>> {
    let values = |name: &str| -> BTreeSet<&str> { rules.iter().filter_map(|rule| attribute(rule, name)).collect() };
    // "_" is no morphology, and goes first
    let morphologies: Vec<&str> =
        std::iter::once("_").chain(values("MORPH").into_iter().filter(|m| *m != "_")).collect();
    let lemmas: Vec<&str> = values("LEMMA").into_iter().collect();
    let mut bytes = Vec::new();
    for all in [&morphologies, &lemmas] {
        bytes.extend((all.len() as u16).to_le_bytes());
        for value in all {
            put(&mut bytes, if *value == "_" { "" } else { value })?;
        }
    }
    for name in ["TAG", "DEP"] {
        let values: Vec<&str> = values(name).into_iter().collect();
        let [value] = values.as_slice() else { bail!("rules set {} values of {name}", values.len()) };
        put(&mut bytes, value)?;
    }
    bytes.extend((rules.len() as u16).to_le_bytes());
    for rule in rules {
        let pos = match attribute(rule, "POS") {
            Some(name) => Pos::named(name).with_context(|| format!("unknown part of speech {name}"))? as u8,
            None => u8::MAX,
        };
        let place = |name: &str, all: &[&str]| {
            let value = attribute(rule, name).and_then(|value| all.iter().position(|known| *known == value));
            value.map_or(u16::MAX, |place| place as u16).to_le_bytes()
        };
        bytes.extend([rule.index as u8, pos]);
        bytes.extend(place("MORPH", &morphologies));
        bytes.extend(place("LEMMA", &lemmas));
        bytes.push(u8::from(attribute(rule, "TAG").is_some()) | u8::from(attribute(rule, "DEP").is_some()) << 1);
    }
    bytes.extend(set(rules, |rule| rule.tokens.len() == 2));
    for nth in 0..2 {
        tests(rules, nth, words, &mut bytes)?;
    }
    Ok(bytes)
}

/// Writes which rules pass for their nth token, whatever it is tested for. One that has no such token passes.
fn tests(rules: &[Rule], nth: usize, words: &[String], bytes: &mut Vec<u8>) -> anyhow::Result<()> {
    let passing = |passes: &dyn Fn(&Token) -> bool| set(rules, |rule| rule.tokens.get(nth).is_none_or(passes));
    let tag = |name: &str| passing(&|token| passes(token.tag.as_ref(), name));
    let label = |name: &str| passing(&|token| passes(token.label.as_ref(), name));
    let tags = names(rules, |token| token.tag.as_ref());
    bytes.extend((tags.len() as u16).to_le_bytes());
    for name in &tags {
        put(bytes, name)?;
        bytes.extend(tag(name));
    }
    bytes.extend(tag(OTHER));
    let labels = names(rules, |token| token.label.as_ref());
    bytes.extend((labels.len() as u16).to_le_bytes());
    for name in &labels {
        put(bytes, name)?;
        bytes.extend(label(name));
    }
    bytes.extend(label(OTHER));
    bytes.extend(label(""));
    bytes.extend((words.len() as u16 + 1).to_le_bytes());
    for word in std::iter::once(OTHER).chain(words.iter().map(String::as_str)) {
        bytes.extend(passing(&|token| passes(token.word.as_ref(), word)));
    }
    for is_space in [false, true] {
        bytes.extend(passing(&|token| token.is_space.is_none_or(|wanted| wanted == is_space)));
    }
    Ok(())
}

fn set(rules: &[Rule], is_in: impl Fn(&Rule) -> bool) -> Vec<u8> {
    let mut set = [0u64; SETS];
    for (n, _) in rules.iter().enumerate().filter(|(_, rule)| is_in(rule)) {
        set[n / 64] |= 1 << (n % 64);
    }
    set.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn passes(test: Option<&Test>, value: &str) -> bool {
    match test {
        None => true,
        Some(Test::In(values)) => values.iter().any(|known| known == value),
        Some(Test::NotIn(values)) => values.iter().all(|known| known != value),
    }
}

/// Returns all values that tests name, in order, but for the empty one.
fn names(rules: &[Rule], test: impl Fn(&Token) -> Option<&Test>) -> Vec<String> {
    let tests = rules.iter().flat_map(|rule| &rule.tokens).filter_map(test);
    let values = tests.flat_map(|test| match test {
        Test::In(values) | Test::NotIn(values) => values,
    });
    values.filter(|value| !value.is_empty()).collect::<BTreeSet<_>>().into_iter().cloned().collect()
}

fn attribute<'a>(rule: &'a Rule, name: &str) -> Option<&'a str> {
    rule.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn token(pattern: &Value) -> anyhow::Result<Token> {
    let mut token = Token::default();
    for (name, value) in pairs(pattern)? {
        match text(name)? {
            "TAG" => token.tag = Some(test(value)?),
            "DEP" => token.label = Some(test(value)?),
            "LOWER" => token.word = Some(test(value)?),
            "IS_SPACE" => token.is_space = Some(value.as_bool().context("IS_SPACE is not true or false")?),
            other => bail!("rules test {other}, which the ruler does not know"),
        }
    }
    Ok(token)
}

fn test(value: &Value) -> anyhow::Result<Test> {
    if let Some(value) = value.as_str() {
        return Ok(Test::In(vec![value.to_owned()]));
    }
    let [(kind, value)] = pairs(value)? else { bail!("more than one test: {value}") };
    let values =
        || list(value)?.iter().map(|value| Ok(text(value)?.to_owned())).collect::<anyhow::Result<Vec<String>>>();
    match text(kind)? {
        "IN" => Ok(Test::In(values()?)),
        "NOT_IN" => Ok(Test::NotIn(values()?)),
        "REGEX" => Ok(Test::In(matching(text(value)?)?)),
        other => bail!("unknown test {other}"),
    }
}

/// Returns all texts that an expression of characters, classes and question marks matches.
fn matching(expression: &str) -> anyhow::Result<Vec<String>> {
    let inner =
        expression.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).context("expression is not anchored")?;
    let mut texts = vec![String::new()];
    let mut rest = inner.chars().peekable();
    while let Some(character) = rest.next() {
        let choices: Vec<char> = match character {
            '[' => rest.by_ref().take_while(|c| *c != ']').collect(),
            '(' | ')' | '*' | '+' | '.' | '|' | '\\' | '{' => bail!("expression of more than characters: {expression}"),
            _ => vec![character],
        };
        let is_optional = rest.next_if_eq(&'?').is_some();
        let without = if is_optional { texts.clone() } else { Vec::new() };
        let with = texts.iter().flat_map(|text| choices.iter().map(move |choice| format!("{text}{choice}")));
        texts = with.chain(without).collect();
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn an_expression_is_all_its_texts() {
        assert_eq!(matching("^n'?t$").unwrap(), ["n't", "nt"]);
        assert_eq!(matching("^n[ou]thin'$").unwrap(), ["nothin'", "nuthin'"]);
        assert!(matching("^a+$").is_err() && matching("a").is_err());
    }
}
