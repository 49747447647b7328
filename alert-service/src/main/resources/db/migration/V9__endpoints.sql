-- How a subscription is rung: keys that can be rotated, headers of its own, what a message looks like to it.
alter table alerts.subscription
    -- Signing keys, values of custom headers and the secret of a chat's channel, under one seal (Vault.java): a backup
    -- tells none of them. Null only in rows that the service has not made itself.
    add column secrets bytea,
    -- One of ContentName.java; null: what is usual for the url.
    add column content text,
    -- Of messages that people read.
    add column language text not null default 'en' check (language in ('en', 'zh')),
    -- After so many seconds a message that was not delivered is worth nothing; null: never.
    -- The key in plain bytes, as it lay here before: sealed and emptied when the service starts.
    alter column secret drop not null;
