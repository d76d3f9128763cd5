//! Claims: the leading ones of a story, those that a text says, those that rest on a source.

use text::Id;

use crate::{
    Error, Ledger,
    entry::{ClaimEntry, EntryKind},
    list::{MAX_REJECTED, is_id, is_rejected},
    search::words,
    store::Shelf,
};

/// Entries that any of several words may find: ranking more takes longer than a reader waits.
const MAX_COMMON: usize = 20_000;
/// Claims that are looked through for a source: more are not worth the wait.
const MAX_FOUND: usize = 5_000;
/// Entries of one id, or of ids that begin alike, that are looked through for a claim.
const MAX_SAME: usize = 500;
/// Letters of an id with which it is told from a word.
const MIN_ID: usize = 6;

impl Ledger {
    /// Returns the claims of a story, those that most articles carry first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn leading_claims(&mut self, story: Id, limit: Option<usize>) -> Result<Vec<ClaimEntry>, Error> {
        let most = limit.map_or(usize::MAX, |limit| limit.saturating_add(MAX_REJECTED));
        let sql =
            "SELECT row FROM entry WHERE story = ?1 AND kind = 'claim' ORDER BY weight DESC, moment, row LIMIT ?2";
        let rows = self.store.rows(sql, &[story.into(), most.into()])?;
        self.read(rows.iter().map(|row| row.int(0)), false, limit.unwrap_or(usize::MAX))
    }

    /// Returns claims that a text says or an id names, the nearest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn trace(&mut self, asked: &str, limit: usize) -> Result<Vec<ClaimEntry>, Error> {
        let begins = asked.trim().to_lowercase();
        if begins.len() >= MIN_ID && is_id(&begins) {
            // a claim goes by its id among its changes: asked for its kind as well, SQLite walks through all claims
            let sql = "SELECT row, kind FROM entry WHERE id >= ?1 AND id < ?2 ORDER BY id, row LIMIT ?3";
            let values = [begins.as_str().into(), format!("{begins}~").into(), MAX_SAME.into()];
            let rows = self.store.rows(sql, &values)?;
            let claims = rows.iter().filter(|row| row.text(1) == EntryKind::Claim.name());
            let claims = self.read(claims.map(|row| row.int(0)), true, limit)?;
            if !claims.is_empty() {
                return Ok(claims);
            }
        }
        let asked = words(asked);
        let all = self.found(&asked, false, limit)?;
        if all.is_empty() { self.found(&asked, true, limit) } else { Ok(all) }
    }

    /// Returns claims that rest on a source or outlet whose name holds these words, in the order in which they came up.
    ///
    /// # Errors
    /// Those of the database.
    pub fn resting_on(&mut self, name: &str, limit: usize) -> Result<Vec<ClaimEntry>, Error> {
        let mut rows = self.store.find(Shelf::Entries, &words(name), false, MAX_FOUND)?;
        // entries are numbered as they are written: near enough to the order in which they came up
        rows.sort();
        let mut claims: Vec<ClaimEntry> = Vec::new();
        for row in rows {
            let sql = "SELECT data FROM entry WHERE row = ?1 AND kind = 'claim'";
            let found = self.store.row(sql, &[row.into()])?;
            let found = found.filter(|row| !is_rejected(row));
            let claim = found.and_then(|row| serde_json::from_str::<ClaimEntry>(row.text(0)).ok());
            claims.extend(claim.filter(|claim| claim.rests_on(name)));
            if claims.len() >= limit {
                break;
            }
        }
        claims.sort_by_cached_key(|claim| claim.mentions.first().and_then(|mention| mention.quote.published));
        Ok(claims)
    }

    /// Returns of many words those that few entries hold: what most entries say is no help in finding one.
    fn rare(&mut self, words: &[String]) -> Result<Vec<String>, Error> {
        let mut counted = Vec::new();
        for word in words {
            counted.push((self.store.held(Shelf::Entries, word, MAX_COMMON)?, word));
        }
        counted.sort();
        let mut sum = 0;
        let rare = counted.into_iter().enumerate().take_while(|(at, (count, _))| {
            sum += count;
            *at == 0 || sum < MAX_COMMON
        });
        Ok(rare.map(|(_, (_, word))| word.clone()).collect())
    }

    /// Returns claims that hold all of the words or any, the nearest first.
    pub(crate) fn found(&mut self, words: &[String], any: bool, limit: usize) -> Result<Vec<ClaimEntry>, Error> {
        let mut claims: Vec<ClaimEntry> = Vec::new();
        let words = if any { &self.rare(words)? } else { words };
        // entries of other kinds stand among them
        for row in self.store.find(Shelf::Entries, words, any, limit.saturating_mul(4))? {
            let sql = "SELECT data FROM entry WHERE row = ?1 AND kind = 'claim'";
            let found = self.store.row(sql, &[row.into()])?;
            let found = found.filter(|row| !is_rejected(row));
            claims.extend(found.and_then(|row| serde_json::from_str::<ClaimEntry>(row.text(0)).ok()));
            if claims.len() >= limit {
                break;
            }
        }
        Ok(claims)
    }
}

#[cfg(test)]
mod tests {
    use crate::contract::{Place, kept, now};

    #[test]
    fn who_is_cited_for_one_claim_is_not_for_another() {
        let place = Place::file("cited");
        let mut ledger = place.ledger();
        let text = "The town must pay 4 million for the broken sluice, said Mayor Ada Poll, citing two officials.\n\n\
            Nobody was in danger at any time of that night, Ada Poll said.\n";
        ledger.put(&[kept("https://lune.example/sluice", "Lune Courier", "2026-03-02", text)], now()).unwrap();
        ledger.fold(None, &mut |_| ()).unwrap();
        let chains = |asked: &str, ledger: &mut crate::Ledger| {
            ledger.trace(asked, 1).unwrap()[0].mentions[0].chains().join("; ")
        };
        let cited = chains("town must pay 4 million", &mut ledger);
        assert!(cited.contains("Ada Poll <- two officials"), "{cited}");
        let other = chains("nobody was in danger", &mut ledger);
        assert!(other.ends_with("Ada Poll"), "{other}");
        // the beginning of an id names the claim, as everywhere
        let claim = ledger.trace("nobody was in danger", 1).unwrap().remove(0);
        assert_eq!(ledger.trace(&claim.id.to_string()[..8], 3).unwrap(), [claim]);
    }
}
