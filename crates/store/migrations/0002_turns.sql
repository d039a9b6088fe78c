-- 0002_turns: what the lists need for every turn a dossier can take: alarms, opinions, supervision.
--
-- The projections are rebuilt from the journal after this step.
--
-- Stage: expand; the columns have defaults, so the program before this one can still read.
-- Undo:  drop the tables and columns; they are projections.

ALTER TABLE dossier ADD COLUMN again_us        BIGINT;
ALTER TABLE dossier ADD COLUMN answer_until_us BIGINT;
ALTER TABLE dossier ADD COLUMN alarm_us        BIGINT;
ALTER TABLE dossier ADD COLUMN warned_at_us    BIGINT;
ALTER TABLE dossier ADD COLUMN consulting      BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN to_call         BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN result_desk     TEXT   NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN taken_up_late   BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN untaken         BIGINT NOT NULL DEFAULT 0;
CREATE INDEX dossier_alarm ON dossier (alarm_us, id) WHERE alarm_us IS NOT NULL;
CREATE INDEX dossier_call ON dossier (sort_us, id) WHERE to_call = 1;
CREATE INDEX dossier_consulting ON dossier (sort_us, id) WHERE consulting = 1;

-- Projection: one row for each unit whose opinion was asked.
CREATE TABLE opinion (
    dossier        TEXT   NOT NULL,
    id             TEXT   NOT NULL,
    unit           TEXT   NOT NULL,
    asked_at_us    BIGINT NOT NULL,
    answer_by_us   BIGINT NOT NULL,
    answered_at_us BIGINT,
    silent_at_us   BIGINT,
    PRIMARY KEY (dossier, id, unit)
) /*clustered*/;
CREATE INDEX opinion_open ON opinion (unit, answer_by_us, dossier, id) WHERE answered_at_us IS NULL;

-- Projection: what the Centre is told of without asking.
CREATE TABLE supervision (
    dossier  TEXT   NOT NULL,
    revision BIGINT NOT NULL,
    at_us    BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    unit     TEXT   NOT NULL,
    PRIMARY KEY (dossier, revision)
) /*clustered*/;
CREATE INDEX supervision_time ON supervision (at_us, dossier, revision);
CREATE INDEX supervision_unit ON supervision (unit, at_us, dossier, revision);
