-- Claims of a story by how many carry them, and what the program worked out where a person's word lies over it (`made`): a decision
-- changes its entry alone.
ALTER TABLE entry ADD COLUMN weight INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN made TEXT;
DROP INDEX entry_story;
CREATE INDEX entry_story ON entry (story, kind, moment);
CREATE INDEX entry_weight ON entry (story, weight DESC, moment) WHERE kind = 'claim';
INSERT INTO dirty (story) SELECT DISTINCT story FROM entry WHERE id IN (SELECT target FROM correction) ON CONFLICT DO NOTHING;
