package dev.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.local.process.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoFeedTest {
    private static final Pattern ARTICLE = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/(en|zh)/2021/[^\"<]+");

    private static DemoFeed feed;

    @BeforeAll
    static void start() throws Exception {
        feed = DemoFeed.start(0);
    }

    @AfterAll
    static void stop() {
        feed.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void unchangedFeedIsNotSentAgain(int which) throws Exception {
        URI uri = feed.feeds().get(which);
        HttpResponse<String> first = get(uri, "Accept", "*/*");

        HttpResponse<String> byTag =
                get(uri, "If-None-Match", first.headers().firstValue("ETag").orElseThrow());
        HttpResponse<String> byDate = get(
                uri,
                "If-Modified-Since",
                first.headers().firstValue("Last-Modified").orElseThrow());

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(byTag.statusCode()).isEqualTo(304);
        assertThat(byDate.statusCode()).isEqualTo(304);
        assertThat(byTag.body()).isEmpty();
    }

    @Test
    void anotherTagGetsTheWholeFeed() throws Exception {
        assertThat(get(feed.feeds().get(0), "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"0,9", "1,9"})
    void everyItemLinksToAPageThatCarriesItsText(int which, int items) throws Exception {
        List<URI> links = links(which);

        assertThat(links).hasSize(items);
        for (URI link : links) {
            HttpResponse<String> page = get(link, "Accept", "text/html");
            assertThat(page.statusCode()).as(link.toString()).isEqualTo(200);
            assertThat(page.body()).contains("<h1>", "<p>");
        }
    }

    @Test
    void expectedAlertsNameOnlyArticlesThatAreServed() throws Exception {
        List<String> served = new ArrayList<>();
        links(0).forEach(link -> served.add(link.toString()));
        links(1).forEach(link -> served.add(link.toString()));

        List<String> named = new ArrayList<>();
        for (JsonNode alert : feed.expected().path("alerts")) {
            alert.path("articles").forEach(article -> named.add(article.asText()));
        }

        assertThat(named).isNotEmpty().isSubsetOf(served);
    }

    @Test
    void linksBeginWhereReadersFindTheFeedWhichMayBeElsewhereThanWhereItIsFetched() throws Exception {
        int port = FreePorts.take(1)[0];
        try (DemoFeed elsewhere = DemoFeed.start(port, URI.create("http://news.example:8083"))) {
            URI fetched =
                    DemoFeed.feedsAt(URI.create("http://localhost:" + port)).get(0);

            String text = get(fetched, "Accept", "*/*").body();

            assertThat(elsewhere.feeds()).contains(URI.create("http://news.example:8083/en.xml"));
            assertThat(text).contains("http://news.example:8083/en/2021/").doesNotContain("localhost");
        }
    }

    @Test
    void unknownPageIsNotFound() throws Exception {
        assertThat(get(feed.feeds().get(0).resolve("/nothing"), "Accept", "*/*").statusCode())
                .isEqualTo(404);
    }

    private static List<URI> links(int which) throws Exception {
        String text = get(feed.feeds().get(which), "Accept", "*/*").body();
        return ARTICLE.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(URI::create)
                .toList();
    }

    private static HttpResponse<String> get(URI uri, String header, String value) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).header(header, value).build(), BodyHandlers.ofString());
    }
}
