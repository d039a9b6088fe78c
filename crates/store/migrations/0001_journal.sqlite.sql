-- What SQLite says in its own way: the refusals, and the search by part of a name.

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
    WHEN EXISTS (SELECT 1 FROM journal WHERE stream = NEW.stream AND revision = NEW.revision)
        OR EXISTS (SELECT 1 FROM journal WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER seal_no_replace BEFORE INSERT ON seal
    WHEN EXISTS (SELECT 1 FROM seal WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;

CREATE TRIGGER reference_no_replace BEFORE INSERT ON reference
    WHEN EXISTS (SELECT 1 FROM reference WHERE kind = NEW.kind AND key = NEW.key AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'a published version is never replaced'); END;

CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;

CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;

CREATE TRIGGER reference_no_update BEFORE UPDATE ON reference
BEGIN SELECT RAISE(ABORT, 'a published version is never replaced'); END;

CREATE TRIGGER reference_no_delete BEFORE DELETE ON reference
BEGIN SELECT RAISE(ABORT, 'a published version is never replaced'); END;

CREATE TRIGGER counter_no_way_back BEFORE UPDATE ON counter WHEN NEW.last < OLD.last
BEGIN SELECT RAISE(ABORT, 'a counter never goes back'); END;

CREATE TRIGGER private_data_only_erased BEFORE UPDATE ON private_data
    WHEN NEW.data IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.commitment <> OLD.commitment
BEGIN SELECT RAISE(ABORT, 'private data are only erased'); END;

CREATE VIRTUAL TABLE private_name USING fts5(
    fold_name, content = 'private_search', content_rowid = 'rowid', tokenize = 'trigram'
);
INSERT INTO private_name (private_name, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER private_search_added AFTER INSERT ON private_search
BEGIN INSERT INTO private_name (rowid, fold_name) VALUES (NEW.rowid, NEW.fold_name); END;

CREATE TRIGGER private_search_erased AFTER DELETE ON private_search
BEGIN INSERT INTO private_name (private_name, rowid, fold_name) VALUES ('delete', OLD.rowid, OLD.fold_name); END;
