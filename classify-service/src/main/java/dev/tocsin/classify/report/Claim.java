package dev.tocsin.classify.report;

import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Tag;
import dev.tocsin.classify.passage.Sentence;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one sentence tells of one event.
 *
 * @param actors most important first; empty where neither the sentence nor what stands around it says
 * @param named every actor that the sentence names at all: a partner, an owner, a product
 * @param place of a ban or an invitation
 * @param from of a relocation, as is {@code to}
 * @param home where the sentence places who moves, should no sentence say whence
 * @param seat where the mover is known to sit, should the article say nothing at all
 */
record Claim(
        Verdict verdict,
        SentenceInContext at,
        List<Entry> actors,
        List<Entry> named,
        @Nullable Entry place,
        @Nullable Entry from,
        @Nullable Entry to,
        @Nullable Entry home,
        @Nullable Entry seat) {

    /** "These are …", 这是…合作的作品: what was launched already is told of. */
    private static final Pattern OF_THEM = Pattern.compile(
            "^(?:th(?:is|ese) (?:is|are)|the (?:collection|drop|series|set|nfts?|tokens|pieces) (?:is|are|was|were)) |^(?:这是|该(?:系列|藏品|作品)|这[批套组款])");

    Claim {
        actors = List.copyOf(actors);
        named = List.copyOf(named);
    }

    Category category() {
        return verdict.category();
    }

    Status status() {
        return verdict.status();
    }

    Sentence sentence() {
        return at.sentence().sentence();
    }

    Sentence.Origin origin() {
        return sentence().origin();
    }

    /** True when nothing that both tell speaks against their telling the same event. */
    boolean agreesWith(Claim other) {
        return switch (category()) {
            case MINING_BAN -> agree(place, other.place, sameBreath(other)) || isUnplacedBeside(other);
            case RELOCATION -> sameActor(other) && agree(to, other.to, true);
            case NFT_LAUNCH -> sameActor(other);
            case CITY_INVITATION ->
                agree(place, other.place, sameBreath(other)) || (sharesActor(other) && place == null);
        };
    }

    /** True when both tell of one place, or of one actor, by name: closer than that no two claims agree. */
    boolean isOfOne(Claim other) {
        return switch (category()) {
            case MINING_BAN, CITY_INVITATION -> place != null && agree(place, other.place, false);
            case RELOCATION, NFT_LAUNCH -> sharesActor(other);
        };
    }

    /** True of a ban or an invitation that one story tells of a place and of another within it. */
    boolean isOfOneStory(Claim other) {
        boolean placed = category() == Category.MINING_BAN || category() == Category.CITY_INVITATION;
        return placed && at.isBeside(other.at) && !at.digest() && agree(place, other.place, true);
    }

    /** True where the sentence itself names nobody who could act, and no place: it has them from those before it. */
    boolean isBorrowed() {
        AnnotatedSentence sentence = at.sentence();
        return switch (category()) {
            case MINING_BAN, CITY_INVITATION ->
                sentence.mentions().stream().allMatch(mention -> mention.tag() == Tag.COMPANY);
            case RELOCATION, NFT_LAUNCH ->
                (category() == Category.NFT_LAUNCH
                                && OF_THEM.matcher(sentence.folded()).find())
                        || !actors.isEmpty()
                                && named.isEmpty()
                                && actors.stream()
                                        .noneMatch(actor -> sentence.folded().contains(Folding.fold(actor.name())));
        };
    }

    /** True when they cannot tell the same event: two companies that we know, two places apart. */
    boolean contradicts(Claim other) {
        boolean known = !actors.isEmpty() && !other.actors.isEmpty() && isKnown(actors) && isKnown(other.actors);
        return switch (category()) {
            case RELOCATION, NFT_LAUNCH -> known && !sharesActor(other);
            case MINING_BAN, CITY_INVITATION -> !agree(place, other.place, true);
        };
    }

    /** True where what stands before lent it a company that we know, and the other tells of somebody else. */
    boolean isLentBySomebodyElse(Claim other) {
        return !actors.isEmpty() && !other.actors.isEmpty() && isKnown(actors) && !sharesActor(other);
    }

    private static boolean isKnown(List<Entry> actors) {
        return actors.stream()
                .allMatch(actor -> actor.actor() != null && actor.actor().id() != null);
    }

    /**
     * Told in one paragraph, or by a sentence that goes on with its story, or once as a headline: there, a country and its
     * province are one place.
     */
    private boolean sameBreath(Claim other) {
        boolean near =
                at.passage() == other.at.passage() || (at.isBeside(other.at) && (isBorrowed() || other.isBorrowed()));
        return (near && !at.digest()) || origin() != Sentence.Origin.BODY || other.origin() != Sentence.Origin.BODY;
    }

    /** "The machines were seized": what names no place goes on about the paragraph's. */
    private boolean isUnplacedBeside(Claim other) {
        return at.passage() == other.at.passage() && (place == null || other.place == null);
    }

    private boolean sameActor(Claim other) {
        if (actors.isEmpty() || other.actors.isEmpty()) {
            return sameBreath(other) || at.isBeside(other.at);
        }
        return sharesActor(other);
    }

    private boolean sharesActor(Claim other) {
        return isNamedIn(actors, other.named) || isNamedIn(other.actors, named) || isNamedIn(actors, other.actors);
    }

    private static boolean isNamedIn(List<Entry> actors, List<Entry> named) {
        return actors.stream()
                .anyMatch(actor -> named.stream().anyMatch(other -> key(actor).equals(key(other))));
    }

    private static String key(Entry entry) {
        return entry.actor() == null ? entry.name() : entry.actor().key();
    }

    private static boolean agree(@Nullable Entry one, @Nullable Entry other, boolean loosely) {
        Place a = one == null ? null : one.place();
        Place b = other == null ? null : other.place();
        if (a == null || b == null) {
            return loosely || a == b;
        }
        return loosely ? a.agreesWith(b) : java.util.Objects.equals(a.code(), b.code());
    }
}
