package dev.tocsin.system;

import dev.tocsin.system.Endpoints.Arrived;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/** How many deliveries a second, durable and signed, beside what the HTTP client alone reaches at the same receiver. */
final class RateScenario {
    private static final String GROUP = "rate";
    private static final String CATEGORY = "mining_ban";
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** For the last outcomes to be written, which are part of the cost. */
    private static final Duration AFTERGLOW = Duration.ofMillis(500);
    /** Rows of one transaction that fills the queue. */
    private static final int TRANSACTION = 20_000;

    private final DeliveryBench bench;
    private final int subscriptions;
    private final int alerts;
    private final int rounds;

    RateScenario(DeliveryBench bench, int subscriptions, int alerts, int rounds) {
        this.bench = bench;
        this.subscriptions = subscriptions;
        this.alerts = alerts;
        this.rounds = rounds;
    }

    /** So many a second, and CPU microseconds of each: the sender's (with its database) and the receiver's. */
    private record Speed(double rate, double sender, double database, double receiver) {
        double cpu() {
            return sender + database + receiver;
        }
    }

    private record Round(Speed bare, Speed signed, Speed tocsin, double perTransaction, long repeats) {}

    void run() throws Exception {
        try (DeliveringTocsin tocsin = bench.tocsin("rate");
                ToolProcess client = bench.bareClient()) {
            tocsin.subscriber()
                    .subscribe(
                            IntStream.range(0, subscriptions)
                                    .mapToObj(i -> bench.endpoints().ok(GROUP, i))
                                    .toList(),
                            List.of());
            System.out.printf(
                    "rate: %,d subscriptions on %d hosts, rounds of %,d deliveries; service pid %d%n",
                    subscriptions, bench.endpoints().hosts(), subscriptions * alerts, tocsin.pid());
            List<Round> measured = new ArrayList<>();
            for (int number = 0; number <= rounds; number++) {
                Round round = round(tocsin, client);
                System.out.printf(Locale.ROOT, "round %d: %s%n", number, round);
                // The compiler is part of the start.
                if (number > 0) {
                    measured.add(round);
                }
            }
            print(measured);
            bench.printStatements(tocsin, subscriptions * alerts);
        }
    }

    private Round round(DeliveringTocsin tocsin, ToolProcess client) throws Exception {
        int count = subscriptions * alerts;
        bench.endpoints().reset();
        tocsin.fill(CATEGORY, alerts, Math.max(1, TRANSACTION / subscriptions));
        tocsin.statements().reset();
        long transactions = tocsin.statements().transactions();
        Duration cpu = tocsin.service().cpu();
        Duration database = tocsin.database().cpu().orElseThrow();
        Duration receiver = bench.endpoints().counter().cpu();
        tocsin.go();
        if (!DeliveringTocsin.within(LIMIT, () -> bench.arrived(GROUP).messages() >= count)) {
            throw new IllegalStateException("Only %d of %d deliveries have come within %s"
                    .formatted(bench.arrived(GROUP).messages(), count, LIMIT));
        }
        Thread.sleep(AFTERGLOW.toMillis());
        Arrived arrived = bench.arrived(GROUP);
        Speed speed = new Speed(
                arrived.rate(),
                micros(tocsin.service().cpu().minus(cpu), count),
                micros(tocsin.database().cpu().orElseThrow().minus(database), count),
                micros(bench.endpoints().counter().cpu().minus(receiver), count));
        double each = (double) count / (tocsin.statements().transactions() - transactions);
        String body = bench.endpoints().counter().ask("body");
        return new Round(alone(client, "plain", body), alone(client, "signed", body), speed, each, arrived.repeats());
    }

    private Speed alone(ToolProcess client, String how, String body) throws Exception {
        int count = subscriptions * alerts;
        bench.endpoints().reset();
        Duration receiver = bench.endpoints().counter().cpu();
        String[] figures = client.ask(how + " " + count + " " + body).split(" ");
        return new Speed(
                Double.parseDouble(figures[0]),
                Double.parseDouble(figures[1]),
                0,
                micros(bench.endpoints().counter().cpu().minus(receiver), count));
    }

    private void print(List<Round> all) {
        System.out.printf("rate, medians of %d rounds of %,d:%n", rounds, subscriptions * alerts);
        Speed bare = print("the HTTP client alone", all, Round::bare);
        Speed signed = print("the HTTP client that signs", all, Round::signed);
        Speed tocsin = print("Tocsin", all, Round::tocsin);
        System.out.printf(
                Locale.ROOT,
                "%.0f deliveries a writing transaction, %.0f came twice; by CPU time alone Tocsin would reach %.0f %% of the"
                        + " client that signs%n",
                DeliveryBench.median(all, Round::perTransaction),
                DeliveryBench.median(all, Round::repeats),
                100 * signed.cpu() / tocsin.cpu());
        bench.bar("of the client alone", 100 * tocsin.rate() / bare.rate(), "%", 70, true);
        bench.bar("of the client that signs", 100 * tocsin.rate() / signed.rate(), "%", 70, true);
        bench.bar("deliveries", tocsin.rate(), "/s", 3_000, true);
    }

    private static Speed print(String what, List<Round> all, Function<Round, Speed> of) {
        Speed speed = new Speed(
                DeliveryBench.median(all, round -> of.apply(round).rate()),
                DeliveryBench.median(all, round -> of.apply(round).sender()),
                DeliveryBench.median(all, round -> of.apply(round).database()),
                DeliveryBench.median(all, round -> of.apply(round).receiver()));
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f/s; CPU of each: %.0f µs of the sender, %.0f µs of PostgreSQL, %.0f µs of the receiver%n",
                what,
                speed.rate(),
                speed.sender(),
                speed.database(),
                speed.receiver());
        return speed;
    }

    private static double micros(Duration duration, int count) {
        return duration.toNanos() / 1e3 / count;
    }
}
