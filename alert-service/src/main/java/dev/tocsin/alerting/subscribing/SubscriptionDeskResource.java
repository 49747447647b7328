package dev.tocsin.alerting.subscribing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.delivery.DeliveryDispatcher;
import dev.tocsin.alerting.delivery.DeliveryLogRepository;
import dev.tocsin.alerting.delivery.ReplayRepository;
import dev.tocsin.alerting.delivery.ReplayRepository.Replay;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.page.PageWiring;
import dev.tocsin.alerting.page.Visit;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.session.OpenToSessions;
import dev.tocsin.alerting.subscription.OwnerRepository;
import dev.tocsin.alerting.subscription.RotationRepository;
import dev.tocsin.alerting.subscription.RotationRequest;
import dev.tocsin.alerting.subscription.SubscriptionView;
import dev.tocsin.alerting.subscription.TestMessageDispatcher;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One subscription: how it is, what became of its messages, and all that its owner may do with it. */
@Path("/subscriptions")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@OpenToSessions
@Needs(Scope.SUBSCRIPTIONS_WRITE)
public class SubscriptionDeskResource {
    private static final int ON_A_PAGE = 25;
    private static final List<String> DONE = List.of("saved", "replayed", "enabled", "disabled");

    private final PageWiring pages;
    private final OwnerRepository owners;
    private final HealthRepository health;
    private final DeliveryLogRepository log;
    private final ReplayRepository replays;
    private final RotationRepository rotations;
    private final TestMessageDispatcher tests;
    private final SubscriptionListResource forms;
    private final Vertx vertx;

    public SubscriptionDeskResource(
            PageWiring pages,
            OwnerRepository owners,
            HealthRepository health,
            DeliveryLogRepository log,
            ReplayRepository replays,
            RotationRepository rotations,
            TestMessageDispatcher tests,
            SubscriptionListResource forms,
            Vertx vertx) {
        this.pages = pages;
        this.owners = owners;
        this.health = health;
        this.log = log;
        this.replays = replays;
        this.rotations = rotations;
        this.tests = tests;
        this.forms = forms;
        this.vertx = vertx;
    }

    @GET
    @Path("/{id}")
    @Needs(Scope.DELIVERIES_READ)
    public Uni<Response> show(
            @PathParam("id") String id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("done") @Nullable String done,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        Optional<Cursor> after = Optional.ofNullable(cursor).flatMap(text -> Cursor.decode("msg", text));
        String notice = done != null && DONE.contains(done) ? visit.texts().say("done_" + done) : "";
        return owners.get(id, visit.known())
                .chain(view -> health.of(visit.known(), List.of(id))
                        .chain(known -> log.newest(visit.known(), id, Optional.empty(), after, ON_A_PAGE)
                                .map(found -> found.orElseThrow(Problem.no("subscription")))
                                .map(deliveries -> {
                                    Map<String, Object> data = data(view.name());
                                    data.put("subscription", view);
                                    data.put(
                                            "card",
                                            SubscriptionCard.of(
                                                    view, known.getOrDefault(id, EndpointHealth.UNKNOWN), visit));
                                    data.put(
                                            "log",
                                            deliveries.stream()
                                                    .limit(ON_A_PAGE)
                                                    .map(delivery -> LogEntry.of(delivery, visit))
                                                    .toList());
                                    data.put(
                                            "next",
                                            deliveries.size() <= ON_A_PAGE
                                                    ? ""
                                                    : Optional.of(deliveries.get(ON_A_PAGE - 1))
                                                            .map(last -> new Cursor(last.createdAt(), last.messageId())
                                                                    .encode())
                                                            .orElse(""));
                                    data.put("notice", notice);
                                    return pages.ok(visit, "subscription.html", data);
                                })));
    }

    @GET
    @Path("/{id}/edit")
    public Uni<Response> edit(
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        return owners.get(id, visit.known())
                .chain(view -> forms.form(visit, SubscriptionForm.of(view), id))
                .map(data -> pages.ok(visit, "subscription-form.html", data));
    }

