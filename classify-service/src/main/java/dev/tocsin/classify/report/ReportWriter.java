package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Classifier;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.entity.Actor;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Journey;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.QuantityFinder;
import dev.tocsin.classify.passage.Passage;
import dev.tocsin.classify.passage.Passages;
import dev.tocsin.classify.passage.Sentence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the reports of one article, each from all that the article says of its event. */
final class ReportWriter {

    /** Sold is more than announced. */
    private static final Pattern OUT = Pattern.compile(
            "\\bsold (?:out|[\\d,]+|over|more)|\\b(?:went|are|is) (?:live|on sale|now available)|售罄|秒罄|抢购一空|已(?:经)?(?:上线|发售|开售)");

    private final Article article;
    private final List<SentenceInContext> sentences;
    private final int events;
    private final BitSet claimed = new BitSet();
    private final Set<String> ids = new HashSet<>();
    private final Classifier classifier;
    private final Confidence confidence;
    private final Instant reportedAt;

    ReportWriter(
            Article article,
            List<SentenceInContext> sentences,
            List<List<Claim>> events,
            Classifier classifier,
            Confidence confidence,
            Instant reportedAt) {
        this.article = article;
        this.sentences = sentences;
        this.events = events.size();
        events.forEach(event -> event.forEach(claim -> claimed.set(claim.at().number())));
        this.classifier = classifier;
        this.confidence = confidence;
        this.reportedAt = reportedAt;
    }

    /** What the confidence in the report is made of. */
    double[] signals(List<Claim> group) {
        Testimony testimony = Testimony.of(group, claimed, sentences);
        return Confidence.signals(testimony, status(testimony));
    }

    EventReport write(List<Claim> group) {
        Testimony testimony = Testimony.of(group, claimed, sentences);
        Claim first = testimony.claims().get(0);
        Category category = first.category();
        List<Evidence> evidence = evidence(testimony);
        Entry place = firstOf(testimony, Claim::place);
        Entry to = firstOf(testimony, Claim::to);
        Entry from = firstOf(testimony, Claim::from);
        if (category == Category.RELOCATION) {
            Journey journey = Itinerary.of(testimony);
            from = journey.from();
            to = journey.to();
        }
        List<Actor> actors = actors(testimony);
        Status status = status(testimony);
        EventDates dates = EventDates.of(testimony, article.publishedAt());
        ReportTitle title = new ReportTitle(category, status, testimony, place, from, to);
        return new EventReport(
                id(category, evidence.get(0)),
                category,
                status,
                confidence.of(Confidence.signals(testimony, status)),
                title.of(article, events),
                actors,
                jurisdictions(testimony, place, from, to),
                place != null && place.city() ? place.place() : null,
                from == null ? null : from.place(),
                to == null ? null : to.place(),
                dates.occurred(),
                dates.effective(),
                testimony.quantities(category),
                evidence,
                classifier.statement(first.at().sentence()),
                article,
                classifier.version(),
                reportedAt);
    }

    private String id(Category category, Evidence first) {
        int nth = 0;
        String id = EventReport.idOf(article, category, first, nth);
        while (!ids.add(id)) {
            id = EventReport.idOf(article, category, first, ++nth);
        }
        return id;
    }

    private static @Nullable Entry firstOf(Testimony testimony, Function<Claim, @Nullable Entry> fact) {
        Entry found = null;
        for (Claim claim : testimony.claims()) {
            Entry told = fact.apply(claim);
            if (told != null && (found == null || isWithin(told, found))) {
                found = told;
            }
        }
        return found;
    }

    /** A later sentence may tell it finer: first the country, then the city. */
    static boolean isWithin(Entry part, Entry whole) {
        Place a = part.place();
        Place b = whole.place();
        return a != null
                && b != null
                && a.agreesWith(b)
                && !whole.city()
                && (part.city()
                        || String.valueOf(a.code()).length()
                                > String.valueOf(b.code()).length());
    }

    private static List<Actor> actors(Testimony testimony) {
        Category category = testimony.claims().get(0).category();
        boolean ofFirms = category == Category.RELOCATION || category == Category.NFT_LAUNCH;
        boolean known = testimony.claims().stream().anyMatch(ReportWriter::isByKnown);
        // Where a sentence names a firm that we know, what another makes out is its chief, its product or a place.
        List<Actor> actors = testimony.claims().stream()
                .filter(claim -> !known || !ofFirms || isByKnown(claim))
                .flatMap(claim -> claim.actors().stream())
                .map(Entry::actor)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        // "Miami's authorities" beside its mayor, or Sichuan's beside its energy bureau, add nobody.
        List<Actor> particular = OneOfEach.of(
                actors.stream().filter(actor -> !actor.isNobodyInParticular()).toList());
        return particular.isEmpty() ? actors.stream().limit(1).toList() : particular;
    }

    private static boolean isByKnown(Claim claim) {
        return claim.actors().stream()
                .anyMatch(actor -> actor.actor() != null && actor.actor().id() != null);
    }

    private static Status status(Testimony testimony) {
        Claim first = testimony.claims().get(0);
        boolean soldOut = first.category() == Category.NFT_LAUNCH
                && first.status() == Status.ANNOUNCED
                && Stream.concat(
                                testimony.claims().stream()
                                        .map(claim -> claim.at().sentence()),
                                testimony.details().stream().map(SentenceInContext::sentence))
                        .anyMatch(sentence -> OUT.matcher(sentence.folded()).find());
        return soldOut ? Status.IN_FORCE : first.status();
    }

    private static List<String> jurisdictions(
            Testimony testimony, @Nullable Entry place, @Nullable Entry from, @Nullable Entry to) {
        List<String> codes = new ArrayList<>();
        Stream.of(place, from, to)
                .map(entry -> entry == null ? null : entry.place())
                .filter(Objects::nonNull)
                .map(Place::code)
                .filter(Objects::nonNull)
                .forEach(codes::add);
        if (testimony.claims().get(0).category() == Category.NFT_LAUNCH) {
            testimony.claims().stream()
                    .flatMap(claim -> claim.actors().stream())
                    .limit(1)
                    .map(actor ->
                            actor.place() == null ? actor.home() : actor.place().code())
                    .filter(Objects::nonNull)
                    .forEach(codes::add);
        }
        return codes;
    }

    private List<Evidence> evidence(Testimony testimony) {
        String text = article.quotable();
        List<Sentence> quoted = new ArrayList<>();
        testimony.claims().stream()
                .map(Claim::sentence)
                .filter(sentence -> sentence.origin() != Sentence.Origin.TITLE)
                .forEach(quoted::add);
        if (quoted.isEmpty()) {
            quoted.add(inPlaceOfTheTitle());
        } else {
            testimony.details().stream()
                    .filter(detail -> !QuantityFinder.in(detail.sentence()).isEmpty())
                    .map(detail -> detail.sentence().sentence())
                    .forEach(quoted::add);
        }
        return quoted.stream().map(sentence -> Evidence.of(sentence, text)).toList();
    }

    /** Where only the title tells it, the lead is what speaks of it in the text; without a text, the title itself. */
    private Sentence inPlaceOfTheTitle() {
        List<Passage> passages = Passages.of(article.text());
        return passages.isEmpty()
                ? Sentence.title(article.title())
                : passages.get(0).sentences().get(0);
    }
}
