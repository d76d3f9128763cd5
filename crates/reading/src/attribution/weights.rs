//! The weights of attribution: reading and writing the file.

use page::html::trees::Trees;

use super::{
    features::Features,
    judge,
    second::{self, Judge},
};

/// Begins the file; the number is that of its form.
const MAGIC: &[u8] = b"onrecord attribution ";
/// The form that is read and written.
const FORM: u32 = 2;
/// Labels of cues: none, first token, further token.
pub const CUE_LABELS: usize = 3;
/// Labels of arguments: none, first and further token of a piece of source, of content.
pub const ARGUMENT_LABELS: usize = 5;
/// Rows of a table at most, as a power of two: what a file may make this program set aside is bounded by its own length.
const MAX_BITS: u32 = 24;

/// Points of the calibration: the scores 0, 1 / 20, .. 1.
pub const CALIBRATION: usize = 21;

/// Weights of features for the labels of a sequence.
///
/// Label 0 has no weights: the others are relative to it. A weight `q` of eight bits stands for `scale * (q / 127)^2`, with
/// the sign of `q`: most weights are small, and a square keeps those apart that are.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Labels, 0 among them.
    pub labels: usize,
    /// Rows are 2 to the power of this.
    pub bits: u32,
    /// The largest weight.
    pub scale: f32,
    /// `[rows, labels - 1]`.
    pub rows: Vec<i8>,
    /// `[from, to]`.
    pub transitions: Vec<f32>,
}

/// All weights.
#[derive(Debug)]
pub struct Weights {
    /// Of cues.
    pub cues: Table,
    /// Of sources and contents.
    pub arguments: Table,
    /// Of how likely a reading of a cue is right.
    pub judge: Judge,
    /// Share of choices that are right, at [`CALIBRATION`] scores of the judge.
    pub calibration: Vec<f32>,
}

/// Why a file of weights was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum WeightsError {
    /// Some other file.
    Foreign,
    /// Of a later form.
    Newer(u32),
    /// It ends early, goes on after its end, or says of itself what cannot be.
    Damaged(usize),
    /// The trees in it were refused.
    Judge(String),
}

impl std::fmt::Display for WeightsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WeightsError::Foreign => write!(f, "this is no file of onrecord's attribution weights"),
            WeightsError::Newer(found) => {
                write!(f, "attribution weights of form {found}, this program reads form {FORM}: update onrecord")
            }
            WeightsError::Damaged(at) => write!(f, "the attribution weights are truncated or damaged at byte {at}"),
            WeightsError::Judge(why) => write!(f, "the attribution weights: {why}"),
        }
    }
}

impl std::error::Error for WeightsError {}

struct Bytes<'a>(&'a [u8], usize);

impl<'a> Bytes<'a> {
    fn slice(&mut self, len: usize) -> Result<&'a [u8], WeightsError> {
        let end = self.1.checked_add(len).ok_or(WeightsError::Damaged(self.1))?;
        let bytes = self.0.get(self.1..end).ok_or(WeightsError::Damaged(self.1))?;
        self.1 = end;
        Ok(bytes)
    }

    fn u32(&mut self) -> Result<u32, WeightsError> {
        let bytes = self.slice(4)?;
        bytes.try_into().map(u32::from_le_bytes).map_err(|_| WeightsError::Damaged(self.1))
    }

    fn f32(&mut self) -> Result<f32, WeightsError> {
        let value = f32::from_bits(self.u32()?);
        if value.is_finite() { Ok(value) } else { Err(WeightsError::Damaged(self.1)) }
    }
}

impl Table {
    /// Makes a table of weights, `[rows, labels - 1]`, each brought to eight bits.
    pub fn of(labels: usize, bits: u32, weights: &[f32], transitions: Vec<f32>) -> Table {
        let scale = weights.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        let short = |weight: &f32| ((weight.abs() / scale).sqrt() * 127.0).round().copysign(*weight) as i8;
        Table { labels, bits, scale, rows: weights.iter().map(short).collect(), transitions }
    }

