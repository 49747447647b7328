package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.entity.Quantity;
import dev.tocsin.classify.entity.QuantityFinder;
import dev.tocsin.classify.passage.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All that an article says of one event: the sentences that claim it, and those behind them that go on about it ("the
 * shipping company is said to have charged …").
 *
 * @param claims the strongest first
 * @param details sentences that add amounts or a date
 */
record Testimony(List<Claim> claims, List<SentenceInContext> details) {

    /** How many sentences on, at most, an article still speaks of the same thing. */
    private static final int REACH = 5;

    private static final Pattern GOES_ON = Pattern.compile(
            "\\b(?:the|this|these|its|their) (?:\\w+ ){0,2}?(?:company|firm|miner|exchange|pool|sale|collection|drop|nfts?|machines|rigs|equipment|shipment|order|ban|rules?|decision|move|projects?|authorit\\w+|city|mayor|offer|measure|notice|document)\\b|^it |该|此次|这批|这次|公司(?:表示|称|还)|据(?:悉|了解|介绍)|其中|本次|上述|通知");

    static Testimony of(List<Claim> group, List<List<Claim>> events, List<SentenceInContext> sentences) {
        List<Claim> claims = new ArrayList<>(group);
        claims.sort(Comparator.comparingInt((Claim claim) -> rank(claim.origin()))
                .thenComparingDouble(claim -> -weight(claim))
                .thenComparingInt(claim -> claim.sentence().start()));
        List<SentenceInContext> details = new ArrayList<>();
        for (Claim claim : claims) {
            addDetails(claim, claims, events, sentences, details);
        }
        if (claims.get(0).origin() == Sentence.Origin.TITLE) {
            // The lead goes on where the title breaks off.
            sentences.stream()
                    .filter(lead -> lead.passage() == 0 && lead.isBody())
                    .forEach(details::add);
        }
        return new Testimony(List.copyOf(claims), List.copyOf(details));
    }

    /** What is quoted: a paragraph's sentence before a heading, a heading before the title. */
    private static int rank(Sentence.Origin origin) {
        return switch (origin) {
            case BODY -> 0;
            case HEADING -> 1;
            case TITLE -> 2;
        };
    }

    /** A sentence that names who acts, with whom and whereto says more than one that needs another to be understood. */
    private static double weight(Claim claim) {
        boolean named = claim.actors().stream()
                .anyMatch(actor -> actor.actor() != null
                        && (claim.named().contains(actor) || actor.actor().id() == null));
        double facts = (claim.actors().size() > 1 ? 0.05 : 0)
                + (claim.to() != null ? 0.05 : 0)
                + (QuantityFinder.in(claim.at().sentence()).isEmpty() ? 0 : 0.05);
        return claim.verdict().strength() + facts + (named ? 0.3 : 0);
    }

    private static void addDetails(
            Claim claim,
            List<Claim> claims,
            List<List<Claim>> events,
            List<SentenceInContext> sentences,
            List<SentenceInContext> details) {
        int at = sentences.indexOf(claim.at());
        if (claim.origin() != Sentence.Origin.BODY) {
            return;
        }
        for (int i = at + 1; i < sentences.size() && i <= at + REACH; i++) {
            SentenceInContext next = sentences.get(i);
            boolean claimed = events.stream()
                    .flatMap(List::stream)
                    .anyMatch(other -> other.at() == next && !claims.contains(other));
            if (next.section() != claim.at().section() || claimed || !next.isBody()) {
                return;
            }
            boolean speaksOfIt = next.passage() == claim.at().passage() || goesOn(next.sentence(), claim);
            if (speaksOfIt && !details.contains(next) && claims.stream().noneMatch(other -> other.at() == next)) {
                details.add(next);
            }
        }
    }

    private static boolean goesOn(AnnotatedSentence next, Claim claim) {
        List<Entry> names = next.mentions().stream()
                .map(Mention::entry)
                .filter(entry -> entry.actor() != null)
                .toList();
        boolean named = names.stream()
                .anyMatch(
                        entry -> claim.named().contains(entry) || claim.actors().contains(entry));
        return named || (names.isEmpty() && GOES_ON.matcher(next.folded()).find());
    }

    /** Amounts that belong to such an event: an invitation's cheap power is none. */
    List<Quantity> quantities(Category category) {
        Set<String> units = switch (category) {
            case MINING_BAN -> Set.of("project", "farm", "machine", "company", "MW", "GW", "kW.h", "USD", "CNY", "EUR");
            case RELOCATION -> Set.of("t", "kg", "machine", "container", "MW", "GW", "USD", "CNY", "EUR", "farm");
            case NFT_LAUNCH -> Set.of("NFT", "copy", "USD", "CNY", "EUR", "HKD");
            case CITY_INVITATION -> Set.of("MW", "GW", "USD", "CNY", "EUR", "HKD", "company");
        };
        List<Quantity> found = new ArrayList<>();
        claims.forEach(claim -> found.addAll(QuantityFinder.in(claim.at().sentence())));
        details.forEach(detail -> found.addAll(QuantityFinder.in(detail.sentence())));
        return found.stream()
                .filter(quantity -> units.contains(quantity.unit()))
                .distinct()
                .toList();
    }
}
