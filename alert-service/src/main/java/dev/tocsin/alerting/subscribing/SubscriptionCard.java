package dev.tocsin.alerting.subscribing;

import dev.tocsin.alerting.page.Visit;
import dev.tocsin.alerting.subscription.SubscriptionFilter;
import dev.tocsin.alerting.subscription.SubscriptionView;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A subscription in a list.
 *
 * @param where host of its endpoint: the rest of the URL may be a chat's secret
 * @param tone good, bad or warn
 * @param reason why it is disabled; empty while it is not
 * @param filter in words
 */
public record SubscriptionCard(
        String id,
        String name,
        String where,
        String content,
        boolean enabled,
        String tone,
        String health,
        String reason,
        String filter,
        String delivered,
        String failed,
        String waiting) {

    static SubscriptionCard of(SubscriptionView view, EndpointHealth health, Visit visit) {
        String tone = !view.enabled()
                ? "warn"
                : health.failingSince().isPresent() ? "bad" : health.delivered() > 0 ? "good" : "new";
        return new SubscriptionCard(
                view.id(),
                view.name(),
                Optional.ofNullable(URI.create(view.url()).getHost()).orElse(""),
                visit.texts().say("content_" + view.content()),
                view.enabled(),
                tone,
                tone.equals("bad")
                        ? visit.texts()
                                .say(
                                        "health_bad",
                                        visit.readable()
                                                .minute(health.failingSince().orElseThrow()))
                        : visit.texts().say("health_" + tone),
                Optional.ofNullable(view.stateReason()).orElse(""),
                words(view.filter(), visit),
                visit.readable().number(health.delivered()),
                visit.readable().number(health.failed()),
                visit.readable().number(health.waiting()));
    }

    private static String words(SubscriptionFilter filter, Visit visit) {
        List<String> parts = Stream.of(
                        filter.categories().stream().map(visit.words()::category),
                        filter.statuses().stream().map(visit.words()::status),
                        filter.jurisdictions().stream().map(visit.words()::jurisdiction),
                        filter.actors().stream(),
                        filter.words().stream().map(word -> "“" + word + "”"),
                        filter.minConfidence() > 0
                                ? Stream.of("≥ " + Math.round(filter.minConfidence() * 100) + " %")
                                : Stream.<String>empty())
                .flatMap(all -> all)
                .toList();
        return parts.isEmpty() ? visit.texts().say("filter_everything") : String.join(" · ", parts);
    }
}
