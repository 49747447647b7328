package dev.tocsin.alerting.account;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.account.RouteCase.Kind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every route of the served API document keeps accounts apart; one that this test does not know fails it by name. */
@QuarkusTest
@QuarkusTestResource(BackingResource.class)
class RoutesIT {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> READING = Set.of("get");

    /** Those marked {@link OpenToAll}: they may show nothing that an account owns. */
    private static final Set<String> OPEN = Set.of("readFeed", "listProblems", "getProblem");

    /** Those marked {@link OpenToReaders}: a reader's key may call them although they write. */
    private static final Set<String> OPEN_TO_READERS = Set.of("dryRun", "giveFeedback");

    private static final String UNKNOWN = "0000000000000000000000zzzz";

    private static final Map<String, RouteCase> CASES = Map.ofEntries(
            entry("listAlerts", RouteCase.of(Kind.SHARED)),
            entry("getAlert", RouteCase.of(Kind.SHARED)),
            entry("getAlertHistory", RouteCase.of(Kind.SHARED)),
            entry("explainAlert", RouteCase.of(Kind.SHARED)),
            entry("giveFeedback", RouteCase.of(Kind.SHARED)),
            entry("listFeedback", RouteCase.of(Kind.OPERATOR)),
            entry("exportFeedbackCases", RouteCase.of(Kind.OPERATOR)),
            entry("createSubscription", RouteCase.of(Kind.OWN)),
            entry("listSubscriptions", RouteCase.of(Kind.LIST)),
            entry("getSubscription", RouteCase.owned()),
            entry("changeSubscription", RouteCase.owned("{\"name\":\"taken\"}")),
            entry("deleteSubscription", RouteCase.owned()),
            entry("rotateSecret", RouteCase.owned()),
            entry("testSubscription", RouteCase.owned()),
            entry("shakeHands", RouteCase.owned()),
            entry("dryRun", RouteCase.of(Kind.OWN)),
            entry("dryRunSubscription", RouteCase.owned()),
            entry("listDeliveries", RouteCase.owned()),
            entry("replayDelivery", RouteCase.owned()),
            entry("replayDeliveries", RouteCase.owned("{\"since\":\"2020-01-01T00:00:00Z\"}")),
            entry("discardDeliveries", RouteCase.owned().asking("?state=held")),
            entry("createKey", RouteCase.of(Kind.OWN)),
            entry("listKeys", RouteCase.of(Kind.LIST)),
            entry("renameKey", RouteCase.owned("{\"name\":\"taken\"}")),
            entry("rotateKey", RouteCase.owned()),
            entry("revokeKey", RouteCase.owned()),
            entry("listAudit", RouteCase.of(Kind.LIST)),
            entry("streamAlerts", RouteCase.of(Kind.SHARED)),
            entry("createFilter", RouteCase.of(Kind.OWN)),
            entry("listFilters", RouteCase.of(Kind.LIST)),
            entry("getFilter", RouteCase.owned()),
            entry("changeFilter", RouteCase.owned("{\"name\":\"taken\"}")),
            entry("rotateFilterToken", RouteCase.owned()),
            entry("deleteFilter", RouteCase.owned()),
            entry("createAccount", RouteCase.of(Kind.OPERATOR)),
            entry("listAccounts", RouteCase.of(Kind.OPERATOR)),
            entry("createAccountKey", RouteCase.of(Kind.OPERATOR)),
            entry("listAccountKeys", RouteCase.of(Kind.OPERATOR)),
            entry("closeAccount", RouteCase.of(Kind.OPERATOR)),
            entry("reopenAccount", RouteCase.of(Kind.OPERATOR)));

    private record Route(String operation, String method, String path) {
        boolean reads() {
            return READING.contains(method);
        }

        @Override
        public String toString() {
            return operation + " (" + method.toUpperCase(Locale.ROOT) + " " + path + ")";
        }
    }

    private List<Route> routes = List.of();
    private Map<String, String> foreign = Map.of();
    private String stranger = "";
    private String reader = "";

