//! text -> [`Tokens`].
//!
//! Source: `Tokenizer` of spaCy (MIT), whose division of English this follows to the byte.

use super::{
    affix::Affixes,
    characters::{Characters, Class},
    chunks::{Chunks, LONGEST, Piece},
    exceptions::Exceptions,
    key::murmur,
    keyed::Keyed,
    lexeme::{Lexeme, Lexemes},
    phrases::Phrases,
    tables::{TableError, Tables},
    tokens::Tokens,
    url::is_address,
};

/// Divides texts into tokens.
#[derive(Debug, Clone)]
pub struct Tokenizer<'a> {
    characters: Characters<'a>,
    affixes: Affixes<'a>,
    exceptions: Exceptions<'a>,
    lexemes: Lexemes<'a>,
    phrases: Phrases,
}

/// What a thread keeps between texts. It changes no result.
#[derive(Debug, Clone, Default)]
pub struct TokenizerCache {
    chunks: Chunks,
    pieces: Vec<Piece>,
    opens: Vec<u32>,
}

impl<'a> Tokenizer<'a> {
    /// Opens the tables.
    ///
    /// # Errors
    ///
    /// When one is damaged.
    pub fn new(tables: &Tables<'a>) -> Result<Tokenizer<'a>, TableError> {
        let characters = Characters::new(tables.characters)?;
        let mut tokenizer = Tokenizer {
            characters,
            affixes: Affixes::new(characters, Keyed::new("table.units", tables.units)?),
            exceptions: Exceptions::new(tables)?,
            lexemes: Lexemes::new(tables, characters)?,
            phrases: Phrases::default(),
        };
        let cut = tokenizer.exceptions.texts().filter(|text| tokenizer.may_be_cut(text));
        let phrases = Phrases::new(cut.map(|text| tokenizer.keys(text)));
        tokenizer.phrases = phrases;
        Ok(tokenizer)
    }

    /// Writes the tokens of `text`, which is under 4 GiB, over those in `tokens`. Linear in the length of the text.
    ///
    /// Every character is in one token, but for a plain space that follows a token which is no white space.
    pub fn tokens(&self, text: &str, cache: &mut TokenizerCache, tokens: &mut Tokens) {
        tokens.clear();
        cache.opens.clear();
        let mut start = 0;
        while start < text.len() {
            let (end, is_space) = self.run(text, start);
            self.chunk(text, start, end, cache, tokens);
            let space_follows = !is_space && text.as_bytes().get(end) == Some(&b' ');
            if space_follows {
                tokens.space_follows();
            }
            start = end + usize::from(space_follows);
        }
        if !cache.opens.is_empty() {
            self.phrases.divide(text, &self.exceptions, &self.lexemes, &cache.opens, tokens);
        }
    }

    /// Returns where the run of white space or of anything else ends that begins at `start`, and whether it is white space.
    fn run(&self, text: &str, start: usize) -> (usize, bool) {
        let is_space = self.characters.first(&text[start..]).is(Class::SPACE);
        let bytes = text.as_bytes();
        let mut end = start;
        while let Some(byte) = bytes.get(end) {
            if byte.is_ascii() {
                if self.characters.of(char::from(*byte)).is(Class::SPACE) != is_space {
                    break;
                }
                end += 1;
            } else {
                let Some(character) = text[end..].chars().next() else { break };
                if self.characters.of(character).is(Class::SPACE) != is_space {
                    break;
                }
                end += character.len_utf8();
            }
        }
        (end, is_space)
    }

    fn chunk(&self, text: &str, start: usize, end: usize, cache: &mut TokenizerCache, tokens: &mut Tokens) {
        let TokenizerCache { chunks, pieces, opens } = cache;
        let chunk = &text[start..end];
        let mut at = start;
        let mut push = |len: usize, lexeme: &Lexeme| {
            if lexeme.opens {
                opens.push(tokens.len() as u32);
            }
            tokens.push(at, len, lexeme);
            at += len;
        };
        if chunk.len() > LONGEST {
            self.divide(chunk, true, &mut |piece, norm| push(piece.len(), &self.lexeme(piece, norm)));
            return;
        }
        let hash = murmur(chunk.as_bytes());
        if let Some(known) = chunks.get(chunk, hash) {
            known.iter().for_each(|piece| push(piece.len as usize, &piece.lexeme));
            return;
        }
        pieces.clear();
        self.divide(chunk, true, &mut |piece, norm| {
            // a piece was often a chunk before
            let known = match norm {
                None => chunks.get(piece, murmur(piece.as_bytes())),
                Some(_) => None,
            };
            let lexeme = match known {
                Some([known]) if known.plain => known.lexeme,
                _ => self.lexeme(piece, norm),
            };
            pieces.push(Piece { len: piece.len() as u32, lexeme, plain: norm.is_none() });
        });
        pieces.iter().for_each(|piece| push(piece.len as usize, &piece.lexeme));
        chunks.keep(chunk, hash, pieces);
    }

    fn lexeme(&self, piece: &str, norm: Option<u64>) -> Lexeme {
        let lexeme = self.lexemes.of(piece, norm);
        Lexeme { opens: self.phrases.open_with(lexeme.orth), ..lexeme }
    }

    /// Tells `piece` the tokens of a chunk in order, each with the spelling that an exception gives it.
    fn divide(&self, chunk: &str, with_exceptions: bool, piece: &mut impl FnMut(&str, Option<u64>)) {
        let is_exception = |text: &str| with_exceptions && !text.is_empty() && self.exceptions.get(text).is_some();
        let mut rest = chunk;
        let mut suffixes = Vec::new();
        let mut last_len = 0;
        while !rest.is_empty() && rest.len() != last_len && !is_exception(rest) {
            last_len = rest.len();
            let (prefix, after) = rest.split_at(self.affixes.prefix(rest));
            if !prefix.is_empty() && is_exception(after) {
                piece(prefix, None);
                rest = after;
                break;
            }
            let suffix = self.affixes.suffix(after);
            let before = &rest[..rest.len() - suffix];
            if suffix > 0 && is_exception(before) {
                suffixes.push(suffix);
                rest = before;
                break;
            }
            if !prefix.is_empty() {
                piece(prefix, None);
            }
            if suffix > 0 {
                suffixes.push(suffix);
            }
            rest = &after[..after.len() - suffix];
        }
        let mut end = chunk.len() - suffixes.iter().sum::<usize>();
        self.rest(rest, with_exceptions, piece);
        for suffix in suffixes.into_iter().rev() {
            piece(&chunk[end..end + suffix], None);
            end += suffix;
        }
    }

    /// Divides what is left of a chunk without prefixes and suffixes.
    fn rest(&self, rest: &str, with_exceptions: bool, piece: &mut impl FnMut(&str, Option<u64>)) {
        if rest.is_empty() {
            return;
        }
        if with_exceptions && let Some(parts) = self.exceptions.get(rest) {
            let mut at = 0;
            for part in parts {
                piece(&rest[at..at + part.len], part.norm);
                at += part.len;
            }
            return;
        }
        let mut done = 0;
        if !is_address(&self.characters, rest) {
            let mut from = 0;
            while let Some((start, end)) = self.affixes.infix(rest, from) {
                from = end;
                if start > 0 {
                    if done < start {
                        piece(&rest[done..start], None);
                    }
                    piece(&rest[start..end], None);
                    done = end;
                }
            }
        }
        if done < rest.len() {
            piece(&rest[done..], None);
        }
    }

    /// Returns whether the rules could cut up an exception before it is seen.
    fn may_be_cut(&self, text: &str) -> bool {
        let affixes = &self.affixes;
        text.contains(' ') || affixes.prefix(text) > 0 || affixes.suffix(text) > 0 || affixes.infix(text, 0).is_some()
    }

    /// Returns the keys of the tokens that the rules alone make of a text.
    fn keys(&self, text: &str) -> Vec<u64> {
        let mut keys = Vec::new();
        let mut start = 0;
        while start < text.len() {
            let (end, is_space) = self.run(text, start);
            self.divide(&text[start..end], false, &mut |piece, _| keys.push(self.lexemes.key(piece)));
            start = end + usize::from(!is_space && text.as_bytes().get(end) == Some(&b' '));
        }
        keys
    }
}
