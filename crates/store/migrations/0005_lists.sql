-- 0005_lists: each open dossier once for every place that lists it, in the order of its day.
--
-- A worklist asks for one of two columns (desk or desk of the result, holder or on its way), which no index of
-- `dossier` gives in order; here every place has its own stretch, and a view is a bit tested on the way.
--
-- Stage: expand; the program before this one does not know the table, so it must not write after it.
-- Undo:  drop the table, make the indexes of 0001 again; it is a projection.

CREATE TABLE listed (
    place   TEXT   NOT NULL,                   -- '*', 'desk/<id>', 'unit/<id>', 'account/<id>'
    sort_us BIGINT NOT NULL,                   -- as dossier.sort_us
    id      TEXT   NOT NULL,
    views   BIGINT NOT NULL,                   -- bits, see `listing`
    due_us  BIGINT,                            -- while the legal clock runs
    PRIMARY KEY (place, sort_us, id)
) /*clustered*/;

DROP INDEX dossier_open;
DROP INDEX dossier_holder;
DROP INDEX dossier_transit;
CREATE INDEX dossier_provisional ON dossier (sort_us, id) WHERE provisional = 1 AND closed_at_us IS NULL;
