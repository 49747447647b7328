package dev.tocsin.ingest.feed;

import dev.tocsin.ingest.fetch.Validators;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which feeds are due, and what came of their checks; shared by all replicas, in batches, by the database's clock. A
 * claim costs by its size, not by the number of feeds: it reads one end of the index of due times.
 */
@ApplicationScoped
public class CheckRepository {
    /** The kind of trouble in which the validators belong to a document that is no feed. */
    static final String MISREAD = "not_a_feed";

    private static final int LARGEST_BATCH = 256;

    private final Pool pool;
    private final FeedConfig config;
    private final Batches<Check> batches;

    public CheckRepository(Pool pool, FeedConfig config) {
        this.pool = pool;
        this.config = config;
        this.batches = new Batches<>(LARGEST_BATCH, checks -> write(checks).subscribeAsCompletionStage());
    }

    /** A check that has ended. */
    public record Check(DueFeed feed, CheckResult result, HostReport host) {}

    /** @return at most so many feeds, whose hosts are ready for them, for as long as the lease lasts */
    public Uni<Claim> claimDue(int limit) {
        int rows = Integer.highestOneBit(Math.min(limit, LARGEST_BATCH));
        String lease = UUID.randomUUID().toString();
        return pool.preparedQuery(CheckSql.claim(rows))
                .execute(Tuple.of(
                        lease, config.lease().toMillis(), config.hostSpacing().toMillis()))
                .map(found -> new Claim(
                        StreamSupport.stream(found.spliterator(), false)
                                .filter(row -> row.getString("lease") != null)
                                .map(CheckRepository::due)
                                .toList(),
                        found.size() == rows));
    }

    /**
     * What was due.
     *
     * @param more whether there is probably more
     */
    public record Claim(List<DueFeed> feeds, boolean more) {}

