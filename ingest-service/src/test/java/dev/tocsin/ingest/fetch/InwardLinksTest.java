package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.page.DuePage;
import dev.tocsin.ingest.page.PageConfig;
import dev.tocsin.ingest.page.PageFetcher;
import dev.tocsin.ingest.page.PageOutcome;
import dev.tocsin.ingest.page.RobotRules;
import dev.tocsin.ingest.parse.FeedParser;
import dev.tocsin.ingest.parse.ParseOutcome;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A feed on 127.0.0.1, which is open, that points inward with all it has, to 127.0.0.2, which is not: a listener there
 * must never see a connection.
 */
@NullUnmarked
class InwardLinksTest {
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static final AtomicInteger TRAPPED = new AtomicInteger();
    private static Vertx vertx;
    private static int port;
    private static String trap;

    private final AddressGuard guard = new AddressGuard(
            List.of("127.0.0.1/32"),
            host -> List.of(InetAddress.getByName(host.equals("inward.example") ? "127.0.0.2" : "127.0.0.1")));
    private final FeedFetcher fetcher = new FeedFetcher(vertx, guard, FetchLimits.impatient(), Clock.systemUTC());

    @BeforeAll
    static void serve() throws Exception {
        vertx = Vertx.vertx();
        NetServer inside = vertx.createNetServer()
                .connectHandler(socket -> {
                    TRAPPED.incrementAndGet();
                    socket.close();
                })
                .listen(0, "127.0.0.2")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        trap = "127.0.0.2:" + inside.actualPort();
        port = vertx.createHttpServer()
                .requestHandler(InwardLinksTest::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void forget() {
        ASKED.clear();
        TRAPPED.set(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rss", "/atom", "/rdf"})
    void nothingThatAFeedNamesIsFetchedToReadIt(String path) {
        FetchOutcome.Modified document = (FetchOutcome.Modified) fetch("http://feeds.example:" + port + path);
        ParseOutcome parsed = new FeedParser(1_000_000, 100)
                .parse(
                        document.body(),
                        document.contentType(),
                        document.finalUrl().toString());

        assertThat(parsed).isNotNull();
        assertThat(ASKED).containsExactly(path);
        assertThat(TRAPPED).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectInwardIsRefusedHoweverItIsSpelled(int status) {
        String inside = trap.substring(trap.indexOf(':'));
        for (String location : List.of(
                "http://" + trap,
                "//" + trap + "/x",
                "http://inward.example" + inside,
                "http://[::ffff:127.0.0.2]" + inside,
                "http://2130706434" + inside,
                "http://0x7f.2" + inside,
                "http://feeds.example@" + trap,
                "http://feeds.example:" + port + "/redirect?status=302&to=http://" + trap)) {
            FetchOutcome outcome =
                    fetch("http://feeds.example:" + port + "/redirect?status=" + status + "&to=" + location);

            assertThat(outcome).as(location).isInstanceOf(FetchOutcome.Refused.class);
            assertThat(outcome.words()).as(location).doesNotContain("127.0.0.2");
        }
        assertThat(TRAPPED).hasValue(0);
    }

    @Test
    void articlesPageThatLiesInwardIsNotRead() {
        PageFetcher pages = new PageFetcher(fetcher, new RobotRules("Test/1", Clock.systemUTC()), new Patience());
        for (String url : List.of(
                "http://" + trap + "/",
                "http://inward.example:" + trap.split(":")[1] + "/",
                "http://feeds.example:" + port + "/redirect?status=302&to=http://" + trap)) {
            PageOutcome outcome = pages.read(new DuePage("a", 1, url, "h", 1, "Title", "", null))
                    .await()
                    .atMost(Duration.ofSeconds(10));

            assertThat(outcome).as(url).isInstanceOf(PageOutcome.NotRead.class);
        }
        assertThat(TRAPPED).hasValue(0);
    }

    @Test
    void hubThatLiesInwardIsNotAskedToPush() {
        FormClient forms = new FormClient(vertx, guard, FetchLimits.impatient());
        for (String hub : List.of(
                "http://" + trap + "/",
                "http://inward.example:" + trap.split(":")[1] + "/",
                "http://feeds.example:" + port + "/redirect?status=307&to=http://" + trap)) {
            assertThat(forms.post(hub, Map.of("hub.mode", "subscribe")).await().atMost(Duration.ofSeconds(10)))
                    .as(hub)
                    .isInstanceOf(FormClient.NotAccepted.class);
        }
        forms.close();
        assertThat(TRAPPED).hasValue(0);
    }

    private FetchOutcome fetch(String url) {
        return fetcher.fetch(url, Validators.NONE).await().atMost(Duration.ofSeconds(10));
    }

    private static void answer(HttpServerRequest request) {
        ASKED.add(request.path());
        if (request.path().equals("/redirect")) {
            request.response()
                    .setStatusCode(Integer.parseInt(request.getParam("status")))
                    .putHeader("location", request.uri().replaceFirst(".*?&to=", ""))
                    .end();
        } else if (request.path().equals("/robots.txt")) {
            request.response().setStatusCode(404).end();
        } else {
            request.response()
                    .putHeader("content-type", "application/xml")
                    .putHeader("link", "<http://" + trap + "/>; rel=\"hub\", <http://" + trap + "/>; rel=\"preload\"")
                    .putHeader("refresh", "0; url=http://" + trap + "/")
                    .end(feed(request.path()).replace("TRAP", "http://" + trap));
        }
    }

    private static String feed(String path) {
        String head = "<?xml version=\"1.0\"?><?xml-stylesheet href=\"TRAP/style\" type=\"text/xsl\"?>"
                + "<!DOCTYPE r SYSTEM \"TRAP/dtd\" [<!ENTITY % p SYSTEM \"TRAP/parameter\"> %p;"
                + "<!ENTITY e SYSTEM \"TRAP/entity\">]>";
        String everywhere = "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"TRAP/include\"/>"
                + "<a:link xmlns:a=\"http://www.w3.org/2005/Atom\" rel=\"next\" href=\"TRAP/next\"/>"
                + "<a:link xmlns:a=\"http://www.w3.org/2005/Atom\" rel=\"self\" href=\"TRAP/self\"/>"
                + "<a:link xmlns:a=\"http://www.w3.org/2005/Atom\" rel=\"hub\" href=\"TRAP/hub\"/>"
                + "<m:content xmlns:m=\"http://search.yahoo.com/mrss/\" url=\"TRAP/media\"/>";
        String item = "<title>One</title><link>TRAP/item</link><guid>TRAP/guid</guid><comments>TRAP/comments</comments>"
                + "<source url=\"TRAP/source\">s</source><enclosure url=\"TRAP/enclosure\" length=\"1\" type=\"a/b\"/>"
                + "<description>&lt;img src=\"TRAP/image\"&gt;&lt;iframe src=\"TRAP/frame\"&gt;</description>"
                + everywhere;
        return switch (path) {
            case "/rss" ->
                head + "<rss version=\"2.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " xsi:noNamespaceSchemaLocation=\"TRAP/schema\"><channel><title>&e;</title>"
                        + "<link>TRAP/</link><docs>TRAP/docs</docs><image><url>TRAP/logo</url></image>"
                        + "<cloud domain=\"127.0.0.2\" port=\"80\" path=\"/\" registerProcedure=\"\" protocol=\"http-post\"/>"
                        + everywhere + "<item>" + item + "</item></channel></rss>";
            case "/atom" ->
                head + "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"TRAP/base/\"><title>&e;</title>"
                        + "<id>TRAP/id</id><icon>TRAP/icon</icon><logo>TRAP/logo</logo>" + everywhere
                        + "<entry><title>One</title><id>TRAP/1</id><link href=\"relative\"/>"
                        + "<content src=\"TRAP/content\" type=\"text/html\"/></entry></feed>";
            default ->
                head + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
                        + " xmlns=\"http://purl.org/rss/1.0/\"><channel rdf:about=\"TRAP/\"><title>&e;</title>"
                        + "<image rdf:resource=\"TRAP/logo\"/><textinput rdf:resource=\"TRAP/input\"/></channel>"
                        + "<item rdf:about=\"TRAP/1\">" + item + "</item></rdf:RDF>";
        };
    }

    private record Patience() implements PageConfig {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public Duration spacing() {
            return Duration.ZERO;
        }

        @Override
        public int attempts() {
            return 1;
        }

        @Override
        public Duration retryAfter() {
            return Duration.ZERO;
        }

        @Override
        public Duration pause() {
            return Duration.ZERO;
        }

        @Override
        public Duration lease() {
            return Duration.ofMinutes(1);
        }
    }
}
