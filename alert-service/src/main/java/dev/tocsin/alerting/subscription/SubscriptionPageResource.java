package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.secret.Vault;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All subscriptions of an account, page by page. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class SubscriptionPageResource {

    private static final int MAX_LIMIT = 200;

    private final SubscriptionRepository subscriptions;
    private final Vault vault;

    public SubscriptionPageResource(SubscriptionRepository subscriptions, Vault vault) {
        this.subscriptions = subscriptions;
        this.vault = vault;
    }

    @GET
    @Operation(operationId = "listSubscriptions", summary = "List subscriptions, newest first")
    public Uni<Response> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(MAX_LIMIT) int limit,
            @Context SecurityContext security,
            @Context UriInfo uri) {
        Optional<Cursor> after = cursor(cursor);
        Caller caller = SubscriptionResource.caller(security);
        Optional<String> account = caller.isOperator() ? Optional.empty() : Optional.of(caller.accountId());
        return subscriptions
                .newest(account, after, limit)
                .map(rows -> rows.stream()
                        .map(row -> SubscriptionView.of(row, vault))
                        .toList())
                .map(found -> page(SubscriptionPage.of(found, limit), uri));
    }

    private static Response page(SubscriptionPage page, UriInfo uri) {
        Response.ResponseBuilder answer = Response.ok(page);
        if (page.nextCursor() != null) {
            answer.link(
                    uri.getRequestUriBuilder()
                            .replaceQueryParam("cursor", page.nextCursor())
                            .build(),
                    "next");
        }
        return answer.build();
    }

    private static Optional<Cursor> cursor(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(given -> Cursor.decode("sub", given)
                        .orElseThrow(Problem.of(
                                ProblemType.INVALID_PARAMETER, "cursor: the nextCursor of an earlier answer")));
    }
}