    /** Gives claimed feeds back whose host is busy here; each comes again a little later, by itself. */
    public Uni<Void> postpone(List<DueFeed> feeds) {
        if (feeds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(CheckSql.POSTPONE)
                .execute(Tuple.of(column(feeds, DueFeed::id), feeds.get(0).lease()))
                .replaceWithVoid();
    }

    /** Notes a check that brought no articles, together with others. */
    public Uni<Void> note(Check check) {
        return Uni.createFrom().completionStage(() -> batches.add(check));
    }

    /**
     * Notes a check within the caller's transaction.
     *
     * @return false when its lease has run out and another replica has the feed, or the feed was deleted: then nothing of
     *     the check counts
     */
    public Uni<Boolean> complete(SqlClient transaction, Check check) {
        List<Check> alone = List.of(check);
        return noteFeeds(transaction, alone)
                .chain(noted -> noteHosts(transaction, alone).replaceWith(noted == 1));
    }

    private Uni<Void> write(List<Check> checks) {
        return noteFeeds(pool, checks).chain(noted -> noteHosts(pool, checks));
    }

    private Uni<Integer> noteFeeds(SqlClient client, List<Check> checks) {
        Function<Check, CheckResult.@Nullable Content> content =
                check -> check.result().content();
        Tuple columns = Tuple.tuple()
                .addArrayOfString(column(checks, check -> check.feed().id()))
                .addArrayOfString(column(checks, check -> check.feed().lease()))
                .addArrayOfLong(
                        numbers(checks, check -> check.result().nextCheckIn().toMillis()))
                .addArrayOfString(column(checks, check -> ifAny(check.result().trouble(), CheckResult.Trouble::kind)))
                .addArrayOfString(column(checks, check -> ifAny(check.result().trouble(), CheckResult.Trouble::words)))
                .addArrayOfBoolean(flags(
                        checks,
                        check -> check.result().trouble() != null
                                && check.result().trouble().ends()))
                .addArrayOfBoolean(flags(checks, check -> check.result().forgetValidators()))
                .addArrayOfString(
                        column(checks, check -> check.result().validators().etag()))
                .addArrayOfString(
                        column(checks, check -> check.result().validators().lastModified()))
                .addArrayOfString(column(checks, check -> ifAny(check.result().movedTo(), Object::toString)))
                .addArrayOfBoolean(flags(checks, check -> check.result().unchanged()))
                .addArrayOfLong(numbers(checks, check -> (long) check.result().received()))
                .addArrayOfString(column(checks, check -> ifAny(content.apply(check), CheckResult.Content::title)))
                .addArrayOfString(column(checks, check -> ifAny(content.apply(check), CheckResult.Content::siteUrl)))
                .addArrayOfString(column(checks, check -> ifAny(content.apply(check), CheckResult.Content::sha256)))
                .addArrayOfLong(numbers(
                        checks,
                        check -> ifAny(
                                content.apply(check), c -> ifAny(c.rhythm().usualGap(), Duration::toMillis))))
                .addArrayOfOffsetDateTime(checks.stream()
                        .map(check -> ifAny(
                                content.apply(check),
                                c -> ifAny(c.rhythm().lastNewsAt(), at -> at.atOffset(ZoneOffset.UTC))))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfLong(numbers(
                        checks,
                        check -> ifAny(
                                content.apply(check),
                                c -> c.timetable().atLeast().toMillis())))
                .addArrayOfInteger(checks.stream()
                        .map(check ->
                                ifAny(content.apply(check), c -> c.timetable().skipHours()))
                        .toArray(Integer[]::new))
                .addArrayOfInteger(checks.stream()
                        .map(check ->
                                ifAny(content.apply(check), c -> c.timetable().skipDays()))
                        .toArray(Integer[]::new));
        return client.preparedQuery(CheckSql.NOTE_FEEDS).execute(columns).map(rows -> rows.rowCount());
    }

    private Uni<Void> noteHosts(SqlClient client, List<Check> checks) {
        Map<String, HostReport> news = new HashMap<>();
        for (Check check : checks) {
            if (check.host().isNews(check.feed().hostFailures(), check.feed().consecutiveErrors())) {
                news.merge(check.feed().host(), check.host(), HostReport::and);
            }
        }
        if (news.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Map.Entry<String, HostReport>> hosts = List.copyOf(news.entrySet());
        Tuple columns = Tuple.tuple()
                .addArrayOfString(column(hosts, Map.Entry::getKey))
                .addArrayOfLong(numbers(hosts, host -> (long) host.getValue().failures()))
                .addArrayOfBoolean(flags(hosts, host -> host.getValue().answered()))
                .addArrayOfLong(numbers(hosts, host -> host.getValue().pause().toMillis()))
                .addInteger(config.hostFailures());
        return client.preparedQuery(CheckSql.NOTE_HOSTS).execute(columns).replaceWithVoid();
    }

    private static DueFeed due(Row row) {
        Long usualGap = row.getLong("usual_gap_ms");
        OffsetDateTime lastNewsAt = row.getOffsetDateTime("last_news_at");
        return new DueFeed(
                row.getString("id"),
                row.getString("lease"),
                row.getString("feed_url"),
                row.getString("first_url"),
                row.getString("host"),
                row.getString("title"),
                new Validators(row.getString("etag"), row.getString("last_modified")),
                row.getInteger("consecutive_errors"),
                MISREAD.equals(row.getString("last_error_kind")) ? row.getString("last_error") : null,
                row.getString("document_sha256"),
                new Rhythm(ifAny(usualGap, Duration::ofMillis), ifAny(lastNewsAt, OffsetDateTime::toInstant)),
                new Timetable(
                        Duration.ofMillis(row.getLong("stated_gap_ms")),
                        row.getInteger("skip_hours"),
                        row.getInteger("skip_days")),
                row.getInteger("host_failures"),
                row.getBoolean("hub_proven"));
    }

    private static <A, B> @Nullable B ifAny(@Nullable A value, Function<A, @Nullable B> then) {
        return value == null ? null : then.apply(value);
    }

    private static <T> String[] column(List<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static <T> Long[] numbers(List<T> rows, Function<T, @Nullable Long> value) {
        return rows.stream().map(value).toArray(Long[]::new);
    }

    private static <T> Boolean[] flags(List<T> rows, Function<T, Boolean> value) {
        return rows.stream().map(value).toArray(Boolean[]::new);
    }
}
