-- What made a row.
CREATE TABLE maker (id INTEGER PRIMARY KEY, program TEXT NOT NULL, weights TEXT NOT NULL, UNIQUE (program, weights));

-- Bytes as fetched or found, compressed. Kept for good.
CREATE TABLE body (id TEXT PRIMARY KEY, size INTEGER NOT NULL, data BLOB NOT NULL) WITHOUT ROWID;

-- A page: its bytes with what was known about them. Kept for good.
CREATE TABLE capture (id TEXT PRIMARY KEY, body TEXT NOT NULL, facts TEXT NOT NULL, input TEXT NOT NULL, page INTEGER NOT NULL,
  fetched TEXT, added TEXT NOT NULL) WITHOUT ROWID;

-- One version of an article's text at one address. Kept for good; `moment` orders articles; `made`, then `seen`, the editions
-- of one article.
CREATE TABLE edition (row INTEGER PRIMARY KEY, article TEXT NOT NULL, id TEXT NOT NULL, capture TEXT NOT NULL, maker INTEGER NOT NULL,
  moment TEXT NOT NULL, made TEXT NOT NULL, seen TEXT NOT NULL, added TEXT NOT NULL, title TEXT, outlet TEXT, publisher TEXT, url TEXT, language TEXT,
  text BLOB NOT NULL, facts BLOB NOT NULL, UNIQUE (article, id));
CREATE INDEX edition_moment ON edition (moment);
CREATE INDEX edition_capture ON edition (capture);

-- As which edition a page is read.
CREATE TABLE source (capture TEXT PRIMARY KEY, article TEXT NOT NULL, edition TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX source_edition ON source (article, edition);

-- What an edition says.
CREATE TABLE reading (article TEXT NOT NULL, edition TEXT NOT NULL, maker INTEGER NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (article, edition)) WITHOUT ROWID;

-- What was not read, and why.
CREATE TABLE skipped (input TEXT NOT NULL, page INTEGER NOT NULL, why TEXT NOT NULL, added TEXT NOT NULL,
  PRIMARY KEY (input, page, why)) WITHOUT ROWID;
CREATE INDEX skipped_added ON skipped (added);

-- Feeds that an OPML file names.
CREATE TABLE feed (url TEXT PRIMARY KEY, title TEXT NOT NULL, added TEXT NOT NULL) WITHOUT ROWID;

-- What people decided. Kept for good.
CREATE TABLE correction (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL,
  value TEXT NOT NULL, reason TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL);
CREATE INDEX correction_target ON correction (target);
-- Merges and splits that were carried out.
CREATE TABLE applied (correction TEXT PRIMARY KEY) WITHOUT ROWID;

-- Articles that no story holds yet.
CREATE TABLE queue (moment TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (moment, article)) WITHOUT ROWID;
CREATE INDEX queue_article ON queue (article);

-- Which story holds an article. Ids are never used again: a story that went into another leaves an alias.
CREATE TABLE member (article TEXT PRIMARY KEY, story TEXT NOT NULL, moment TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX member_story ON member (story, moment);
CREATE TABLE alias (id TEXT PRIMARY KEY, story TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE dirty (story TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, maker INTEGER NOT NULL, data BLOB NOT NULL) WITHOUT ROWID;

-- What a story comes to.
CREATE TABLE story (id TEXT PRIMARY KEY, maker INTEGER NOT NULL, title TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
  articles INTEGER NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX story_last ON story (last);

-- The entries of stories: claims, calendar, positions, figures, changes, copies. `name` is who, what or which measure; `moment` orders.
CREATE TABLE entry (row INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, story TEXT NOT NULL, moment TEXT NOT NULL,
  name TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX entry_kind ON entry (kind, moment);
CREATE INDEX entry_name ON entry (kind, name);
CREATE INDEX entry_story ON entry (story, kind);
CREATE INDEX entry_id ON entry (id);
