package dev.tocsin.ingest.opml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.feed.NewFeed;
import dev.tocsin.ingest.fetch.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportPlanTest {
    /** A network in which no name is known. */
    static final AddressGuard NOBODY = new AddressGuard(List.of(), host -> {
        throw new UnknownHostException(host);
    });

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource({
        "/feed.xml, not an http:// or https:// URL",
        "ftp://a.example/x, not an http:// or https:// URL",
        "javascript:alert(1), not an http:// or https:// URL",
        "https://u:p@a.example/, must not carry a user name",
        "http://127.0.0.1/feed, address not allowed",
        "http://[::ffff:10.0.0.1]/feed, address not allowed",
        "http://169.254.169.254/latest, address not allowed",
        "https://inside.example/feed, address not allowed",
        ", has no xmlUrl"
    })
    void addressThatWeDoNotGoToIsRefusedWithItsOutline(@Nullable String url, String reason) {
        AddressGuard guard = new AddressGuard(List.of(), host -> List.of(InetAddress.getByName("192.168.1.1")));

        ImportPlan plan = plan(guard, new Outline(1, "The Outlet", url, null));

        assertThat(plan.feeds()).isEmpty();
        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.outline()).isEqualTo("The Outlet");
            assertThat(refusal.url()).isEqualTo(url);
            assertThat(refusal.reason()).contains(reason);
        });
    }

    @Test
    void oneBadOutlineSpoilsNoOther() {
        ImportPlan plan = plan(
                NOBODY,
                new Outline(1, "A", "https://a.example/", null),
                new Outline(2, "B", "nonsense", null),
                new Outline(3, "C", "https://c.example/", null));

        assertThat(plan.feeds()).extracting(NewFeed::title).containsExactly("A", "C");
        assertThat(plan.refusals()).hasSize(1);
    }

    @Test
    void sameAddressInAnotherSpellingIsADouble() {
        ImportPlan plan = plan(
                NOBODY,
                new Outline(1, "A", "https://a.example/feed", null),
                new Outline(2, "again", "HTTPS://A.example:443/feed#top", null));

        assertThat(plan.feeds()).hasSize(1);
        assertThat(plan.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).contains("more than once"));
    }

    @Test
    void feedThatIsCalledByItsAddressHasNoTitleYet() {
        ImportPlan plan = plan(NOBODY, new Outline(1, "https://a.example/feed", "https://a.example/feed", "mailto:x"));

        assertThat(plan.feeds()).singleElement().satisfies(feed -> {
            assertThat(feed.title()).isNull();
            assertThat(feed.siteUrl()).isNull();
        });
    }

    @Test
    void longTitleIsCut() {
        ImportPlan plan = plan(NOBODY, new Outline(1, "x".repeat(100_000), "https://a.example/feed", null));

        assertThat(plan.feeds())
                .singleElement()
                .satisfies(feed -> assertThat(feed.title()).hasSize(200));
    }

    @Test
    @Timeout(10)
    void nameServerThatHangsHoldsTheImportUpForAsLongAsItWillWait() {
        CountDownLatch never = new CountDownLatch(1);
        AddressGuard guard = new AddressGuard(List.of(), host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        });
        Outline[] many = IntStream.range(0, 1000)
                .mapToObj(i -> new Outline(i, "t", "https://host-" + i + ".example/", null))
                .toArray(Outline[]::new);

        ImportPlan plan = ImportPlan.of(List.of(many), new HostVetting(guard, Duration.ofMillis(200)));

        assertThat(plan.feeds()).hasSize(1000);
    }

    private static ImportPlan plan(AddressGuard guard, Outline... outlines) {
        return ImportPlan.of(List.of(outlines), new HostVetting(guard, PATIENCE));
    }
}
