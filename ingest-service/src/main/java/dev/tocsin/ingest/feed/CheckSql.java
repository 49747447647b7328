package dev.tocsin.ingest.feed;

/** The statements by which replicas share out the checks; {@link CheckRepository} runs them. */
final class CheckSql {
    private CheckSql() {}

    /**
     * One statement, so that a claim is made whole or not at all. Replicas that claim at once skip each other's feeds; the
     * lease is the feed's own due time, moved on. A host gives its feeds places in a row: who comes when it is ready goes
     * now, who does not is due again when its place comes, and keeps it. The limit is written out: as a parameter, the
     * planner would expect a tenth of the table and read all of it.
     *
     * <p>$1 the lease's name, $2 its length in ms, $3 the time between two checks at one host in ms
     */
    private static final String CLAIM = """
            with due as materialized (
              select id, host, has_place from ingest.feed
               where not disabled and next_check_at <= now()
               order by next_check_at limit %d for update skip locked),
            asking as (
              select due.id, due.host,
                     row_number() over (partition by due.host order by due.id) as place,
                     count(*) over (partition by due.host) as places
                from due left join ingest.host h on h.name = due.host
               where not due.has_place or h.closed_until > now()),
            rows_at_hosts as (
              insert into ingest.host as h (name, free_at)
              select distinct host, now() + places * $3::bigint * interval '1 ms' from asking order by host
              on conflict (name) do update
                set free_at = greatest(h.free_at, h.closed_until, now()) + (excluded.free_at - now())
              returning name, free_at),
            turns as (
              select due.id, h.failures,
                     coalesce(r.free_at - (a.places - a.place + 1) * $3::bigint * interval '1 ms', now()) as turn
                from due
                left join asking a on a.id = due.id
                left join rows_at_hosts r on r.name = due.host and a.id is not null
                left join ingest.host h on h.name = due.host)
            update ingest.feed f
               set next_check_at = case when turn <= now() then now() + $2::bigint * interval '1 ms' else turn end,
                   has_place = turn > now(),
                   lease = case when turn <= now() then $1::text end
              from turns
             where f.id = turns.id
            returning f.id, f.lease, f.feed_url, coalesce(f.first_url, f.feed_url) as first_url, f.host, f.title, f.etag, f.last_modified, f.consecutive_errors,
                      f.last_error, f.last_error_kind, f.document_sha256, f.usual_gap_ms, f.last_news_at,
                      f.stated_gap_ms, f.skip_hours, f.skip_days, coalesce(turns.failures, 0) as host_failures,
                      coalesce(f.hub_proven_until > now(), false) as hub_proven""";

    /** $1 ids, $2 the lease. The place at the host stays, the wait is random: or all would come again at once. */
    static final String POSTPONE = """
            update ingest.feed set next_check_at = now() + (5 + 5 * random()) * interval '1 s', lease = null, has_place = true
             where id = any($1::text[]) and lease = $2""";

    /** Only under the lease that the check began with: a replica that slept through its lease undoes nothing. */
    static final String NOTE_FEEDS = """
            update ingest.feed f
               set last_checked_at = now(),
                   last_success_at = case when r.words is null then now() else f.last_success_at end,
                   consecutive_errors = case when r.words is null then 0 else f.consecutive_errors + 1 end,
                   last_error = r.words,
                   last_error_kind = r.kind,
                   disabled = r.ends,
                   etag = case when r.forget then r.etag else coalesce(r.etag, f.etag) end,
                   last_modified = case when r.forget then r.last_modified else coalesce(r.last_modified, f.last_modified) end,
                   moved_to = case when r.words is null then r.moved_to else f.moved_to end,
                   moved_since = case when r.words is not null then f.moved_since
                                      when r.moved_to is null then null
                                      when r.moved_to = f.moved_to then f.moved_since
                                      else now() end,
                   missing_since = case when r.kind = 'missing' then coalesce(f.missing_since, now()) end,
                   title = coalesce(f.title, r.title),
                   site_url = coalesce(r.site_url, f.site_url),
                   document_sha256 = coalesce(r.sha256, f.document_sha256),
                   usual_gap_ms = coalesce(r.usual_gap_ms, f.usual_gap_ms),
                   last_news_at = coalesce(r.last_news_at, f.last_news_at),
                   stated_gap_ms = coalesce(r.stated_gap_ms, f.stated_gap_ms),
                   skip_hours = coalesce(r.skip_hours, f.skip_hours),
                   skip_days = coalesce(r.skip_days, f.skip_days),
                   checks = f.checks + 1,
                   not_modified = f.not_modified + r.unchanged::int,
                   bytes_received = f.bytes_received + r.received,
                   next_check_at = now() + r.next_ms * interval '1 ms',
                   lease = null
              from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::boolean[], $7::boolean[],
                          $8::text[], $9::text[], $10::text[], $11::boolean[], $12::bigint[], $13::text[], $14::text[],
                          $15::text[], $16::bigint[], $17::timestamptz[], $18::bigint[], $19::int[], $20::int[])
                as r(id, lease, next_ms, kind, words, ends, forget, etag, last_modified, moved_to, unchanged, received,
                     title, site_url, sha256, usual_gap_ms, last_news_at, stated_gap_ms, skip_hours, skip_days)
             where f.id = r.id and f.lease = r.lease""";

    /**
     * A host that fails again and again is closed for half a minute, then for twice as long each time, an hour at most. In
     * one order for all, or two replicas would wait for each other.
     *
     * <p>$1 names, $2 failures, $3 whether it answered, $4 what it asks to wait in ms, $5 failures that it is closed after
     */
    static final String NOTE_HOSTS = """
            with r as materialized (
              select h.name, r.answered, r.wait_ms, case when r.answered then 0 else h.failures + r.failures end as failures
                from unnest($1::text[], $2::bigint[], $3::boolean[], $4::bigint[]) as r(name, failures, answered, wait_ms)
                join ingest.host h on h.name = r.name
               order by h.name for update of h)
            update ingest.host h
               set failures = r.failures,
                   closed_until = greatest(
                     case when r.answered then null else h.closed_until end,
                     case when r.wait_ms > 0 then now() + r.wait_ms * interval '1 ms' end,
                     case when r.failures >= $5
                          then now() + least(30 * 2 ^ least(r.failures - $5, 7), 3600) * interval '1 s' end)
              from r
             where h.name = r.name""";

    /** @param rows at most; few different ones, for each is a statement to be prepared */
    static String claim(int rows) {
        return CLAIM.formatted(rows);
    }
}
