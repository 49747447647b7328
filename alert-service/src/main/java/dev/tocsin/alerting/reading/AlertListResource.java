package dev.tocsin.alerting.reading;

import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.alert.AlertListRepository;
import dev.tocsin.alerting.alert.AlertListRepository.Listing;
import dev.tocsin.alerting.page.PageWiring;
import dev.tocsin.alerting.page.Visit;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.session.OpenToSessions;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first page: alerts as they ring, newest first. */
@Path("/")
@OpenToSessions
@Needs(Scope.ALERTS_READ)
public class AlertListResource {
    private static final int ON_A_PAGE = 25;

    private final PageWiring pages;
    private final AlertListRepository alerts;
    private final Clock clock;

    public AlertListResource(PageWiring pages, AlertListRepository alerts, Clock clock) {
        this.pages = pages;
        this.alerts = alerts;
        this.clock = clock;
    }

    @GET
    public Uni<Response> list(
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        Map<String, List<String>> given = uri.getQueryParameters();
        ListFilter filter = ListFilter.of(given);
        if (ListFilter.isUntidy(given)) {
            return Uni.createFrom().item(PageWiring.seeOther("/" + filter.query()));
        }
        Visit visit = pages.visit(headers, uri, security);
        Optional<String> at = Optional.ofNullable(cursor);
        try {
            return alerts.list(visit.known().accountId(), filter.at(at, ON_A_PAGE), clock.instant())
                    .map(listing -> pages.ok(visit, "alerts.html", data(visit, filter, at, listing)));
        } catch (InvalidParameter e) {
            Map<String, Object> data = data(visit, filter, at, new Listing(List.of(), Optional.empty(), Map.of()));
            data.put(
                    "wrong",
                    Map.of("name", e.parameter(), "words", visit.texts().say("filter_wrong_" + e.parameter())));
            return Uni.createFrom().item(pages.answer(Response.Status.BAD_REQUEST, visit, "alerts.html", data));
        }
    }

    /**
     * The list by itself, for a page that is open while alerts ring.
     *
     * @param known what the page shows: when that is still so, there is nothing to answer
     */
    @GET
    @Path("/alerts")
    public Uni<Response> fragment(
            @QueryParam("known") @Nullable String known,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security)
            throws InvalidParameter {
        ListFilter filter = ListFilter.of(uri.getQueryParameters());
        Visit visit = pages.visit(headers, uri, security);
        return alerts.list(visit.known().accountId(), filter.at(Optional.empty(), ON_A_PAGE), clock.instant())
                .map(listing -> digest(listing).equals(known)
                        ? Response.noContent().build()
                        : pages.ok(visit, "alert-list.html", data(visit, filter, Optional.empty(), listing)));
    }

    private static Map<String, Object> data(Visit visit, ListFilter filter, Optional<String> cursor, Listing listing) {
        List<AlertCard> cards = listing.alerts().stream()
                .map(listed -> AlertCard.of(listed.alert(), Optional.of(listed.raisedAt()), visit))
                .toList();
        long count = listing.count();
        String shown = visit.readable().number(count)
                + (listing.byCategory().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                                >= AlertListRepository.MOST_COUNTED
                        ? "+"
                        : "");
        Map<String, Object> data = new HashMap<>();
        data.put("title", visit.texts().say("alerts"));
        data.put("here", "alerts");
        data.put("filter", filter);
        data.put("categories", counted(visit, filter, listing));
        data.put("statuses", filter.statuses(visit));
        data.put("states", filter.states(visit));
        data.put("chips", filter.chips(visit));
        data.put("cards", cards);
        data.put("count", visit.texts().count("alerts_count", count, shown));
        data.put("digest", digest(listing));
        data.put("live", cursor.isEmpty());
        data.put("next", listing.next().map(filter::queryAt).orElse(""));
        data.put("wrong", Map.of("name", "", "words", ""));
        return data;
    }

    /** A choice of the form, and how many alerts of it the list has. */
    public record Counted(String value, String label, boolean chosen, String count) {}

    private static List<Counted> counted(Visit visit, ListFilter filter, Listing listing) {
        return filter.categories(visit).stream()
                .map(choice -> new Counted(
                        choice.value(),
                        choice.label(),
                        choice.chosen(),
                        Optional.ofNullable(listing.byCategory().get(choice.value()))
                                .map(count -> visit.readable().number(count))
                                .orElse("")))
                .toList();
    }

    /** Changes with whatever the list shows. */
    private static String digest(Listing listing) {
        int hash = listing.alerts().stream()
                .map(listed -> listed.alert().id() + " " + listed.alert().version())
                .toList()
                .hashCode();
        return Integer.toHexString(hash) + "-" + listing.count();
    }
}
