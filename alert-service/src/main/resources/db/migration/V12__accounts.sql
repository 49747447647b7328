-- Accounts are kept apart by the database too: whatever a request forgets to ask, it sees no row of another account.

alter table alerts.account
    add column closed_at    timestamptz,
    -- Why it was closed, in words.
    add column state_reason text,
    add check (closed_at is null or state_reason is not null);

alter table alerts.subscription
    -- Rang until its account was closed, and does again when it is opened.
    add column closed boolean not null default false;

alter table alerts.api_key
    -- Less than its role allows; null: all of it.
    add column scopes         text[],
    add column expires_at     timestamptz,
    add column rotated_at     timestamptz,
    -- What a rotation has replaced opens the door for a while longer.
    add column previous_hash  bytea unique,
    add column previous_until timestamptz,
    add check ((previous_hash is null) = (previous_until is null));

-- Who changed what. Rows are written in the transaction of the change, and deleted only by age.
create table alerts.audit (
    id               text collate "C" primary key,
    -- Whose row was changed; who did it may be the operator.
    account_id       text        not null references alerts.account,
    actor_account_id text        not null,
    actor_key_id     text        not null,
    actor_role       text        not null,
    action           text        not null,
    target_type      text        not null,
    target_id        text        not null,
    -- Property by property: before and after, secrets as ***.
    changes          json        not null,
    -- Null where addresses are not to be kept.
    address          text,
    request_id       text        not null,
    created_at       timestamptz not null
);
create index audit_account on alerts.audit (account_id, created_at desc, id desc);
create index audit_newest on alerts.audit (created_at desc, id desc);
create index audit_target on alerts.audit (target_id, created_at desc, id desc);

-- Requests of an account take on this role for their transaction: the owner of a table, and even more a superuser, as the
-- user of PostgreSQL's own container image is, passes by its policies.
do $$
declare
    told constant text := format(
        'Have an administrator run these two statements, then start again: CREATE ROLE tocsin_tenant NOLOGIN; GRANT tocsin_tenant TO %I;',
        current_user);
begin
    if not exists (select from pg_roles where rolname = 'tocsin_tenant') then
        begin
            create role tocsin_tenant nologin;
        exception
            when insufficient_privilege then
                raise exception '% may not create the role tocsin_tenant. %', current_user, told;
            when duplicate_object or unique_violation then
                -- Another database of the same server made it at this moment.
                null;
        end;
    end if;
    begin
        perform set_config('role', 'tocsin_tenant', true);
    exception when insufficient_privilege then
        begin
            execute format('grant tocsin_tenant to %I', current_user);
            perform set_config('role', 'tocsin_tenant', true);
        exception when insufficient_privilege then
            raise exception '% may not become tocsin_tenant. %', session_user, told;
        end;
    end;
    perform set_config('role', 'none', true);
end
$$;

-- What a request of an account may touch at all. Alerts are read by all and changed by none of them.
grant usage on schema alerts to tocsin_tenant;
grant select on alerts.account, alerts.alert, alerts.alert_version, alerts.attempt to tocsin_tenant;
grant select, insert on alerts.feedback, alerts.audit to tocsin_tenant;
grant select, insert, update on alerts.api_key, alerts.subscription, alerts.delivery, alerts.release to tocsin_tenant;
grant select, insert, update, delete on alerts.queue to tocsin_tenant;
grant select, delete on alerts.failing_endpoint to tocsin_tenant;

-- Policies bind the role alone: what works in the background, and the operator, are the tables' owner. A setting that is
-- not there is an error, and one that is empty is no account.
do $$
declare
    name text;
begin
    for name in
        select table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where table_schema = 'alerts' and column_name = 'account_id' and table_type = 'BASE TABLE'
          and table_name <> 'audit'
    loop
        execute format('alter table alerts.%I enable row level security', name);
        execute format($policy$create policy tenant on alerts.%I to tocsin_tenant
            using (account_id = current_setting('tocsin.account'))$policy$, name);
    end loop;
    -- What belongs to a subscription: the policy of subscriptions holds inside of this one.
    foreach name in array array['delivery', 'queue', 'told', 'failing_endpoint', 'release', 'pace'] loop
        execute format('alter table alerts.%I enable row level security', name);
        execute format($policy$create policy tenant on alerts.%I to tocsin_tenant
            using (exists (select from alerts.subscription s where s.id = subscription_id))$policy$, name);
    end loop;
end
$$;

alter table alerts.account enable row level security;
create policy tenant on alerts.account to tocsin_tenant using (id = current_setting('tocsin.account'));

alter table alerts.attempt enable row level security;
create policy tenant on alerts.attempt to tocsin_tenant
    using (exists (select from alerts.delivery d where d.id = delivery_id));

-- What is written of an account is written by itself: the operator's doings are told to it, but not by it.
alter table alerts.audit enable row level security;
create policy tenant on alerts.audit for select to tocsin_tenant using (account_id = current_setting('tocsin.account'));
create policy tenant_writes on alerts.audit for insert to tocsin_tenant
    with check (account_id = current_setting('tocsin.account')
                and actor_account_id = current_setting('tocsin.account') and actor_role <> 'operator');
