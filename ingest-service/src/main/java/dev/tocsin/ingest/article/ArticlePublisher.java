package dev.tocsin.ingest.article;

import dev.tocsin.ingest.drain.Underway;
import dev.tocsin.ingest.trace.TracePublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Sends stored articles to Kafka and marks them sent once the broker has them. Whatever goes wrong, the row stays
 * unsent and the sweep tries again: at least once, never lost. The raw producer, because a batch through the channel
 * costs a multiple (measured) and the outbox already does what the channel's retries would.
 */
@ApplicationScoped
public class ArticlePublisher {
    private static final Logger LOG = Logger.getLogger(ArticlePublisher.class);
    static final String CHANNEL = "article-ingested";
    static final String TOPIC = "article.ingested.v1";
    /** After a failure the straight way is closed for so long, or every batch would wait for the dead broker in turn. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final KafkaClientService kafka;
    private final ArticleRepository articles;
    private final MeterRegistry metrics;
    private final Timer age;
    private final TracePublisher traces;
    private final Clock clock;
    private final Underway underway;
    private final AtomicReference<Instant> closedUntil = new AtomicReference<>(Instant.EPOCH);

    /** @param channel only makes SmallRye configure the producer that we then use directly */
    public ArticlePublisher(
            KafkaClientService kafka,
            ArticleRepository articles,
            MeterRegistry metrics,
            TracePublisher traces,
            Clock clock,
            Underway underway,
            @Channel(CHANNEL) MutinyEmitter<byte[]> channel) {
        this.kafka = kafka;
        this.articles = articles;
        this.metrics = metrics;
        this.age = Timer.builder("tocsin.articles.age")
                .description("From being published, by its outlet's word, to being stored")
                .serviceLevelObjectives(
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1),
                        Duration.ofHours(6),
                        Duration.ofDays(1))
                .register(metrics);
        this.traces = traces;
        this.clock = clock;
        this.underway = underway;
    }

    /** The straight way, right after the commit. Never fails: what it does not manage is the sweep's. */
    public Uni<Void> publish(List<ArticleIngested> batch) {
        if (batch.isEmpty() || clock.instant().isBefore(closedUntil.get())) {
            return Uni.createFrom().voidItem();
        }
        return send(batch);
    }

    /** Sends what was left behind, batch after batch until there is none or the broker does not answer. */
    public Uni<Void> sweep() {
        return articles.claimUnsent()
                .chain(batch -> batch.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : send(batch).chain(this::sweepOn));
    }

    private Uni<Void> sweepOn() {
        return clock.instant().isBefore(closedUntil.get()) ? Uni.createFrom().voidItem() : sweep();
    }

    private Uni<Void> send(List<ArticleIngested> batch) {
        // The producer blocks while it looks for the broker, so never on an event loop.
        return Uni.createFrom()
                .item(() -> sendBlocking(batch))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(sent -> sent.isEmpty() ? Uni.createFrom().voidItem() : articles.markSent(sent))
                .onFailure()
                .invoke(failure -> LOG.warnf("Articles not published, they stay stored reason=%s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .onSubscription()
                .invoke(underway::begin)
                .onTermination()
                .invoke(underway::end)
                .replaceWithVoid();
    }

    private List<ArticleIngested> sendBlocking(List<ArticleIngested> batch) {
        Producer<String, byte[]> producer =
                kafka.<String, byte[]>getProducer(CHANNEL).unwrap();
        List<Future<RecordMetadata>> answers = new ArrayList<>(batch.size());
        for (ArticleIngested article : batch) {
            Future<RecordMetadata> answer = producer.send(traced(article));
            answers.add(answer);
            if (answer.isDone() && failed(answer)) {
                break; // No broker: the rest would wait as long, each.
            }
        }
        List<ArticleIngested> sent = new ArrayList<>(batch.size());
        for (int i = 0; i < answers.size(); i++) {
            if (!failed(answers.get(i))) {
                sent.add(batch.get(i));
            }
        }
        metrics.counter("tocsin.articles.published").increment(sent.size());
        sent.forEach(this::tellAge);
        if (sent.size() < batch.size()) {
            closedUntil.set(clock.instant().plus(PAUSE));
            LOG.warnf("Articles not published, they stay stored count=%d", batch.size() - sent.size());
        } else {
            closedUntil.set(Instant.EPOCH);
        }
        return sent;
    }

    /** From when its outlet says that it was published until we had it; a revision is not news. */
    private void tellAge(ArticleIngested article) {
        Instant published = article.publishedAt();
        if (article.revision() == 1 && published != null && published.isBefore(article.ingestedAt())) {
            age.record(Duration.between(published, article.ingestedAt()));
        }
    }

    private static boolean failed(Future<RecordMetadata> answer) {
        try {
            answer.get(); // bounded by the producer's delivery timeout
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private ProducerRecord<String, byte[]> traced(ArticleIngested article) {
        ProducerRecord<String, byte[]> message = toRecord(article);
        String traceparent = traces.created(TOPIC, article.articleId(), article.traceparent());
        if (traceparent != null) {
            header(message, "traceparent", traceparent);
        }
        return message;
    }

    /** CloudEvents 1.0, Kafka binding, binary mode. */
    static ProducerRecord<String, byte[]> toRecord(ArticleIngested article) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(TOPIC, article.articleId(), article.toJson());
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", article.articleId() + "-" + article.revision());
        header(message, "ce_source", "/ingest-service");
        header(message, "ce_type", "dev.tocsin." + TOPIC);
        header(message, "ce_subject", article.articleId());
        header(message, "ce_time", article.ingestedAt().toString());
        header(message, "content-type", "application/json");
        return message;
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
