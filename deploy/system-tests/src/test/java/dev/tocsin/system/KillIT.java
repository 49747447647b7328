package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.local.demo.Ring;
import dev.tocsin.local.demo.WebhookSignature;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While two hundred articles come in, each service is killed once without warning, and later stopped once in an orderly way,
 * both with work under way, and started again. The ledger: every article tells one event of its own, so each must be told by
 * exactly one alert, and each alert must have been received; what comes twice comes with the same webhook-id.
 */
class KillIT {
    private static final int ARTICLES = 200;
    private static final int BATCH = 10;

    /** What happens when so many articles are published. */
    private record Blow(int published, Role victim, boolean orderly) {}

    private static final List<Blow> BLOWS = List.of(
            new Blow(20, Role.INGEST, false),
            new Blow(50, Role.CLASSIFY, false),
            new Blow(80, Role.ALERT, false),
            new Blow(110, Role.INGEST, true),
            new Blow(140, Role.CLASSIFY, true),
            new Blow(170, Role.ALERT, true));

    @Test
    void everyAlertArrivesAndNoneIsRaisedTwiceWhicheverServiceIsKilledOrStopped(@TempDir Path home) throws Exception {
        try (RunningTocsin tocsin = RunningTocsin.start(home)) {
            List<String> items = new TwoHundredEvents().items();
            AtomicInteger published = new AtomicInteger();
            tocsin.addFeed(tocsin.files()
                    .serve("/growing.xml", "application/rss+xml", () -> feed(items.subList(0, published.get()))));

            while (published.get() < ARTICLES) {
                int now = published.addAndGet(BATCH);
                for (Blow blow : BLOWS) {
                    if (blow.published() == now) {
                        // Of this batch some are through and some on their way; the next comes while nobody is there.
                        await().atMost(RunningTocsin.PATIENCE)
                                .until(() -> tocsin.rings().size() > now - BATCH);
                        strike(tocsin.stack(), blow, () -> published.addAndGet(BATCH));
                    }
                }
                Thread.sleep(300);
            }

            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        assertThat(told(tocsin.alerts())).hasSize(ARTICLES);
                        assertThat(idsOf(tocsin.rings())).hasSize(ARTICLES);
                    });
            assertThat(tocsin.alerts()).hasSize(ARTICLES);
            assertThat(tocsin.rings()).extracting(Ring::verdict).containsOnly(WebhookSignature.Verdict.OK);
            assertThat(webhookIdsByAlert(tocsin.rings()).values())
                    .as("an alert that comes twice keeps its webhook-id")
                    .allSatisfy(ids -> assertThat(ids).hasSize(1));
            System.err.printf(
                    "killed and stopped: %d alerts, %d webhooks, %d of them repeated%n",
                    ARTICLES, tocsin.rings().size(), tocsin.rings().size() - ARTICLES);
        }
    }

    private static void strike(Stack stack, Blow blow, Runnable meanwhile) throws IOException {
        if (blow.orderly()) {
            assertThat(stack.stop(blow.victim())).as("exit code after SIGTERM").isIn(0, 143);
            assertThat(Files.readString(stack.process(blow.victim()).log())).contains("Drained afterMillis=");
        } else {
            stack.kill(blow.victim());
        }
        meanwhile.run();
        stack.start(blow.victim());
    }

    private static byte[] feed(List<String> items) {
        return ("<rss version=\"2.0\"><channel><title>Ledger</title>" + String.join("", items) + "</channel></rss>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The articles that alerts tell of; an article that two alerts told would fail here. */
    private static Set<String> told(List<JsonNode> alerts) {
        List<String> urls = new ArrayList<>();
        for (JsonNode alert : alerts) {
            alert.path("reports").forEach(report -> urls.add(report.path("url").asText()));
        }
        assertThat(urls).doesNotHaveDuplicates();
        return new TreeSet<>(urls);
    }

    private static Set<String> idsOf(List<Ring> rings) {
        Set<String> ids = new TreeSet<>();
        rings.forEach(ring -> ids.add(ring.alert().path("id").asText()));
        return ids;
    }

    private static Map<String, Set<String>> webhookIdsByAlert(List<Ring> rings) {
        Map<String, Set<String>> ids = new HashMap<>();
        for (Ring ring : rings) {
            ids.computeIfAbsent(ring.alert().path("id").asText(), alert -> new TreeSet<>())
                    .add(ring.id());
        }
        return ids;
    }
}
