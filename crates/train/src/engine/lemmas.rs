//! The lemmatizer's look-up tables -> four tables, whose layouts `lang::english::lemmatizer` describes.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use lang::english::{key::Keys, keyed::Keyed, lemmatizer::form_key, pos::Pos, words::Words};
use rmpv::Value;

use super::msgpack::{field, list, number, pairs, put, text};

/// Returns rules, words, exceptions and forms.
pub fn lemmas(lookups: &Value, keys: &Keys) -> anyhow::Result<[Vec<u8>; 4]> {
    let (rules, words, exceptions) =
        (field(lookups, "lemma_rules")?, field(lookups, "lemma_index")?, field(lookups, "lemma_exc")?);
    let of = |pos: Pos, table| of(pos, table, keys);
    let parts: Vec<Pos> = Pos::ALL
        .iter()
        .copied()
        .filter(|pos| [rules, words, exceptions].iter().any(|table| of(*pos, table).is_some()))
        .collect();
    for table in [rules, words, exceptions] {
        let known = parts.iter().filter(|pos| of(**pos, table).is_some()).count();
        ensure!(known == pairs(table)?.len() && parts.len() <= 8, "lemmas of other parts of speech");
    }
    let (mut rule_bytes, mut forms) = (vec![parts.len() as u8], Vec::new());
    let (mut masks, mut entries): (BTreeMap<&str, u8>, Vec<(u64, u64)>) = (BTreeMap::new(), Vec::new());
    for (n, pos) in parts.iter().enumerate() {
        let rules = of(*pos, rules).map(list).transpose()?.unwrap_or_default();
        rule_bytes.extend([*pos as u8, rules.len() as u8]);
        for rule in rules {
            let [old, new] = list(rule)? else { anyhow::bail!("rule is not a pair: {rule}") };
            put(&mut rule_bytes, text(old)?)?;
            put(&mut rule_bytes, text(new)?)?;
        }
        for word in of(*pos, words).map(list).transpose()?.unwrap_or_default() {
            *masks.entry(text(word)?).or_default() |= 1 << n;
        }
        let mut irregular: Vec<(&str, Vec<&str>)> = Vec::new();
        for (form, bases) in of(*pos, exceptions).map(pairs).transpose()?.unwrap_or_default() {
            let mut known = Vec::new();
            for base in list(bases)? {
                let base = text(base)?;
                if !known.contains(&base) {
                    known.push(base);
                }
            }
            irregular.push((text(form)?, known));
        }
        irregular.sort_unstable();
        for (form, bases) in irregular {
            entries.push((form_key(n, form), forms.len() as u64));
            forms.push(n as u8);
            put(&mut forms, form)?;
            forms.push(bases.len() as u8);
            for base in bases {
                put(&mut forms, base)?;
            }
        }
    }
    ensure!(masks.keys().all(|word| word.len() < 256), "a word is too long for the table");
    let masks: Vec<(&str, u8)> = masks.into_iter().collect();
    Ok([rule_bytes, Words::bytes(&masks), Keyed::bytes(&entries, 4), forms])
}

/// Returns what a table has under a part of speech.
fn of<'a>(pos: Pos, table: &'a Value, keys: &Keys) -> Option<&'a Value> {
    let key = keys.of(&pos.name().to_lowercase());
    pairs(table).ok()?.iter().find(|(known, _)| number(known).context("key").ok() == Some(key)).map(|(_, value)| value)
}
