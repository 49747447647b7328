package dev.tocsin.classify.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Tells of an article's way through classification as OpenTelemetry spans, one of each record, however many came in its
 * batch: it goes on the trace that the record's header {@code traceparent} names (W3C Trace Context), and so do the reports
 * made from it. With the SDK off, as it is by default, the header is handed on as it came.
 */
@Singleton
public class TracePublisher {
    private static final String HEADER = "traceparent";

    private static final TextMapGetter<Headers> READ = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return Arrays.stream(headers.toArray()).map(Header::key).toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
            Header header = headers == null ? null : headers.lastHeader(key);
            return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    };

    private final Tracer tracer;

    public TracePublisher(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.tocsin.classify");
    }

    /** What is done with one record. */
    public static final class Step {
        private final Span span;

        private Step(Span span) {
            this.span = span;
        }

        public void concerns(String articleId) {
            span.setAttribute("articleId", articleId);
        }

        /** @param kind of a fixed few */
        public void failed(String kind) {
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", kind);
        }
    }

    /** Does it as a step of the record's trace; what is logged meanwhile carries its ids. */
    public List<ProducerRecord<String, byte[]>> processing(
            ConsumerRecord<String, byte[]> record, Function<Step, List<ProducerRecord<String, byte[]>>> work) {
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), record.headers(), READ);
        Span span = tracer.spanBuilder("process " + record.topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.operation.name", "process")
                .setAttribute("messaging.destination.name", record.topic())
                .setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
                .setAttribute("messaging.kafka.offset", record.offset())
                .startSpan();
        // By hand: on a worker thread OpenTelemetry tells the log nothing.
        if (span.getSpanContext().isValid()) {
            MDC.put("traceId", span.getSpanContext().getTraceId());
            MDC.put("spanId", span.getSpanContext().getSpanId());
        }
        try {
            List<ProducerRecord<String, byte[]>> out = work.apply(new Step(span));
            out.forEach(each -> created(each, parent.with(span)));
            return out;
        } finally {
            MDC.remove("traceId");
            MDC.remove("spanId");
            span.end();
        }
    }

    /** By the conventions for messages that are sent in batches, the context that a message's readers go on from. */
    private void created(ProducerRecord<String, byte[]> message, Context parent) {
        if (!Span.fromContext(parent).getSpanContext().isValid()) {
            return;
        }
        Span span = tracer.spanBuilder("create " + message.topic())
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(parent)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "create")
                .setAttribute("messaging.operation.name", "create")
                .setAttribute("messaging.destination.name", message.topic())
                .setAttribute("messaging.kafka.message.key", message.key())
                .startSpan();
        span.end();
        SpanContext context = span.getSpanContext();
        String traceparent = "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
        message.headers().remove(HEADER).add(HEADER, traceparent.getBytes(StandardCharsets.UTF_8));
    }
}
