-- An endpoint that fails is asked again by the steps of the retry schedule, however many messages wait for it: a URL that
-- never was its owner's endpoint is not flooded by what was subscribed for it.
alter table alerts.failing_endpoint
    -- Failures in a row, those of tries that were under way together counted once.
    add column failures integer     not null default 1,
    -- Not asked before.
    add column next_at  timestamptz not null default now(),
    -- Had answered well before it began to fail.
    add column worked   boolean     not null default true;

-- Its owner may have it asked at once.
grant update (next_at) on alerts.failing_endpoint to tocsin_tenant;
