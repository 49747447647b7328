package dev.tocsin.ingest.gauge;

import dev.tocsin.ingest.gauge.GaugeRepository.Reading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the gauges twice a minute. They are of all feeds and articles, whichever replica says them: take their maximum over
 * replicas, not their sum. Not a number until, and while, nobody can read them.
 */
@ApplicationScoped
public class GaugeDispatcher {
    private static final Logger LOG = Logger.getLogger(GaugeDispatcher.class);

    private final GaugeRepository gauges;
    private volatile @Nullable Reading last;

    public GaugeDispatcher(
            GaugeRepository gauges,
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.application.name") String application,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.gauges = gauges;
        gauge(
                registry,
                "tocsin.feeds.check.late",
                "seconds",
                "Since when the feed that has waited longest for its check has been due",
                reading -> Math.max(0, reading.checkLateSeconds()));
        gauge(
                registry,
                "tocsin.articles.unsent",
                null,
                "Articles that wait for Kafka, or for their page",
                Reading::unsent);
        gauge(
                registry,
                "tocsin.articles.unsent.late",
                "seconds",
                "Since when the oldest of them should have been sent",
                reading -> Math.max(0, reading.unsentLateSeconds()));
        gauge(registry, "tocsin.websub.leases", null, "Places at hubs that are granted", Reading::leases);
        gauge(
                registry,
                "tocsin.websub.leases.ending",
                null,
                "Those that end within the hour, though the hub was asked to renew them",
                Reading::leasesEnding);
        Gauge.builder("tocsin.build.info", () -> 1)
                .description("One for each running instance")
                .tag("application", application)
                .tag("version", version)
                .register(registry);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            @Nullable String unit,
            String description,
            ToDoubleFunction<Reading> value) {
        Gauge.builder(name, this, self -> {
                    Reading reading = self.last;
                    return reading == null ? Double.NaN : value.applyAsDouble(reading);
                })
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    @Scheduled(every = "30s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> read() {
        return gauges.read()
                .invoke(reading -> last = reading)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    last = null;
                    LOG.warnf("Gauges not read reason=%s", failure.toString());
                    return Uni.createFrom().voidItem();
                });
    }
}
