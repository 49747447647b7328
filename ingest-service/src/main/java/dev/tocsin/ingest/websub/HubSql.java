package dev.tocsin.ingest.websub;

/** The statements by which replicas share the subscriptions; {@link HubRepository} runs them. */
final class HubSql {
    private HubSql() {}

    private static final String COLUMNS =
            "s.token, s.feed_id, s.hub_url, s.topic, s.secret, s.state, s.lease_until, s.due_at, s.failures, s.last_error";

    /** Those of deleted feeds. */
    static final String ORPHANS = """
            update ingest.hub_subscription set state = 'LEAVING', due_at = now(), failures = 0
             where feed_id is null and state <> 'LEAVING'""";

    /** $1 at most so many. Replicas that claim at once skip each other's; the claim is the due time, moved on. */
    static final String DUE = "select " + COLUMNS + """
            , now() as now, coalesce(f.disabled, false) as disabled
              from ingest.hub_subscription s left join ingest.feed f on f.id = s.feed_id
             where s.due_at <= now() order by s.due_at limit $1 for update of s skip locked""";

    static final String LOCK =
            "select " + COLUMNS + ", now() as now from ingest.hub_subscription s where token = $1 for update";

    static final String WRITE = """
            update ingest.hub_subscription
               set state = $2, lease_until = $3, due_at = $4, failures = $5, last_error = $6 where token = $1""";

    static final String BY_TOKEN = "select " + COLUMNS + """
            , coalesce(f.disabled, false) as disabled, coalesce(f.first_url, f.feed_url) as feed_url, f.title
              from ingest.hub_subscription s left join ingest.feed f on f.id = s.feed_id where s.token = $1""";

    static final String OF_FEED = "select " + COLUMNS + """
            , now() as now, s.created_at from ingest.hub_subscription s
             where feed_id = $1 and state <> 'LEAVING' for update""";

    /** Not while one that is hardly there is leaving again: who withdraws and returns gets one a day. */
    static final String ADD = """
            insert into ingest.hub_subscription (token, feed_id, hub_url, topic, secret)
            select $1::text, $2::text, $3::text, $4::text, $5::text
             where not exists (select 1 from ingest.hub_subscription
                                where feed_id = $2 and state = 'LEAVING' and created_at > now() - interval '1 day')
            on conflict do nothing""";

    static final String DELETE = "delete from ingest.hub_subscription where token = $1";

    static final String LEFT = """
            delete from ingest.hub_subscription
             where token = $1 and state = 'LEAVING' and topic = coalesce($2::text, topic)""";

    static final String HEALTH = """
            select feed_id, hub_url, topic, state, lease_until, last_push_at, announced_first, polled_first, last_error
              from ingest.hub_subscription where feed_id = any($1::text[]) and state <> 'LEAVING'""";

    static final String DISPROVE =
            "update ingest.feed set hub_proven_until = null where id = $1 and hub_proven_until is not null";

    /** One document without its link proves nothing against a hub that we stay with. */
    static final String DISPROVE_WITHOUT_HUB = DISPROVE
            + " and not exists (select 1 from ingest.hub_subscription where feed_id = $1 and state = 'ACTIVE')";

    /**
     * Before a push is accepted its feed is due in a minute, should this replica die with it; not where it is being checked
     * or waits at its host, for then it soon will be anyway.
     *
     * <p>$1 feed
     */
    static final String VOUCH = """
            with old as (
              select id, next_check_at from ingest.feed
               where id = $1 and not disabled and lease is null and not has_place
                 and next_check_at > now() + interval '1 minute' for update)
            update ingest.feed f set next_check_at = now() + interval '1 minute'
              from old where f.id = old.id returning old.next_check_at as planned, f.next_check_at as vouched""";

    /** What was planned before, unless something else has moved it since. $1 feed, $2 as vouched, $3 as planned */
    static final String REDEEM = """
            update ingest.feed set next_check_at = $3
             where id = $1 and next_check_at = $2 and lease is null and not has_place""";

    /**
     * The feed shall be polled now: not while it is being checked or has its place in the row at its host, for then it soon
     * will be; nor more often than a poll may be. A hub on its way out speaks for no feed.
     *
     * <p>$1 feed, $2 token of the push that came to nothing
     */
    static final String DISTRUST = """
            update ingest.feed
               set hub_proven_until = null,
                   next_check_at = case when lease is null and not has_place
                     then least(next_check_at, greatest(now(), last_checked_at + interval '10 s')) else next_check_at end
             where id = $1 and exists (select 1 from ingest.hub_subscription s where s.token = $2 and s.state <> 'LEAVING')""";

    /**
     * The origin decides between two texts of one article, the later of which may be the older: what was polled last no
     * longer counts as known. A check under way may have read the origin before the push came; it is not noted, and the
     * feed is due again when its lease would have ended.
     *
     * <p>$1 feed
     */
    static final String READ_AGAIN = """
            update ingest.feed
               set document_sha256 = null, etag = null, last_modified = null, lease = null,
                   next_check_at = case when lease is null and not has_place
                     then least(next_check_at, greatest(now(), last_checked_at + interval '10 s')) else next_check_at end
             where id = $1""";

    /**
     * The feed's row before the subscription's, here and below, as whoever deletes a feed locks them. A hub that is not
     * bound to push proves nothing.
     *
     * <p>$1 token, $2 new articles, $3 how long the proof lasts in ms
     */
    static final String PUSHED = """
            with f as (
              update ingest.feed f
                 set hub_proven_until = case when $2::bigint > 0 and s.state = 'ACTIVE' and s.lease_until > now()
                       then least(now() + $3::bigint * interval '1 ms', s.lease_until) else f.hub_proven_until end
                from ingest.hub_subscription s where s.token = $1 and f.id = s.feed_id returning f.id)
            update ingest.hub_subscription s
               set last_push_at = now(), announced_first = s.announced_first + $2::bigint
              from f where s.token = $1""";

    /** $1 feed, $2 new articles, which the hub should have announced, and had not. */
    static final String POLLED = """
            with f as (update ingest.feed set hub_proven_until = null where id = $1 returning id)
            update ingest.hub_subscription s set polled_first = s.polled_first + $2::bigint
              from f where s.feed_id = f.id and s.state = 'ACTIVE' and s.lease_until > now()
            returning s.hub_url""";
}
