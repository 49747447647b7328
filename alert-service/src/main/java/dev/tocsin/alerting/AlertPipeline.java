package dev.tocsin.alerting;

import dev.tocsin.alerting.alert.AlertConfig;
import dev.tocsin.alerting.alert.Patience;
import dev.tocsin.alerting.delivery.DeliveryDispatcher;
import dev.tocsin.alerting.delivery.DeliveryRepository;
import dev.tocsin.alerting.drain.Underway;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.identity.Anchors;
import dev.tocsin.alerting.lifecycle.Gathering;
import dev.tocsin.alerting.lifecycle.LifecycleRepository;
import dev.tocsin.alerting.lifecycle.MeterPublisher;
import dev.tocsin.alerting.lifecycle.NeighbourhoodRepository;
import dev.tocsin.alerting.lifecycle.Stored;
import dev.tocsin.alerting.lifecycle.TracePublisher;
import dev.tocsin.alerting.report.ArticleRevised;
import dev.tocsin.alerting.report.ContractReader;
import dev.tocsin.alerting.report.ContractReader.Reading;
import dev.tocsin.alerting.report.DeadLetterPublisher;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.ReportRepository;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
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
    private final TracePublisher traces;
    private final Vertx vertx;
    private final Clock clock;
    private final Ids ids;
    private final Underway underway;

    public AlertPipeline(
            ReportRepository reports,
            NeighbourhoodRepository neighbourhoods,
            LifecycleRepository alerts,
            DeliveryRepository deliveries,
            DeadLetterPublisher deadLetters,
            Mutiny.SessionFactory sessions,
            AlertConfig config,
            MeterPublisher news,
            TracePublisher traces,
            Vertx vertx,
            Clock clock,
            Ids ids,
            Underway underway) {
        this.reports = reports;
        this.neighbourhoods = neighbourhoods;
        this.alerts = alerts;
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
        this.sessions = sessions;
        this.config = config;
        this.news = news;
        this.traces = traces;
        this.vertx = vertx;
        this.clock = clock;
        this.ids = ids;
        this.underway = underway;
    }

    /** A report or a correction, and the record that brought it. */
    private record Received(
            List<EventReported> report,
            List<ArticleRevised> correction,
            ConsumerRecord<byte[], byte[]> record,
            TracePublisher.Step step) {}

    /** What can be stored of a batch, and what has to be set aside, each with its reason. */
    private record Read(List<Received> batch, Map<ConsumerRecord<byte[], byte[]>, String> rejected) {}

    /** Takes a batch of reports; completes when nothing in it can be lost any more. */
    @Incoming("event-reported")
    public Uni<Void> receive(ConsumerRecords<byte[], byte[]> records) {
        return take(
                records,
                record -> reader.read(record.value()),
                (report, record) ->
                        new Received(List.of(report), List.of(), record, traces.processing(record, report)));
    }

    @Incoming("article-revised")
    public Uni<Void> correct(ConsumerRecords<byte[], byte[]> records) {
        return take(
                records,
                record -> corrections.read(record.value()),
                (correction, record) -> new Received(
                        List.of(), List.of(correction), record, traces.processing(record, correction.articleId())));
    }

    private <T> Uni<Void> take(
            ConsumerRecords<byte[], byte[]> records,
            Function<ConsumerRecord<byte[], byte[]>, Reading<T>> read,
            BiFunction<T, ConsumerRecord<byte[], byte[]>, Received> received) {
        // Hibernate Reactive is bound to this thread, and the answers of Kafka and of timers come on others.
        Context context = Objects.requireNonNull(Vertx.currentContext(), "A batch comes on a Vert.x context");
        if (!underway.begin()) {
            return Uni.createFrom().nothing(); // never acknowledged, so another replica reads it
        }
        return onWorker(() -> read(records, read, received))
                .chain(all -> inTurn(all.rejected().entrySet().stream()
                                .map(poison -> deadLetters.publish(poison.getKey(), poison.getValue()))
                                .toList())
                        .emitOn(task -> context.runOnContext(unused -> task.run()))
                        .chain(() -> settle(all.batch(), Patience.from(config, clock.instant()), context)))
                .onTermination()
                .invoke(underway::end);
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
        return store(batch)
                .invoke(stored -> announce(stored, batch))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    if (LifecycleRepository.isFinal(failure)) {
                        return setAside(batch, patience, context);
                    }
                    if (patience.isOver(clock.instant())) {
                        LOG.errorf(failure, "Batch given up records=%d", batch.size());
                        return Uni.createFrom().failure(failure);
                    }
                    Duration wait = patience.nextWait();
                    LOG.warnf(
                            "Batch will be tried again records=%d waitMillis=%d cause=\"%s\"",
                            batch.size(), wait.toMillis(), LifecycleRepository.root(failure));
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
                                .chain(found -> onWorker(() -> found.stream()
                                        .map(each -> Gathering.of(each, () -> ids.next("alr"), now))
                                        .toList()))
                                .chain(gathered -> alerts.save(
                                                session,
                                                gathered,
                                                now,
                                                traces.versions(
                                                        gathered, batch.stream().map(Received::step)))
                                        .chain(announced -> deliveries.fanOut(session, announced))
                                        .map(queued -> new Stored(received.size(), fresh, gathered, queued))))));
    }

    /** What takes a while; goes on where it was called, as the session demands. */
    private <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work).toCompletionStage());
    }

    private void announce(Stored stored, List<Received> batch) {
        batch.forEach(each -> each.step().end());
        reports.remember(stored.fresh());
        news.tell(stored);
        if (stored.queued() > 0) {
            vertx.eventBus().publish(DeliveryDispatcher.DUE, stored.queued());
        }
    }

    /** Tries each record alone, so that one that cannot be stored does not take the others with it. */
    private Uni<Void> setAside(List<Received> batch, Patience patience, Context context) {
        if (batch.size() == 1) {
            batch.get(0).step().setAside();
            return deadLetters
                    .publish(batch.get(0).record(), "The database refuses what it says")
                    .emitOn(task -> context.runOnContext(unused -> task.run()));
        }
        return inTurn(batch.stream()
                .map(one -> Uni.createFrom().deferred(() -> settle(List.of(one), patience, context)))
                .toList());
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
}