    /// Returns the scores of the labels at each token, `[tokens, labels]`.
    pub fn emissions(&self, tokens: &[Features]) -> Vec<f32> {
        let wide = self.labels - 1;
        let mut all = vec![0.0; tokens.len() * self.labels];
        let curve = self.curve();
        for (scores, features) in all.chunks_exact_mut(self.labels).zip(tokens) {
            for feature in &features.0 {
                let row = self.row(*feature) * wide;
                for (score, weight) in scores[1..].iter_mut().zip(&self.rows[row..row + wide]) {
                    *score += curve[usize::from(*weight as u8)];
                }
            }
        }
        all
    }

    /// Returns the row of a feature.
    #[inline]
    pub fn row(&self, feature: u32) -> usize {
        feature as usize & ((1 << self.bits) - 1)
    }

    fn curve(&self) -> [f32; 256] {
        std::array::from_fn(|short| {
            let part = f32::from(short as u8 as i8) / 127.0;
            self.scale * part * part.abs()
        })
    }

    fn read(bytes: &mut Bytes, wanted: usize) -> Result<Table, WeightsError> {
        let damaged = WeightsError::Damaged(bytes.1);
        let (labels, bits) = (bytes.u32()? as usize, bytes.u32()?);
        if labels != wanted || bits > MAX_BITS {
            return Err(damaged);
        }
        let scale = bytes.f32()?;
        let transitions = (0..labels * labels).map(|_| bytes.f32()).collect::<Result<_, _>>()?;
        let rows = bytes.slice((labels - 1) << bits)?.iter().map(|byte| *byte as i8).collect();
        Ok(Table { labels, bits, scale, rows, transitions })
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend((self.labels as u32).to_le_bytes());
        bytes.extend(self.bits.to_le_bytes());
        bytes.extend(self.scale.to_le_bytes());
        self.transitions.iter().for_each(|weight| bytes.extend(weight.to_le_bytes()));
        bytes.extend(self.rows.iter().map(|weight| *weight as u8));
    }
}

/// Returns the share of choices that are right at a score of the judge, between the points by a straight line.
pub fn calibrated(calibration: &[f32], score: f32) -> f32 {
    let place = score.clamp(0.0, 1.0) * (CALIBRATION - 1) as f32;
    let (at, part) = ((place as usize).min(CALIBRATION - 2), place - (place as usize).min(CALIBRATION - 2) as f32);
    let value = |at: usize| calibration.get(at).copied().unwrap_or(0.0);
    value(at) + (value(at + 1) - value(at)) * part
}

fn trees(bytes: &mut Bytes, columns: usize) -> Result<Trees, WeightsError> {
    let len = bytes.u32()? as usize;
    let own = bytes.slice(len)?;
    let trees = Trees::read(own, columns).map_err(|error| WeightsError::Judge(error.to_string()))?;
    if trees.to_bytes(columns).len() == len { Ok(trees) } else { Err(WeightsError::Damaged(bytes.1)) }
}

