package dev.tocsin.ingest.feed;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Publishes what is measured of feeds. */
@Singleton
public class MeterPublisher {
    private final MeterRegistry registry;

    public MeterPublisher(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param outcome a word of a fixed few */
    public void checked(String outcome, CheckResult result) {
        registry.counter("tocsin.feeds.checked", "outcome", outcome).increment();
        registry.counter("tocsin.feeds.bytes").increment(result.received());
    }

    public void pageRead(boolean read) {
        registry.counter("tocsin.pages.read", "outcome", read ? "read" : "not_read")
                .increment();
    }
}
