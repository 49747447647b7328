package dev.tocsin.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.trace.SpanPublisher;
import dev.tocsin.alerting.webhook.Attempt;
import dev.tocsin.alerting.webhook.AttemptOutcome;
import dev.tocsin.alerting.webhook.Endpoint;
import dev.tocsin.alerting.webhook.HmacKey;
import dev.tocsin.alerting.webhook.WebhookMessage;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TracePublisherTest {
    private static final String VERSION = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final List<SpanData> told = new ArrayList<>();
    private final TracePublisher traces = new TracePublisher(new SpanPublisher(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new Told()))
                    .build())
            .build()));

    @Test
    void tryIsAStepOfItsAlertsTraceAndTellsNoUrl() {
        Instant began = Instant.parse("2026-11-30T10:00:00Z");

        traces.attempted(
                ring(VERSION), new Attempt(began, Duration.ofMillis(30), new AttemptOutcome.Rejected(500), "secret"));

        SpanData span = told.get(0);
        assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos()))
                .isEqualTo(Duration.ofMillis(30));
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(500L);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("server.address")))
                .isEqualTo("receiver.example");
        assertThat(span.toString()).doesNotContain("secret");
    }

    @Test
    void ofManyThatSucceedSomeAreToldAndAllThatFail() {
        for (int i = 0; i < TracePublisher.MOST_DELIVERED + 20; i++) {
            traces.attempted(ring(VERSION), ended(new AttemptOutcome.Delivered(204)));
        }
        traces.attempted(ring(VERSION), ended(new AttemptOutcome.Unreachable("connection refused")));

        assertThat(told).hasSize(TracePublisher.MOST_DELIVERED + 1);
    }

    @Test
    void withoutATraceNothingIsTold() {
        traces.attempted(ring(null), ended(new AttemptOutcome.Delivered(204)));

        assertThat(told).isEmpty();
    }

    @Test
    void withoutTheSdkNothingBreaks() {
        new TracePublisher(new SpanPublisher(OpenTelemetry.noop()))
                .attempted(ring(VERSION), ended(new AttemptOutcome.Delivered(204)));

        assertThat(told).isEmpty();
    }

    private static Attempt ended(AttemptOutcome outcome) {
        return new Attempt(Instant.EPOCH, Duration.ofMillis(1), outcome, "");
    }

    private static Ring ring(@Nullable String traceparent) {
        Claim claim = LanesTest.claim("receiver.example:443", "sub", "msg");
        return new Ring(
                claim,
                new Endpoint("sub", 1, "https://receiver.example/secret", HmacKey.generate(new SecureRandom())),
                WebhookMessage.of(claim.messageId(), "t", Instant.EPOCH, "{}"),
                traceparent);
    }

    private final class Told implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            told.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
