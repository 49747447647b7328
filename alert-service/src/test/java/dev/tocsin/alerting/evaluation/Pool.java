package dev.tocsin.alerting.evaluation;

import dev.tocsin.alerting.identity.EventGroup;
import dev.tocsin.alerting.identity.EventGroups;
import dev.tocsin.alerting.report.EventReported;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All articles of one part, whose reports arrived one after the other. */
final class Pool {

    private final Part part;
    private final List<Told> articles;
    private final List<List<Told>> groups;

    /** Groups what was read. */
    Pool(Part part, List<Told> articles, Arrivals arrivals) {
        this.part = part;
        this.articles = List.copyOf(articles);
        this.groups = arrivals.inTurn(reports()).groups().stream()
                .map(ids -> this.articles.stream()
                        .filter(told ->
                                told.isRead() && ids.contains(told.read().reportId()))
                        .toList())
                .sorted(Comparator.comparingInt(group -> this.articles.indexOf(group.get(0))))
                .toList();
        long read = this.articles.stream().filter(Told::isRead).count();
        int grouped = groups.stream().mapToInt(List::size).sum();
        if (grouped != read) {
            throw new IllegalStateException("%d reports were to be grouped, %d are in groups".formatted(read, grouped));
        }
    }

    /** Where the arrival leaves other groups than sorting all reports at once: alike reports that do not find each other. */
    List<String> unfound() {
        return groups(EventGroups.of(reports()).stream().map(EventGroup::reports))
                .differences(
                        groups(groups.stream()
                                .map(group -> group.stream().map(Told::read).toList())),
                        reports());
    }

    private static Standing groups(Stream<List<EventReported>> groups) {
        return new Standing(
                groups.map(group -> group.stream().map(EventReported::reportId).collect(Collectors.toSet()))
                        .collect(Collectors.toSet()),
                Set.of());
    }

    Part part() {
        return part;
    }

    List<Told> articles() {
        return articles;
    }

    /** What was read, by group. */
    List<List<Told>> groups() {
        return groups;
    }

    List<EventReported> reports() {
        return articles.stream().filter(Told::isRead).map(Told::read).toList();
    }

    /** In the order of the stories. */
    List<Placed> placed() {
        Map<String, String> groupOf = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            String name = part.word() + "-" + i;
            groups.get(i).forEach(told -> groupOf.put(told.read().reportId(), name));
        }
        return articles.stream()
                .filter(Told::isRead)
                .map(told -> new Placed(
                        told.story().event(),
                        Objects.requireNonNull(groupOf.get(told.read().reportId())),
                        told.story().isChinese()))
                .toList();
    }

    /** Events that look alike, both of which were read; the one that was written to be confused stands first. */
    Set<LookAlike> lookAlikes() {
        Set<String> read = articles.stream()
                .filter(Told::isRead)
                .map(told -> told.story().event())
                .collect(Collectors.toSet());
        Set<LookAlike> pairs = new LinkedHashSet<>();
        for (Told told : articles) {
            String other = told.story().looksLike();
            if (other != null && read.contains(told.story().event()) && read.contains(other)) {
                pairs.add(new LookAlike(told.story().event(), other));
            }
        }
        return pairs;
    }

    /** Two events of which one is easily taken for the other. */
    record LookAlike(String event, String other) {}
}
