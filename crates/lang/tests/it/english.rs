//! English tokens, parts of speech and lemmas. What is expected here is what spaCy 3.8.18 with `en_core_web_sm` 3.8.0
//! gave for the same texts, which we wrote.

use std::sync::LazyLock;

use lang::english::{
    lemmatizer::{LemmaCache, Lemmas, Lemmatizer},
    ruler::{NO_LABEL, Ruler, Rulings},
    tables::Tables,
    tokenizer::{Tokenizer, TokenizerCache},
    tokens::Tokens,
};
use lang::neural::Weights;
use proptest::prelude::*;

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::english().unwrap());
static TABLES: LazyLock<Tables<'static>> = LazyLock::new(|| Tables::new(|name| WEIGHTS.table(name).ok()).unwrap());
static TOKENIZER: LazyLock<Tokenizer<'static>> = LazyLock::new(|| Tokenizer::new(&TABLES).unwrap());

fn tokens(text: &str) -> Tokens {
    let mut tokens = Tokens::default();
    TOKENIZER.tokens(text, &mut TokenizerCache::default(), &mut tokens);
    tokens
}

/// Returns the tokens, with `_` after each that a space follows.
fn words(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let word = |index: usize| {
        let space = if tokens.features[index].spacy { "_" } else { "" };
        format!("{}{space}", tokens.span(index).of(text))
    };
    (0..tokens.len()).map(word).collect()
}

#[track_caller]
fn divided(text: &str, wanted: &str) {
    assert_eq!(words(text).join("|"), wanted);
}

#[test]
fn words_and_marks_are_parted() {
    divided(
        "Don't wait: the U.S.-led talks (in Geneva) ended at 5p.m.…",
        "Do|n't_|wait|:_|the_|U.S.-led_|talks_|(|in_|Geneva|)_|ended_|at_|5|p.m.|…",
    );
    divided(
        "She’s said “they’ve 3km² left”—we’re in N.Y., she'll pay $5.50 or US$7/day.",
        "She|’s_|said_|“|they|’ve_|3|km²_|left”—we’re_|in_|N.Y.|,_|she|'ll_|pay_|$|5.50_|or_|US$|7|/|day|.",
    );
}

#[test]
fn addresses_stay_whole() {
    divided(
        "Mail press@lune.example, see https://lune.example/a?b=1#c. Or 8.8.8.8:53, not 10.0.0.1!",
        "Mail_|press@lune.example|,_|see_|https://lune.example/a?b=1#c|._|Or_|8.8.8.8:53|,_|not_|10.0.0.1|!",
    );
}

#[test]
fn white_space_beyond_one_space_is_a_token() {
    divided(" A\n\nB  c\u{a0}d ", " |A|\n\n|B_| |c|\u{a0}|d_");
    assert!(words("").is_empty());
}

#[test]
fn listed_texts_are_found_between_marks() {
    divided("Hi :) (:-) </3 gonna doin' y'all 'Cause a.m.", "Hi_|:)_|(|:-)_|</3_|gon|na_|doin'_|y'|all_|'Cause_|a.m.");
}

#[test]
fn the_usual_spelling_is_the_feature() {
    let norm = |text: &str| tokens(text).features.iter().map(|features| features.norm).collect::<Vec<u64>>();
    assert_eq!(norm("'Cause we’ll €"), norm("because we will $"));
    assert_eq!(norm("can't"), norm("can not"));
}

