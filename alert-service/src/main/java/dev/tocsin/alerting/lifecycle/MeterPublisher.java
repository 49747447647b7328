package dev.tocsin.alerting.lifecycle;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells operators what became of batches. */
@Singleton
public class MeterPublisher {
    private static final Logger LOG = Logger.getLogger(MeterPublisher.class);

    private final MeterRegistry meters;
    private final Clock clock;
    private final Timer wait;
    private final Timer age;

    public MeterPublisher(
            MeterRegistry meters,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String application,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.meters = meters;
        this.clock = clock;
        wait = Timer.builder("tocsin.reports.wait")
                .description("From being made by classify-service to being stored, with what follows from them")
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1))
                .register(meters);
        age = Timer.builder("tocsin.alerts.age")
                .description("From when its first article was published, by the outlet's word, to the alert")
                .serviceLevelObjectives(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1),
                        Duration.ofHours(6),
                        Duration.ofDays(1))
                .register(meters);
        Gauge.builder("tocsin.build.info", () -> 1)
                .description("One for each running instance")
                .tag("application", application)
                .tag("version", version)
                .register(meters);
    }

    /** Tells the metrics and the log; of each version only who asks for details, since thousands may come at once. */
    public void tell(Stored stored) {
        List<Outcome> outcomes = stored.gathered().stream()
                .flatMap(each -> each.outcomes().stream())
                .toList();
        long raised =
                outcomes.stream().filter(outcome -> outcome.before() == null).count();
        tellDelays(stored, outcomes);
        meters.counter("tocsin.reports.received").increment(stored.reports());
        meters.counter("tocsin.reports.duplicate")
                .increment(stored.reports() - stored.fresh().size());
        meters.counter("tocsin.alerts.joined")
                .increment(stored.gathered().stream().mapToInt(Gathered::joined).sum());
        meters.counter("tocsin.alerts.raised").increment(raised);
        outcomes.stream()
                .collect(Collectors.groupingBy(outcome -> outcome.type().wireName(), Collectors.counting()))
                .forEach((type, count) ->
                        meters.counter("tocsin.alerts.versions", "type", type).increment(count));
        LOG.infof(
                "Batch stored reports=%d fresh=%d raised=%d versions=%d deliveries=%d",
                stored.reports(), stored.fresh().size(), raised, outcomes.size(), stored.queued());
        outcomes.forEach(outcome -> LOG.debugf(
                "Alert changed alertId=%s version=%d type=%s reports=%d",
                outcome.after().id(),
                outcome.after().version(),
                outcome.type().wireName(),
                outcome.reports().size()));
    }

    private void tellDelays(Stored stored, List<Outcome> outcomes) {
        Instant now = clock.instant();
        stored.fresh().forEach(report -> tell(wait, report.reportedAt(), now));
        outcomes.stream()
                .filter(outcome -> outcome.before() == null)
                .forEach(outcome -> outcome.reports().stream()
                        .map(report -> report.article().publishedAt())
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .ifPresent(published -> tell(age, published, now)));
    }

    /** Clocks of two machines may differ by more than what lies between. */
    private static void tell(Timer timer, Instant from, Instant to) {
        timer.record(from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO);
    }
}
