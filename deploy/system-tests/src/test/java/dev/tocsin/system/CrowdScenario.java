package dev.tocsin.system;

import dev.tocsin.system.Endpoints.Arrived;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** One alert to very many subscriptions of which one in twenty is dead: how late the others hear of it. */
final class CrowdScenario {
    private static final String HEALTHY = "crowd";
    private static final String HANGING = "dead";
    private static final String CATEGORY = "mining_ban";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** One in so many hangs, and another one refuses. */
    private static final int ONE_IN = 40;

    private final DeliveryBench bench;
    private final int subscriptions;
    private final int rounds;

    CrowdScenario(DeliveryBench bench, int subscriptions, int rounds) {
        this.bench = bench;
        this.subscriptions = subscriptions;
        this.rounds = rounds;
    }

    void run() throws Exception {
        try (DeliveringTocsin tocsin = bench.tocsin("crowd")) {
            tocsin.subscriber()
                    .subscribe(
                            IntStream.range(0, subscriptions)
                                    .mapToObj(this::url)
                                    .toList(),
                            List.of());
            System.out.printf("crowd: %,d subscriptions, one in twenty dead%n", subscriptions);
            List<Arrived> measured = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                Arrived arrived = round(tocsin, round);
                // The compiler is part of the start.
                if (round > 0) {
                    measured.add(arrived);
                }
            }
            bench.bar(
                    "p99 from the commit to a healthy endpoint",
                    DeliveryBench.median(measured, Arrived::p99) / 1000,
                    "s",
                    10,
                    false);
            bench.bar("last healthy endpoint", DeliveryBench.median(measured, Arrived::longest) / 1000, "s", 10, false);
        }
    }

    private Arrived round(DeliveringTocsin tocsin, int round) throws Exception {
        bench.endpoints().reset();
        Duration cpu = tocsin.service().cpu();
        Duration database = tocsin.database().cpu().orElseThrow();
        double stored = tocsin.store(CATEGORY, 1);
        long healthy =
                IntStream.range(0, subscriptions).filter(CrowdScenario::healthy).count();
        DeliveringTocsin.within(LIMIT, () -> bench.arrived(HEALTHY).messages() >= healthy);
        Arrived arrived = bench.arrived(HEALTHY);
        System.out.printf(
                Locale.ROOT,
                "round %d: stored after %.1f s; %,d of %,d healthy ones after %d ms (median), %d ms (p99), %d ms (the last);"
                        + " %.1f s CPU of the service, %.1f s of PostgreSQL%n",
                round,
                stored,
                arrived.messages(),
                healthy,
                arrived.median(),
                arrived.p99(),
                arrived.longest(),
                tocsin.service().cpu().minus(cpu).toMillis() / 1000.0,
                tocsin.database().cpu().orElseThrow().minus(database).toMillis() / 1000.0);
        if (arrived.messages() < healthy) {
            throw new IllegalStateException("Not all healthy ones were told within " + LIMIT);
        }
        return arrived;
    }

    private String url(int number) {
        if (healthy(number)) {
            return bench.endpoints().ok(HEALTHY, number);
        }
        return number % ONE_IN == 0
                ? bench.endpoints().hanging(HANGING, number)
                : bench.endpoints().refusing(number);
    }

    private static boolean healthy(int number) {
        return number % ONE_IN > 1;
    }
}
