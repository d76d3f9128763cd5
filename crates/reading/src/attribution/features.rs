//! Features as numbers: a template and its values are mixed into one number each.

/// What is seen at one token, as hashes. Two features that mix to the same number are one to the model.
#[derive(Debug, Clone, Default)]
pub struct Features(pub Vec<u32>);

impl Features {
    /// Adds the feature of template `template` with these values.
    #[inline]
    pub fn add(&mut self, template: u32, values: &[u32]) {
        let mut mixed = mix(u64::from(template).wrapping_mul(0x51ED_2701), values.len() as u64);
        for value in values {
            mixed = mix(mixed, u64::from(*value));
        }
        self.0.push((mixed >> 20) as u32);
    }
}

/// Mixes values into one, order mattering.
#[inline]
pub fn join(values: &[u32]) -> u32 {
    (values.iter().fold(0x9E37, |mixed, value| mix(mixed, u64::from(*value))) >> 16) as u32
}

/// Returns the hash of a word: FNV-1a over its bytes, folded to 32 bits.
#[inline]
pub fn hash(word: &str) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as u32
}

/// Returns the bucket of a distance, sign kept apart: 0, 1, 2, 3, up to 5, 8, 12, 20, 35, 60, more.
#[inline]
pub fn bucket(distance: i64) -> u32 {
    const EDGES: [u64; 10] = [0, 1, 2, 3, 5, 8, 12, 20, 35, 60];
    let at = EDGES.partition_point(|edge| *edge < distance.unsigned_abs());
    at as u32 * 2 + u32::from(distance < 0)
}

#[inline]
fn mix(mixed: u64, value: u64) -> u64 {
    let mixed = (mixed ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_template_tell_features_apart() {
        let mut features = Features::default();
        features.add(1, &[2, 3]);
        features.add(1, &[3, 2]);
        features.add(2, &[2, 3]);
        features.add(1, &[2, 3]);
        let [a, b, c, d] = features.0[..] else { panic!("four features") };
        assert!(a != b && a != c && b != c && a == d);
    }

    #[test]
    fn distances_fall_into_buckets_with_their_sign() {
        assert_eq!([0, 1, -1, 4, 5, 6, 61, 999].map(bucket), [0, 2, 3, 8, 8, 10, 20, 20]);
    }
}
