package dev.tocsin.alerting.lifecycle;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells operators what became of batches. */
@Singleton
public class MeterPublisher {
    private static final Logger LOG = Logger.getLogger(MeterPublisher.class);

    private final MeterRegistry meters;

    public MeterPublisher(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Tells the metrics and the log; of each version only who asks for details, since thousands may come at once. */
    public void tell(Stored stored) {
        List<Outcome> outcomes = stored.gathered().stream()
                .flatMap(each -> each.outcomes().stream())
                .toList();
        long raised =
                outcomes.stream().filter(outcome -> outcome.before() == null).count();
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
}
