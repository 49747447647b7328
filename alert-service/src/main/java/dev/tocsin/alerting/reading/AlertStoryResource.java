package dev.tocsin.alerting.reading;

import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.OpenToReaders;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.AlertRepository;
import dev.tocsin.alerting.feedback.FeedbackRepository;
import dev.tocsin.alerting.feedback.FeedbackRequest;
import dev.tocsin.alerting.history.HistoryRepository;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.page.PageWiring;
import dev.tocsin.alerting.page.Visit;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import dev.tocsin.alerting.session.OpenToSessions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One alert: what is known, who says so in which words, how it came about; and what the reader has to say. */
@Path("/alerts/{id}")
@OpenToSessions
@Needs(Scope.ALERTS_READ)
public class AlertStoryResource {
    /** An alert of more has them told by the API. */
    private static final int MOST_VERSIONS = 100;

    private final PageWiring pages;
    private final AlertRepository alerts;
    private final HistoryRepository history;
    private final FeedbackRepository feedback;
    private final Clock clock;
    private final Ids ids;

    public AlertStoryResource(
            PageWiring pages,
            AlertRepository alerts,
            HistoryRepository history,
            FeedbackRepository feedback,
            Clock clock,
            Ids ids) {
        this.pages = pages;
        this.alerts = alerts;
        this.history = history;
        this.feedback = feedback;
        this.clock = clock;
        this.ids = ids;
    }

    /** @param why whether to say why its reports are one event, which takes a while */
    @GET
    public Uni<Response> show(
            @PathParam("id") String id,
            @QueryParam("why") @Nullable String why,
            @QueryParam("thanks") @Nullable String thanks,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        return show(visit, id, why != null, thanks == null ? "" : visit.texts().say("feedback_thanks"), "")
                .map(data -> pages.ok(visit, "alert.html", data));
    }

    /** Feedback about it; a reader's key may. */
    @POST
    @Path("/feedback")
    @Needs(Scope.FEEDBACK_WRITE)
    @OpenToReaders
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> say(
            @PathParam("id") String id,
            @FormParam("token") @Nullable String token,
            @FormParam("verdict") @Nullable String verdict,
            @FormParam("duplicateOf") @Nullable String duplicateOf,
            @FormParam("note") @Nullable String note,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        visit.requireToken(token);
        String other = duplicateOf == null || duplicateOf.isBlank() ? null : duplicateOf.strip();
        return Uni.createFrom()
                .deferred(() -> feedback.give(
                        ids.next("fbk"),
                        visit.known(),
                        checked(id),
                        new FeedbackRequest(verdict, other, note),
                        clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .map(kept -> PageWiring.seeOther("/alerts/" + id + "?thanks=1"))
                .onFailure(
                        failure -> failure instanceof Problem problem && problem.type() == ProblemType.INVALID_FEEDBACK)
                .recoverWithUni(failure -> show(visit, id, false, "", ((Problem) failure).detail())
                        .map(data -> pages.answer(Response.Status.BAD_REQUEST, visit, "alert.html", data)));
    }

    private Uni<Map<String, Object>> show(Visit visit, String id, boolean why, String thanks, String error) {
        return alerts.find(checked(id), Optional.empty())
                .map(found -> found.orElseThrow(Problem.no("alert")))
                .chain(alert -> history.versions(id, 0, MOST_VERSIONS)
                        .map(versions -> AlertStory.of(
                                alert, versions.subList(0, Math.min(versions.size(), MOST_VERSIONS)), visit))
                        .chain(story ->
                                why(visit, id, why).map(reasons -> data(alert, story, reasons, thanks, error))));
    }

    private Uni<List<Why>> why(Visit visit, String id, boolean wanted) {
        return wanted
                ? history.explain(id)
                        .map(found ->
                                found.map(each -> Why.of(each, visit)).stream().toList())
                : Uni.createFrom().item(List.of());
    }

    private static Map<String, Object> data(Alert alert, AlertStory story, List<Why> why, String thanks, String error) {
        Map<String, Object> data = new HashMap<>();
        data.put("title", story.card().title());
        data.put("here", "alerts");
        data.put("alert", alert);
        data.put("story", story);
        data.put("whys", why);
        data.put("thanks", thanks);
        data.put("error", error);
        return data;
    }

    private static String checked(String id) {
        if (!Ids.isId("alr", id)) {
            throw Problem.no("alert").get();
        }
        return id;
    }
}
