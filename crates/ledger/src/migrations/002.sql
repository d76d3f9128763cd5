-- Entries of one kind and name by moment: `changes --kind`, `calendar --status`.
DROP INDEX entry_name;
CREATE INDEX entry_name ON entry (kind, name, moment);
