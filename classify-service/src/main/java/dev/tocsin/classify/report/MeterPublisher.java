package dev.tocsin.classify.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Publishes what is measured of articles; all is there from the start, so that a first one is an increase. */
@Singleton
public class MeterPublisher {
    private final Timer classify;
    private final Timer waited;
    private final Counter deadLetters;

    public MeterPublisher(
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.application.name") String application,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        classify = Timer.builder("tocsin.classify")
                .description("Finding the events of one article")
                .register(registry);
        waited = Timer.builder("tocsin.articles.wait")
                .description("From being sent by ingest-service to being classified")
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1))
                .register(registry);
        deadLetters = Counter.builder("tocsin.deadletters")
                .description("Records that were set aside, by the topic that they came on")
                .tag("topic", "article.ingested.v1")
                .register(registry);
        Gauge.builder("tocsin.build.info", () -> 1)
                .description("One for each running instance")
                .tag("application", application)
                .tag("version", version)
                .register(registry);
    }

    public List<EventReport> classified(Supplier<List<EventReport>> work) {
        return classify.record(work);
    }

    /** Clocks of two machines may differ by more than the wait. */
    public void waited(Duration wait) {
        waited.record(wait.isNegative() ? Duration.ZERO : wait);
    }

    public void setAside() {
        deadLetters.increment();
    }
}
