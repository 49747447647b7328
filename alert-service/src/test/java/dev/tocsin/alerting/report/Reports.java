package dev.tocsin.alerting.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tocsin.alerting.report.EventReported.Actor;
import dev.tocsin.alerting.report.EventReported.Article;
import dev.tocsin.alerting.report.EventReported.Evidence;
import dev.tocsin.alerting.report.EventReported.Quantity;
import dev.tocsin.alerting.report.EventReported.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reports for tests: each call of {@link #aReport} begins another report of another article, published on 18 June 2021
 * by an outlet of its own.
 */
public final class Reports {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private final int number = COUNT.incrementAndGet();
    private final Category category;
    private Status status = Status.ANNOUNCED;
    private double confidence = 0.9;
    private String title;
    private final List<Actor> actors = new ArrayList<>();
    private List<String> jurisdictions = List.of();
    private @Nullable Place place;
    private @Nullable Place from;
    private @Nullable Place to;
    private @Nullable PartialDate occurred;
    private @Nullable Statement statement;
    private final List<Quantity> quantities = new ArrayList<>();
    private List<Evidence> evidence;
    private String articleId = id("art", number);
    private int revision = 1;
    private String sha256 = sha256("text " + number);
    private String url = "https://outlet" + number + ".example/" + number;
    private String outlet = "Outlet " + number;
    private String language = "en";
    private Instant publishedAt = Instant.parse("2021-06-18T08:00:00Z");
    private @Nullable String minHash;

    private Reports(Category category, String title) {
        this.category = category;
        this.title = title;
        this.evidence = List.of(new Evidence("Evidence: " + title, 0, 10 + title.codePointCount(0, title.length())));
    }

    public static Reports aReport(Category category, String title) {
        return new Reports(category, title);
    }

    public static Reports aBan(String title, String... jurisdictions) {
        return aReport(Category.MINING_BAN, title).in(jurisdictions);
    }

    public static Reports aMove(String title, String company, @Nullable String companyId) {
        return aReport(Category.RELOCATION, title).by(company, Actor.Kind.COMPANY, companyId);
    }

    public Reports status(Status value) {
        status = value;
        return this;
    }

    public Reports confidence(double value) {
        confidence = value;
        return this;
    }

    public Reports by(String name, Actor.Kind kind, @Nullable String actorId) {
        actors.add(new Actor(name, kind, actorId));
        return this;
    }

    /** Of a house. */
    public Reports by(String name, Actor.Kind kind, @Nullable String actorId, String group) {
        actors.add(new Actor(name, kind, actorId, group));
        return this;
    }

    /** What it means, as the English encoder would say it. */
    public Reports meaning(int... values) {
        byte[] vector = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            vector[i] = (byte) values[i];
        }
        statement = new Statement("e5-small-v2-q/3+test", Base64.getEncoder().encodeToString(vector));
        return this;
    }

    public Reports in(String... codes) {
        jurisdictions = List.of(codes);
        return this;
    }

    public Reports at(String name, @Nullable String code, @Nullable Long geonamesId) {
        place = new Place(name, code, geonamesId);
        return this;
    }

    public Reports from(String name, String code) {
        from = new Place(name, code, null);
        return this;
    }

    public Reports to(String name, String code) {
        to = new Place(name, code, null);
        return this;
    }

    /** A day, a month or a year. */
    public Reports on(String date) {
        occurred = date(date);
        return this;
    }

    public Reports counting(String value, String unit, @Nullable String of) {
        quantities.add(new Quantity(new BigDecimal(value), unit, of));
        return this;
    }

    public Reports quoting(String... quotes) {
        evidence = List.of(quotes).stream()
                .map(quote -> new Evidence(quote, 0, quote.codePointCount(0, quote.length())))
                .toList();
        return this;
    }

    public Reports inArticle(String otherArticleId, int otherRevision) {
        articleId = otherArticleId;
        revision = otherRevision;
        return this;
    }

    public Reports text(String otherSha256) {
        sha256 = otherSha256;
        return this;
    }

    public Reports sketch(String base64) {
        minHash = base64;
        return this;
    }

    public Reports outlet(String value) {
        outlet = value;
        return this;
    }

    public Reports url(String value) {
        url = value;
        return this;
    }

    public Reports chinese() {
        language = "zh-Hans";
        return this;
    }

    public Reports published(String instant) {
        publishedAt = Instant.parse(instant);
        return this;
    }

    public EventReported build() {
        return new EventReported(
                id("rep", number),
                category,
                status,
                confidence,
                title,
                actors,
                jurisdictions,
                place,
                from,
                to,
                occurred,
                null,
                quantities,
                evidence,
                new Article(articleId, revision, sha256, title, url, outlet, language, publishedAt, minHash),
                statement,
                publishedAt.plusSeconds(5));
    }

    public static PartialDate date(String date) {
        PartialDate.Precision precision = date.length() == 4
                ? PartialDate.Precision.YEAR
                : date.length() == 7 ? PartialDate.Precision.MONTH : PartialDate.Precision.DAY;
        return new PartialDate(date, precision);
    }

    /** As classify-service sends it. */
    public static byte[] toJson(EventReported report) {
        try {
            return JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build()
                    .writeValueAsBytes(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    /** The same number gives the same id. */
    public static String id(String prefix, int number) {
        StringBuilder digits = new StringBuilder();
        for (int rest = number; digits.length() < 26; rest >>>= 5) {
            digits.insert(0, DIGITS.charAt(rest & 31));
        }
        return prefix + "_" + digits;
    }
}
