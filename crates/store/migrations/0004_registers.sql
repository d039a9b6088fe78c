-- 0004_registers: the books of the office that are not events of one dossier, the money, the consignments.
--
-- All three are projections: an entry is the last note of its stream `book/<book>/<id>`, money and
-- consignments follow from the histories of dossiers.
--
-- Stage: expand; nothing that the program before this one reads is changed.
-- Undo:  drop the tables; they are projections.

CREATE TABLE entry (
    book        TEXT   NOT NULL,               -- 'guidance', 'urging', 'cash' and the like
    id          TEXT   NOT NULL,
    unit        TEXT   NOT NULL,               -- whose it is
    series      TEXT   NOT NULL,               -- the unit whose book numbers it
    year        BIGINT,
    number      BIGINT,
    state       TEXT   NOT NULL,
    subject     TEXT   NOT NULL,               -- what it is about: a procedure, a minute, a person
    revision    BIGINT NOT NULL CHECK (revision >= 1),
    began_at_us BIGINT NOT NULL,
    at_us       BIGINT NOT NULL,
    payload     TEXT   NOT NULL,
    PRIMARY KEY (book, id)
) /*clustered*/;
CREATE UNIQUE INDEX entry_number ON entry (book, series, year, number) WHERE number IS NOT NULL;
CREATE INDEX entry_time ON entry (book, began_at_us, id);
CREATE INDEX entry_unit ON entry (book, unit, state, began_at_us, id);

CREATE TABLE money (
    dossier  TEXT   NOT NULL,
    revision BIGINT NOT NULL,
    position BIGINT NOT NULL,                  -- in the journal: what one closing of the till reached
    at_us    BIGINT NOT NULL,
    kind     TEXT   NOT NULL CHECK (kind IN ('paid', 'voided', 'refunded')),
    method   TEXT   NOT NULL,
    unit     TEXT   NOT NULL,                  -- whose till
    person   TEXT   NOT NULL,
    amount   BIGINT NOT NULL,                  -- đồng; below 0 what left the till
    receipt  TEXT   NOT NULL,
    PRIMARY KEY (dossier, revision)
) /*clustered*/;
CREATE INDEX money_till ON money (unit, person, position);
CREATE INDEX money_time ON money (at_us, dossier, revision);

CREATE TABLE consignment (
    number  TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    way     TEXT   NOT NULL CHECK (way IN ('in', 'out')),
    at_us   BIGINT NOT NULL,
    PRIMARY KEY (number, dossier, way)
) /*clustered*/;
CREATE INDEX consignment_dossier ON consignment (dossier);
