-- 0006_invitations: an agency that was asked to a joint look stands in the list of what other units wait for,
-- the post's lists of a day are read without going through all consignments, and what one proof has paid is found.
--
-- The projections are rebuilt from the journal after this step: a result on its way is due like the dossier itself.
--
-- Stage: expand; the column has a default, so the program before this one can still read and write.
-- Undo:  drop the column and the indexes; they are projections.

ALTER TABLE opinion ADD COLUMN kind TEXT NOT NULL DEFAULT 'opinion';   -- or 'invitation'
CREATE INDEX money_receipt ON money (receipt) WHERE method <> 'cash';
CREATE INDEX consignment_sent ON consignment (at_us, number) WHERE way = 'out';
