//! What the engine knows without a network, as tables to be read where they lie.

use std::collections::BTreeMap;

use anyhow::{bail, ensure};
use lang::english::{
    characters::Characters,
    exceptions::{Exceptions, Part},
    key::{Keys, murmur},
    keyed::Keyed,
    tables::Tables,
};
use rmpv::Value;
use serde::Deserialize;

use super::{
    affixes::affixes,
    lemmas::lemmas,
    msgpack::{field, list, number, pairs, read, text},
    package::Package,
    ruler,
};

/// Built-in names of spaCy 3.8.18 with their numbers (`spacy.symbols.IDS`, MIT).
const SYMBOLS: &str = include_str!("data/symbols.json");
/// Usual spellings in spaCy 3.8.18 (`spacy.lang.norm_exceptions.BASE_NORMS`, MIT).
const BASE_NORMS: &str = include_str!("data/base_norms.json");
/// What the tokenizer's exceptions call their attributes.
const ORTH: u64 = 65;
const NORM: u64 = 67;

#[derive(Deserialize)]
struct Tagger {
    labels: Vec<String>,
}

/// Makes all tables of the model, with their names, in the order of [`Tables::NAMES`].
pub fn tables(package: &Package) -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
    let tokenizer = read(package, "tokenizer")?;
    let expression = |name| text(field(&tokenizer, name)?);
    ensure!(field(&tokenizer, "token_match")?.is_nil(), "the tokenizer has a rule for whole tokens");
    ensure!(field(&tokenizer, "faster_heuristics")?.as_bool() == Some(true), "the tokenizer looks for all exceptions");
    let affixes = affixes(
        expression("prefix_search")?,
        expression("suffix_search")?,
        expression("infix_finditer")?,
        expression("url_match")?,
    )?;
    let units: Vec<(u64, u64)> = affixes.units.iter().map(|unit| (murmur(unit.as_bytes()), 1)).collect();

    let symbols: BTreeMap<String, u64> = serde_json::from_str(SYMBOLS)?;
    let names = symbols.iter().filter(|(name, _)| !name.is_empty());
    let symbols = Keyed::bytes(&names.map(|(name, number)| (murmur(name.as_bytes()), *number)).collect::<Vec<_>>(), 2);
    let keys = Keys::new(Keyed::new("table.symbols", &symbols)?);

    let (exceptions, pieces) = exceptions(field(&tokenizer, "exceptions")?, &keys)?;
    let norms = norms(&read(package, "vocab/lookups.bin")?, &keys)?;

    let tags = serde_json::from_slice::<Tagger>(&package.file("tagger/cfg")?)?.labels;
    let ruler = ruler::compile(&read(package, "attribute_ruler/patterns")?, &tags)?;
    let words = (1..).zip(&ruler.words).map(|(n, word)| (keys.of(word), n));
    let ruler_words = Keyed::bytes(&words.collect::<Vec<_>>(), 2);

    let [lemma_rules, lemma_words, lemma_exceptions, lemma_forms] =
        lemmas(&read(package, "lemmatizer/lookups/lookups.bin")?, &keys)?;
    let made = Tables {
        characters: &Characters::bytes(&affixes.classes),
        symbols: &symbols,
        norms: &norms,
        units: &Keyed::bytes(&units, 1),
        exceptions: &exceptions,
        pieces: &pieces,
        ruler_words: &ruler_words,
        ruler: &ruler.table,
        lemma_rules: &lemma_rules,
        lemma_words: &lemma_words,
        lemma_exceptions: &lemma_exceptions,
        lemma_forms: &lemma_forms,
    };
    Ok(made.named().map(|(name, bytes)| (name, bytes.to_vec())).collect())
}

fn exceptions(exceptions: &Value, keys: &Keys) -> anyhow::Result<(Vec<u8>, Vec<u8>)> {
    let mut texts = Vec::new();
    for (whole, parts) in pairs(exceptions)? {
        let mut found = Vec::new();
        for part in list(parts)? {
            let (mut len, mut norm) = (0, None);
            for (attribute, value) in pairs(part)? {
                match number(attribute)? {
                    ORTH => len = text(value)?.len(),
                    NORM => norm = Some(keys.of(text(value)?)),
                    other => bail!("exception {whole} sets attribute {other}"),
                }
            }
            found.push(Part { len, norm });
        }
        let whole = text(whole)?;
        ensure!(found.iter().all(|part| part.len > 0) && whole.len() < 256, "exception {whole} cannot be kept");
        texts.push((whole, found));
    }
    texts.sort_unstable_by_key(|(text, _)| *text);
    Ok(Exceptions::bytes(&texts))
}

fn norms(lookups: &Value, keys: &Keys) -> anyhow::Result<Vec<u8>> {
    let mut norms = BTreeMap::new();
    for (key, norm) in pairs(field(lookups, "lexeme_norm")?)? {
        norms.insert(number(key)?, keys.of(text(norm)?));
    }
    // these are asked first
    let base: BTreeMap<String, String> = serde_json::from_str(BASE_NORMS)?;
    norms.extend(base.iter().map(|(text, norm)| (keys.of(text), keys.of(norm))));
    Ok(Keyed::bytes(&norms.into_iter().collect::<Vec<_>>(), 8))
}
