-- Words are cut to their stems as SQLite's porter does, and none is left out.
CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR asciiword, word, numword WITH onrecord_stem;
CREATE TABLE words (row BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL);
CREATE INDEX words_terms ON words USING gin (terms);
CREATE TABLE entry_words (row BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL);
CREATE INDEX entry_words_terms ON entry_words USING gin (terms);

-- What is packed already is not packed again.
ALTER TABLE body ALTER data SET STORAGE EXTERNAL;
ALTER TABLE edition ALTER text SET STORAGE EXTERNAL, ALTER facts SET STORAGE EXTERNAL;
ALTER TABLE reading ALTER data SET STORAGE EXTERNAL;
ALTER TABLE state ALTER data SET STORAGE EXTERNAL;

CREATE FUNCTION onrecord_keeps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
CREATE TRIGGER body_stays BEFORE UPDATE ON body EXECUTE FUNCTION onrecord_keeps('page bytes are kept as they are');
CREATE TRIGGER body_kept BEFORE DELETE OR TRUNCATE ON body EXECUTE FUNCTION onrecord_keeps('page bytes are kept');
CREATE TRIGGER capture_stays BEFORE UPDATE ON capture EXECUTE FUNCTION onrecord_keeps('pages are kept as they are');
CREATE TRIGGER capture_kept BEFORE DELETE OR TRUNCATE ON capture EXECUTE FUNCTION onrecord_keeps('pages are kept');
CREATE TRIGGER edition_text_stays BEFORE UPDATE OF article, id, text, added ON edition
  EXECUTE FUNCTION onrecord_keeps('editions are kept as they are');
CREATE TRIGGER edition_kept BEFORE DELETE OR TRUNCATE ON edition EXECUTE FUNCTION onrecord_keeps('editions are kept');
CREATE TRIGGER correction_stays BEFORE UPDATE ON correction EXECUTE FUNCTION onrecord_keeps('corrections are kept as they are');
CREATE TRIGGER correction_kept BEFORE DELETE OR TRUNCATE ON correction EXECUTE FUNCTION onrecord_keeps('corrections are kept');

-- Marks a schema as a ledger, and says in which layout.
CREATE TABLE layout (version BIGINT NOT NULL);
