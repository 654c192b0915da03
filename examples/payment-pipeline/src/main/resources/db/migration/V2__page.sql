-- What each instance has to say about itself, for the page that any of them serves.
CREATE TABLE instances (
    name   text PRIMARY KEY,
    seen   timestamptz NOT NULL,
    report text NOT NULL
);
