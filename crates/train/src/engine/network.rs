//! The networks' weights in the order in which the kernels walk them, and the names of what they tell apart.
//!
//! A weight matrix becomes *panels*: `[panels, inputs, 24]`, the 24 columns that a kernel holds in registers beside each
//! other. A maxout's panel holds eight outputs, their first, second and third piece; a linear layer's 24 outputs.

use std::collections::{BTreeMap, VecDeque};

use anyhow::{Context, bail, ensure};
use rmpv::Value;

use super::{Data, Tensor, package::Package};

/// Columns of a panel.
const COLUMNS: usize = 24;
/// Outputs of a maxout, and its pieces.
const WIDTH: usize = 96;
const PIECES: usize = 3;
/// Width of a state vector, and its pieces.
const HIDDEN: usize = 64;
const HALVES: usize = 2;
/// To a multiple of so many actions the score matrix is filled up with zeros.
const SCORES: usize = 16;

/// All tensors of the networks and the lists of their labels.
pub fn tensors(package: &Package) -> anyhow::Result<Vec<Tensor>> {
    let mut all = Vec::new();
    encoder(
        "shared",
        &["norm", "prefix", "suffix", "shape", "spacy", "space"],
        &mut params(package, "tok2vec")?,
        &mut all,
    )?;

    let mut tagger = params(package, "tagger")?;
    all.push(floats("tagger.weight", panels(tagger.array("softmax", "W")?)?));
    all.push(floats("tagger.bias", filled(tagger.take("softmax", "b")?, COLUMNS)));
    let settings: serde_json::Value = serde_json::from_slice(&package.file("tagger/cfg")?)?;
    let tags = settings["labels"].as_array().context("tagger/cfg has no labels")?;
    let tags: Vec<String> = tags.iter().filter_map(|tag| tag.as_str().map(str::to_owned)).collect();
    all.push(names("tagger.labels", &tags));

    actions("parser", &["S", "D", "L", "R", "B"], 0, &mut params(package, "parser")?, package, &mut all)?;
    let mut ner = params(package, "ner")?;
    encoder("entities.encoder", &["norm", "prefix", "suffix", "shape"], &mut ner, &mut all)?;
    actions("entities", &["M", "B", "I", "L", "U", "O"], 1, &mut ner, package, &mut all)?;
    Ok(all)
}

/// Embedding tables, mixer and encoder layers.
fn encoder(part: &str, features: &[&str], params: &mut Params, all: &mut Vec<Tensor>) -> anyhow::Result<()> {
    for feature in features {
        all.push(floats(&format!("{part}.embed.{feature}"), params.take("hashembed", "E")?));
    }
    for layer in ["mixer", "0", "1", "2", "3"] {
        let Array { shape, values } = params.take("maxout", "W")?;
        ensure!(shape[..2] == [WIDTH, PIECES], "maxout of {shape:?}");
        // Columns of panel j: piece 0 of outputs 8j.., piece 1, piece 2.
        let lanes = COLUMNS / PIECES;
        let order = |c: usize| (c / COLUMNS * lanes + c % lanes) * PIECES + c % COLUMNS / lanes;
        let weight = permuted(&values, shape[2], WIDTH * PIECES, order);
        all.push(floats(&format!("{part}.{layer}.weight"), panels(weight)?));
        let bias = permuted(&params.take("maxout", "b")?.values, 1, WIDTH * PIECES, order);
        all.push(floats(&format!("{part}.{layer}.bias"), Array { shape: vec![WIDTH * PIECES], ..bias }));
        all.push(floats(&format!("{part}.{layer}.gain"), params.take("layernorm", "G")?));
        all.push(floats(&format!("{part}.{layer}.shift"), params.take("layernorm", "b")?));
    }
    Ok(())
}

