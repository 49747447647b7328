package dev.tocsin.system;

import dev.tocsin.local.backing.Cluster;
import dev.tocsin.local.backing.EmbeddedBacking;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.local.stack.StackOptions;
import dev.tocsin.system.FeedFarm.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The running ingest-service against a {@link FeedFarm}: how many checks a second it makes of feeds that have nothing new
 * (claimed, vetted, fetched, 304, noted), with few and with many feeds registered, beside what its HTTP client alone
 * reaches at the same farm. A service looks for due feeds once a second when it has caught up, so few feeds show what a
 * check costs, and many what it can carry. Run by {@code deploy/system-tests/benchmark}; stops what it starts.
 */
public final class FeedsBenchmark {
    private static final String CHECKED = "tocsin_feeds_checked_total";
    private static final String NOT_MODIFIED = CHECKED + "{outcome=\"not_modified\"}";
    private static final int HOSTS = 500;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(20);

    /** Due sooner than they can be checked, so that the service never waits; a host carries more than we ask of it. */
    private static final List<String[]> FLAT_OUT = List.of(
            new String[] {"_JAVA_OPTIONS", "-XX:TieredStopAtLevel=4 -Xmx512m"}, // as in production
            new String[] {"TOCSIN_FEED_POLL_INTERVAL", "PT0.2S"},
            new String[] {"TOCSIN_FEED_HOST_SPACING", "PT0.02S"},
            new String[] {"TOCSIN_FEED_CHECKS_PER_SECOND", "100000"},
            new String[] {"TOCSIN_FEED_CONCURRENCY", "128"},
            new String[] {"TOCSIN_FETCH_PER_HOST", "8"},
            new String[] {"TOCSIN_FEED_HOST_FAILURES", "1000000"},
            // Checks are measured; the pages of the farm hold nothing.
            new String[] {"TOCSIN_PAGE_ENABLED", "false"});

    private final EmbeddedBacking backing;
    private final FeedFarm farm;
    private final ServiceGauge service;
    private final DatabaseGauge database;

    private FeedsBenchmark(EmbeddedBacking backing, FeedFarm farm, ServiceGauge service) {
        this.backing = backing;
        this.farm = farm;
        this.service = service;
        this.database = new DatabaseGauge(backing);
    }

    /** @param args the class path and the main class of the HTTP client alone, then how many feeds to register, in turn */
    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("tocsin-benchmark-");
        StackOptions options = StackOptions.in(home);
        for (String[] variable : FLAT_OUT) {
            options = options.with(variable[0], variable[1]);
        }
        try (EmbeddedBacking backing = EmbeddedBacking.start();
                FeedFarm farm = FeedFarm.start();
                Stack stack = new Stack(options.on(backing))) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            new Cluster(backing.kafkaBootstrapServers()).createTopics(Stack.TOPICS);
            double bound = alone(args[0], args[1], farm);
            stack.start(Role.INGEST);
            FeedsBenchmark benchmark = new FeedsBenchmark(
                    backing,
                    farm,
                    new ServiceGauge(
                            stack.management(Role.INGEST),
                            stack.process(Role.INGEST).pid()));
            for (int i = 2; i < args.length; i++) {
                benchmark.measure(Integer.parseInt(args[i]), bound);
            }
            benchmark.mixed(bound);
        } finally {
            deleteData(home.resolve("data"));
            System.out.println("logs: " + home.resolve("logs"));
        }
    }

    /** The same client with the same options, and nothing else. Conditional fetches a second. */
    private static double alone(String classPath, String mainClass, FeedFarm farm) throws Exception {
        Process client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        classPath,
                        mainClass,
                        Integer.toString(farm.port()),
                        Integer.toString(HOSTS),
                        FeedFarm.STEADY_TAG,
                        Long.toString(WARM_UP.toSeconds()),
                        Long.toString(MEASURED.toSeconds()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String[] figures = new String(client.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .strip()
                .split(" ");
        System.out.printf(
                "HTTP client alone: %.0f conditional fetches/s, %.0f per CPU-s%n",
                Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
        return Double.parseDouble(figures[0]);
    }

    private void measure(int feeds, double bound) throws Exception {
        register(feeds, "'/steady/'");
        figures("%,d feeds registered".formatted(feeds), NOT_MODIFIED, bound);
    }

    /** A farm as the world is: of a hundred feeds, four have news all the time and five have something wrong with them. */
    private void mixed(double bound) throws Exception {
        register(
                10_000,
                "case i % 100 when 0 then '/broken/' when 1 then '/busy/' when 2 then '/challenged/' when 3 then '/moved/'"
                        + " when 4 then case when i % 1000 = 4 then '/dripping/' else '/gone/' end"
                        + " when 5 then '/lively/' when 6 then '/lively/' when 7 then '/lively/' when 8 then '/lively/'"
                        + " else '/steady/' end");
        figures("10,000 feeds, nine in a hundred not steady", CHECKED, bound);
    }

    private void figures(String what, String counter, double bound) throws Exception {
        Thread.sleep(WARM_UP.toMillis());
        long checked = service.count(counter);
        Duration cpu = service.cpu();
        Duration databaseCpu = database.cpu().orElseThrow();
        Instant begun = Instant.now();
        Thread.sleep(MEASURED.toMillis());
        double done = service.count(counter) - checked;
        double seconds = seconds(Duration.between(begun, Instant.now()));
        System.out.printf(
                "%s: %.0f checks/s, %.0f %% of the client alone; %.0f µs CPU of the service and %.0f µs of PostgreSQL a check%n",
                what,
                done / seconds,
                100 * done / seconds / bound,
                1e6 * seconds(service.cpu().minus(cpu)) / done,
                1e6 * seconds(database.cpu().orElseThrow().minus(databaseCpu)) / done);
    }

    /** Known already, with the validator of their first fetch, so that only conditional fetches are measured. */
    private void register(int count, String kind) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(backing.jdbcUrl(), backing.username(), backing.password());
                PreparedStatement insert = connection.prepareStatement("""
                        insert into ingest.feed (id, feed_url, title, etag)
                        select 'feed_' || lpad(i::text, 26, '0'),
                               'http://127.77.' || i %% %d / 256 || '.' || i %% %d %% 256 || ':' || ? || %s || i, 'Farm', ?
                          from generate_series(1, ?) i""".formatted(HOSTS, HOSTS, kind))) {
            connection.createStatement().execute("delete from ingest.feed");
            insert.setInt(1, URI.create(farm.feed(Kind.STEADY, 0, 0).toString()).getPort());
            insert.setString(2, FeedFarm.STEADY_TAG);
            insert.setInt(3, count);
            insert.execute();
            connection.createStatement().execute("vacuum analyze ingest.feed");
        }
    }

    /** The logs stay. */
    private static void deleteData(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
