package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.Alert.State;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a new version of an alert means to who was told of it; the type of the message that carries it. To who was not, it is
 * {@link #RAISED}, as soon as the alert fits.
 */
public enum AlertType {
    /** The first version; nobody is told of it where it is retracted from the beginning. */
    RAISED("alert.raised"),
    /** Another source tells the same. */
    CORROBORATED("alert.corroborated"),
    /** The news has changed: how far it has come, when, where or who; or it stands again. */
    UPDATED("alert.updated"),
    /** It tells of the event of another alert, which goes on. */
    MERGED("alert.merged"),
    /** What it told was withdrawn, or denied. */
    RETRACTED("alert.retracted"),
    /**
     * Anything else: one more copy, another quote, anything about an alert that stays retracted. Kept in the history and
     * never sent as such.
     */
    AMENDED("alert.amended");

    private static final Set<String> NEWS =
            Set.of("status", "state", "effective", "place", "from", "to", "jurisdictions", "actors");

    private final String wireName;

    AlertType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether subscribers may hear of it. */
    public boolean isSent() {
        return this != AMENDED;
    }

    /**
     * @param before null when the alert is being raised
     * @param changes from the one to the other
     */
    static AlertType of(@Nullable Alert before, Alert after, List<Change> changes) {
        if (before == null) {
            return RAISED;
        }
        boolean elsewhere = changes.stream().anyMatch(change -> change.field().equals("mergedInto"));
        if (after.state() == State.MERGED && elsewhere) {
            return MERGED;
        }
        if (after.state() == State.RETRACTED) {
            return before.state() == State.RETRACTED ? AMENDED : RETRACTED;
        }
        if (changes.stream().anyMatch(AlertType::isNews)) {
            return UPDATED;
        }
        return after.independentSources() > before.independentSources() ? CORROBORATED : AMENDED;
    }

    /** A date that is only told more or less exactly is no news; another day is. */
    private static boolean isNews(Change change) {
        return NEWS.contains(change.field()) || change.field().equals("occurred") && change.isOfDay();
    }
}
