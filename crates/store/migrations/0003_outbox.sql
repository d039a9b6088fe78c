-- 0003_outbox: what became of a message, readable for its dossier.
--
-- `recipient` is a mark of the address that can be compared on one day only: it is made with a random
-- salt that is replaced every day, so it tells nothing once the day is over. The address itself is
-- never here: it is read from its erasable row when the message is sent.
--
-- Stage: expand; old rows get values that mean "not known".
-- Undo:  drop the indexes and the columns.

ALTER TABLE outbox ADD COLUMN dossier TEXT;
ALTER TABLE outbox ADD COLUMN queued_at_us BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN recipient TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN proof TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN delivered_at_us BIGINT;
ALTER TABLE outbox ADD COLUMN called_at_us BIGINT;
ALTER TABLE outbox ADD COLUMN called_by TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN note TEXT NOT NULL DEFAULT '';
UPDATE outbox SET queued_at_us = due_at_us;

CREATE INDEX outbox_dossier ON outbox (dossier, queued_at_us, id) WHERE dossier IS NOT NULL;
CREATE INDEX outbox_open ON outbox (queued_at_us, id) WHERE done_at_us IS NULL AND called_at_us IS NULL;
CREATE INDEX outbox_recipient ON outbox (recipient) WHERE recipient <> '';
CREATE INDEX outbox_proof ON outbox (proof) WHERE proof <> '';
