package dev.tocsin.system;

import dev.tocsin.system.StatementGauge.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a long queue does to the rest: how fast new alerts are stored and how late they are told, first with an empty queue and
 * then with one of very many deliveries that are held, wait for their next try, or are due at endpoints that hang. The queue is
 * filled as it fills in life: by alerts that a thousand subscriptions want.
 */
final class BacklogScenario {
    static final String[] KINDS = {"held", "waiting", "due"};

    private static final String HEALTHY = "backlog";
    private static final int SUBSCRIPTIONS = 1_000;
    private static final int HEALTHY_SUBSCRIPTIONS = 10;
    /** What fills the queue, and what comes beside it. */
    private static final String FILLING = "mining_ban";

    private static final String[] FRESH = {"relocation", "nft_launch"};
    private static final int ALERTS = 300;
    private static final int ROUNDS = 3;
    private static final int TRANSACTION = 50_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final String CLAIM = "tocsin_delivery_claim_seconds";

    private final DeliveryBench bench;
    private final int rows;
    private final String kind;

    BacklogScenario(DeliveryBench bench, int rows, String kind) {
        this.bench = bench;
        this.rows = rows;
        this.kind = kind;
    }

    /** Alerts a second; CPU milliseconds of service and PostgreSQL an alert; milliseconds until an endpoint heard of it. */
    private record Round(double rate, double cost, int median, int p99) {}

    void run() throws Exception {
        Map<String, String> filling = kind.equals("waiting") ? Map.of("TOCSIN_DELIVERY_SCHEDULE", "24h,1h") : Map.of();
        try (DeliveringTocsin tocsin = bench.tocsin("backlog_" + kind, filling)) {
            Subscriber subscriber = tocsin.subscriber();
            List<Subscriber.Made> crowd = subscriber.subscribe(
                    IntStream.range(0, SUBSCRIPTIONS).mapToObj(this::url).toList(), List.of(FILLING));
            subscriber.subscribe(
                    IntStream.range(0, HEALTHY_SUBSCRIPTIONS)
                            .mapToObj(i -> bench.endpoints().ok(HEALTHY, i))
                            .toList(),
                    List.of(FRESH));
            // The compiler goes on for long, and what it gains would be put down to the queue.
            rounds(tocsin, "warming up");
            List<Round> empty = rounds(tocsin, "empty queue");
            long before = tocsin.service().residentMegabytes().orElse(0);
            tocsin.fill(FILLING, rows / SUBSCRIPTIONS, TRANSACTION / SUBSCRIPTIONS);
            if (kind.equals("held")) {
                subscriber.disable(crowd);
            }
            tocsin.statements().execute("analyze");
            tocsin.go();
            Thread.sleep(CALM.toMillis());
            tocsin.statements().reset();
            double claims = tocsin.service().value(CLAIM + "_count");
            double claiming = tocsin.service().value(CLAIM + "_sum");
            List<Round> full = rounds(tocsin, "%,d %s".formatted(rows, kind));
            judge(empty, full);
            bench.bar(
                    "memory of the service, before " + before + " MB",
                    tocsin.service().residentMegabytes().orElse(0) - before,
                    "MB more",
                    100,
                    false);
            claims = tocsin.service().value(CLAIM + "_count") - claims;
            if (claims > 0) {
                double each = 1000 * (tocsin.service().value(CLAIM + "_sum") - claiming) / claims;
                bench.bar("a claim, as the service sees it", each, "ms", 20, false);
            }
            for (Statement each : tocsin.statements().most(3)) {
                System.out.printf(Locale.ROOT, "  %,d calls of %.2f ms: %s%n", each.calls(), each.mean(), each.text());
            }
        }
    }

    private String url(int number) {
        return kind.equals("due")
                ? bench.endpoints().hangingApart("stuck", number, DeliveryBench.HOSTS_APART)
                : bench.endpoints().ok("stuck", number);
    }

    private List<Round> rounds(DeliveringTocsin tocsin, String what) throws Exception {
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(round(tocsin, what));
        }
        return rounds;
    }

    private Round round(DeliveringTocsin tocsin, String what) throws Exception {
        bench.endpoints().reset();
        Duration cpu = cpu(tocsin);
        double seconds = 0;
        for (String category : FRESH) {
            seconds += tocsin.store(category, ALERTS / FRESH.length);
        }
        double cost = cpu(tocsin).minus(cpu).toMillis() / (double) ALERTS;
        DeliveringTocsin.within(
                LIMIT, () -> bench.arrived(HEALTHY).messages() >= (long) ALERTS * HEALTHY_SUBSCRIPTIONS);
        Endpoints.Arrived arrived = bench.arrived(HEALTHY);
        Round round = new Round(ALERTS / seconds, cost, arrived.median(), arrived.p99());
        System.out.printf(
                Locale.ROOT,
                "%s: %s, %,d of %,d came%n",
                what,
                round,
                arrived.messages(),
                ALERTS * HEALTHY_SUBSCRIPTIONS);
        return round;
    }

    private static Duration cpu(DeliveringTocsin tocsin) throws Exception {
        return tocsin.service().cpu().plus(tocsin.database().cpu().orElseThrow());
    }

    private void judge(List<Round> empty, List<Round> full) {
        double rate = DeliveryBench.median(empty, Round::rate);
        double cost = DeliveryBench.median(empty, Round::cost);
        String where = ", %,d %s".formatted(rows, kind);
        bench.bar(
                "rate of storing alerts" + where, 100 * DeliveryBench.median(full, Round::rate) / rate, "%", 80, true);
        bench.bar(
                "CPU of storing an alert" + where,
                100 * DeliveryBench.median(full, Round::cost) / cost,
                "%",
                120,
                false);
        System.out.printf(
                Locale.ROOT,
                "told after %.0f ms (median of p99) instead of %.0f ms%n",
                DeliveryBench.median(full, Round::p99),
                DeliveryBench.median(empty, Round::p99));
    }
}
