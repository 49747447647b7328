package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.alert.Composition;
import dev.tocsin.alerting.identity.EventGroup;
import dev.tocsin.alerting.identity.EventGroups;
import dev.tocsin.alerting.lifecycle.Gathered.Pair;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Placed;
import dev.tocsin.alerting.report.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the reports of a neighbourhood by event, anew each time, and says what that makes of its alerts. Which alerts
 * stand, and what they say, so is a function of the reports alone, in whatever order and however many at a time they came;
 * only ids and numbers of versions tell of the way there.
 */
public final class Gathering {
    static final String WITHDRAWN = "every report of it was withdrawn";
    static final String DENIED = "denied";

    private final Neighbourhood neighbourhood;
    private final Instant now;
    private final List<Placed> reports;
    private final List<EventGroup> groups;
    private final Claims claims;
    private final List<String> owners = new ArrayList<>();
    /** The documents as they will be, by id. */
    private final Map<String, Alert> documents = new LinkedHashMap<>();

    private Gathering(
            Neighbourhood neighbourhood,
            Supplier<String> newId,
            Instant now,
            Function<Collection<EventReported>, List<EventGroup>> sorting) {
        this.neighbourhood = neighbourhood;
        this.now = now;
        reports = neighbourhood.reports();
        groups = Crowd.sort(reports, sorting);
        claims = new Claims(neighbourhood.alerts(), groups, reports);
        for (int group = 0; group < groups.size(); group++) {
            owners.add(claims.ownerOf(group).orElseGet(newId));
        }
        neighbourhood.alerts().forEach(alert -> documents.put(alert.id(), alert.document()));
    }

    /**
     * @param newId makes the id of an alert that is raised
     * @param now when it is raised
     */
    public static Gathered of(Neighbourhood neighbourhood, Supplier<String> newId, Instant now) {
        return of(neighbourhood, newId, now, EventGroups::of);
    }

    /** The same with another way to {@link EventGroups#of}, such as one that remembers. */
    static Gathered of(
            Neighbourhood neighbourhood,
            Supplier<String> newId,
            Instant now,
            Function<Collection<EventReported>, List<EventGroup>> sorting) {
        return new Gathering(neighbourhood, newId, now, sorting).gather();
    }

    private Gathered gather() {
        Map<String, Known> known = new HashMap<>();
        neighbourhood.alerts().forEach(alert -> known.put(alert.id(), alert));
        List<Outcome> outcomes = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            String id = owners.get(group);
            EventGroup told = groups.get(group);
            outcome(known.get(id), compose(id, told), told.reports()).ifPresent(outcomes::add);
        }
        neighbourhood.alerts().stream()
                .filter(alert -> !claims.isServed(alert))
                // Where a merged alert leads to is known only when the others are.
                .sorted((one, other) -> Boolean.compare(isMerged(one), isMerged(other)))
                .forEach(alert -> leftOver(alert).ifPresent(outcomes::add));
        return new Gathered(
                List.copyOf(known.keySet()),
                outcomes,
                reports.stream()
                        .filter(placed -> placed.homeAlertId() == null)
                        .map(this::place)
                        .toList(),
                reports.stream()
                        .filter(placed -> placed.homeAlertId() != null)
                        .map(this::place)
                        .filter(this::isMoved)
                        .toList(),
                neighbours());
    }

    private static Alert compose(String id, EventGroup group) {
        Alert alert = Composition.compose(id, 0, group.reports());
        boolean disputed = group.reports().stream().anyMatch(report -> report.status() != Status.DENIED);
        return alert.status() == Status.DENIED && disputed ? alert.in(State.RETRACTED, DENIED, null) : alert;
    }

    private Optional<Outcome> outcome(@Nullable Known known, Alert after, List<EventReported> told) {
        Alert next = after.at(known == null ? 1 : known.document().version() + 1);
        documents.put(next.id(), next);
        return known == null
                ? Outcome.of(null, next, now, told)
                : Outcome.of(known.document(), next, known.raisedAt(), told);
    }

    /** An alert of which no group is. */
    private Optional<Outcome> leftOver(Known alert) {
        Alert last = alert.document();
        Optional<String> heir = claims.heirOf(alert).map(owners::get);
        Alert after;
        if (heir.isPresent()) {
            String target = heir.get();
            after = isMerged(alert) && leadsTo(alert).equals(target) ? last : last.in(State.MERGED, null, target);
        } else {
            // A denied one, too: whatever the way there, what has no report left was withdrawn.
            after = isMerged(alert) ? last : last.in(State.RETRACTED, WITHDRAWN, null);
        }
        return outcome(alert, after, List.of());
    }

    private static boolean isMerged(Known alert) {
        return alert.document().state() == State.MERGED;
    }

    /** The alert at the end of the chain, as far as it is known. */
    private String leadsTo(Known alert) {
        Set<String> seen = new HashSet<>();
        Alert at = alert.document();
        while (at.state() == State.MERGED && at.mergedInto() != null && seen.add(at.id())) {
            Alert next = documents.get(at.mergedInto());
            if (next == null) {
                return Objects.requireNonNull(at.mergedInto());
            }
            at = next;
        }
        return at.id();
    }

    private Placed place(Placed placed) {
        if (!placed.active()) {
            return placed;
        }
        String owner = owners.get(claims.groupOf(placed.report().reportId()));
        return new Placed(placed.report(), owner, Objects.requireNonNullElse(placed.homeAlertId(), owner), true);
    }

    private boolean isMoved(Placed placed) {
        return neighbourhood.alerts().stream()
                .filter(alert -> alert.id().equals(placed.alertId()))
                .noneMatch(alert -> alert.reports().contains(placed));
    }

    private Set<Pair> neighbours() {
        Set<Pair> pairs = new HashSet<>();
        for (int group = 0; group < groups.size(); group++) {
            for (EventGroup.Refusal refusal : groups.get(group).refusals()) {
                String one = owners.get(claims.groupOf(refusal.reportId()));
                String other = owners.get(claims.groupOf(refusal.otherReportId()));
                pairs.add(Pair.of(one, other));
            }
        }
        return pairs;
    }
}