#[test]
fn rules_and_lemmas_follow_tag_label_and_word() {
    let rows: [(&str, &str, &str, &str, &str, &str); 12] = [
        ("Do", "VBP", "aux", "AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin", "do"),
        ("n't", "RB", "neg", "PART", "Polarity=Neg", "not"),
        ("she", "PRP", "nsubj", "PRON", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs", "she"),
        ("'ll", "MD", "aux", "AUX", "VerbType=Mod", "will"),
        ("talks", "NNS", "nsubj", "NOUN", "Number=Plur", "talk"),
        ("said", "VBD", "ROOT", "VERB", "Tense=Past|VerbForm=Fin", "say"),
        ("all", "DT", "appos", "PRON", "", "all"),
        ("Geneva", "NNP", "pobj", "PROPN", "Number=Sing", "Geneva"),
        ("“", "``", "punct", "PUNCT", "PunctSide=Ini|PunctType=Quot", "\""),
        ("\n", "NN", "pobj", "SPACE", "", "\n"),
        ("gon", "VBG", "ROOT", "VERB", "Aspect=Prog|Tense=Pres|VerbForm=Part", "go"),
        ("na", "TO", "aux", "PART", "", "to"),
    ];
    let text = rows.map(|row| row.0).join(" ").replace(" \n ", "\n").replace("gon na", "gonna").replace(" n't", "n't");
    let tokens = tokens(&text);
    assert_eq!(tokens.len(), rows.len(), "{:?}", words(&text));
    let tags: Vec<&str> = rows.iter().map(|row| row.1).chain(["_SP"]).collect();
    let labels: Vec<&str> = rows.iter().map(|row| row.2).chain(["dep"]).collect();
    let ruler = Ruler::new(TABLES.ruler, &tags, &labels).unwrap();
    let (mut tag, mut label): (Vec<u8>, Vec<u8>) = ((0..12).collect(), (0..12).collect());
    let (mut rulings, mut lemmas) = (Rulings::default(), Lemmas::default());
    ruler.rule(&tokens, &mut tag, &mut label, &mut rulings);
    let lemmatizer = Lemmatizer::new(&TABLES, ruler.morphologies()).unwrap();
    lemmatizer.lemmas(&text, &tokens, (&ruler, &rulings), &mut LemmaCache::default(), &mut lemmas);
    for (index, (word, _, _, pos, morphology, lemma)) in rows.into_iter().enumerate() {
        assert_eq!(tokens.span(index).of(&text), word);
        assert_eq!(rulings.pos[index].name(), pos, "{word}");
        assert_eq!(ruler.morphologies()[usize::from(rulings.morphology[index])], morphology, "{word}");
        assert_eq!(lemmas.of(index), lemma, "{word}");
    }
    assert_eq!((tags[usize::from(tag[9])], labels[usize::from(label[9])]), ("_SP", "dep"));
    // without a parser no rule that asks for a label holds
    ruler.rule(&tokens, &mut [6; 12], &mut [NO_LABEL; 12], &mut rulings);
    assert_eq!(rulings.pos[6].name(), "DET");
    assert!(Ruler::new(TABLES.ruler, &["NN"], &labels).is_err(), "no _SP");
}

/// Hostile texts a million bytes long: endless words, marks, spaces, addresses and things without meaning.
#[test]
fn long_texts_are_divided_in_time() {
    const BYTES: usize = 1 << 20;
    let units = [
        "a", "A.", "!", ".", "…", "' ", "\n", " ", "\0", "😀", "\u{301}", "ا", "-", "a-", "1+", "@", "a@a.", "a.aa:1",
        "http://", "(", ":)", "'s", "°C.", "km", "\u{a0} ", "語", "a,b", "x/", "US$", "\u{202e}", "don't",
    ];
    for unit in units {
        let text = unit.repeat(BYTES / unit.len());
        let tokens = tokens(&text);
        let end = tokens.start.iter().zip(&tokens.len).fold(0, |end, (start, len)| {
            assert!(*start >= end && *len > 0);
            start + len
        });
        assert!(text.len() - end as usize <= 1);
    }
}

#[test]
fn a_damaged_table_is_named() {
    for (name, bytes) in TABLES.named() {
        for end in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            let cut = Tables::new(|wanted| {
                let whole = TABLES.named().find(|(known, _)| *known == wanted)?.1;
                Some(if wanted == name { &whole[..end] } else { whole })
            });
            let cut = cut.unwrap();
            let mut tokens = Tokens::default();
            if let Ok(tokenizer) = Tokenizer::new(&cut) {
                tokenizer.tokens("Don't: he's “left”. 5km, a.m.", &mut TokenizerCache::default(), &mut tokens);
            }
            if let Ok(lemmatizer) = Lemmatizer::new(&cut, &[""]) {
                let _ = lemmatizer.lemma("Talks", lang::english::pos::Pos::Noun, 0);
            }
        }
    }
    let error = Tables::new(|name| (name != "table.norms").then_some(&[][..])).unwrap_err();
    assert_eq!(error.name, "table.norms");
}

fn text() -> impl Strategy<Value = String> {
    let listed =
        ["don't", "N.Y.", ":)", "’s", "a.m.", "gonna", "http://a.bc/", "...", "US$", "5km", "\u{a0}", "  ", "——"];
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9]{1,6}",
        3 => "[ \n.,:;!?'\"()/@…’“”+*^°-]",
        2 => "\\PC",
        1 => any::<char>().prop_map(String::from),
        2 => prop::sample::select(listed.to_vec()).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn tokens_hold_all_but_single_spaces(text in text()) {
        let tokens = tokens(&text);
        let mut end = 0;
        for index in 0..tokens.len() {
            let span = tokens.span(index);
            prop_assert!(span.start >= end && !span.is_empty());
            prop_assert!(text.get(span.range()).is_some());
            let between = &text[end as usize..span.start as usize];
            let followed = index > 0 && tokens.features[index - 1].spacy;
            prop_assert_eq!(between, if followed { " " } else { "" });
            end = span.end;
        }
        let rest = &text[end as usize..];
        prop_assert_eq!(rest, if tokens.features.last().is_some_and(|last| last.spacy) { " " } else { "" });
    }

    #[test]
    fn a_cache_changes_nothing(texts in prop::collection::vec(text(), 1..6)) {
        let (mut cache, mut known) = (TokenizerCache::default(), Tokens::default());
        for text in texts.iter().chain(&texts) {
            TOKENIZER.tokens(text, &mut cache, &mut known);
            prop_assert_eq!(&known, &tokens(text));
        }
    }
}
