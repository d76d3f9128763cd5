//! How many tokens are the same in ours and in spaCy's rows.

use std::collections::BTreeMap;

use super::rows::Rows;

/// The fields that are compared, in the order in which they are printed.
const FIELDS: [&str; 8] = ["borders", "tag", "part of speech", "lemma", "head", "label", "entity", "sentence start"];

/// Tokens of spaCy's, and those that are the same in ours, by field and in all.
#[derive(Debug, Default)]
pub struct Agreement {
    /// Tokens of spaCy's.
    pub tokens: usize,
    same: [usize; FIELDS.len()],
    all: usize,
}

impl Agreement {
    /// Counts a text. A token of spaCy's whose borders are not ours differs in every field.
    pub fn add(&mut self, ours: &Rows, theirs: &Rows) {
        let numbers: BTreeMap<[u32; 2], usize> = ours.tokens.iter().copied().zip(0..).collect();
        let entity = |rows: &Rows, [start, end]: [u32; 2]| {
            let at = rows.ents.partition_point(|entity| entity.1 <= start);
            rows.ents.get(at).filter(|entity| entity.0 < end).cloned()
        };
        for (their, token) in theirs.tokens.iter().enumerate() {
            self.tokens += 1;
            let Some(our) = numbers.get(token).copied() else { continue };
            let head = |rows: &Rows, token: usize| rows.tokens.get(rows.head[token] as usize).copied();
            let same = [
                true,
                ours.tag[our] == theirs.tag[their],
                ours.pos[our] == theirs.pos[their],
                ours.lemma[our] == theirs.lemma[their],
                head(ours, our) == head(theirs, their),
                ours.dep[our] == theirs.dep[their],
                entity(ours, *token) == entity(theirs, *token),
                ours.sent_start[our] == theirs.sent_start[their],
            ];
            for (count, same) in self.same.iter_mut().zip(same) {
                *count += usize::from(same);
            }
            self.all += usize::from(same.iter().all(|same| *same));
        }
    }

    /// The share of tokens that are the same in every field, in per cent.
    pub fn percent(&self) -> f64 {
        self.share(self.all)
    }

    /// Each field with its share in per cent.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, f64)> {
        FIELDS.iter().copied().zip(self.same.map(|same| self.share(same)))
    }

    fn share(&self, same: usize) -> f64 {
        100.0 * same as f64 / self.tokens.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Rows {
        let names = |names: [&'static str; 3]| names.map(Into::into).to_vec();
        Rows {
            id: 1.into(),
            tokens: vec![[0, 3], [4, 8], [8, 9]],
            tag: names(["NNP", "VBD", "."]),
            pos: names(["PROPN", "VERB", "PUNCT"]),
            lemma: ["Ada", "leave", "."].map(str::to_owned).to_vec(),
            head: vec![1, 1, 1],
            dep: names(["nsubj", "ROOT", "punct"]),
            sent_start: vec![true, false, false],
            ents: vec![(0, 3, "PERSON".into())],
        }
    }

    #[test]
    fn a_difference_counts_in_its_field_and_in_all() {
        let (theirs, mut ours) = (rows(), rows());
        ours.head[2] = 0;
        ours.ents[0].2 = "ORG".into();
        let mut agreement = Agreement::default();
        agreement.add(&ours, &theirs);
        let share = |field: &str| agreement.fields().find(|(name, _)| *name == field).unwrap().1;
        assert_eq!((share("head").round(), share("entity").round(), share("tag")), (67.0, 67.0, 100.0));
        assert_eq!(agreement.percent().round(), 33.0);
    }

    #[test]
    fn a_token_with_other_borders_is_wrong_and_no_other() {
        let (theirs, mut ours) = (rows(), rows());
        ours.tokens[2] = [8, 10];
        let mut agreement = Agreement::default();
        agreement.add(&ours, &theirs);
        assert_eq!(agreement.percent().round(), 67.0);
        assert_eq!(agreement.fields().next().map(|(name, share)| (name, share.round())), Some(("borders", 67.0)));
    }
}
