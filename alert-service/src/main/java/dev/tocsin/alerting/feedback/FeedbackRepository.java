package dev.tocsin.alerting.feedback;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.TenantRepository;
import dev.tocsin.alerting.audit.Action;
import dev.tocsin.alerting.audit.AuditRepository;
import dev.tocsin.alerting.audit.Changes;
import dev.tocsin.alerting.audit.Target;
import dev.tocsin.alerting.feedback.Feedback.Verdict;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.ReportRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Table {@code alerts.feedback}. */
@Singleton
public class FeedbackRepository {
    /** So much may one account say of one alert: room for every desk of a firm, none for a loop gone wild. */
    static final int MOST_PER_ALERT = 100;

    /** An alert of more reports is cut in a case: what identity gets wrong shows long before. */
    private static final int MOST_REPORTS = 100;

    /** One at a time of an account about an alert, so that the limit holds; until the transaction's end. */
    private static final String IN_TURN = "select pg_advisory_xact_lock(hashtextextended($1 || $2, 0)) is null";

    private static final String KNOWN = """
            select a.version, a.title,
                   exists (select from alerts.alert where id = $2) as other_exists,
                   (select count(*) from alerts.feedback where alert_id = $1 and account_id = $3) as given
            from alerts.alert a where a.id = $1
            """;

