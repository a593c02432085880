-- What posting is measured against: the same money moved by one call for each transfer, the way it is usually written.
--
-- A transfer is a row, two entries with running balance and version, and two updates under row locks taken in order,
-- after a check that the payer has enough. Amounts are bigint and ids of accounts are numbers, which is as cheap as it
-- gets: no second currency, no holds, no idempotency beyond the primary key, no events.
DROP SCHEMA IF EXISTS peer CASCADE;
CREATE SCHEMA peer;
CREATE TABLE peer.accounts (
  id bigint PRIMARY KEY,
  balance bigint NOT NULL,
  version bigint NOT NULL DEFAULT 0,
  least bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
CREATE TABLE peer.transfers (
  id uuid PRIMARY KEY,
  payer bigint NOT NULL,
  payee bigint NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE peer.entries (
  account_id bigint NOT NULL,
  version bigint NOT NULL,
  transfer_id uuid NOT NULL,
  amount bigint NOT NULL,
  balance bigint NOT NULL,
  PRIMARY KEY (account_id, version)
);
CREATE INDEX entries_transfer_id ON peer.entries (transfer_id);

CREATE FUNCTION peer.transfer(payer bigint, payee bigint, amount bigint) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  locked peer.accounts;
  before peer.accounts;
  after peer.accounts;
  id uuid := uuidv7();
BEGIN
  FOR locked IN SELECT * FROM peer.accounts a WHERE a.id IN (payer, payee) ORDER BY a.id FOR NO KEY UPDATE LOOP
    IF locked.id = payer THEN before := locked; ELSE after := locked; END IF;
  END LOOP;
  IF before.balance - amount < before.least THEN
    RETURN 'INSUFFICIENT_FUNDS';
  END IF;
  INSERT INTO peer.transfers (id, payer, payee, amount) VALUES (id, payer, payee, amount);
  INSERT INTO peer.entries (account_id, version, transfer_id, amount, balance)
  VALUES (payer, before.version + 1, id, -amount, before.balance - amount),
         (payee, after.version + 1, id, amount, after.balance + amount);
  UPDATE peer.accounts a
     SET balance = a.balance + CASE a.id WHEN payer THEN -amount ELSE amount END, version = a.version + 1
   WHERE a.id IN (payer, payee);
  RETURN 'POSTED';
END $$;

INSERT INTO peer.accounts (id, balance) SELECT n, 1000000000000 FROM generate_series(1, 1000) AS n;
