package dev.tocsin.alerting.trend;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.account.Needs;
import dev.tocsin.alerting.account.Scope;
import dev.tocsin.alerting.page.PageWiring;
import dev.tocsin.alerting.page.Visit;
import dev.tocsin.alerting.picture.BarChart;
import dev.tocsin.alerting.picture.BarChart.Column;
import dev.tocsin.alerting.picture.Sparkline;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.session.OpenToSessions;
import dev.tocsin.alerting.trend.TrendRepository.Count;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pictures where people would rather look than read; each has its numbers in a table too. */
@Path("/trends")
@OpenToSessions
@Needs(Scope.ALERTS_READ)
public class TrendResource {
    private static final int DAYS = 30;
    private static final int DELIVERY_DAYS = 14;
    private static final List<String> STATES =
            List.of("delivered", "pending", "held", "failed", "expired", "cancelled");

    private final PageWiring pages;
    private final TrendRepository trends;
    private final Clock clock;

    public TrendResource(PageWiring pages, TrendRepository trends, Clock clock) {
        this.pages = pages;
        this.trends = trends;
        this.clock = clock;
    }

    /** How often one outlet reports. */
    public record Rhythm(String outlet, long reports, String sparkline) {}

    @GET
    public Uni<Response> show(@Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
        Visit visit = pages.visit(headers, uri, security);
        Caller caller = visit.known();
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return trends.alerts(DAYS)
                .chain(alerts -> trends.deliveries(caller, DELIVERY_DAYS)
                        .chain(deliveries -> trends.outlets(DAYS).map(outlets -> {
                            Map<String, Object> data = new HashMap<>();
                            data.put("title", visit.texts().say("trends"));
                            data.put("here", "trends");
                            data.put(
                                    "charts",
                                    Stream.of(alertChart(alerts, today, visit), deliveryChart(deliveries, today, visit))
                                            .toList());
                            data.put("rhythms", rhythms(outlets, today, visit));
                            return pages.ok(visit, "trends.html", data);
                        })));
    }

    private static BarChart alertChart(List<Count> counts, LocalDate today, Visit visit) {
        Map<String, String> series = new LinkedHashMap<>();
        Arrays.stream(Category.values())
                .map(Category::wireName)
                .forEach(name -> series.put(name, visit.words().category(name)));
        return chart("alerts", series, counts, today, DAYS, visit);
    }

    private static BarChart deliveryChart(List<Count> counts, LocalDate today, Visit visit) {
        Map<String, String> series = new LinkedHashMap<>();
        STATES.forEach(state -> series.put(state, visit.texts().say("delivery_" + state)));
        return chart("deliveries", series, counts, today, DELIVERY_DAYS, visit);
    }

    private static BarChart chart(
            String id, Map<String, String> series, List<Count> counts, LocalDate today, int days, Visit visit) {
        List<Column> columns = today.minusDays(days - 1L)
                .datesUntil(today.plusDays(1))
                .map(day -> new Column(
                        visit.readable().shortDay(day),
                        counts.stream()
                                .filter(count -> count.day().equals(day))
                                .collect(Collectors.toMap(Count::kind, Count::count, Long::sum))))
                .toList();
        long all = columns.stream().mapToLong(Column::total).sum();
        return new BarChart(
                id,
                visit.texts().say("trend_" + id),
                visit.texts().say("trend_" + id + "_words", visit.readable().number(all), days),
                series,
                columns);
    }

    private static List<Rhythm> rhythms(List<Count> counts, LocalDate today, Visit visit) {
        Map<String, List<Count>> byOutlet = counts.stream().collect(Collectors.groupingBy(Count::kind));
        return byOutlet.entrySet().stream()
                .map(entry -> rhythm(entry.getKey(), entry.getValue(), today, visit))
                .sorted(Comparator.comparingLong(Rhythm::reports).reversed().thenComparing(Rhythm::outlet))
                .toList();
    }

    private static Rhythm rhythm(String outlet, List<Count> counts, LocalDate today, Visit visit) {
        Map<LocalDate, Long> byDay = counts.stream().collect(Collectors.toMap(Count::day, Count::count, Long::sum));
        long all = byDay.values().stream().mapToLong(Long::longValue).sum();
        List<Long> days = today.minusDays(DAYS - 1L)
                .datesUntil(today.plusDays(1))
                .map(day -> byDay.getOrDefault(day, 0L))
                .toList();
        String title =
                visit.texts().say("rhythm_words", outlet, visit.readable().number(all));
        return new Rhythm(outlet, all, new Sparkline(title, days).svg());
    }
}
