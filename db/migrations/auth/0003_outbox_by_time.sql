-- For those who follow changes of access and begin with the recent past. Rows come in the order of time, so the smallest
-- kind of index finds them.
CREATE INDEX "outbox_created" ON "auth"."outbox" USING brin ("created_at") WITH (autosummarize = on);
