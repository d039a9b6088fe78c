-- What PostgreSQL says in its own way: the refusals, and the search by part of a name.
--
-- The refusals have the class of a broken constraint, so that the program tells them apart from a fault.

CREATE FUNCTION motcua_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END
$$;

-- An upsert that replaces asks the trigger of UPDATE, so these need none of their own for INSERT.
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
    FOR EACH ROW EXECUTE FUNCTION motcua_refuse('the journal is append-only');
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION motcua_refuse('the journal is append-only');
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION motcua_refuse('the journal is append-only');

CREATE TRIGGER seal_no_update BEFORE UPDATE ON seal
    FOR EACH ROW EXECUTE FUNCTION motcua_refuse('seals are append-only');
CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
    FOR EACH ROW EXECUTE FUNCTION motcua_refuse('seals are append-only');
CREATE TRIGGER seal_no_truncate BEFORE TRUNCATE ON seal
    FOR EACH STATEMENT EXECUTE FUNCTION motcua_refuse('seals are append-only');

CREATE TRIGGER reference_no_update BEFORE UPDATE ON reference
    FOR EACH ROW EXECUTE FUNCTION motcua_refuse('a published version is never replaced');
CREATE TRIGGER reference_no_delete BEFORE DELETE ON reference
    FOR EACH ROW EXECUTE FUNCTION motcua_refuse('a published version is never replaced');
CREATE TRIGGER reference_no_truncate BEFORE TRUNCATE ON reference
    FOR EACH STATEMENT EXECUTE FUNCTION motcua_refuse('a published version is never replaced');

CREATE TRIGGER counter_no_way_back BEFORE UPDATE ON counter
    FOR EACH ROW WHEN (NEW.last < OLD.last)
    EXECUTE FUNCTION motcua_refuse('a counter never goes back');

CREATE TRIGGER private_data_only_erased BEFORE UPDATE ON private_data
    FOR EACH ROW WHEN (NEW.data IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.commitment <> OLD.commitment)
    EXECUTE FUNCTION motcua_refuse('private data are only erased');

-- The index that finds a part of a name. The search gives the same without it, only more slowly, so a server
-- that lacks the module, or a role that may not add it, is no hindrance.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX private_search_name ON private_search USING gin (fold_name gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'names are searched without an index: %', SQLERRM;
END
$$;
