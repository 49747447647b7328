package dev.tocsin.alerting.subscription;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one subscription would have been told, by the rules of fan-out: the first version that fits and stands comes as
 * {@code alert.raised}, to who wants none of those the first of a type that he wants; whoever was told of an alert, or of one merged into it, hears of its further versions by their
 * own types, even if they no longer fit.
 */
final class Rehearsal {

    private static final String RAISED = "alert.raised";

    /**
     * One version of an alert, as it came about.
     *
     * @param fits whether it fits the subscription
     * @param mergedInto the alert that tells of the same event from here on, if this is what it became
     * @param at versions of the same time were fanned out together
     */
    record Version(
            String alertId,
            int version,
            String type,
            boolean fits,
            boolean stands,
            @Nullable String mergedInto,
            Instant at,
            String category,
            String status) {}

    /** @param type to the subscription, which may be another than that of the version */
    record Message(Version version, String type) {}

    private final Set<String> types;
    private final Set<String> told = new HashSet<>();
    private final Map<String, String> mergedInto = new HashMap<>();
    private final Map<String, Set<String>> merged = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();

    private Rehearsal(Collection<String> types) {
        this.types = Set.copyOf(types);
    }

    /** @param versions by time */
    static List<Message> of(Collection<String> types, List<Version> versions) {
        Rehearsal rehearsal = new Rehearsal(types);
        int from = 0;
        while (from < versions.size()) {
            int to = from + 1;
            while (to < versions.size()
                    && versions.get(to).at().equals(versions.get(from).at())) {
                to++;
            }
            rehearsal.fanOut(versions.subList(from, to));
            from = to;
        }
        return List.copyOf(rehearsal.messages);
    }

    private void fanOut(List<Version> together) {
        together.forEach(this::place);
        // Who is told by this batch counts as told from the next one on.
        List<Message> made = new ArrayList<>();
        for (Version version : together) {
            if (isTold(version.alertId())) {
                if (types.contains(version.type())) {
                    made.add(new Message(version, version.type()));
                }
            } else if (version.fits()) {
                first(version).ifPresent(type -> made.add(new Message(version, type)));
            }
        }
        made.forEach(message -> told.add(message.version().alertId()));
        messages.addAll(made);
    }

    /** As what it comes to whoever was not told before; who does not want to hear of raised ones waits for his types. */
    private Optional<String> first(Version version) {
        if (types.contains(RAISED)) {
            return version.stands() ? Optional.of(RAISED) : Optional.empty();
        }
        return Optional.of(version.type()).filter(types::contains);
    }

    private void place(Version version) {
        String before = mergedInto.remove(version.alertId());
        if (before != null) {
            merged.getOrDefault(before, new HashSet<>()).remove(version.alertId());
        }
        if (version.mergedInto() != null) {
            mergedInto.put(version.alertId(), version.mergedInto());
            merged.computeIfAbsent(version.mergedInto(), id -> new HashSet<>()).add(version.alertId());
        }
    }

    private boolean isTold(String alertId) {
        Set<String> family = new HashSet<>(Set.of(alertId));
        Deque<String> open = new ArrayDeque<>(family);
        while (!open.isEmpty()) {
            String member = open.remove();
            if (told.contains(member)) {
                return true;
            }
            merged.getOrDefault(member, Set.of()).stream().filter(family::add).forEach(open::add);
        }
        return false;
    }
}
