CREATE TABLE idempotency_as_given (
    actor       TEXT   NOT NULL,
    key         TEXT   NOT NULL,
    fingerprint TEXT   NOT NULL,
    status      BIGINT NOT NULL,
    body        TEXT   NOT NULL,
    at_us       BIGINT NOT NULL,
    PRIMARY KEY (actor, key)
);
INSERT INTO idempotency_as_given SELECT actor, key, fingerprint, status, body, at_us FROM idempotency ORDER BY at_us;
DROP TABLE idempotency;
ALTER TABLE idempotency_as_given RENAME TO idempotency;
CREATE INDEX idempotency_time ON idempotency (at_us);