/// A state machine's layers and its actions, one `KIND LABEL` a line in the order of their scores.
fn actions(
    part: &str,
    kinds: &[&str],
    first: usize,
    params: &mut Params,
    package: &Package,
    all: &mut Vec<Tensor>,
) -> anyhow::Result<()> {
    // The list has the layer of scores before the projection.
    let score = params.take("linear", "W")?;
    let score_bias = params.take("linear", "b")?;
    let project = params.take("linear", "W")?;
    ensure!(project.shape == [HIDDEN, WIDTH], "projection of {:?}", project.shape);
    all.push(floats(&format!("{part}.project.weight"), panels(project)?));
    all.push(floats(&format!("{part}.project.bias"), filled(params.take("linear", "b")?, COLUMNS)));

    // Of a feature's 128 columns the first 64 are the first piece.
    let order = |c: usize| c / HALVES / HIDDEN * HIDDEN * HALVES + c % HIDDEN * HALVES + c / HIDDEN % HALVES;
    let Array { shape, values } = params.take("precomputable_affine", "W")?;
    ensure!(shape[1..] == [HIDDEN, HALVES, HIDDEN], "affine of {shape:?}");
    let columns = shape[0] * HIDDEN * HALVES;
    all.push(floats(&format!("{part}.token.weight"), panels(permuted(&values, HIDDEN, columns, order))?));
    let pad = permuted(&params.take("precomputable_affine", "pad")?.values, 1, columns, order);
    all.push(floats(&format!("{part}.token.pad"), Array { shape: vec![shape[0], HIDDEN * HALVES], ..pad }));
    let bias = permuted(&params.take("precomputable_affine", "b")?.values, 1, HIDDEN * HALVES, order);
    all.push(floats(&format!("{part}.token.bias"), Array { shape: vec![HIDDEN * HALVES], ..bias }));

    let names_of =
        moves(&package.file(&format!("{}/moves", if part == "entities" { "ner" } else { part }))?, kinds, first)?;
    ensure!(score.shape == [names_of.len(), HIDDEN], "{} actions, scores of {:?}", names_of.len(), score.shape);
    let padded = names_of.len().next_multiple_of(SCORES);
    let mut transposed = vec![0.0; HIDDEN * padded];
    for (action, row) in score.values.chunks_exact(HIDDEN).enumerate() {
        for (input, value) in row.iter().enumerate() {
            transposed[input * padded + action] = *value;
        }
    }
    all.push(floats(&format!("{part}.score.weight"), Array { shape: vec![HIDDEN, padded], values: transposed }));
    all.push(floats(&format!("{part}.score.bias"), filled(score_bias, SCORES)));
    all.push(names(&format!("{part}.actions"), &names_of));
    Ok(())
}

/// The actions of a `moves` file: by kind, within a kind the most frequent first, the later name before the earlier.
fn moves(file: &[u8], kinds: &[&str], first: usize) -> anyhow::Result<Vec<String>> {
    let file = rmpv::decode::read_value(&mut &*file)?;
    let text = field(&file, "moves").and_then(Value::as_str).context("moves are not there")?;
    let moves: BTreeMap<String, BTreeMap<String, i64>> = serde_json::from_str(text)?;
    let mut all = Vec::new();
    for (id, kind) in kinds.iter().enumerate().skip(first) {
        let labels = moves.get(&id.to_string()).with_context(|| format!("no moves of kind {kind}"))?;
        let mut ordered: Vec<(i64, &str)> = labels.iter().map(|(label, count)| (*count, label.as_str())).collect();
        ensure!(ordered.iter().all(|(count, _)| *count > 0), "labels added later are not expected");
        ordered.sort_unstable_by(|a, b| b.cmp(a));
        all.extend(ordered.iter().map(|(_, label)| format!("{kind} {label}")));
    }
    Ok(all)
}

/// An array of the model.
struct Array {
    shape: Vec<usize>,
    values: Vec<f32>,
}

/// The arrays of a model by layer and name, each queue in the order of the layers.
struct Params(BTreeMap<(String, String), VecDeque<Array>>);

impl Params {
    /// The next array of that kind of layer.
    fn take(&mut self, layer: &str, name: &str) -> anyhow::Result<Array> {
        let queue = self.0.get_mut(&(layer.to_owned(), name.to_owned()));
        queue.and_then(VecDeque::pop_front).with_context(|| format!("no {name} of a {layer} is left"))
    }