    private static final String INSERT = """
            insert into alerts.feedback (id, account_id, alert_id, alert_version, verdict, duplicate_of, note, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    private static final String NEWEST = """
            from alerts.feedback f join alerts.alert a on a.id = f.alert_id
            where (cardinality($1::text[]) = 0 or f.verdict = any($1)) and ($2::text is null or f.alert_id = $2)
              and ($4::text is null or (f.created_at, f.id) < ($3, $4))
            order by f.created_at desc, f.id desc
            limit $5
            """;

    private static final String PAGE = "select f.*, a.title " + NEWEST;

    private static final String CASES =
            """
            with f as (select f.* %s)
            select f.*, %s as reports, %s as other_reports from f order by f.created_at desc, f.id desc
            """.formatted(NEWEST, reportsOf("f.alert_id", "f.duplicate_of"), reportsOf("f.duplicate_of", "f.alert_id"));

    private final TenantRepository tenants;
    private final AuditRepository audit;
    private final Pool pool;
    private final ReportRepository reports;

    /** @param pool for what the operator reads of all accounts */
    public FeedbackRepository(TenantRepository tenants, AuditRepository audit, Pool pool, ReportRepository reports) {
        this.tenants = tenants;
        this.audit = audit;
        this.pool = pool;
        this.reports = reports;
    }

    /**
     * Keeps what a person typed.
     *
     * @param id of the feedback
     * @throws Problem when it cannot be used
     */
    public Uni<Feedback> give(String id, Caller caller, String alertId, @Nullable FeedbackRequest typed, Instant now) {
        try {
            return add(id, caller, FeedbackDraft.of(alertId, typed), now).map(FeedbackRepository::kept);
        } catch (InvalidFeedback e) {
            throw invalid(e);
        }
    }

    private static Feedback kept(FeedbackOutcome outcome) {
        if (outcome instanceof FeedbackOutcome.Stored stored) {
            return stored.feedback();
        }
        if (outcome instanceof FeedbackOutcome.UnknownDuplicate) {
            throw invalid(new InvalidFeedback("duplicateOf", "There is no alert with this id."));
        }
        if (outcome instanceof FeedbackOutcome.Full) {
            throw new Problem(
                    ProblemType.TOO_MUCH_FEEDBACK,
                    "Your account has given " + MOST_PER_ALERT
                            + " feedbacks about this alert. Talk to the operator instead.");
        }
        throw Problem.no("alert").get();
    }

    private static Problem invalid(InvalidFeedback e) {
        return new Problem(ProblemType.INVALID_FEEDBACK, e.detail()).with("property", e.property());
    }

    /** Stores it as said of the version that stands now. */
    Uni<FeedbackOutcome> add(String id, Caller caller, FeedbackDraft draft, Instant now) {
        String accountId = caller.accountId();
        Changes said = Changes.made(
                Map.of("alertId", draft.alertId(), "verdict", draft.verdict().wireName()));
        return tenants.connection(
                caller,
                connection -> connection
                        .preparedQuery(IN_TURN)
                        .execute(Tuple.of(accountId, draft.alertId()))
                        .chain(() -> connection
                                .preparedQuery(KNOWN)
                                .execute(Tuple.of(draft.alertId(), draft.duplicateOf(), accountId)))
                        .chain(known -> known.size() == 0
                                ? Uni.createFrom().item(new FeedbackOutcome.UnknownAlert())
                                : add(
                                        connection,
                                        id,
                                        accountId,
                                        draft,
                                        now,
                                        known.iterator().next()))
                        .call(outcome -> outcome instanceof FeedbackOutcome.Stored
                                ? audit.record(
                                        connection,
                                        caller.did(
                                                Action.CREATE, new Target(Target.Kind.FEEDBACK, id, accountId), said))
                                : Uni.createFrom().voidItem()));
    }

    private static Uni<FeedbackOutcome> add(
            SqlConnection connection, String id, String accountId, FeedbackDraft draft, Instant now, Row known) {
        if (draft.duplicateOf() != null && !known.getBoolean("other_exists")) {
            return Uni.createFrom().item(new FeedbackOutcome.UnknownDuplicate());
        }
        if (known.getLong("given") >= MOST_PER_ALERT) {
            return Uni.createFrom().item(new FeedbackOutcome.Full());
        }
        Feedback feedback = new Feedback(
                id,
                draft.alertId(),
                known.getInteger("version"),
                known.getString("title"),
                draft.verdict(),
                draft.duplicateOf(),
                draft.note(),
                now,
                accountId);
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.from(new @Nullable Object[] {
                    id,
                    accountId,
                    feedback.alertId(),
                    feedback.alertVersion(),
                    feedback.verdict().wireName(),
                    feedback.duplicateOf(),
                    feedback.note(),
                    now.atOffset(ZoneOffset.UTC)
                }))
                .replaceWith(new FeedbackOutcome.Stored(feedback));
    }

    /** Newest first, one more than asked for when there are more. */
    Uni<List<Feedback>> newest(FeedbackQuery query) {
        return find(PAGE, query, query.limit() + 1, FeedbackRepository::feedback);
    }

    /** Newest first, as many as asked for, each with the reports of its alerts. */
    Uni<List<FeedbackCase>> cases(FeedbackQuery query) {
        return find(CASES, query, query.limit(), this::feedbackCase);
    }

    private <T> Uni<List<T>> find(String sql, FeedbackQuery query, int most, Function<Row, T> read) {
        Tuple parameters = Tuple.from(new @Nullable Object[] {
            query.verdicts().toArray(String[]::new),
            query.alertId(),
            query.cursor().map(Cursor::at).orElse(Instant.EPOCH).atOffset(ZoneOffset.UTC),
            query.cursor().map(Cursor::id).orElse(null),
            most
        });
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(read)
                        .toList());
    }

    private static Feedback feedback(Row row) {
        return new Feedback(
                row.getString("id"),
                row.getString("alert_id"),
                row.getInteger("alert_version"),
                row.getString("title"),
                verdict(row),
                row.getString("duplicate_of"),
                row.getString("note"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("account_id"));
    }

    private FeedbackCase feedbackCase(Row row) {
        return new FeedbackCase(
                row.getString("id"),
                verdict(row),
                row.getString("duplicate_of"),
                row.getString("alert_id"),
                row.getOffsetDateTime("created_at").toInstant(),
                reports(row, "reports"),
                reports(row, "other_reports"));
    }

    private static Verdict verdict(Row row) {
        return Verdict.of(row.getString("verdict")).orElseThrow();
    }

    private List<EventReported> reports(Row row, String column) {
        return Stream.of(row.getArrayOfStrings(column)).map(reports::read).toList();
    }

    /** Those that it holds and those that it was first to hold: once the two are merged, each has its own again. */
    private static String reportsOf(String alertId, String otherId) {
        return """
                array(select body::text from alerts.report
                      where alert_id = %1$s and home_alert_id is distinct from %2$s
                         or home_alert_id = %1$s and home_alert_id <> alert_id
                      order by received_at, id limit %3$d)
                """.formatted(alertId, otherId, MOST_REPORTS);
    }
}
