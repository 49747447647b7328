package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.identity.EventGroup;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Placed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which alert goes on with which group of reports. Each claims the group that has most of what it told of from the
 * beginning, the elder alert first; then that which has most of what came to it by merging, then that which tells anew
 * what it told before an article was revised. What is left goes to an alert whose reports these were at first, which so is
 * revived.
 */
final class Claims {
    private final List<Known> alerts;
    private final List<EventGroup> groups;
    private final List<EventReported> all;
    private final Map<String, String> homes = new HashMap<>();
    private final Map<String, Integer> groupOf = new HashMap<>();
    private final @Nullable String[] owners;
    private final Set<String> served = new HashSet<>();

    /**
     * @param alerts the elder ones first
     * @param groups of all active reports
     * @param reports all
     */
    Claims(List<Known> alerts, List<EventGroup> groups, List<Placed> reports) {
        this.alerts = alerts;
        this.groups = groups;
        all = reports.stream().map(Placed::report).toList();
        owners = new String[groups.size()];
        for (int group = 0; group < groups.size(); group++) {
            for (EventReported report : groups.get(group).reports()) {
                groupOf.put(report.reportId(), group);
            }
        }
        for (Placed placed : reports) {
            if (placed.homeAlertId() != null) {
                homes.put(placed.report().reportId(), placed.homeAlertId());
            }
        }
        claim(this::kept);
        claim(this::held);
        claim(this::succeeding);
        for (int group = 0; group < owners.length; group++) {
            revive(group);
        }
    }

    /** The alert that goes on with a group; none when one has to be raised. */
    Optional<String> ownerOf(int group) {
        return Optional.ofNullable(owners[group]);
    }

    boolean isServed(Known alert) {
        return served.contains(alert.id());
    }

    int groupOf(String reportId) {
        Integer group = groupOf.get(reportId);
        if (group == null) {
            throw new IllegalArgumentException("Only active reports have a group");
        }
        return group;
    }

    /** The group that took most of what an alert that goes on with none told of. */
    Optional<Integer> heirOf(Known alert) {
        return alert.document().state() == State.MERGED
                ? most(athome(alert), false)
                : most(held(alert), false).or(() -> most(succeeding(alert), false));
    }

    private void claim(Function<Known, int[]> votes) {
        for (Known alert : alerts) {
            if (alert.document().state() != State.MERGED && !isServed(alert)) {
                most(votes.apply(alert), true).ifPresent(group -> give(group, alert));
            }
        }
    }

    private void revive(int group) {
        if (owners[group] != null) {
            return;
        }
        Known home = null;
        int most = 0;
        for (Known alert : alerts) {
            int votes = isServed(alert) ? 0 : athome(alert)[group];
            if (votes > most) {
                most = votes;
                home = alert;
            }
        }
        if (home != null) {
            give(group, home);
        }
    }

    private void give(int group, Known alert) {
        owners[group] = alert.id();
        served.add(alert.id());
    }

    /** How many of each group's reports the alert was given first, and still holds. */
    private int[] kept(Known alert) {
        return count(alert.reports().stream().filter(placed -> alert.id().equals(placed.homeAlertId())));
    }

    /** How many of each group's reports the alert holds. */
    private int[] held(Known alert) {
        return count(alert.reports().stream());
    }

    private int[] count(Stream<Placed> reports) {
        int[] votes = new int[owners.length];
        reports.map(placed -> groupOf.get(placed.report().reportId()))
                .filter(Objects::nonNull)
                .forEach(group -> votes[group]++);
        return votes;
    }

    /** How many of the alert's withdrawn reports each group's reports tell anew, after a revision of their article. */
    private int[] succeeding(Known alert) {
        int[] votes = new int[owners.length];
        for (Placed placed : alert.reports()) {
            EventReported old = placed.report();
            if (groupOf.containsKey(old.reportId())) {
                continue;
            }
            for (int group = 0; group < owners.length; group++) {
                if (groups.get(group).reports().stream().anyMatch(report -> isRevision(old, report))) {
                    votes[group]++;
                }
            }
        }
        return votes;
    }

    private boolean isRevision(EventReported old, EventReported report) {
        return old.article().articleId().equals(report.article().articleId())
                && old.article().revision() < report.article().revision()
                && Revisions.tellsAnew(report, old, all);
    }

    /** How many of each group's reports were first given to the alert. */
    private int[] athome(Known alert) {
        int[] votes = new int[owners.length];
        groupOf.forEach((reportId, group) -> {
            if (alert.id().equals(homes.get(reportId))) {
                votes[group]++;
            }
        });
        return votes;
    }

    /** Of equals the group whose first report is the oldest, as groups are sorted. */
    private Optional<Integer> most(int[] votes, boolean free) {
        int best = -1;
        for (int group = 0; group < votes.length; group++) {
            boolean may = votes[group] > 0 && !(free && owners[group] != null);
            if (may && (best < 0 || votes[group] > votes[best])) {
                best = group;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(best);
    }
}
