package dev.tocsin.alerting;

import dev.tocsin.alerting.alert.AlertConfig;
import dev.tocsin.alerting.alert.Patience;
import dev.tocsin.alerting.delivery.DeliveryDispatcher;
import dev.tocsin.alerting.delivery.DeliveryRepository;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.identity.Anchors;
import dev.tocsin.alerting.lifecycle.Gathered;
import dev.tocsin.alerting.lifecycle.Gathering;
import dev.tocsin.alerting.lifecycle.LifecycleRepository;
import dev.tocsin.alerting.lifecycle.MeterPublisher;
import dev.tocsin.alerting.lifecycle.Neighbourhood;
import dev.tocsin.alerting.lifecycle.NeighbourhoodRepository;
import dev.tocsin.alerting.lifecycle.Stored;
import dev.tocsin.alerting.report.ArticleRevised;
import dev.tocsin.alerting.report.ContractReader;
import dev.tocsin.alerting.report.ContractReader.Reading;
import dev.tocsin.alerting.report.DeadLetterPublisher;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.ReportRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * From event reports and corrections to alerts to deliveries. A batch of records is one transaction: the reports that are
 * new are stored, all that hangs together with them is sorted by event anew, and what has so become of alerts is fanned
 * out to their subscribers. Offsets are committed afterwards, so a batch that fails at any point is read again, and what
 * it had done already it does not do twice.
 */
@ApplicationScoped
public class AlertPipeline {
    private static final Logger LOG = Logger.getLogger(AlertPipeline.class);

    private final ContractReader<EventReported> reader = new ContractReader<>(EventReported.class);
    private final ContractReader<ArticleRevised> corrections = new ContractReader<>(ArticleRevised.class);
    private final ReportRepository reports;
    private final NeighbourhoodRepository neighbourhoods;
    private final LifecycleRepository alerts;
    private final DeliveryRepository deliveries;
    private final DeadLetterPublisher deadLetters;
    private final Mutiny.SessionFactory sessions;
    private final AlertConfig config;
    private final MeterPublisher news;
    private final MeterRegistry meters;
    private final Vertx vertx;
    private final Clock clock;
    private final Ids ids;

    public AlertPipeline(
            ReportRepository reports,
            NeighbourhoodRepository neighbourhoods,
            LifecycleRepository alerts,
            DeliveryRepository deliveries,
            DeadLetterPublisher deadLetters,
            Mutiny.SessionFactory sessions,
            AlertConfig config,
            MeterPublisher news,
            MeterRegistry meters,
            Vertx vertx,
            Clock clock,
            Ids ids) {
        this.reports = reports;
        this.neighbourhoods = neighbourhoods;
        this.alerts = alerts;
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
        this.sessions = sessions;
        this.config = config;
        this.news = news;
        this.meters = meters;
        this.vertx = vertx;
        this.clock = clock;
        this.ids = ids;
    }

    /** A report or a correction, and the record that brought it. */
    private record Received(
            List<EventReported> report, List<ArticleRevised> correction, ConsumerRecord<byte[], byte[]> record) {}

    /** What can be stored of a batch, and what has to be set aside, each with its reason. */
    private record Read(List<Received> batch, Map<ConsumerRecord<byte[], byte[]>, String> rejected) {}

    /** Takes a batch of reports; completes when nothing in it can be lost any more. */
    @Incoming("event-reported")
    public Uni<Void> receive(ConsumerRecords<byte[], byte[]> records) {
        return take(
                records,
                record -> reader.read(record.value()),
                (report, record) -> new Received(List.of(report), List.of(), record));
    }

    /** Takes a batch of corrections, as reports are taken. */
    @Incoming("article-revised")
    public Uni<Void> correct(ConsumerRecords<byte[], byte[]> records) {
        return take(
                records,
                record -> corrections.read(record.value()),
                (correction, record) -> new Received(List.of(), List.of(correction), record));
    }

    private <T> Uni<Void> take(
            ConsumerRecords<byte[], byte[]> records,
            Function<ConsumerRecord<byte[], byte[]>, Reading<T>> read,
            BiFunction<T, ConsumerRecord<byte[], byte[]>, Received> received) {
        // Hibernate Reactive is bound to this thread, and the answers of Kafka and of timers come on others.
        Context context = Objects.requireNonNull(Vertx.currentContext(), "A batch comes on a Vert.x context");
        return onWorker(() -> read(records, read, received))
                .chain(all -> inTurn(all.rejected().entrySet().stream()
                                .map(poison -> deadLetter(poison.getKey(), poison.getValue()))
                                .toList())
                        .emitOn(task -> context.runOnContext(unused -> task.run()))
                        .chain(() -> settle(all.batch(), Patience.from(config, clock.instant()), context)));
    }

