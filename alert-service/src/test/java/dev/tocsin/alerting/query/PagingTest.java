package dev.tocsin.alerting.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.id.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PagingTest {
    private static final List<String> KNOWN = List.of("category", "limit", "cursor");
    private static final Cursors CURSORS = new Cursors(List.of(new byte[] {1, 2, 3}));
    private static final Cursor ROW = new Cursor(Instant.EPOCH, new Ids().next("alr"));

    @Test
    void cursorLeadsBehindItsRow() throws InvalidParameter {
        String next = paging("acc", Map.of()).cursor(ROW.encode());

        assertThat(paging("acc", Map.of("cursor", List.of(next))).after("alr")).contains(ROW);
    }

    @Test
    void sizeOfThePageMayChangeOnTheWay() throws InvalidParameter {
        String next = paging("acc", Map.of("limit", List.of("2"))).cursor(ROW.encode());

        assertThat(paging("acc", Map.of("limit", List.of("100"), "cursor", List.of(next)))
                        .after("alr"))
                .contains(ROW);
    }

    @Test
    void cursorOfAnotherAccountIsRefused() throws InvalidParameter {
        refused("other", Map.of("cursor", List.of(paging("acc", Map.of()).cursor(ROW.encode()))));
    }

    @Test
    void cursorOfOtherFiltersIsRefused() throws InvalidParameter {
        String next = paging("acc", Map.of("category", List.of("relocation"))).cursor(ROW.encode());

        refused("acc", Map.of("category", List.of("mining_ban"), "cursor", List.of(next)));
        refused("acc", Map.of("cursor", List.of(next)));
    }

    @Test
    void cursorOfAnotherListIsRefused() throws InvalidParameter {
        Parameters none = Parameters.of(Map.of(), KNOWN);
        String next = Paging.of(CURSORS, "acc", "subscriptions", none).cursor(ROW.encode());

        refused("acc", Map.of("cursor", List.of(next)));
    }

    @Test
    void cursorThatWasEditedIsRefused() throws InvalidParameter {
        String next = paging("acc", Map.of()).cursor(ROW.encode());

        refused("acc", Map.of("cursor", List.of("A" + next.substring(1))));
        refused("acc", Map.of("cursor", List.of(next.substring(0, next.length() - 1))));
        refused("acc", Map.of("cursor", List.of(ROW.encode())));
        refused("acc", Map.of("cursor", List.of("")));
        refused("acc", Map.of("cursor", List.of("x".repeat(10_000))));
    }

    @Test
    void cursorOutlivesTheKeyThatMadeIt() throws InvalidParameter {
        String next = paging("acc", Map.of()).cursor(ROW.encode());
        Cursors rotated = new Cursors(List.of(new byte[] {9}, new byte[] {1, 2, 3}));

        Parameters asked = Parameters.of(Map.of("cursor", List.of(next)), KNOWN);
        assertThat(Paging.of(rotated, "acc", "alerts", asked).after("alr")).contains(ROW);
    }

    @Test
    void pageLinksToTheFirstAndTheNext() throws InvalidParameter {
        Map<String, List<String>> given = new TreeMap<>(Map.of("limit", List.of("2"), "category", List.of("a&b")));

        Page<String> page = paging("acc", given).page(List.of("a", "b", "c"), last -> last);

        assertThat(page.shown()).containsExactly("a", "b");
        assertThat(page.links("/v1/alerts"))
                .containsExactly(
                        "</v1/alerts?category=a%26b&limit=2>; rel=\"first\"",
                        "</v1/alerts?category=a%26b&cursor=" + page.next().orElseThrow() + "&limit=2>; rel=\"next\"");
    }

    @Test
    void lastPageHasNoNext() throws InvalidParameter {
        Page<String> page = paging("acc", Map.of("limit", List.of("2"))).page(List.of("a", "b"), last -> last);

        assertThat(page.next()).isEmpty();
        assertThat(page.links("/v1/alerts")).hasSize(1);
    }

    private static void refused(String account, Map<String, List<String>> given) {
        assertThatThrownBy(() -> paging(account, given)).isInstanceOfSatisfying(InvalidParameter.class, refusal -> {
            assertThat(refusal.parameter()).isEqualTo("cursor");
            assertThat(refusal.detail()).contains("begin anew");
        });
    }

    private static Paging paging(String account, Map<String, List<String>> given) throws InvalidParameter {
        return Paging.of(CURSORS, account, "alerts", Parameters.of(given, KNOWN));
    }
}
