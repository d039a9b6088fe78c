-- 0001_journal: the append-only record of everything decided, and what is kept beside it.
--
-- Runs on SQLite and PostgreSQL unchanged, but for the marker comment of clustered tables that the SQLite
-- dialect turns into WITHOUT ROWID. Times are UTC microseconds since 1970 (`_us`), ids
-- are text, payloads JSON text read by `wire`, flags 0 or 1.
--
-- Stage: expand; the first schema.
-- Undo:  drop the tables; allowed only while the journal is empty.

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Kept in the order of histories: a history is read from one place, and an append lands there.
CREATE TABLE journal (
    stream         TEXT   NOT NULL,               -- 'dossier/<id>', or 'access/<id>' and the like
    revision       BIGINT NOT NULL CHECK (revision >= 1),
    position       BIGINT NOT NULL CHECK (position >= 1),
    kind           TEXT   NOT NULL,
    kind_version   BIGINT NOT NULL CHECK (kind_version >= 1),
    recorded_at_us BIGINT NOT NULL,
    actor          TEXT   NOT NULL,
    payload        TEXT   NOT NULL,
    hash           TEXT   NOT NULL CHECK (length(hash) = 64),

    -- The last line of defence if two writers ever run at once.
    PRIMARY KEY (stream, revision)
) /*clustered*/;

-- Orders the sealing and the export; given by the single writer.
CREATE UNIQUE INDEX journal_position ON journal (position);

CREATE TABLE seal (
    number       BIGINT NOT NULL PRIMARY KEY CHECK (number >= 1),
    first        BIGINT NOT NULL,
    last         BIGINT NOT NULL,
    count        BIGINT NOT NULL CHECK (count >= 1),
    root         TEXT   NOT NULL CHECK (length(root) = 64),
    previous     TEXT   NOT NULL CHECK (length(previous) = 64),
    sealed_at_us BIGINT NOT NULL,
    public_key   TEXT   NOT NULL CHECK (length(public_key) = 64),
    hash         TEXT   NOT NULL CHECK (length(hash) = 64),
    signature    TEXT   NOT NULL CHECK (length(signature) = 128)
);

-- Published versions of calendars, procedures, organisation: never replaced.
CREATE TABLE reference (
    kind            TEXT   NOT NULL,
    key             TEXT   NOT NULL,
    version         BIGINT NOT NULL CHECK (version >= 1),
    text            TEXT   NOT NULL,
    sha256          TEXT   NOT NULL CHECK (length(sha256) = 64),
    valid_from      TEXT   NOT NULL,              -- ISO day
    published_at_us BIGINT NOT NULL,
    PRIMARY KEY (kind, key, version)
);

-- Personal data: `salt` and `data` are emptied when erased, the commitment stays.
CREATE TABLE private_data (
    id           TEXT   NOT NULL PRIMARY KEY,
    kind         TEXT   NOT NULL,
    salt         TEXT,
    data         TEXT,
    commitment   TEXT   NOT NULL CHECK (length(commitment) = 64),
    erased_at_us BIGINT
) /*clustered*/;

CREATE TABLE private_search (
    id        TEXT NOT NULL PRIMARY KEY,
    fold_name TEXT NOT NULL,
    phone     TEXT NOT NULL
);
CREATE INDEX private_search_phone ON private_search (phone);

-- The last number given under a name; never goes back.
CREATE TABLE counter (
    name TEXT   NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL CHECK (last >= 0)
) /*clustered*/;

CREATE TABLE idempotency (
    actor       TEXT   NOT NULL,
    key         TEXT   NOT NULL,
    fingerprint TEXT   NOT NULL,
    status      BIGINT NOT NULL,
    body        TEXT   NOT NULL,
    at_us       BIGINT NOT NULL,
    PRIMARY KEY (actor, key)
) /*clustered*/;

CREATE TABLE outbox (
    id             TEXT   NOT NULL PRIMARY KEY,
    channel        TEXT   NOT NULL,
    payload        TEXT   NOT NULL,
    due_at_us      BIGINT NOT NULL,
    attempts       BIGINT NOT NULL DEFAULT 0,
    lease_until_us BIGINT NOT NULL DEFAULT 0,
    error          TEXT   NOT NULL DEFAULT '',
    done_at_us     BIGINT,
    dead_at_us     BIGINT
);
CREATE INDEX outbox_waiting ON outbox (due_at_us, id) WHERE done_at_us IS NULL AND dead_at_us IS NULL;

