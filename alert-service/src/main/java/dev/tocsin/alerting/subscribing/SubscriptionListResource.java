package dev.tocsin.alerting.subscribing;

import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.OpenToReaders;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.page.PageWiring;
import dev.tocsin.alerting.page.Visit;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.session.OpenToSessions;
import dev.tocsin.alerting.subscription.DryRunRepository;
import dev.tocsin.alerting.subscription.OwnerRepository;
import dev.tocsin.alerting.subscription.SubscriptionView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;

/** All subscriptions of the account, and the making of another. */
@Path("/subscriptions")
@OpenToSessions
@Needs(Scope.SUBSCRIPTIONS_WRITE)
public class SubscriptionListResource {
    private final PageWiring pages;
    private final OwnerRepository owners;
    private final HealthRepository health;
    private final DryRunRepository dryRuns;

    public SubscriptionListResource(
            PageWiring pages, OwnerRepository owners, HealthRepository health, DryRunRepository dryRuns) {
        this.pages = pages;
        this.owners = owners;
        this.health = health;
        this.dryRuns = dryRuns;
    }

    @GET
    @Needs(Scope.SUBSCRIPTIONS_READ)
    public Uni<Response> list(@Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        return owners.all(visit.known())
                .chain(all -> health.of(
                                visit.known(),
                                all.stream().map(SubscriptionView::id).toList())
                        .map(known -> all.stream()
                                .map(view -> SubscriptionCard.of(
                                        view, known.getOrDefault(view.id(), EndpointHealth.UNKNOWN), visit))
                                .toList()))
                .map(cards -> {
                    Map<String, Object> data = data(visit, "subscriptions");
                    data.put("cards", cards);
                    return pages.ok(visit, "subscriptions.html", data);
                });
    }

    @GET
    @Path("/new")
    @Needs(Scope.SUBSCRIPTIONS_READ)
    public Uni<Response> blank(@Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        SubscriptionForm form = SubscriptionForm.blank();
        return ringing(form, visit)
                .map(ringing -> pages.ok(visit, "subscription-form.html", form(visit, form, ringing, "", "")));
    }

    @POST
    @Path("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> create(
            MultivaluedMap<String, String> fields,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        visit.requireToken(fields.getFirst("token"));
        SubscriptionForm form = new SubscriptionForm(fields);
        return Uni.createFrom()
                .deferred(() -> owners.create(form.request(), visit.known()))
                .map(made -> {
                    Map<String, Object> data = data(visit, "secret_new");
                    data.put("subscription", made);
                    return pages.answer(Response.Status.CREATED, visit, "secret.html", data);
                })
                .onFailure(Problem.class)
                .recoverWithUni(failure ->
                        ringing(form, visit).map(ringing -> refused(visit, form, ringing, (Problem) failure, "")));
    }

    /** The dry run beside the form, whatever stands in it by now. */
    @POST
    @Path("/dry-run")
    @Needs(Scope.ALERTS_READ)
    @OpenToReaders
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> dryRun(
            MultivaluedMap<String, String> fields,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        visit.requireToken(fields.getFirst("token"));
        return ringing(new SubscriptionForm(fields), visit)
                .map(ringing -> pages.ok(visit, "ringing.html", Map.of("ringing", ringing)));
    }

    private Uni<Ringing> ringing(SubscriptionForm form, Visit visit) {
        return Uni.createFrom()
                .deferred(() -> dryRuns.run(visit.known(), form.dryRun()))
                .map(run -> Ringing.of(run, visit))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> Ringing.impossible(((Problem) failure).detail()));
    }

    Response refused(Visit visit, SubscriptionForm form, Ringing ringing, Problem problem, String id) {
        Map<String, Object> data = form(visit, form, ringing, id, problem.detail());
        String property = String.valueOf(problem.members().getOrDefault("property", ""));
        data.put("wrong", property.replace("filter.", ""));
        return pages.answer(
                Response.Status.fromStatusCode(problem.type().status()), visit, "subscription-form.html", data);
    }

    /** The form for one that there is. */
    Uni<Map<String, Object>> form(Visit visit, SubscriptionForm form, String id) {
        return ringing(form, visit).map(ringing -> form(visit, form, ringing, id, ""));
    }

    Uni<Response> refused(Visit visit, SubscriptionForm form, Problem problem, String id) {
        return ringing(form, visit).map(ringing -> refused(visit, form, ringing, problem, id));
    }

    private static Map<String, Object> form(
            Visit visit, SubscriptionForm form, Ringing ringing, String id, String error) {
        Map<String, Object> data = data(visit, id.isEmpty() ? "subscription_new" : "subscription_edit");
        data.put("form", form);
        data.put("ringing", ringing);
        data.put("id", id);
        data.put("error", error);
        data.put("wrong", "");
        return data;
    }

    private static Map<String, Object> data(Visit visit, String title) {
        Map<String, Object> data = new HashMap<>();
        data.put("title", visit.texts().say(title));
        data.put("here", "subscriptions");
        return data;
    }
}
