package dev.tocsin.alerting.benchmark;

import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor;
import dev.tocsin.alerting.report.EventReported.Article;
import dev.tocsin.alerting.report.EventReported.Evidence;
import dev.tocsin.alerting.report.EventReported.Statement;
import dev.tocsin.alerting.report.PartialDate;
import dev.tocsin.alerting.report.Place;
import dev.tocsin.alerting.report.Reports;
import dev.tocsin.alerting.report.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A made-up world of events, and what reports say of them: 400 provinces in 40 countries of which some are in the news far
 * more than others, 6,500 cities, 7,000 actors, 20,000 rare words, both languages. Everything follows from the numbers of
 * the event and of the telling. Events of one place or actor lie far enough apart in time to be events of their own.
 */
final class Events {
    /** When the last event happens. */
    private static final Instant NOW = Instant.parse("2025-06-01T00:00:00Z");

    private static final Duration HISTORY = Duration.ofDays(3650);
    private static final Duration RECENT = Duration.ofDays(60);

    /** Numbers from here on are events of the stream. */
    private static final int FIRST_OF_STREAM = 2_000_000;

    private static final int TELLINGS = 64;
    private static final int CITIES_OF_HISTORY = 4_000;
    private static final int ACTORS_OF_HISTORY = 4_500;
    private static final int OTHERS_OF_STREAM = 2_500;

    private final int stored;

    /** @param stored how many events of the past there are, evenly over ten years */
    Events(int stored) {
        this.stored = stored;
    }

    /** What a telling of a stored event says; number 0 is the one that is stored. */
    EventReported ofHistory(int event, int telling) {
        Instant at = NOW.minus(HISTORY).plusMillis((long) (HISTORY.toMillis() * ((event + 0.5) / stored)));
        int turn = event / Category.values().length;
        return report(event, telling, at, turn % CITIES_OF_HISTORY, turn % ACTORS_OF_HISTORY);
    }

    /** What a telling of a new event says, of the last sixty days. */
    EventReported ofStream(int event, int telling) {
        int number = FIRST_OF_STREAM + event;
        Instant at = NOW.minusMillis((long) (RECENT.toMillis() * new SplittableRandom(number).nextDouble()));
        int turn = event / Category.values().length % OTHERS_OF_STREAM;
        return report(number, telling, at, CITIES_OF_HISTORY + turn, ACTORS_OF_HISTORY + turn);
    }

    private static EventReported report(int event, int telling, Instant at, int cityNumber, int actorNumber) {
        SplittableRandom facts = new SplittableRandom(event * 31L);
        int number = event * TELLINGS + telling;
        SplittableRandom own = new SplittableRandom(number * 37L + 1);
        Category category = Category.values()[event % Category.values().length];
        boolean chinese = own.nextInt(10) < 4;
        Place city = city(cityNumber);
        Place elsewhere = city(facts.nextInt(CITIES_OF_HISTORY));
        boolean moves = category == Category.RELOCATION;
        boolean placed = category == Category.MINING_BAN || category == Category.CITY_INVITATION;
        String actor = new Words(chinese).name(actorNumber);
        Telling told = new Telling(new Words(chinese), facts, own);
        String title = told.title(actor, city.name());
        String quote = told.quote(actor);
        Instant published = at.plusSeconds(own.nextInt(30 * 3600)).truncatedTo(ChronoUnit.SECONDS);
        return new EventReported(
                Reports.id("rep", number),
                category,
                Status.ANNOUNCED,
                0.8 + own.nextInt(20) / 100.0,
                title,
                List.of(actor(category, actor, actorNumber, cityNumber)),
                moves || placed ? List.of(String.valueOf(city.code())) : List.of(),
                placed ? city : null,
                moves ? elsewhere : null,
                moves ? city : null,
                own.nextBoolean() ? null : new PartialDate(at.toString().substring(0, 10), PartialDate.Precision.DAY),
                null,
                List.of(),
                List.of(new Evidence(quote, 120, 120 + quote.codePointCount(0, quote.length()))),
                new Article(
                        Reports.id("art", number),
                        1,
                        HexFormat.of().formatHex(bytes(32, own)),
                        told.title(actor, city.name()),
                        "https://outlet" + own.nextInt(300) + ".example/news/" + published.getEpochSecond() + "/"
                                + number,
                        "Outlet " + own.nextInt(300),
                        chinese ? "zh-Hans" : "en",
                        published,
                        sketch(event, own)),
                vector(chinese, event, own),
                published.plusSeconds(90));
    }

    private static Place city(int number) {
        SplittableRandom map = new SplittableRandom(number * 41L + 2);
        double skewed = map.nextDouble() * map.nextDouble();
        String country = Words.COUNTRIES.get((int) (Words.COUNTRIES.size() * skewed));
        return new Place(
                new Words(false).name(100_000 + number),
                "%s-%02d".formatted(country, 1 + map.nextInt(10)),
                1_000_000L + number);
    }

    private static Actor actor(Category category, String name, int number, int city) {
        return category == Category.CITY_INVITATION
                ? new Actor(name, Actor.Kind.OFFICIAL, "c" + city + "-mayor")
                : new Actor(name, Actor.Kind.COMPANY, "actor-" + number);
    }

    /** One telling in five prints the text of another, but for some words. */
    private static String sketch(int event, SplittableRandom own) {
        boolean copy = own.nextInt(5) == 0;
        byte[] values = bytes(128, copy ? new SplittableRandom(event * 43L + 3) : own);
        for (int i = 0; copy && i < 12; i++) {
            values[own.nextInt(values.length)] = (byte) own.nextInt();
        }
        return Base64.getEncoder().encodeToString(values);
    }

    private static Statement vector(boolean chinese, int event, SplittableRandom own) {
        byte[] values = bytes(chinese ? 512 : 384, new SplittableRandom(event * 47L + 4));
        for (int i = 0; i < values.length; i++) {
            values[i] += (byte) (own.nextInt(17) - 8);
        }
        return new Statement(
                chinese ? "bge-small-zh-v1.5-q/3+benchmark" : "e5-small-v2-q/3+benchmark",
                Base64.getEncoder().encodeToString(values));
    }

    private static byte[] bytes(int count, SplittableRandom random) {
        byte[] values = new byte[count];
        for (int i = 0; i < count; i++) {
            values[i] = (byte) random.nextInt();
        }
        return values;
    }

    /** The words of one report: most of the event's rare ones, and some of its own. */
    private record Telling(Words words, List<String> rare, SplittableRandom own) {
        private static final int OF_EVENT = 6;
        private static final int OF_ITS_OWN = 5;

        Telling(Words words, SplittableRandom facts, SplittableRandom own) {
            this(words, rare(words, facts, own), own);
        }

        private static List<String> rare(Words words, SplittableRandom facts, SplittableRandom own) {
            SplittableRandom ofEvent = facts.split();
            List<String> all = new ArrayList<>();
            for (int i = 0; i < OF_EVENT; i++) {
                String word = words.rare(ofEvent);
                if (own.nextInt(3) > 0) {
                    all.add(word);
                }
            }
            for (int i = 0; i < OF_ITS_OWN; i++) {
                all.add(words.rare(own));
            }
            return all;
        }

        String title(String actor, @Nullable String city) {
            return words.sentence(List.of(actor, rare.get(0), rare.get(1), String.valueOf(city)), 4, own);
        }

        String quote(String actor) {
            List<String> said = new ArrayList<>(rare);
            said.add(own.nextInt(said.size()), actor);
            return words.sentence(said, words.chinese() ? 8 : 22, own);
        }
    }
}
