-- Stripe's payouts that have been booked.
CREATE TABLE payouts (
    id           text PRIMARY KEY,
    amount       bigint NOT NULL,
    currency     text NOT NULL,
    arrival_date bigint NOT NULL
);

-- Stripe's balance transactions, each with the payout that contains it.
CREATE TABLE balance_transactions (
    id       text PRIMARY KEY,
    payout   text NOT NULL,
    source   text,                             -- what it is about: ch_..., re_..., dp_..., po_...
    charge   text,                             -- of a refund or a dispute, too
    category text NOT NULL,                    -- Stripe's reporting category
    amount   bigint NOT NULL,
    fee      bigint NOT NULL,
    net      bigint NOT NULL,
    currency text NOT NULL,
    created  bigint NOT NULL
);

CREATE INDEX balance_transactions_payout ON balance_transactions (payout);
CREATE INDEX balance_transactions_charge ON balance_transactions (charge);

-- The double-entry journal: the lines of a transaction add up to zero. Positive amounts are debits, negative ones are credits.
CREATE TABLE journal (
    transaction text NOT NULL REFERENCES balance_transactions,
    line        integer NOT NULL,
    account     text NOT NULL,
    amount      bigint NOT NULL,
    currency    text NOT NULL,
    PRIMARY KEY (transaction, line)
);

-- Where each reporting category is booked. A category that is missing here is booked to "unknown: ..." and named by the report.
CREATE TABLE ledger_accounts (
    category text PRIMARY KEY,
    account  text NOT NULL
);

INSERT INTO ledger_accounts VALUES
    ('charge', 'sales'),
    ('charge_failure', 'sales'),
    ('partial_capture_reversal', 'sales'),
    ('refund', 'refunds'),
    ('refund_failure', 'refunds'),
    ('dispute', 'disputes'),
    ('dispute_reversal', 'disputes'),
    ('fee', 'fees'),
    ('network_cost', 'fees'),
    ('tax', 'fees'),
    ('platform_earning', 'platform fees'),
    ('platform_earning_refund', 'platform fees'),
    ('transfer', 'sellers'),
    ('transfer_reversal', 'sellers'),
    ('connect_collection_transfer', 'sellers'),
    ('connect_reserved_funds', 'reserves'),
    ('risk_reserved_funds', 'reserves'),
    ('other_adjustment', 'adjustments'),
    ('contribution', 'contributions'),
    ('currency_conversion', 'currency exchange'),
    ('payout', 'bank'),
    ('payout_reversal', 'bank'),
    ('topup', 'bank'),
    ('topup_reversal', 'bank');
