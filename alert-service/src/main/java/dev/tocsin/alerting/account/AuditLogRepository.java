package dev.tocsin.alerting.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tocsin.alerting.id.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Reads table {@code alerts.audit}: an account its own rows, the operator all. */
@Singleton
public class AuditLogRepository {
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private static final String PAGE = """
            select id, account_id, actor_account_id, actor_key_id, actor_role, action, target_type, target_id,
                   changes::text as changes, request_id, created_at,
                   case when $1::text is null or actor_account_id = $1 then address end as address
            from alerts.audit
            where ($1::text is null or account_id = $1)
              and (cardinality($2::text[]) = 0 or action = any($2))
              and (cardinality($3::text[]) = 0 or target_type = any($3))
              and ($4::text is null or target_id = $4)
              and ($5::text is null or actor_key_id = $5)
              and ($6::text is null or account_id = $6)
              and ($7::timestamptz is null or created_at >= $7)
              and ($8::timestamptz is null or created_at < $8)
              and created_at <= $9 and ($10::text is null or (created_at, id) < ($9, $10))
            order by created_at desc, id desc
            limit $11
            """;

    private final TenantRepository tenants;

    public AuditLogRepository(TenantRepository tenants) {
        this.tenants = tenants;
    }

    /** @param role of the key at that time */
    @Schema(name = "AuditActor")
    public record Actor(String accountId, String keyId, String role) {}

    /** What was changed. */
    @Schema(name = "AuditTarget")
    public record Changed(String type, String id) {}

    /**
     * One change.
     *
     * @param accountId whose row was changed
     * @param changes by property: before and after; what is secret is ***
     * @param address of the client; left out where it is not kept, and where it is the operator's and an account asks
     */
    @Schema(name = "AuditEntry")
    public record Entry(
            String id,
            Instant at,
            String accountId,
            Actor actor,
            String action,
            Changed target,

            @JsonRawValue @Schema(implementation = Map.class)
            String changes,

            String requestId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String address) {}

    /** Newest first, one more than asked for when there are more. */
    Uni<List<Entry>> newest(Caller caller, AuditQuery query) {
        Tuple parameters = Tuple.from(new @Nullable Object[] {
            caller.onlyAccount().orElse(null),
            query.actions().toArray(String[]::new),
            query.targets().toArray(String[]::new),
            query.targetId(),
            query.keyId(),
            query.accountId(),
            time(query.since()),
            time(query.until()),
            time(query.cursor().map(Cursor::at).orElse(END_OF_TIME)),
            query.cursor().map(Cursor::id).orElse(null),
            query.limit() + 1
        });
        return tenants.connection(
                caller,
                connection -> connection
                        .preparedQuery(PAGE)
                        .execute(parameters)
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(AuditLogRepository::entry)
                                .toList()));
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getString("id"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("account_id"),
                new Actor(
                        row.getString("actor_account_id"), row.getString("actor_key_id"), row.getString("actor_role")),
                row.getString("action"),
                new Changed(row.getString("target_type"), row.getString("target_id")),
                row.getString("changes"),
                row.getString("request_id"),
                row.getString("address"));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
