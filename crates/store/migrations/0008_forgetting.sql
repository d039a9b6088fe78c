-- 0008_forgetting: what is forgotten after its time is found by its time, so that the writer is held for moments only.
--
-- Answers to repeated requests, ended sessions and tokens, and messages that are done are deleted a few hundred at a
-- time; without these indexes each of those times would read the whole table.
--
-- Stage: expand; indexes and nothing else.
-- Beside: 7; the engine keeps an index right whoever writes.
-- Undo:  drop the indexes.

CREATE INDEX idempotency_time ON idempotency (at_us);
CREATE INDEX session_end ON session (expires_at_us);
CREATE INDEX api_token_end ON api_token (expires_at_us);
CREATE INDEX outbox_done ON outbox (done_at_us) WHERE done_at_us IS NOT NULL;
CREATE INDEX outbox_called ON outbox (called_at_us) WHERE called_at_us IS NOT NULL;
