package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.lifecycle.Gathered.Pair;
import dev.tocsin.alerting.report.ArticleRevised;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What the repositories do, in memory: reports are found by the same anchors, alerts by the same ties. */
public final class Store {
    private static final Instant START = Instant.parse("2021-06-25T08:00:00Z");

    final Map<String, Alert> alerts = new LinkedHashMap<>();
    final Map<String, List<Outcome>> versions = new LinkedHashMap<>();
    private final Map<String, Instant> raisedAt = new HashMap<>();
    private final Map<String, Placed> reports = new LinkedHashMap<>();
    private final Set<ArticleRevised> corrections = new LinkedHashSet<>();
    private Set<Pair> neighbours = new HashSet<>();
    private final Judgements judgements;
    private int batches;
    private int ids;

    Store() {
        this(new Judgements());
    }

    public Store(Judgements judgements) {
        this.judgements = judgements;
    }

    /** One batch; corrections that withdraw everything are articles with their revisions. */
    public List<Outcome> take(Collection<EventReported> batch, Map<String, Integer> withdrawn) {
        return take(
                batch,
                withdrawn.entrySet().stream()
                        .map(each -> new ArticleRevised(each.getKey(), each.getValue(), List.of()))
                        .toList());
    }

    /** One batch. */
    List<Outcome> take(Collection<EventReported> batch, List<ArticleRevised> corrected) {
        Instant now = START.plusSeconds(batches++);
        List<EventReported> fresh = batch.stream()
                .filter(report -> !reports.containsKey(report.reportId()))
                .distinct()
                .toList();
        Articles articles = hear(fresh, corrected);
        List<Outcome> outcomes = new ArrayList<>();
        for (Set<String> component : ties(articles).all()) {
            Neighbourhood hood = new Neighbourhood(
                    component.stream()
                            .filter(alerts::containsKey)
                            .map(this::known)
                            .toList(),
                    articles.newcomers().stream()
                            .filter(report -> component.contains(report.reportId()))
                            .toList(),
                    articles.counting());
            Gathered gathered = Gathering.of(hood, () -> "alr_%026d".formatted(ids++), now, judgements::sort);
            keep(gathered, now);
            outcomes.addAll(gathered.outcomes());
        }
        return outcomes;
    }

    private Articles hear(List<EventReported> fresh, List<ArticleRevised> corrected) {
        corrections.addAll(corrected);
        Set<String> heard = new HashSet<>();
        fresh.forEach(report -> heard.add(report.article().articleId()));
        corrected.forEach(correction -> heard.add(correction.articleId()));
        return new Articles(
                reports.values().stream()
                        .filter(placed ->
                                heard.contains(placed.report().article().articleId()))
                        .toList(),
                fresh,
                corrections.stream()
                        .filter(correction -> heard.contains(correction.articleId()))
                        .toList());
    }

    List<Outcome> take(EventReported... batch) {
        return take(List.of(batch), Map.of());
    }

    /** The documents of all alerts that stand or are retracted for a denial, but for ids and versions. */
    public Set<String> told() {
        return alerts.values().stream()
                .filter(alert -> alert.state() != State.MERGED && !Gathering.WITHDRAWN.equals(alert.stateReason()))
                .map(alert -> alert.at(0).toJson().replace(alert.id(), ""))
                .collect(Collectors.toSet());
    }

    /** The ids of the reports that count, by alert. */
    public Set<Set<String>> groups() {
        return reports.values().stream()
                .filter(Placed::active)
                .collect(Collectors.groupingBy(
                        placed -> String.valueOf(placed.alertId()),
                        Collectors.mapping(placed -> placed.report().reportId(), Collectors.toSet())))
                .values()
                .stream()
                .collect(Collectors.toSet());
    }

    Alert alertOf(EventReported report) {
        return alert(Objects.requireNonNull(
                Objects.requireNonNull(reports.get(report.reportId())).alertId()));
    }

    Alert alert(String id) {
        return Objects.requireNonNull(alerts.get(id));
    }

    private Known known(String id) {
        return new Known(
                alert(id),
                Objects.requireNonNull(raisedAt.get(id)),
                reports.values().stream()
                        .filter(placed -> id.equals(placed.alertId()))
                        .toList());
    }

    private Components ties(Articles articles) {
        Components ties = articles.ties();
        List<EventReported> rising = articles.rising();
        for (EventReported report : rising) {
            reports.values().stream()
                    .filter(Placed::active)
                    .filter(placed -> judgements.areAlike(report, placed.report()))
                    .forEach(placed -> ties.tie(report.reportId(), Objects.requireNonNull(placed.alertId())));
            rising.stream()
                    .filter(other -> report.reportId().compareTo(other.reportId()) < 0)
                    .filter(other -> judgements.areAlike(report, other))
                    .forEach(other -> ties.tie(report.reportId(), other.reportId()));
        }
        close(ties);
        return ties;
    }

    private void close(Components ties) {
        Set<String> done = new HashSet<>();
        Set<String> frontier = new LinkedHashSet<>(alertsIn(ties));
        while (!frontier.isEmpty()) {
            done.addAll(frontier);
            for (String from : frontier) {
                linked(from).forEach(to -> ties.tie(from, to));
            }
            frontier = new LinkedHashSet<>(alertsIn(ties));
            frontier.removeAll(done);
        }
    }

    private Set<String> alertsIn(Components ties) {
        return alerts.keySet().stream().filter(ties::contains).collect(Collectors.toSet());
    }

    private Set<String> linked(String id) {
        Set<String> linked = new HashSet<>();
        neighbours.stream().filter(pair -> pair.alertId().equals(id)).forEach(pair -> linked.add(pair.otherId()));
        neighbours.stream().filter(pair -> pair.otherId().equals(id)).forEach(pair -> linked.add(pair.alertId()));
        alerts.values().stream()
                .filter(alert -> id.equals(alert.mergedInto()))
                .forEach(alert -> linked.add(alert.id()));
        String into = alert(id).mergedInto();
        if (into != null) {
            linked.add(into);
        }
        reports.values().stream().filter(placed -> placed.alertId() != null).forEach(placed -> {
            if (id.equals(placed.alertId())) {
                linked.add(Objects.requireNonNull(placed.homeAlertId()));
            }
            if (id.equals(placed.homeAlertId())) {
                linked.add(Objects.requireNonNull(placed.alertId()));
            }
        });
        return linked;
    }

    private void keep(Gathered gathered, Instant now) {
        gathered.outcomes().forEach(outcome -> {
            alerts.put(outcome.after().id(), outcome.after());
            raisedAt.putIfAbsent(outcome.after().id(), now);
            versions.computeIfAbsent(outcome.after().id(), id -> new ArrayList<>())
                    .add(outcome);
        });
        gathered.stored().forEach(placed -> reports.put(placed.report().reportId(), placed));
        gathered.moved().forEach(placed -> reports.put(placed.report().reportId(), placed));
        neighbours = neighbours.stream()
                .filter(pair -> !gathered.alertIds().contains(pair.alertId())
                        || !gathered.alertIds().contains(pair.otherId()))
                .collect(Collectors.toSet());
        neighbours.addAll(gathered.neighbours());
    }
}
