-- Merges and splits that the program made when it looked at stories again: `story` went into `other`, or `articles` (a list in JSON) left
-- `story` and became `other`. `near` is how near the stories were, or what likeness of the parts is between them.
CREATE TABLE repair (id TEXT PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, story TEXT NOT NULL, other TEXT NOT NULL,
  articles TEXT NOT NULL, near TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX repair_story ON repair (story);
CREATE INDEX repair_other ON repair (other);
-- Stories that articles came to since they were looked at.
CREATE TABLE touched (story TEXT PRIMARY KEY) WITHOUT ROWID;
