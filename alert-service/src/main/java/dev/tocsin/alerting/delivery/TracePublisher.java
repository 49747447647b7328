package dev.tocsin.alerting.delivery;

import dev.tocsin.alerting.trace.SpanPublisher;
import dev.tocsin.alerting.webhook.Attempt;
import dev.tocsin.alerting.webhook.AttemptOutcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * Tells of tries as the last steps of their alert's trace. The trace ends here: no header tells a receiver of it, since a
 * receiver is a stranger, to whom our ids say nothing and who would have his own spans hung under ours. For one event loop.
 */
@Singleton
public class TracePublisher {
    /** Of one version, of the tries that succeed: with a hundred thousand of them nobody could read the trace. */
    static final int MOST_DELIVERED = 100;

    private static final int MOST_VERSIONS = 500;

    private final SpanPublisher spans;
    private final Map<String, Integer> delivered = new Kept<>(MOST_VERSIONS);

    public TracePublisher(SpanPublisher spans) {
        this.spans = spans;
    }

    /** A try that has ended. The host is all that is told of where it went: URLs of webhooks have secrets in them. */
    void attempted(Ring ring, Attempt attempt) {
        String traceparent = ring.traceparent();
        if (traceparent == null || isOneOfMany(traceparent, attempt.outcome())) {
            return;
        }
        Claim claim = ring.claim();
        Span span = spans.span("POST", SpanKind.CLIENT, traceparent)
                .setStartTimestamp(attempt.startedAt())
                .setAttribute("http.request.method", "POST")
                .setAttribute("server.address", claim.host().replaceFirst(":\\d+$", ""))
                .setAttribute("messageId", claim.messageId())
                .setAttribute("subscriptionId", claim.subscriptionId())
                .setAttribute("alertId", String.valueOf(claim.alertId()))
                .setAttribute("attempt", claim.attempts() + 1L)
                .setAttribute("outcome", attempt.outcome().name())
                .startSpan();
        if (attempt.outcome().status() > 0) {
            span.setAttribute("http.response.status_code", attempt.outcome().status());
        }
        if (!(attempt.outcome() instanceof AttemptOutcome.Delivered)) {
            int status = attempt.outcome().status();
            span.setStatus(StatusCode.ERROR)
                    .setAttribute(
                            "error.type",
                            status > 0
                                    ? Integer.toString(status)
                                    : attempt.outcome().name());
        }
        span.end(attempt.startedAt().plus(attempt.latency()));
    }

    /** What is logged meanwhile carries the trace's id. */
    void within(Ring ring, Runnable work) {
        String traceparent = ring.traceparent();
        if (traceparent != null) {
            MDC.put("traceId", SpanPublisher.traceId(traceparent));
        }
        try {
            work.run();
        } finally {
            MDC.remove("traceId");
        }
    }

    private boolean isOneOfMany(String traceparent, AttemptOutcome outcome) {
        return outcome instanceof AttemptOutcome.Delivered
                && delivered.merge(traceparent, 1, Integer::sum) > MOST_DELIVERED;
    }
}
