package dev.tocsin.alerting.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes OpenTelemetry spans, whose context waits in Kafka's headers and in tables as W3C Trace Context writes it
 * ({@code traceparent}). With the SDK off, as it is by default, a span is its parent's context and nothing else.
 */
@Singleton
public class SpanPublisher {
    private static final TextMapGetter<String> READ = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return key.equals("traceparent") ? traceparent : null;
        }
    };

    private final Tracer tracer;

    public SpanPublisher(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.tocsin.alerting");
    }

    /** @param traceparent of the step before; null to begin a trace, as does what is malformed */
    public SpanBuilder span(String name, SpanKind kind, @Nullable String traceparent) {
        Context parent = traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, READ);
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent);
    }

    /** @param traceparent one that was made here */
    public static String traceId(String traceparent) {
        return traceparent.substring(3, 35);
    }

    /** What the steps after it belong to; null while there is no trace. */
    public static @Nullable String traceparent(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : null;
    }
}