    private static <T> Read read(
            ConsumerRecords<byte[], byte[]> records,
            Function<ConsumerRecord<byte[], byte[]>, Reading<T>> read,
            BiFunction<T, ConsumerRecord<byte[], byte[]>, Received> received) {
        Read all = new Read(new ArrayList<>(), new LinkedHashMap<>());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Reading<T> reading = read.apply(record);
            if (reading instanceof Reading.Accepted<T> accepted) {
                all.batch().add(received.apply(accepted.value(), record));
            } else if (reading instanceof Reading.Rejected<T> poison) {
                all.rejected().put(record, poison.reason());
            }
        }
        // Worked out here, before the transaction, in which all others wait for this batch, and kept for it.
        all.batch().forEach(each -> each.report().forEach(Anchors::probe));
        return all;
    }

    /** Stores a batch, however often it has to try; what the database cannot hold is set aside by itself. */
    private Uni<Void> settle(List<Received> batch, Patience patience, Context context) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store(batch).invoke(this::announce).replaceWithVoid().onFailure().recoverWithUni(failure -> {
            if (LifecycleRepository.isFinal(failure)) {
                return setAside(batch, patience, context);
            }
            Instant now = clock.instant();
            if (patience.isOver(now)) {
                LOG.errorf(failure, "Batch given up records=%d", batch.size());
                return Uni.createFrom().failure(failure);
            }
            Duration wait = patience.nextWait();
            LOG.warnf(
                    "Batch will be tried again records=%d waitMillis=%d cause=\"%s\"",
                    batch.size(), wait.toMillis(), root(failure));
            return pause(wait, context).chain(() -> settle(batch, patience.afterWait(), context));
        });
    }

    private Uni<Stored> store(List<Received> batch) {
        List<EventReported> received =
                batch.stream().flatMap(each -> each.report().stream()).toList();
        List<ArticleRevised> corrected =
                batch.stream().flatMap(each -> each.correction().stream()).toList();
        return sessions.withTransaction((session, transaction) -> neighbourhoods
                .lock(session)
                .chain(now -> reports.fresh(session, received)
                        .chain(fresh -> neighbourhoods
                                .around(session, fresh, corrected)
                                .chain(found -> gather(found, now))
                                .chain(gathered -> alerts.save(session, gathered, now)
                                        .chain(announced -> deliveries.fanOut(session, announced))
                                        .map(queued -> new Stored(received.size(), fresh, gathered, queued))))));
    }

    private Uni<List<Gathered>> gather(List<Neighbourhood> found, Instant now) {
        return onWorker(() -> found.stream()
                .map(each -> Gathering.of(each, () -> ids.next("alr"), now))
                .toList());
    }

    /** What takes a while; goes on where it was called, as the session demands. */
    private <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work).toCompletionStage());
    }

    private void announce(Stored stored) {
        reports.remember(stored.fresh());
        news.tell(stored);
        if (stored.queued() > 0) {
            // The dispatcher need not wait for its next look at the table.
            vertx.eventBus().publish(DeliveryDispatcher.DUE, stored.queued());
        }
    }

    /** Tries each record alone, so that one that cannot be stored does not take the others with it. */
    private Uni<Void> setAside(List<Received> batch, Patience patience, Context context) {
        if (batch.size() == 1) {
            return deadLetter(batch.get(0).record(), "The database refuses what it says")
                    .emitOn(task -> context.runOnContext(unused -> task.run()));
        }
        return inTurn(batch.stream()
                .map(one -> Uni.createFrom().deferred(() -> settle(List.of(one), patience, context)))
                .toList());
    }

    private Uni<Void> deadLetter(ConsumerRecord<byte[], byte[]> record, String reason) {
        return Uni.createFrom()
                .deferred(() -> deadLetters.publish(record, reason))
                .invoke(() -> meters.counter("tocsin.reports.deadlettered").increment());
    }

    private Uni<Void> pause(Duration wait, Context context) {
        return Uni.createFrom()
                .emitter(emitter -> vertx.setTimer(
                        wait.toMillis(), timer -> context.runOnContext(unused -> emitter.complete(null))));
    }

    private static Uni<Void> inTurn(List<Uni<Void>> steps) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> step)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** What went wrong first, on one line: what is wrapped around it repeats the statement. */
    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root).lines().findFirst().orElse("");
    }
}
