package dev.tocsin.alerting.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.TenantRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of the first try of a test message. */
@Singleton
public class TestResultRepository {

    private static final String FIRST =
            "select outcome, status_code, error, duration_ms, response_excerpt from alerts.attempt"
                    + " where delivery_id = $1 order by number limit 1";

    /**
     * @param outcome delivered, rejected, throttled, timed_out …: one word
     * @param status of the answer; left out when there was none
     * @param error why it did not succeed
     * @param responseExcerpt the start of the answer's body
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            String outcome,
            @Nullable Integer status,
            @Nullable String error,
            int latencyMs,
            String responseExcerpt) {}

    private final TenantRepository tenants;

    public TestResultRepository(TenantRepository tenants) {
        this.tenants = tenants;
    }

    /** Empty until it has been tried. */
    Uni<Optional<Result>> of(Caller caller, String messageId) {
        return tenants.connection(
                caller,
                connection -> connection
                        .preparedQuery(FIRST)
                        .execute(Tuple.of(messageId))
                        .map(rows -> rows.size() == 0
                                ? Optional.empty()
                                : Optional.of(result(rows.iterator().next()))));
    }

    private static Result result(Row row) {
        return new Result(
                row.getString("outcome"),
                row.getInteger("status_code"),
                row.getString("error"),
                row.getInteger("duration_ms"),
                row.getString("response_excerpt"));
    }
}
