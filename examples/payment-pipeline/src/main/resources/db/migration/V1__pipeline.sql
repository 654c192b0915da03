-- One row for each order: what is to be paid, and what Stripe has made of it.
CREATE TABLE payments (
    order_id         text PRIMARY KEY,
    amount           bigint NOT NULL,          -- in minor units
    currency         text NOT NULL,
    payment_method   text NOT NULL,
    idempotency_key  text NOT NULL UNIQUE,     -- of the call that pays
    key_made         timestamptz NOT NULL,     -- Stripe forgets the key 24 hours later
    tried            timestamptz NOT NULL,     -- when a call with this key was last begun
    status           text NOT NULL,            -- started, refused, or Stripe's: succeeded, declined, ...
    payment_intent   text UNIQUE,
    charge           text,
    amount_received  bigint NOT NULL DEFAULT 0,
    amount_refunded  bigint NOT NULL DEFAULT 0,
    dispute_status   text,
    decline_code     text,
    request_id       text,                     -- of the request that brought this state
    version          bigint NOT NULL DEFAULT 0 -- one more with every change
);

CREATE INDEX payments_open ON payments (tried) WHERE status = 'started';

-- What the database has decided and Kafka does not know yet.
CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic       text NOT NULL,
    message_key text NOT NULL,
    body        text NOT NULL
);

-- What the shop does about a payment; the newest version wins.
CREATE TABLE shipments (
    order_id text PRIMARY KEY,
    state    text NOT NULL,                    -- ship, do not ship, take back, ...
    version  bigint NOT NULL
);

-- The events that have been taken in: the table that Camel's JdbcMessageIdRepository expects.
CREATE TABLE camel_messageprocessed (
    processorname text NOT NULL,
    messageid     text NOT NULL,
    createdat     timestamp,
    PRIMARY KEY (processorname, messageid)
);

-- Cursors: where the sweep of Stripe's events goes on.
CREATE TABLE states (
    name  text PRIMARY KEY,
    state text NOT NULL
);

-- The request budget that all instances share: the table that Bucket4j expects.
CREATE TABLE bucket (
    id    varchar(64) PRIMARY KEY,
    state bytea
);
