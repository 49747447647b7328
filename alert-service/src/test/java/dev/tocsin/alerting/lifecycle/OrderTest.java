package dev.tocsin.alerting.lifecycle;

import static dev.tocsin.alerting.report.Reports.aBan;
import static dev.tocsin.alerting.report.Reports.aMove;
import static dev.tocsin.alerting.report.Reports.aReport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.report.ArticleRevised;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import dev.tocsin.alerting.report.Reports;
import dev.tocsin.alerting.report.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In whatever order, and however many at a time, reports and corrections come: the same events are told of alike. */
class OrderTest {
    private static final List<String> NAMES =
            List.of("Nova Rigs", "Nova", "Nova Rigs Compute", "Orbit Compute", "Orbit", "Helio Mining", "诺瓦矿业", "诺瓦");
    private static final List<String> CODES = List.of("CN", "CN-SC", "CN-YN", "US-TX", "US", "KZ");
    private static final List<String> TITLES = List.of(
            "Second batch shipped",
            "Third batch shipped",
            "Rigs leave",
            "Zhongdian substation switched off",
            "Quokkacoin wombatfarm zirconia halted",
            "Wombatfarm zirconia quokkacoin ends",
            "弥勒砚山停电",
            "砚山弥勒关停");

    /** A report, or a correction. */
    private record News(List<EventReported> reports, List<ArticleRevised> corrected) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void orderAndBatchesAreNoMatter(long seed) {
        Random random = new Random(seed);
        List<News> news = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            news.addAll(article(random, (int) seed * 1_000 + i));
        }
        Store expected = take(news, random, news.size());

        for (int shuffle = 0; shuffle < 25; shuffle++) {
            Collections.shuffle(news, random);
            Store store = take(news, random, 1 + random.nextInt(12));

            assertThat(store.groups()).isEqualTo(expected.groups());
            assertThat(store.told()).isEqualTo(expected.told());
        }
        assertThat(expected.groups()).hasSizeLessThan(40);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsDeniedAndWithdrawnEndsAsWithdrawnInEveryOrder(long seed) {
        Random random = new Random(seed);
        List<News> news = new ArrayList<>();
        for (Status status : List.of(Status.RUMOURED, Status.DENIED, Status.DENIED)) {
            String article = Reports.id("art", 90_000 + news.size());
            news.add(new News(
                    List.of(aBan("Quiet province", "CN-SC")
                            .status(status)
                            .inArticle(article, 1)
                            .build()),
                    List.of()));
            news.add(new News(List.of(), List.of(new ArticleRevised(article, 2, List.of()))));
        }
        Set<String> reasons = new HashSet<>();
        for (int shuffle = 0; shuffle < 200; shuffle++) {
            Collections.shuffle(news, random);
            Store store = take(news, random, 1 + random.nextInt(3));

            assertThat(store.told()).isEmpty();
            store.alerts.values().forEach(alert -> reasons.add(alert.state() + " " + alert.stateReason()));
        }
        assertThat(reasons).containsExactly(State.RETRACTED + " " + Gathering.WITHDRAWN);
    }

    private static Store take(List<News> news, Random random, int most) {
        Store store = new Store();
        for (int at = 0; at < news.size(); ) {
            int end = Math.min(news.size(), at + 1 + random.nextInt(most));
            List<EventReported> reports = new ArrayList<>();
            List<ArticleRevised> corrected = new ArrayList<>();
            for (News each : news.subList(at, end)) {
                reports.addAll(each.reports());
                corrected.addAll(each.corrected());
            }
            store.take(reports, corrected);
            at = end;
        }
        return store;
    }

    /**
     * One revision, and now and then more, which tell some of it anew, or something else, or nothing; each with its
     * correction, before, between or after its reports. Now and then the correction never comes.
     */
    private static List<News> article(Random random, int number) {
        String id = Reports.id("art", 50_000 + number);
        List<News> news = new ArrayList<>();
        int revisions = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
        for (int revision = 1; revision <= revisions; revision++) {
            int count = revisions == 1 ? 1 : random.nextInt(4);
            List<String> listed = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                EventReported report = report(random).inArticle(id, revision).build();
                news.add(new News(List.of(report), List.of()));
                listed.add(report.reportId());
            }
            if (revision > 1 && random.nextInt(5) > 0) {
                news.add(new News(List.of(), List.of(new ArticleRevised(id, revision, listed))));
            }
        }
        return news;
    }

    private static Reports report(Random random) {
        String title = any(random, TITLES);
        Reports report = switch (random.nextInt(4)) {
            case 0 ->
                aMove(title, any(random, NAMES), random.nextInt(3) == 0 ? "nova-rigs" : null)
                        .to("There", any(random, CODES));
            case 1 ->
                aReport(Category.CITY_INVITATION, title)
                        .in(any(random, CODES))
                        .by("Mayor " + random.nextInt(2), Kind.OFFICIAL, null);
            default -> aBan(title, codes(random));
        };
        Status[] statuses = Status.values();
        report.status(statuses[random.nextInt(statuses.length)]);
        if (random.nextInt(3) == 0) {
            report.counting(String.valueOf(10 + random.nextInt(3) * 10), "machines", null);
        }
        if (random.nextInt(4) == 0) {
            report.chinese();
        }
        return report.published("2021-06-%02dT0%d:00:00Z".formatted(1 + random.nextInt(28), random.nextInt(10)));
    }

    private static String[] codes(Random random) {
        Set<String> codes = new HashSet<>(Set.of(any(random, CODES)));
        if (random.nextInt(3) == 0) {
            codes.add(any(random, CODES));
        }
        return codes.stream().sorted().toArray(String[]::new);
    }

    private static String any(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
