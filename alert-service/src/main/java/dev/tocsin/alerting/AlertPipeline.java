package dev.tocsin.alerting;

import dev.tocsin.alerting.alert.AlertConfig;
import dev.tocsin.alerting.alert.AlertRaised;
import dev.tocsin.alerting.alert.AlertRepository;
import dev.tocsin.alerting.alert.CandidateRepository;
import dev.tocsin.alerting.alert.Gathering;
import dev.tocsin.alerting.alert.Gathering.Gathered;
import dev.tocsin.alerting.delivery.DeliveryDispatcher;
import dev.tocsin.alerting.delivery.DeliveryRepository;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.report.DeadLetterPublisher;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.ReportReader;
import dev.tocsin.alerting.report.ReportReader.Reading;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.JDBCException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * From event reports to alerts to deliveries. A batch of records is one transaction: the reports that are new are
 * stored, each finds or raises its alert, and what was raised is fanned out to its subscribers. Offsets are committed
 * afterwards, so a batch that fails at any point is read again, and what it had done already it does not do twice.
 */
@ApplicationScoped
public class AlertPipeline {
    private static final Logger LOG = Logger.getLogger(AlertPipeline.class);

    private final ReportReader reader = new ReportReader();
    private final ReportRepository reports;
    private final CandidateRepository candidates;
    private final AlertRepository alerts;
    private final DeliveryRepository deliveries;
    private final DeadLetterPublisher deadLetters;
    private final Mutiny.SessionFactory sessions;
    private final AlertConfig config;
    private final MeterRegistry meters;
    private final Vertx vertx;
    private final Clock clock;
    private final Ids ids;

    public AlertPipeline(
            ReportRepository reports,
            CandidateRepository candidates,
            AlertRepository alerts,
            DeliveryRepository deliveries,
            DeadLetterPublisher deadLetters,
            Mutiny.SessionFactory sessions,
            AlertConfig config,
            MeterRegistry meters,
            Vertx vertx,
            Clock clock,
            Ids ids) {
        this.reports = reports;
        this.candidates = candidates;
        this.alerts = alerts;
        this.deliveries = deliveries;
        this.deadLetters = deadLetters;
        this.sessions = sessions;
        this.config = config;
        this.meters = meters;
        this.vertx = vertx;
        this.clock = clock;
        this.ids = ids;
    }

    /** A report and the record that brought it. */
    private record Received(EventReported report, ConsumerRecord<byte[], byte[]> record) {}

    /** How often a batch was tried, and until when it is. */
    private record Patience(Duration nextWait, Duration longestWait, Instant end) {
        static Patience from(AlertConfig config, Instant now) {
            return new Patience(config.firstRetryAfter(), config.longestRetryAfter(), now.plus(config.giveUpAfter()));
        }

        boolean isOver(Instant now) {
            return !now.isBefore(end);
        }

        Patience afterWait() {
            Duration twice = nextWait.multipliedBy(2);
            return new Patience(twice.compareTo(longestWait) < 0 ? twice : longestWait, longestWait, end);
        }
    }

    /** What a transaction has done. */
    private record Stored(int fresh, List<Gathered> gathered, List<AlertRaised> raised) {}

    /** Takes a batch; completes when nothing in it can be lost any more. */
    @Incoming("event-reported")
    public Uni<Void> receive(ConsumerRecords<byte[], byte[]> records) {
        // Hibernate Reactive is bound to this thread, and the answers of Kafka and of timers come on others.
        Context context = Objects.requireNonNull(Vertx.currentContext(), "A batch comes on a Vert.x context");
        List<Received> batch = new ArrayList<>();
        List<Uni<Void>> rejected = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Reading reading = reader.read(record.value());
            if (reading instanceof Reading.Accepted accepted) {
                batch.add(new Received(accepted.report(), record));
            } else if (reading instanceof Reading.Rejected poison) {
                rejected.add(deadLetter(record, poison.reason()));
            }
        }
        return inTurn(rejected)
                .emitOn(task -> context.runOnContext(unused -> task.run()))
                .chain(() -> settle(batch, Patience.from(config, clock.instant()), context));
    }

    /** Stores a batch, however often it has to try; what the database cannot hold is set aside by itself. */
    private Uni<Void> settle(List<Received> batch, Patience patience, Context context) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store(batch.stream().map(Received::report).toList())
                .invoke(stored -> announce(stored, batch.size()))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    if (isUnstorable(failure)) {
                        return setAside(batch, patience, context);
                    }
                    Instant now = clock.instant();
                    if (patience.isOver(now)) {
                        LOG.errorf(failure, "Batch given up reports=%d", batch.size());
                        return Uni.createFrom().failure(failure);
                    }
                    Duration wait = patience.nextWait();
                    LOG.warnf(
                            "Batch will be tried again reports=%d waitMillis=%d cause=\"%s\"",
                            batch.size(), wait.toMillis(), root(failure));
                    return pause(wait, context).chain(() -> settle(batch, patience.afterWait(), context));
                });
    }

    private Uni<Stored> store(List<EventReported> batch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return sessions.withTransaction((session, transaction) -> candidates
                .lock(session)
                .chain(() -> reports.fresh(session, batch))
                .chain(fresh -> candidates
                        .among(session, fresh)
                        .map(known -> new Gathering(known, () -> ids.next("alr"), now).gather(fresh))
                        .chain(gathered -> alerts.save(session, gathered, now)
                                .call(raised -> deliveries.fanOut(session, raised))
                                .map(raised -> new Stored(fresh.size(), gathered, raised)))));
    }

    private void announce(Stored stored, int received) {
        meters.counter("tocsin.reports.received").increment(received);
        meters.counter("tocsin.reports.duplicate").increment(received - stored.fresh());
        meters.counter("tocsin.alerts.raised").increment(stored.raised().size());
        meters.counter("tocsin.alerts.joined")
                .increment(stored.gathered().size() - stored.raised().size());
        for (Gathered alert : stored.gathered()) {
            LOG.infof(
                    "Alert %s alertId=%s version=%d reports=%d",
                    alert.isRaised() ? "raised" : "corroborated",
                    alert.before().id(),
                    alert.version(),
                    alert.reports().size());
        }
        if (!stored.raised().isEmpty()) {
            // The dispatcher need not wait for its next look at the table.
            vertx.eventBus().publish(DeliveryDispatcher.DUE, stored.raised().size());
        }
    }

    /** Tries each report alone, so that one that cannot be stored does not take the others with it. */
    private Uni<Void> setAside(List<Received> batch, Patience patience, Context context) {
        if (batch.size() == 1) {
            return deadLetter(batch.get(0).record(), "The database refuses the report")
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

    /** SQLSTATE class 22 (data exception) or 23 (integrity): trying again would end the same way. */
    private static boolean isUnstorable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JDBCException refusal && refusal.getSQLState() != null) {
                return refusal.getSQLState().startsWith("22")
                        || refusal.getSQLState().startsWith("23");
            }
        }
        return false;
    }
}