    /// The next array of that kind, a matrix of outputs by inputs.
    fn array(&mut self, layer: &str, name: &str) -> anyhow::Result<Array> {
        let array = self.take(layer, name)?;
        ensure!(array.shape.len() == 2, "{layer} {name} is no matrix");
        Ok(array)
    }
}

/// Reads `PART/model`.
fn params(package: &Package, part: &str) -> anyhow::Result<Params> {
    let file = package.file(&format!("{part}/model"))?;
    let model = rmpv::decode::read_value(&mut file.as_slice())?;
    let list = |name| field(&model, name).and_then(Value::as_array).with_context(|| format!("{part}/model: no {name}"));
    let mut params = BTreeMap::<_, VecDeque<Array>>::new();
    for (node, arrays) in list("nodes")?.iter().zip(list("params")?) {
        let layer = field(node, "name").and_then(Value::as_str).context("a layer without a name")?;
        for (name, value) in arrays.as_map().into_iter().flatten().filter(|(_, value)| !value.is_nil()) {
            let name = name.as_str().context("an array without a name")?;
            params.entry((layer.to_owned(), name.to_owned())).or_default().push_back(array(value)?);
        }
    }
    Ok(Params(params))
}

fn array(value: &Value) -> anyhow::Result<Array> {
    ensure!(field(value, "type").and_then(text) == Some("<f4"), "an array is not of f32");
    let shape = field(value, "shape").and_then(Value::as_array).context("an array without a shape")?;
    let shape: Vec<usize> = shape.iter().filter_map(Value::as_u64).map(usize::try_from).collect::<Result<_, _>>()?;
    let Some(Value::Binary(data)) = field(value, "data") else { bail!("an array without data") };
    let values: Vec<f32> = data.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
    ensure!(shape.iter().product::<usize>() == values.len(), "{} values in {shape:?}", values.len());
    Ok(Array { shape, values })
}

/// A value of a map whose keys are texts or bytes.
fn field<'a>(map: &'a Value, name: &str) -> Option<&'a Value> {
    map.as_map()?.iter().find(|(key, _)| text(key) == Some(name)).map(|(_, value)| value)
}

fn text(value: &Value) -> Option<&str> {
    std::str::from_utf8(value.as_slice()?).ok()
}

/// Row `c` of the result is row `order(c)` of `values`.
fn permuted(values: &[f32], inputs: usize, rows: usize, order: impl Fn(usize) -> usize) -> Array {
    let values = (0..rows).flat_map(|row| values[order(row) * inputs..][..inputs].iter().copied()).collect();
    Array { shape: vec![rows, inputs], values }
}

/// `[outputs, inputs]` as `[panels, inputs, 24]`, zeros where outputs end inside a panel.
fn panels(Array { shape, values }: Array) -> anyhow::Result<Array> {
    let [outputs, inputs] = shape[..] else { bail!("a matrix of {shape:?}") };
    let count = outputs.div_ceil(COLUMNS);
    let mut panels = vec![0.0; count * inputs * COLUMNS];
    for (output, row) in values.chunks_exact(inputs).enumerate() {
        for (input, value) in row.iter().enumerate() {
            panels[(output / COLUMNS * inputs + input) * COLUMNS + output % COLUMNS] = *value;
        }
    }
    Ok(Array { shape: vec![count, inputs, COLUMNS], values: panels })
}

/// A vector filled with zeros up to a multiple of `multiple`.
fn filled(Array { mut values, .. }: Array, multiple: usize) -> Array {
    values.resize(values.len().next_multiple_of(multiple), 0.0);
    Array { shape: vec![values.len()], values }
}

fn floats(name: &str, Array { shape, values }: Array) -> Tensor {
    Tensor { name: name.to_owned(), shape, data: Data::Floats(values) }
}

/// A list, one entry a line.
fn names(name: &str, names: &[String]) -> Tensor {
    let bytes = names.join("\n").into_bytes();
    Tensor { name: name.to_owned(), shape: vec![bytes.len()], data: Data::Bytes(bytes) }
}
