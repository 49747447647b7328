package dev.tocsin.alerting.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Writers at once, of which some take long and some change their minds; a reader who asks what follows misses nothing. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class OrderIT {
    private static final int WRITERS = 6;
    private static final int TRANSACTIONS = 40;

    @Test
    void whoHasSeenAPositionNeverMissesASmallerOne() throws Exception {
        long begin = Long.parseLong(Versions.query("select coalesce(max(position), 0) from alerts.alert_version")
                .get(0));
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Future<Integer>> written = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int seed = writer;
            written.add(writers.submit(() -> write(new Random(seed))));
        }

        List<Long> seen = new ArrayList<>();
        long last = begin;
        boolean done = false;
        while (true) {
            boolean wasDone = done;
            for (String position : Versions.query(
                    "select position from alerts.alert_version where position > " + last + " order by position")) {
                last = Long.parseLong(position);
                seen.add(last);
            }
            if (wasDone) {
                break;
            }
            done = written.stream().allMatch(Future::isDone);
        }
        writers.shutdown();

        int committed = 0;
        for (Future<Integer> each : written) {
            committed += each.get();
        }
        assertThat(seen).hasSize(committed);
        assertThat(Versions.query(
                        "select position from alerts.alert_version where position > " + begin + " order by position"))
                .isEqualTo(seen.stream().map(String::valueOf).toList());
    }

    private static int write(Random random) throws Exception {
        int committed = 0;
        try (Connection connection = Rows.database()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < TRANSACTIONS; i++) {
                int rows = 1 + random.nextInt(3);
                for (int row = 0; row < rows; row++) {
                    Versions.raise(connection, "mining_ban", "order", 0.9, "US");
                    Thread.sleep(random.nextInt(4));
                }
                if (random.nextInt(5) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    committed += rows;
                }
            }
        }
        return committed;
    }
}