impl Weights {
    /// Reads a file: `onrecord attribution 2\n`, the tables of cues and of arguments, the calibration as `f32`,
    /// the judge's first and second trees as [`Trees::read`] has them, each with its length in bytes before it as `u32`. A table: little-endian `u32` labels and bits, `f32` scale and transitions, then its rows as `i8`.
    ///
    /// # Errors
    /// When it is another file, of a later form, shorter or longer than it says, or made for other features.
    pub fn read(bytes: &[u8]) -> Result<Weights, WeightsError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(WeightsError::Foreign)?;
        let line = rest.iter().position(|byte| *byte == b'\n').ok_or(WeightsError::Foreign)?;
        let form = std::str::from_utf8(&rest[..line]).ok().and_then(|form| form.parse().ok());
        match form.ok_or(WeightsError::Foreign)? {
            FORM => {}
            found if found > FORM => return Err(WeightsError::Newer(found)),
            _ => return Err(WeightsError::Foreign),
        }
        let mut bytes = Bytes(bytes, MAGIC.len() + line + 1);
        let cues = Table::read(&mut bytes, CUE_LABELS)?;
        let arguments = Table::read(&mut bytes, ARGUMENT_LABELS)?;
        let calibration: Vec<f32> = (0..CALIBRATION).map(|_| bytes.f32()).collect::<Result<_, _>>()?;
        if calibration.iter().any(|share| !(0.0..=1.0).contains(share)) {
            return Err(WeightsError::Damaged(bytes.1));
        }
        let judge = Judge { first: trees(&mut bytes, judge::COLUMNS)?, second: trees(&mut bytes, second::COLUMNS)? };
        if bytes.1 != bytes.0.len() {
            return Err(WeightsError::Damaged(bytes.1));
        }
        Ok(Weights { cues, arguments, judge, calibration })
    }

    /// Writes the file that [`Weights::read`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(format!("{FORM}\n").bytes());
        self.cues.write(&mut bytes);
        self.arguments.write(&mut bytes);
        self.calibration.iter().for_each(|share| bytes.extend(share.to_le_bytes()));
        for (trees, columns) in [(&self.judge.first, judge::COLUMNS), (&self.judge.second, second::COLUMNS)] {
            let trees = trees.to_bytes(columns);
            bytes.extend((trees.len() as u32).to_le_bytes());
            bytes.extend(trees);
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use page::html::trees::{LEAF, Node};

    use super::*;

    fn weights() -> Weights {
        let table = |labels: usize| {
            let weights: Vec<f32> = (0..(labels - 1) << 3).map(|at| (at as f32 - 6.0) / 4.0).collect();
            Table::of(labels, 3, &weights, vec![0.5; labels * labels])
        };
        let trees = || Trees::new(0.1, vec![vec![Node { feature: LEAF, left: 0, right: 0, value: 0.5 }]]);
        Weights {
            cues: table(CUE_LABELS),
            arguments: table(ARGUMENT_LABELS),
            judge: Judge { first: trees(), second: trees() },
            calibration: vec![0.5; CALIBRATION],
        }
    }

    #[test]
    fn weights_read_back() {
        let (made, read) = (weights(), Weights::read(&weights().to_bytes()).unwrap());
        assert_eq!((&read.cues, &read.arguments), (&made.cues, &made.arguments));
        assert_eq!(read.to_bytes(), made.to_bytes());
    }

    #[test]
    fn eight_bits_keep_small_weights_apart() {
        let table = Table::of(2, 2, &[2.0, -0.002, 0.0, 0.01], vec![0.0; 4]);
        let scores = table.emissions(&(0..4).map(|row| Features(vec![row])).collect::<Vec<_>>());
        let found: Vec<f32> = scores.chunks(2).map(|scores| scores[1]).collect();
        for (found, wanted) in found.iter().zip([2.0, -0.002, 0.0, 0.01]) {
            assert!((found - wanted).abs() < 0.001, "{found} for {wanted}");
        }
    }

    #[test]
    fn a_wrong_short_long_or_newer_file_is_refused() {
        let bytes = weights().to_bytes();
        assert_eq!(Weights::read(b"PK").unwrap_err(), WeightsError::Foreign);
        let newer = WeightsError::Newer(9);
        assert_eq!(newer.to_string().lines().count(), 1);
        assert_eq!(Weights::read(b"onrecord attribution 9\n").unwrap_err(), newer);
        for len in 0..bytes.len() {
            assert!(Weights::read(&bytes[..len]).is_err(), "{len} bytes");
        }
        let longer: Vec<u8> = bytes.iter().copied().chain([0]).collect();
        assert!(matches!(Weights::read(&longer), Err(WeightsError::Damaged(_))));
        let mut wide = bytes.clone();
        wide[MAGIC.len() + 2] = 200;
        assert!(matches!(Weights::read(&wide), Err(WeightsError::Damaged(_))));
    }
}
