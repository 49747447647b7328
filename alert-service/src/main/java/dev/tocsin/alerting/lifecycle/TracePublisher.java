package dev.tocsin.alerting.lifecycle;

import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.Placed;
import dev.tocsin.alerting.trace.SpanPublisher;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a record's way to a version of an alert. Records come in batches, and each goes on its own trace; a version that
 * several of them make belongs to the last one's and links to the others'.
 */
@Singleton
public class TracePublisher {
    /** More says no more: a flood may bring hundreds of reports of one event. */
    private static final int MOST_LINKS = 16;

    private final SpanPublisher spans;

    public TracePublisher(SpanPublisher spans) {
        this.spans = spans;
    }

    /** What is done with one record, from when it is read until it is stored or set aside. */
    public static final class Step {
        private final String id;
        private final Span span;

        private Step(String id, Span span) {
            this.id = id;
            this.span = span;
        }

        public void end() {
            span.end();
        }

        public void setAside() {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute("error.type", "dead_letter")
                    .end();
        }
    }

    public Step processing(ConsumerRecord<?, ?> record, EventReported report) {
        return processing(record, "reportId", report.reportId());
    }

    /** @param articleId that a correction is about */
    public Step processing(ConsumerRecord<?, ?> record, String articleId) {
        return processing(record, "articleId", articleId);
    }

    private Step processing(ConsumerRecord<?, ?> record, String key, String id) {
        Header header = record.headers().lastHeader("traceparent");
        String before =
                header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        return new Step(
                id,
                spans.span("process " + record.topic(), SpanKind.CONSUMER, before)
                        .setAttribute("messaging.system", "kafka")
                        .setAttribute("messaging.operation.type", "process")
                        .setAttribute("messaging.operation.name", "process")
                        .setAttribute("messaging.destination.name", record.topic())
                        .setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
                        .setAttribute("messaging.kafka.offset", record.offset())
                        .setAttribute(key, id)
                        .startSpan());
    }

    /** @return the traces of new versions, by the ids of their alerts; nothing of one that comes of no record here */
    public Map<String, String> versions(List<Gathered> gathered, Stream<Step> steps) {
        Map<String, Span> byId = new HashMap<>();
        steps.filter(step -> step.span.getSpanContext().isValid()).forEach(step -> byId.put(step.id, step.span));
        Map<String, String> traces = new HashMap<>();
        if (byId.isEmpty()) {
            return traces;
        }
        for (Gathered each : gathered) {
            for (Outcome outcome : each.outcomes()) {
                String trace = version(outcome, origins(each, outcome, byId));
                if (trace != null) {
                    traces.put(outcome.after().id(), trace);
                }
            }
        }
        return traces;
    }

    /** Where none of its own reports is new it was changed by what became of its neighbours'. */
    private static List<Span> origins(Gathered gathered, Outcome outcome, Map<String, Span> byId) {
        List<Span> own = spans(outcome.reports().stream(), byId);
        return own.isEmpty()
                ? spans(
                        Stream.concat(gathered.stored().stream(), gathered.moved().stream())
                                .map(Placed::report),
                        byId)
                : own;
    }

    private static List<Span> spans(Stream<EventReported> reports, Map<String, Span> byId) {
        Set<Span> found = new LinkedHashSet<>();
        reports.forEach(report -> Stream.of(report.reportId(), report.article().articleId())
                .forEach(id -> {
                    Span span = byId.get(id);
                    if (span != null) {
                        found.add(span);
                    }
                }));
        return List.copyOf(found);
    }

    private @Nullable String version(Outcome outcome, List<Span> origins) {
        if (origins.isEmpty()) {
            return null;
        }
        Span last = origins.get(origins.size() - 1);
        SpanBuilder span = spans.span(outcome.type().wireName(), SpanKind.INTERNAL, SpanPublisher.traceparent(last))
                .setAttribute("alertId", outcome.after().id())
                .setAttribute("version", outcome.after().version());
        origins.stream()
                .limit(Math.min(origins.size() - 1, MOST_LINKS))
                .forEach(other -> span.addLink(other.getSpanContext()));
        Span version = span.startSpan();
        version.end();
        return SpanPublisher.traceparent(version);
    }
}
