-- 0007_figures: what agencies received and ended day by day, and what stands open, counted as acts happen.
--
-- A board or a report adds up days instead of reading every dossier of the province, so its cost follows the
-- length of the period and not the length of the history. Both tables are projections: a function of the rows of
-- `dossier`, counted again and compared by verification. The indexes give the list behind each figure, and the
-- newest dossiers, without a sort.
--
-- Stage: expand; the program before this one does not count, so it must not write after it.
-- Undo:  drop the tables, the column and the indexes.

CREATE TABLE tally (
    day            BIGINT NOT NULL,            -- days since 1970-01-01 at the office
    agency         TEXT   NOT NULL,            -- settling agency
    field          TEXT   NOT NULL,
    received       BIGINT NOT NULL,
    accepted       BIGINT NOT NULL,
    online         BIGINT NOT NULL,            -- of the accepted
    solved_early   BIGINT NOT NULL,
    solved_on_time BIGINT NOT NULL,
    solved_late    BIGINT NOT NULL,
    refused        BIGINT NOT NULL,
    withdrawn      BIGINT NOT NULL,
    forwarded_late BIGINT NOT NULL,            -- by the day of acceptance
    became_overdue BIGINT NOT NULL,
    unsolved       BIGINT NOT NULL,            -- accepted before, closed that day without a result
    late_begun     BIGINT NOT NULL,            -- pending, and overdue from that day
    late_ended     BIGINT NOT NULL,            -- ended that day after having been so
    PRIMARY KEY (day, agency, field)
) /*clustered*/;

CREATE TABLE standing (
    agency       TEXT   NOT NULL,
    field        TEXT   NOT NULL,
    due_day      BIGINT NOT NULL,              -- as tally.day; 0 where no day matters
    running      BIGINT NOT NULL,              -- the legal clock runs and ends that day
    waiting      BIGINT NOT NULL,              -- a supplement was asked
    pending      BIGINT NOT NULL,              -- accepted and not ended
    pending_late BIGINT NOT NULL,              -- of those: overdue
    PRIMARY KEY (agency, field, due_day)
) /*clustered*/;

CREATE INDEX dossier_recent ON dossier (registered_at_us, id);
CREATE INDEX dossier_received ON dossier (agency, registered_at_us, id);
CREATE INDEX dossier_accepted ON dossier (agency, accepted_at_us, id) WHERE accepted_at_us IS NOT NULL;
CREATE INDEX dossier_result ON dossier (agency, result_at_us, id) WHERE result_at_us IS NOT NULL;
CREATE INDEX dossier_closed ON dossier (agency, closed_at_us, id) WHERE closed_at_us IS NOT NULL;
CREATE INDEX dossier_overdue ON dossier (agency, overdue_since_us, id) WHERE overdue_since_us IS NOT NULL;
CREATE INDEX dossier_agency_open ON dossier (agency, sort_us, id) WHERE closed_at_us IS NULL;
CREATE INDEX listed_due ON listed (due_us, id) WHERE place = '*' AND due_us IS NOT NULL;