    @BeforeEach
    void aStrangerAndWhatIsNotTheirs() {
        routes = documented();
        JsonPath one = account("Owner of all this");
        String owner = one.getString("key.key");
        String subscription = Rest.with(owner)
                .body(Map.of("url", "https://93.184.215.14/hook", "enabled", false))
                .post("/v1/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        String filter = Rest.with(owner)
                .body(Map.of("name", "Bans", "filter", Map.of("category", List.of("mining_ban"))))
                .post("/v1/filters")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        foreign =
                Map.of("acc", one.getString("id"), "key", one.getString("key.id"), "sub", subscription, "flt", filter);
        stranger = account("Stranger").getString("key.key");
        reader = Rest.with(stranger)
                .body(Map.of("name", "Reader", "role", "reader"))
                .post("/v1/keys")
                .jsonPath()
                .getString("key");
    }

    @Test
    void everyRouteHasACase() {
        Set<String> known = new TreeSet<>(CASES.keySet());
        known.addAll(OPEN);

        Set<String> served = new TreeSet<>();
        routes.forEach(route -> served.add(route.operation()));
        assertThat(served)
                .as("a new route needs a case in this test, which says how it keeps accounts apart")
                .isEqualTo(known);
    }

    @Test
    void nothingAnswersWithoutAKey() {
        assertThat(failing(route -> send(RestAssured.given(), route, foreign), 401))
                .isEmpty();
    }

    @Test
    void readersChangeNothing() {
        List<Route> writing = routes.stream()
                .filter(route -> !route.reads() && !OPEN_TO_READERS.contains(route.operation()))
                .toList();

        assertThat(writing).isNotEmpty();
        assertThat(failing(writing, route -> send(Rest.with(reader), route, foreign), 403))
                .isEmpty();
    }

    @Test
    void whatIsTheOperatorsIsForbiddenToAccounts() {
        assertThat(failing(of(Kind.OPERATOR), route -> send(Rest.with(stranger), route, foreign), 403))
                .isEmpty();
    }

    @Test
    void foreignRowIsAnsweredAsOneThatIsNotThere() {
        List<String> wrong = new ArrayList<>();
        for (Route route : of(Kind.OWNED)) {
            Response taken = send(Rest.with(stranger), route, foreign);
            Response none = send(Rest.with(stranger), route, Map.of());
            if (taken.statusCode() != 404
                    || none.statusCode() != 404
                    || !taken.asString().equals(none.asString())) {
                wrong.add(route + ": " + taken.statusCode() + " " + taken.asString() + " and " + none.statusCode() + " "
                        + none.asString());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void listsShowNothingOfOthers() {
        List<String> wrong = new ArrayList<>();
        for (Route route : of(Kind.LIST)) {
            Response answer = send(Rest.with(stranger), route, foreign);
            if (answer.statusCode() != 200 || foreign.values().stream().anyMatch(answer.asString()::contains)) {
                wrong.add(route + ": " + answer.statusCode() + " " + answer.asString());
            }
        }

        assertThat(wrong).isEmpty();
    }

    private List<Route> of(Kind kind) {
        return routes.stream()
                .filter(route -> CASES.containsKey(route.operation())
                        && CASES.get(route.operation()).kind() == kind)
                .toList();
    }

    private interface Ask {
        Response of(Route route);
    }

    private List<String> failing(Ask ask, int expected) {
        return failing(
                routes.stream()
                        .filter(route -> !OPEN.contains(route.operation()))
                        .toList(),
                ask,
                expected);
    }

    private static List<String> failing(List<Route> asked, Ask ask, int expected) {
        return asked.stream()
                .flatMap(route -> {
                    int status = ask.of(route).statusCode();
                    return status == expected ? List.<String>of().stream() : List.of(route + ": " + status).stream();
                })
                .toList();
    }

    /** @param ids by prefix; what is not there is an id that nothing has */
    private static Response send(RequestSpecification as, Route route, Map<String, String> ids) {
        RouteCase known = CASES.getOrDefault(route.operation(), RouteCase.of(Kind.OWN));
        String path = route.path();
        for (String parameter : List.of("{id}", "{subscriptionId}", "{messageId}", "{slug}")) {
            String prefix = prefix(parameter, route.path());
            path = path.replace(parameter, ids.getOrDefault(prefix, prefix + "_" + UNKNOWN));
        }
        RequestSpecification request = as.contentType("application/json");
        if (!route.reads()) {
            request.body(known.body().isEmpty() ? "{}" : known.body());
        }
        return request.request(route.method().toUpperCase(Locale.ROOT), path + known.query());
    }

    private static String prefix(String parameter, String path) {
        if (parameter.equals("{messageId}")) {
            return "msg";
        }
        String first = path.split("/")[2];
        return Map.of("subscriptions", "sub", "keys", "key", "accounts", "acc", "alerts", "alr", "filters", "flt")
                .getOrDefault(first, first);
    }

    private static List<Route> documented() {
        Map<String, Map<String, Object>> paths = RestAssured.given()
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("paths");
        List<Route> routes = new ArrayList<>();
        paths.forEach((path, methods) -> methods.forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                routes.add(new Route(String.valueOf(((Map<?, ?>) operation).get("operationId")), method, path));
            }
        }));
        return routes;
    }

    private static JsonPath account(String name) {
        return Rest.asOperator()
                .body(Map.of("name", name))
                .post("/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }
}
