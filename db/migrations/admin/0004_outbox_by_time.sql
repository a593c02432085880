-- For those who follow which operations may be run and begin with the recent past. Rows come in the order of time, so the
-- smallest kind of index finds them.
CREATE INDEX "outbox_created" ON "admin"."outbox" USING brin ("created_at") WITH (autosummarize = on);
