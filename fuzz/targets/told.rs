//! An article and its reading as another ledger may have them: what fits is put into a story without harm.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok((mut article, mut reading)) = serde_json::from_slice::<(page::Article, reading::Reading)>(bytes) else {
        return;
    };
    // whoever writes a ledger can hash a text
    article.edition = text::Id::of(&["edition", &article.text]);
    (reading.article, reading.edition) = (article.id, article.edition);
    if ledger::fits(&article, &reading).is_ok() {
        let piece = story::Piece::of(&article, &reading, story::Carrier::of(&article));
        let _ = story::story(article.id, &[piece]);
    }
});