    @POST
    @Path("/{id}/edit")
    public Uni<Response> save(
            @PathParam("id") String id,
            MultivaluedMap<String, String> fields,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Visit visit = checked(fields, uri, headers, security);
        SubscriptionForm form = new SubscriptionForm(fields);
        return Uni.createFrom()
                .deferred(() -> owners.change(id, form.patch(), visit.known()))
                .map(saved -> back(id, "saved"))
                .onFailure(failure -> failure instanceof Problem problem && problem.type() != ProblemType.NOT_FOUND)
                .recoverWithUni(failure -> forms.refused(visit, form, (Problem) failure, id));
    }

    /** What is asked for by a button. */
    @POST
    @Path("/{id}/{what: test|rotate|enable|disable|delete}")
    public Uni<Response> act(
            @PathParam("id") String id,
            @PathParam("what") String what,
            MultivaluedMap<String, String> fields,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Visit visit = checked(fields, uri, headers, security);
        return switch (what) {
            case "test" -> test(id, visit, headers.getHeaderString("HX-Request") != null);
            case "rotate" ->
                rotations
                        .rotate(
                                id,
                                new RotationRequest(null, null, fields.containsKey("leaked") ? "PT0S" : null),
                                visit.known())
                        .map(view -> secret(view, visit));
            case "delete" -> owners.delete(id, visit.known()).map(gone -> PageWiring.seeOther("/subscriptions"));
            default -> {
                boolean enabled = what.equals("enable");
                yield owners.change(id, JsonNodeFactory.instance.objectNode().put("enabled", enabled), visit.known())
                        .map(changed -> back(id, enabled ? "enabled" : "disabled"));
            }
        };
    }

    @POST
    @Path("/{id}/deliveries/{messageId}/replay")
    @Needs(Scope.DELIVERIES_REPLAY)
    public Uni<Response> replay(
            @PathParam("id") String id,
            @PathParam("messageId") String messageId,
            MultivaluedMap<String, String> fields,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Visit visit = checked(fields, uri, headers, security);
        return replays.replay(visit.known(), id, messageId)
                .map(found -> found.orElseThrow(Problem.no("subscription")))
                .map(replay -> {
                    if (replay == Replay.UNKNOWN) {
                        throw Problem.no("message").get();
                    }
                    if (replay == Replay.CLOSED) {
                        throw new Problem(ProblemType.DISABLED, "The subscription is disabled: enable it first.");
                    }
                    vertx.eventBus().publish(DeliveryDispatcher.DUE, "");
                    return back(id, "replayed");
                });
    }

    private Uni<Response> test(String id, Visit visit, boolean fragment) {
        return tests.send(id, true, visit.known()).map(sent -> {
            if (!fragment) {
                return back(id, "");
            }
            Map<String, Object> data = new HashMap<>();
            data.put("result", Optional.ofNullable(sent.result()));
            data.put("messageId", sent.messageId());
            data.put(
                    "outcome",
                    sent.result() == null
                            ? ""
                            : visit.texts().say("outcome_" + sent.result().outcome()));
            return pages.ok(visit, "test-result.html", data);
        });
    }

    private Response secret(SubscriptionView view, Visit visit) {
        Map<String, Object> data = data(visit.texts().say("secret_rotated"));
        data.put("subscription", view);
        return pages.ok(visit, "secret.html", data);
    }

    private Visit checked(
            MultivaluedMap<String, String> fields, UriInfo uri, HttpHeaders headers, SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        visit.requireToken(fields.getFirst("token"));
        return visit;
    }

    private static Response back(String id, String done) {
        return PageWiring.seeOther("/subscriptions/" + id + (done.isEmpty() ? "#log" : "?done=" + done));
    }

    private static Map<String, Object> data(String title) {
        Map<String, Object> data = new HashMap<>();
        data.put("title", title);
        data.put("here", "subscriptions");
        return data;
    }
}
