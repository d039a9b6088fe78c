-- 0010_channels: what a channel has to send is found without what other channels have.
--
-- A worker looks twice a second for messages of its channel that are due or too old. Messages of a channel that nobody carries
-- wait for ever, and those given up stay until somebody has called: a year of them was read at each look. Failures to sign in
-- are forgotten like sessions, by their time.
--
-- Stage: expand; indexes and nothing else.
-- Beside: 7; the engine keeps an index right whoever writes.
-- Undo:  drop the indexes, and make `outbox_waiting` again.

CREATE INDEX outbox_channel_due ON outbox (channel, due_at_us, id)
    WHERE done_at_us IS NULL AND dead_at_us IS NULL AND called_at_us IS NULL;
CREATE INDEX outbox_channel_age ON outbox (channel, queued_at_us, id)
    WHERE done_at_us IS NULL AND dead_at_us IS NULL AND called_at_us IS NULL;
DROP INDEX outbox_waiting;
CREATE INDEX throttle_since ON throttle (since_us);
