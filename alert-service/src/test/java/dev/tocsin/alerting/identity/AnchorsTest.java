package dev.tocsin.alerting.identity;

import static dev.tocsin.alerting.report.Reports.aBan;
import static dev.tocsin.alerting.report.Reports.aMove;
import static dev.tocsin.alerting.report.Reports.aReport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import dev.tocsin.alerting.report.Reports;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnchorsTest {
    private static final List<String> NAMES = List.of(
            "Nova", "Nova Rigs", "Nova Rigs Compute Inc.", "Great Nova Rigs", "Rigs", "诺瓦", "诺瓦矿业", "北方诺瓦矿业", "矿业");
    private static final List<String> CODES = List.of("CN", "CN-SC", "CN-YN", "US", "US-TX");
    private static final List<String> WORDS = List.of(
            "quokkacoin", "wombatfarm", "zirconia", "kookaburra", "弥勒砚山", "砚山龙陵", "龙陵镇沅", "second batch", "3rd batch");

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.tocsin.alerting.identity.SameEventTest#same")
    void reportsOfOneEventFindEachOther(String why, Reports a, Reports b) {
        assertThat(find(a.build(), b.build())).isTrue();
    }

    @Test
    void reportsOfOneEventFindEachOtherWhateverTheyAreAlikeIn() {
        Random random = new Random(20210625);
        List<EventReported> reports = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            reports.add(anyReport(random));
        }
        List<Traits> traits = reports.stream().map(Traits::of).toList();
        int same = 0;
        for (int i = 0; i < reports.size(); i++) {
            for (int j = 0; j < i; j++) {
                Verdict judged = SameEvent.judge(traits.get(i), traits.get(j));
                assertThat(SameEvent.judge(traits.get(j), traits.get(i)))
                        .as("whichever comes first: %s %s", reports.get(i), reports.get(j))
                        .hasSameClassAs(judged);
                if (judged instanceof Verdict.Same verdict) {
                    same++;
                    assertThat(find(reports.get(i), reports.get(j)))
                            .as("%s: %s %s", verdict, reports.get(i), reports.get(j))
                            .isTrue();
                }
            }
        }
        assertThat(same).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({"Nova, Nova Rigs", "Rigs Compute, Nova Rigs Compute", "诺瓦, 诺瓦矿业", "矿业, 诺瓦矿业"})
    void nameFindsWhatExtendsItAndIsFoundByIt(String name, String longer) {
        EventReported one = aMove("Moves", name, null).build();
        EventReported other = aMove("Leaves", longer, null).build();

        assertThat(find(one, other)).isTrue();
    }

    @Test
    void launchesByOneOrganFindEachOther() {
        Reports one = aReport(Category.NFT_LAUNCH, "Museum").by("Ukraine", Kind.AUTHORITY, "ua-authorities");
        Reports other = aReport(Category.NFT_LAUNCH, "War tokens").by("Ukraine", Kind.AUTHORITY, "ua-authorities");

        assertThat(SameEvent.judge(one.build(), other.build())).isInstanceOf(Verdict.Same.class);
        assertThat(find(one.build(), other.build())).isTrue();
    }

    @Test
    void sketchThatAgreesInHalfOfItsValuesFindsTheOther() {
        Random random = new Random(64);
        for (int i = 0; i < 100; i++) {
            byte[] sketch = new byte[128];
            random.nextBytes(sketch);
            byte[] copy = sketch.clone();
            List<Integer> values = new ArrayList<>();
            for (int value = 0; value < 64; value++) {
                values.add(value);
            }
            Collections.shuffle(values, random);
            values.subList(0, 32).forEach(value -> copy[2 * value] ^= 1);

            assertThat(find(sketched(sketch), sketched(copy))).isTrue();
        }
    }

    @Test
    void anchorsAreFewEnoughToBeStored() {
        Reports report = aMove("x ".repeat(150), "One Two Three Four Five Six Seven", null)
                .to("Kazakhstan", "KZ")
                .on("2021-06");
        for (int i = 0; i < 19; i++) {
            report.by("Alpha%d Beta%d Gamma%d Delta%d".formatted(i, i, i, i), Kind.COMPANY, "actor-" + i);
        }

        assertThat(Anchors.stored(report.build())).hasSizeLessThan(1_500);
        assertThat(Anchors.stored(aBan("Shut", "CN-SC").build())).hasSizeLessThan(10);
    }

    private static EventReported sketched(byte[] sketch) {
        return aReport(Category.NFT_LAUNCH, "An NFT")
                .sketch(Base64.getEncoder().encodeToString(sketch))
                .build();
    }

    private static boolean find(EventReported one, EventReported other) {
        return meet(Anchors.stored(one), Anchors.probe(other)) && meet(Anchors.stored(other), Anchors.probe(one));
    }

    private static boolean meet(Set<Long> some, Set<Long> others) {
        return !Collections.disjoint(some, others);
    }

    private static EventReported anyReport(Random random) {
        Category category = Category.values()[random.nextInt(4)];
        Reports report = aReport(category, any(random, WORDS) + " and " + any(random, WORDS))
                .quoting(any(random, WORDS) + ", " + any(random, WORDS) + " “" + any(random, WORDS) + "”");
        if (random.nextInt(3) > 0) {
            report.by(any(random, NAMES), Kind.COMPANY, random.nextInt(4) == 0 ? "nova-rigs" : null);
        }
        if (random.nextInt(3) == 0) {
            report.by("Authorities", Kind.AUTHORITY, any(random, List.of("cn-authorities", "us-tx-grid-operator")));
        }
        if (random.nextInt(3) == 0) {
            report.meaning(90, random.nextInt(10), 5);
        }
        if (random.nextInt(3) > 0) {
            report.in(any(random, CODES));
        }
        if (random.nextInt(4) == 0) {
            report.at("Place " + random.nextInt(2), null, random.nextBoolean() ? (long) random.nextInt(2) : null);
        }
        if (random.nextBoolean()) {
            report.from("Here", any(random, CODES));
        }
        if (random.nextBoolean()) {
            report.to("There", any(random, CODES));
        }
        if (random.nextBoolean()) {
            report.counting(String.valueOf(90 + random.nextInt(30)), "machines", null);
        }
        if (random.nextInt(3) == 0) {
            report.chinese();
        }
        if (random.nextInt(5) == 0) {
            report.text("%064x".formatted(random.nextInt(5)));
        }
        if (random.nextBoolean()) {
            report.on(random.nextBoolean() ? "2021-06" : "2021-06-%02d".formatted(1 + random.nextInt(28)));
        }
        return report.published("2021-06-%02dT08:00:00Z".formatted(1 + random.nextInt(28)))
                .build();
    }

    private static String any(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
