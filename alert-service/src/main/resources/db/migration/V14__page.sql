-- People at the page: a session stands for the API key that it was opened with, and ends with it.
create table alerts.session (
    -- SHA-256 of the cookie.
    token_hash bytea       primary key,
    -- SHA-256 of the key: whose it is, and whether it still counts, is asked anew with every request.
    key_hash   bytea       not null,
    -- For people who look into the table; the operator's configured key is "operator".
    key_id     text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index session_expiry on alerts.session (expires_at);
