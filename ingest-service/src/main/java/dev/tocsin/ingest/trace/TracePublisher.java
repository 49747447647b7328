package dev.tocsin.ingest.trace;

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
import java.util.function.Supplier;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Tells of an item's way from the site to Kafka as OpenTelemetry spans, each with the log's own keys and nothing that an
 * URL or a text could give away. An article waits in its row for the broker, so the context of its trace is a column of it
 * ({@code traceparent}, as W3C Trace Context writes it). With the SDK off, as it is by default, nothing here costs more
 * than a few objects.
 */
@Singleton
public class TracePublisher {
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

    public TracePublisher(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.tocsin.ingest");
    }

    /** A step under way. One that is never ended is told to nobody: a check that brings nothing new is none to follow. */
    public static final class Step {
        private final Span span;

        private Step(Span span) {
            this.span = span;
        }

        /** Ends it; it may be read afterwards. */
        public Step end() {
            span.end();
            return this;
        }

        public void endIf(boolean toBeTold) {
            if (toBeTold) {
                span.end();
            }
        }

        /** What is logged meanwhile carries its ids. */
        public <T> T within(Supplier<T> work) {
            SpanContext context = span.getSpanContext();
            if (!context.isValid()) {
                return work.get();
            }
            // By hand: OpenTelemetry's own notion of what is current is lost on an event loop between two requests.
            MDC.put("traceId", context.getTraceId());
            MDC.put("spanId", context.getSpanId());
            try {
                return work.get();
            } finally {
                MDC.remove("traceId");
                MDC.remove("spanId");
            }
        }

        /** What comes after it belongs to; null while there is no tracing. */
        public @Nullable String traceparent() {
            SpanContext context = span.getSpanContext();
            return context.isValid()
                    ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                            + context.getTraceFlags().asHex()
                    : null;
        }
    }

    /** The first step of all that a feed's document brings. */
    public Step fetching(String feedId, String host) {
        return begin(client("fetch feed", host).setAttribute("feedId", feedId));
    }

    /** The first step of what a hub pushes. */
    public Step pushed(String feedId) {
        return begin(tracer.spanBuilder("accept push")
                .setSpanKind(SpanKind.SERVER)
                .setNoParent()
                .setAttribute("http.request.method", "POST")
                .setAttribute("feedId", feedId));
    }

    /** The first step of an article that somebody posts. */
    public Step posted(String articleId) {
        return begin(tracer.spanBuilder("accept article")
                .setSpanKind(SpanKind.SERVER)
                .setNoParent()
                .setAttribute("http.request.method", "POST")
                .setAttribute("http.route", "/v1/articles")
                .setAttribute("articleId", articleId));
    }

    /** @param traceparent the article's */
    public Step readingPage(String articleId, String host, @Nullable String traceparent) {
        return begin(client("fetch page", host).setParent(parent(traceparent)).setAttribute("articleId", articleId));
    }

    /**
     * A message that is about to be sent in a batch: by the conventions for messaging the context that its readers go on
     * from.
     *
     * @param traceparent of what it is made from
     * @return what its header {@code traceparent} is to say; null when it needs none
     */
    public @Nullable String created(String topic, String articleId, @Nullable String traceparent) {
        if (traceparent == null) {
            return null;
        }
        return begin(tracer.spanBuilder("create " + topic)
                        .setSpanKind(SpanKind.PRODUCER)
                        .setParent(parent(traceparent))
                        .setAttribute("messaging.system", "kafka")
                        .setAttribute("messaging.operation.type", "create")
                        .setAttribute("messaging.operation.name", "create")
                        .setAttribute("messaging.destination.name", topic)
                        .setAttribute("messaging.kafka.message.key", articleId)
                        .setAttribute("articleId", articleId))
                .end()
                .traceparent();
    }

    private SpanBuilder client(String name, String host) {
        return tracer.spanBuilder(name)
                .setSpanKind(SpanKind.CLIENT)
                .setNoParent()
                .setAttribute("http.request.method", "GET")
                .setAttribute("server.address", host);
    }

    private static Step begin(SpanBuilder span) {
        return new Step(span.startSpan());
    }

    private static Context parent(@Nullable String traceparent) {
        return traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, READ);
    }
}