CREATE TABLE account (
    name          TEXT   NOT NULL PRIMARY KEY,
    person        TEXT   NOT NULL,
    password_hash TEXT   NOT NULL,
    disabled      BIGINT NOT NULL CHECK (disabled IN (0, 1)),
    changed_at_us BIGINT NOT NULL
);

CREATE TABLE session (
    id_hash       TEXT   NOT NULL PRIMARY KEY,
    person        TEXT   NOT NULL,
    started_at_us BIGINT NOT NULL,
    expires_at_us BIGINT NOT NULL,
    data          TEXT   NOT NULL
);
CREATE INDEX session_person ON session (person);

CREATE TABLE api_token (
    hash          TEXT   NOT NULL PRIMARY KEY,
    person        TEXT   NOT NULL,
    label         TEXT   NOT NULL,
    made_at_us    BIGINT NOT NULL,
    expires_at_us BIGINT NOT NULL
);

CREATE TABLE throttle (
    key              TEXT   NOT NULL PRIMARY KEY,
    failures         BIGINT NOT NULL,
    since_us         BIGINT NOT NULL,
    blocked_until_us BIGINT
);

-- What lists show of a dossier and its events do not say; written with its first event.
CREATE TABLE dossier_label (
    id         TEXT NOT NULL PRIMARY KEY,
    field      TEXT NOT NULL,
    agency     TEXT NOT NULL,
    token_hash TEXT NOT NULL
) /*clustered*/;
CREATE UNIQUE INDEX dossier_label_token ON dossier_label (token_hash);

-- Projection: can be dropped and rebuilt from the journal and the labels.
-- Few indexes on columns that change: each costs a page on every step of every dossier.
CREATE TABLE dossier (
    id                  TEXT   NOT NULL PRIMARY KEY,
    procedure           TEXT   NOT NULL,
    case_id             TEXT,
    channel             TEXT   NOT NULL,
    return_by           TEXT   NOT NULL,
    field               TEXT   NOT NULL,
    agency              TEXT   NOT NULL,
    desk                TEXT   NOT NULL,
    applicant           TEXT   NOT NULL,
    applicant_kind      TEXT   NOT NULL,
    account             TEXT,
    registered_at_us    BIGINT NOT NULL,
    code                TEXT,
    accepted_at_us      BIGINT,
    register_year       BIGINT,
    register_volume     BIGINT,
    register_number     BIGINT,
    revision            BIGINT NOT NULL,
    stage               TEXT   NOT NULL,
    procedure_version   BIGINT NOT NULL,
    holder_unit         TEXT   NOT NULL,
    holder_person       TEXT,
    holder_since_us     BIGINT NOT NULL,
    in_transit_to       TEXT,
    paper_at            TEXT   NOT NULL,
    paper_on_the_way_to TEXT,
    due_us              BIGINT,
    provisional         BIGINT NOT NULL CHECK (provisional IN (0, 1)),
    warn_by_us          BIGINT,
    transfer_by_us      BIGINT,
    supplement_by_us    BIGINT,
    overdue_since_us    BIGINT,
    result_at_us        BIGINT,
    notify_by_us        BIGINT,
    told_at_us          BIGINT,
    closed_at_us        BIGINT,
    solved              TEXT,
    forwarded_late      BIGINT NOT NULL CHECK (forwarded_late IN (0, 1)),
    outstanding         BIGINT NOT NULL,
    sort_us             BIGINT NOT NULL
) /*clustered*/;
CREATE UNIQUE INDEX dossier_code ON dossier (code) WHERE code IS NOT NULL;
CREATE INDEX dossier_applicant ON dossier (applicant);
CREATE INDEX dossier_account ON dossier (account, registered_at_us) WHERE account IS NOT NULL;
CREATE INDEX dossier_register ON dossier (desk, register_year, register_number) WHERE register_year IS NOT NULL;
CREATE INDEX dossier_open ON dossier (sort_us, id) WHERE closed_at_us IS NULL;
CREATE INDEX dossier_holder ON dossier (holder_unit, sort_us, id) WHERE closed_at_us IS NULL;
CREATE INDEX dossier_transit ON dossier (in_transit_to, sort_us, id) WHERE in_transit_to IS NOT NULL;
