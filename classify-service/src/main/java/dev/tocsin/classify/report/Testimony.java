package dev.tocsin.classify.report;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Mention;
import dev.tocsin.classify.entity.Quantity;
import dev.tocsin.classify.entity.QuantityFinder;
import dev.tocsin.classify.passage.Sentence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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

    private static final BigDecimal MANY = BigDecimal.valueOf(20);

    private static final Pattern GOES_ON = Pattern.compile(
            "\\b(?:the|this|these|its|their) (?:\\w+ ){0,2}?(?:company|firm|miner|exchange|pool|sale|collection|drop|nfts?|machines|rigs|equipment|shipment|order|ban|rules?|decision|move|projects?|authorit\\w+|city|mayor|offer|measure|notice|document)\\b|^it |该|此次|这批|这次|公司(?:表示|称|还)|据(?:悉|了解|介绍)|其中|本次|上述|通知");

    /** @param claimed the numbers of all sentences of the article that claim any event */
    static Testimony of(List<Claim> group, BitSet claimed, List<SentenceInContext> sentences) {
        Map<Claim, Double> weights = new IdentityHashMap<>();
        group.forEach(claim -> weights.put(claim, weight(claim)));
        List<Claim> claims = new ArrayList<>(group);
        claims.sort(Comparator.comparingInt((Claim claim) -> rank(claim.origin()))
                .thenComparingDouble(claim -> -weights.getOrDefault(claim, 0.0))
                .thenComparingInt(claim -> claim.sentence().start()));
        BitSet details = new BitSet();
        for (Claim claim : claims) {
            addDetails(claim, claimed, sentences, details);
        }
        List<SentenceInContext> told = new ArrayList<>();
        details.stream().forEach(number -> told.add(sentences.get(number)));
        if (claims.get(0).origin() == Sentence.Origin.TITLE) {
            // The lead goes on where the title breaks off.
            sentences.stream()
                    .filter(lead -> lead.passage() == 0 && lead.isBody())
                    .limit(REACH)
                    .forEach(told::add);
        }
        return new Testimony(List.copyOf(claims), List.copyOf(told));
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

    private static void addDetails(Claim claim, BitSet claimed, List<SentenceInContext> sentences, BitSet details) {
        if (claim.origin() != Sentence.Origin.BODY) {
            return;
        }
        int first = claim.at().number() + 1;
        for (int i = first; i < Math.min(sentences.size(), first + REACH); i++) {
            SentenceInContext next = sentences.get(i);
            if (!next.isBeside(claim.at()) || claimed.get(i) || !next.isBody()) {
                return;
            }
            if (next.passage() == claim.at().passage() || goesOn(next.sentence(), claim)) {
                details.set(i);
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

    /** "$99 for one", "two designs in 16,000 copies": what a buyer gets, or how many kinds, not how many there are. */
    private static boolean isFewOf(List<Quantity> all, Quantity quantity) {
        return quantity.unit().equals("NFT")
                && (quantity.value().compareTo(BigDecimal.ONE) == 0
                        || all.stream()
                                .anyMatch(other -> other.unit().equals("NFT")
                                        && other.value()
                                                        .compareTo(
                                                                quantity.value().multiply(MANY))
                                                >= 0));
    }

    /** Title and text tell the same amount in other words. */
    private static Predicate<Quantity> distinctBy(Function<Quantity, String> key) {
        Set<String> seen = new HashSet<>();
        return quantity -> seen.add(key.apply(quantity));
    }

    /** Amounts that belong to such an event: an invitation's cheap power is none. */
    List<Quantity> quantities(Category category) {
        Set<String> units = switch (category) {
            case MINING_BAN -> Set.of("project", "farm", "machine", "company", "MW", "GW", "kW.h");
            case RELOCATION -> Set.of("t", "kg", "machine", "container", "MW", "GW", "USD", "CNY", "EUR", "farm");
            case NFT_LAUNCH -> Set.of("NFT", "copy", "USD", "CNY", "EUR", "HKD");
            case CITY_INVITATION -> Set.of("MW", "GW");
        };
        List<Quantity> found = new ArrayList<>();
        claims.forEach(claim -> found.addAll(QuantityFinder.in(claim.at().sentence())));
        details.forEach(detail -> found.addAll(QuantityFinder.in(detail.sentence())));
        List<Quantity> counted = found.stream()
                .map(quantity ->
                        category == Category.NFT_LAUNCH && quantity.unit().equals("copy")
                                ? new Quantity(quantity.value(), "NFT", quantity.of())
                                : quantity)
                .filter(quantity -> units.contains(quantity.unit()))
                .toList();
        return counted.stream()
                .filter(quantity -> !isFewOf(counted, quantity))
                .filter(distinctBy(quantity -> quantity.value() + quantity.unit()))
                .toList();
    }
}
