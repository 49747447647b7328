package dev.tocsin.alerting.stream;

import dev.tocsin.alerting.alert.AlertFilter;
import dev.tocsin.alerting.alert.AlertFilter.Facts;
import dev.tocsin.alerting.lifecycle.AlertType;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A version of an alert as streams tell it; rendered once for all readers. To be used by one thread. */
final class Version {
    private static final String RAISED = AlertType.RAISED.wireName();
    private static final String AMENDED = AlertType.AMENDED.wireName();

    private final Position position;
    private final String type;
    private final boolean standing;
    private final Facts facts;
    private final @Nullable Facts before;
    private final String data;
    private byte @Nullable [] asItself;
    private byte @Nullable [] asRaised;

    /**
     * @param standing whether the alert stands for an event of its own
     * @param before what the version before was found by; null when this is the first
     */
    Version(Position position, String type, boolean standing, Facts facts, @Nullable Facts before, String data) {
        this.position = position;
        this.type = type;
        this.standing = standing;
        this.facts = facts;
        this.before = before;
        this.data = data;
    }

    Position position() {
        return position;
    }

    /**
     * As what it comes to a reader, if it does: a version that is the first to fit, as news of its alert; one that no
     * longer fits, once more as what it is, since its reader was told of the alert; all that was told to nobody, to nobody.
     */
    Optional<String> typeFor(AlertFilter filter, Set<String> types) {
        boolean fits = filter.fits(facts);
        boolean fitted = before != null && filter.fits(before);
        String told;
        if (fits && !fitted) {
            if (!standing) {
                return Optional.empty();
            }
            told = RAISED;
        } else if (fitted && !type.equals(AMENDED)) {
            told = type;
        } else {
            return Optional.empty();
        }
        return types.isEmpty() || types.contains(told) ? Optional.of(told) : Optional.empty();
    }

    /** The event, as one of the types that {@link #typeFor} gives. */
    byte[] event(String told) {
        if (told.equals(type)) {
            if (asItself == null) {
                asItself = ServerSentEvent.of(position, type, data);
            }
            return asItself;
        }
        if (asRaised == null) {
            asRaised = ServerSentEvent.of(position, RAISED, data);
        }
        return asRaised;
    }

    /** About how much memory it takes. */
    long size() {
        return 3L * data.length()
                + facts.searchText().length()
                + (before == null ? 0 : before.searchText().length());
    }
}
