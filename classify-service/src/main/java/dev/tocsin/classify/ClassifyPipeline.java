package dev.tocsin.classify;

import dev.tocsin.classify.article.Article;
import dev.tocsin.classify.article.ArticleRecord;
import dev.tocsin.classify.drain.Underway;
import dev.tocsin.classify.report.ArticleRevised;
import dev.tocsin.classify.report.EventReport;
import dev.tocsin.classify.report.LoadOutcome;
import dev.tocsin.classify.report.MeterPublisher;
import dev.tocsin.classify.report.ReportJson;
import dev.tocsin.classify.trace.TracePublisher;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * The walk: a batch of articles comes in, the events in them go out as reports, each later revision of an article is told
 * of besides, and only when the broker has all of it is the batch acknowledged. Every id is deterministic, so whatever happens twice does no harm.
 */
@ApplicationScoped
public class ClassifyPipeline {

    private static final Logger LOG = Logger.getLogger(ClassifyPipeline.class);

    private static final String REPORTS = "event.reported.v1";
    private static final String REVISIONS = "article.revised.v1";
    private static final String DEAD_LETTERS = ".dlq";

    /** A broker that is away is tried again ever more slowly, and for as long as it takes: the batch waits. */
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);

    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(10);

    /** Classification computes and waits for nothing: more of them than cores would only wait for one another. */
    private static final int AT_ONCE = Runtime.getRuntime().availableProcessors();

    private final LoadOutcome load;
    private final ChannelRegistry channels;
    private final MeterPublisher meters;
    private final TracePublisher traces;
    private final KafkaClientService kafka;
    private final Clock clock;
    private final Underway underway;

    /** @param reports not written to, but its being here is what makes SmallRye open the channel's producer */
    public ClassifyPipeline(
            LoadOutcome load,
            ChannelRegistry channels,
            KafkaClientService kafka,
            Clock clock,
            MeterPublisher meters,
            TracePublisher traces,
            Underway underway,
            @Channel("reports") MutinyEmitter<byte[]> reports) {
        this.load = load;
        this.channels = channels;
        this.meters = meters;
        this.traces = traces;
        this.kafka = kafka;
        this.clock = clock;
        this.underway = underway;
    }

    /** Without models nothing is consumed, and no partition is held: other replicas do the work. */
    void open(@Observes StartupEvent started) {
        load.failure()
                .ifPresentOrElse(
                        reason -> LOG.errorf("Models not loaded, consuming nothing stage=start reason=%s", reason),
                        channels.getPausable("articles")::resume);
    }

    @Incoming("articles")
    public Uni<Void> classify(ConsumerRecords<String, byte[]> articles) {
        List<Uni<List<ProducerRecord<String, byte[]>>>> walks = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> article : articles) {
            walks.add(Uni.createFrom()
                    .item(() -> traces.processing(article, step -> reportsOf(article, step)))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
        }
        // In the articles' order, however they overtook one another.
        return Uni.join()
                .all(walks)
                .usingConcurrencyOf(AT_ONCE)
                .andFailFast()
                .map(reports -> reports.stream().flatMap(List::stream).toList())
                .chain(this::publish)
                .onSubscription()
                .invoke(underway::begin)
                .onTermination()
                .invoke(underway::end);
    }

    private List<ProducerRecord<String, byte[]>> reportsOf(
            ConsumerRecord<String, byte[]> record, TracePublisher.Step step) {
        ArticleRecord article = ArticleRecord.read(record.value());
        if (article instanceof ArticleRecord.Unreadable unreadable) {
            step.failed("unreadable");
            return List.of(deadLetter(record, "read", unreadable.reason()));
        }
        if (article instanceof ArticleRecord.Readable readable) {
            step.concerns(readable.article().articleId());
            return reportsOf(record, readable.article(), step);
        }
        throw new AssertionError(article);
    }

    /** One article's failure is its own: it goes to the dead letters, and the batch goes on. */
    private List<ProducerRecord<String, byte[]>> reportsOf(
            ConsumerRecord<String, byte[]> record, Article article, TracePublisher.Step step) {
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            meters.waited(Duration.between(Instant.ofEpochMilli(record.timestamp()), now));
            List<EventReport> reports = meters.classified(() -> load.events().find(article, now));
            List<ProducerRecord<String, byte[]>> out = new ArrayList<>();
            reports.forEach(report -> out.add(reported(report)));
            if (article.revision() > 1) {
                // Behind its reports: whoever learns that earlier ones no longer stand may have seen what does.
                out.add(revised(ArticleRevised.of(article, reports, now)));
            }
            return out;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.errorf(e, "Classification failed articleId=%s stage=classify", article.articleId());
            step.failed(e.getClass().getName());
            return List.of(deadLetter(
                    record, "classify", "classification failed: " + e.getClass().getSimpleName()));
        }
    }

    private static ProducerRecord<String, byte[]> reported(EventReport report) {
        String id = report.reportId();
        return cloudEvent(REPORTS, id, id, report.reportedAt(), ReportJson.write(report));
    }

    private static ProducerRecord<String, byte[]> revised(ArticleRevised revised) {
        String id = revised.articleId() + "/" + revised.revision();
        return cloudEvent(REVISIONS, id, revised.articleId(), revised.revisedAt(), ReportJson.write(revised));
    }

    /** CloudEvents 1.0, Kafka protocol binding, binary content mode; the same event has the same id on every replay. */
    private static ProducerRecord<String, byte[]> cloudEvent(
            String topic, String id, String subject, Instant time, byte[] value) {
        ProducerRecord<String, byte[]> out = new ProducerRecord<>(topic, subject, value);
        Headers headers = out.headers();
        add(headers, "content-type", "application/json");
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", id);
        add(headers, "ce_source", "/classify-service");
        add(headers, "ce_type", "dev.tocsin." + topic);
        add(headers, "ce_subject", subject);
        add(headers, "ce_time", time.toString());
        return out;
    }

    private ProducerRecord<String, byte[]> deadLetter(
            ConsumerRecord<String, byte[]> record, String stage, String reason) {
        LOG.warnf(
                "Article refused stage=%s partition=%d offset=%d reason=%s",
                stage, record.partition(), record.offset(), reason);
        meters.setAside();
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(record.topic() + DEAD_LETTERS, record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        add(letter.headers(), "tocsin-dlq-reason", reason);
        add(letter.headers(), "tocsin-dlq-topic", record.topic());
        add(letter.headers(), "tocsin-dlq-partition", String.valueOf(record.partition()));
        add(letter.headers(), "tocsin-dlq-offset", String.valueOf(record.offset()));
        return letter;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private Uni<Void> publish(List<ProducerRecord<String, byte[]>> out) {
        if (out.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .<Void>emitter(sent -> {
                    Producer<String, byte[]> producer =
                            kafka.<String, byte[]>getProducer("reports").unwrap();
                    AtomicInteger unsent = new AtomicInteger(out.size());
                    for (ProducerRecord<String, byte[]> record : out) {
                        producer.send(record, (metadata, failure) -> {
                            if (failure != null) {
                                sent.fail(failure);
                            } else if (unsent.decrementAndGet() == 0) {
                                sent.complete(null);
                            }
                        });
                    }
                })
                // send() itself blocks while the broker's metadata is unknown: never on the event loop.
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Reports not sent, trying again stage=publish reason=%s", failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, SLOWEST_RETRY)
                .indefinitely();
    }
}
