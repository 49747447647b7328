package dev.tocsin.system;

import dev.tocsin.system.Endpoints.Arrived;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What endpoints that hang cost the others: the healthy ones alone, then beside a tenth as many that accept and never answer,
 * on hosts of their own and on the same hosts. Each time a queue is worked off, which tells the rate, and then alerts come at a
 * steady pace, which tells the delay.
 */
final class NeighboursScenario {
    private static final String HEALTHY = "healthy";
    private static final String HANGING = "hanging";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int TRANSACTION = 20_000;
    /** Alerts of this category go to the healthy ones only; of the others, to those that hang as well. */
    private static final String ALONE = "mining_ban";

    private static final String APART = "relocation";
    private static final String TOGETHER = "nft_launch";

    private final DeliveryBench bench;
    private final int healthy;
    private final int alerts;
    private final int paced;

    /** @param paced how many alerts come at a pace of one in two seconds */
    NeighboursScenario(DeliveryBench bench, int healthy, int alerts, int paced) {
        this.bench = bench;
        this.healthy = healthy;
        this.alerts = alerts;
        this.paced = paced;
    }

    /** How the healthy ones fared. */
    private record Case(double rate, double cpu, Arrived steady, long missing) {}

    void run() throws Exception {
        try (DeliveringTocsin tocsin = bench.tocsin("neighbours")) {
            Subscriber subscriber = tocsin.subscriber();
            Endpoints endpoints = bench.endpoints();
            subscriber.subscribe(urls(healthy, i -> endpoints.ok(HEALTHY, i)), List.of());
            System.out.printf("neighbours: %,d healthy endpoints, %,d that hang%n", healthy, healthy / 10);
            measure(tocsin, ALONE, "warming up");
            List<Case> alone = new ArrayList<>();
            alone.add(measure(tocsin, ALONE, "all healthy"));
            List<Subscriber.Made> apart = subscriber.subscribe(
                    urls(healthy / 10, i -> endpoints.hangingApart(HANGING, i, DeliveryBench.HOSTS_APART)),
                    List.of(APART));
            Case besideApart = measure(tocsin, APART, "a tenth hanging, on other hosts");
            // What is theirs is cancelled, so that the next case stands by itself.
            subscriber.delete(apart);
            alone.add(measure(tocsin, ALONE, "all healthy"));
            subscriber.subscribe(urls(healthy / 10, i -> endpoints.hanging(HANGING, i)), List.of(TOGETHER));
            Case together = measure(tocsin, TOGETHER, "a tenth hanging, on the same hosts");
            judge("other hosts", alone, besideApart);
            judge("same hosts", alone, together);
        }
    }

    private static List<String> urls(int count, IntFunction<String> url) {
        return IntStream.range(0, count).mapToObj(url).toList();
    }

    private Case measure(DeliveringTocsin tocsin, String category, String what) throws Exception {
        int count = healthy * alerts;
        bench.endpoints().reset();
        tocsin.fill(category, alerts, Math.max(1, TRANSACTION / healthy));
        Duration cpu = tocsin.service().cpu();
        tocsin.go();
        boolean all =
                DeliveringTocsin.within(LIMIT, () -> bench.arrived(HEALTHY).messages() >= count);
        Arrived drained = bench.arrived(HEALTHY);
        double each = tocsin.service().cpu().minus(cpu).toNanos() / 1e3 / Math.max(1, drained.messages());
        bench.endpoints().reset();
        long steady = (long) healthy * paced;
        if (all) {
            for (int i = 0; i < paced; i++) {
                tocsin.send(category, 1);
                Thread.sleep(2_000);
            }
            DeliveringTocsin.within(LIMIT, () -> bench.arrived(HEALTHY).messages() >= steady);
        }
        Arrived arrived = bench.arrived(HEALTHY);
        Case result = new Case(
                drained.rate(), each, arrived, count - drained.messages() + (all ? steady - arrived.messages() : 0));
        System.out.printf(
                Locale.ROOT,
                "%s: healthy ones %.0f/s, %.0f µs CPU of the service each; at a pace of %d/s after %d ms (median), %d ms"
                        + " (p99); %,d missing; hanging ones were tried %,d times%n",
                what,
                result.rate(),
                result.cpu(),
                healthy / 2,
                arrived.median(),
                arrived.p99(),
                result.missing(),
                bench.arrived(HANGING).messages() + bench.arrived(HANGING).repeats());
        return result;
    }

    private void judge(String where, List<Case> alone, Case beside) {
        double rate = alone.stream().mapToDouble(Case::rate).average().orElseThrow();
        double p99 =
                alone.stream().mapToDouble(one -> one.steady().p99()).average().orElseThrow();
        bench.bar("rate of the healthy ones, hanging on " + where, 100 * beside.rate() / rate, "%", 90, true);
        bench.bar(
                "p99 of the healthy ones, hanging on " + where, beside.steady().p99() / p99, "times", 2, false);
        bench.bar("healthy deliveries missing, hanging on " + where, beside.missing(), "messages", 0, false);
    }
}
