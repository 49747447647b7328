package dev.tocsin.ingest.websub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.fetch.WebUrl;
import dev.tocsin.ingest.parse.FeedParser;
import dev.tocsin.ingest.parse.ParsedFeed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubLinksTest {
    private static final WebUrl FROM = WebUrl.parse("https://site.example/blog/feed");
    private static final String BOTH_IN_DOCUMENT = """
            <link rel="hub" href="https://doc-hub.example/"/><link rel="self" href="https://doc.example/feed"/>""";

    @Test
    void linkHeadersGoBeforeTheDocument() {
        HubLinks links =
                links(BOTH_IN_DOCUMENT, "<https://hub.example/>; rel=hub", "<https://self.example/f>; rel=self");

        assertThat(links).isEqualTo(new HubLinks(List.of("https://hub.example/"), "https://self.example/f"));
    }

    @Test
    void documentSpeaksWhereHeadersAreSilent() {
        assertThat(links(BOTH_IN_DOCUMENT))
                .isEqualTo(new HubLinks(List.of("https://doc-hub.example/"), "https://doc.example/feed"));
    }

    @Test
    void topicIsWhereTheDocumentCameFromWhenNothingSaysSelf() {
        assertThat(links("", "<https://hub.example/>; rel=hub").topic()).isEqualTo("https://site.example/blog/feed");
    }

    @Test
    void oneHeaderMayHoldManyLinksWithManyRelations() {
        HubLinks links = links(
                "",
                "</feed?a=1,2>; title=\"a, \\\"b\\\"; rel=no\"; rel=\"self alternate\", <https://a.example/>;REL=\"Hub\" , "
                        + "<https://b.example/>; rel=hub; rel=self");

        assertThat(links)
                .isEqualTo(new HubLinks(
                        List.of("https://a.example/", "https://b.example/"), "https://site.example/feed?a=1,2"));
    }

    @Test
    void urlsStayAsWritten() {
        HubLinks links = links("", "<https://HUB.example:443/x#y>; rel=hub", "<HTTPS://Self.Example/F>; rel=self");

        assertThat(links).isEqualTo(new HubLinks(List.of("https://HUB.example:443/x#y"), "HTTPS://Self.Example/F"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<javascript:alert(1)>; rel=hub",
                "<ftp://a.example/>; rel=hub",
                "<https://u:p@a.example/>; rel=hub",
                "<https://a.example/>; rel=hub; anchor=\"https://other.example/\"",
                "<https://a.example/>",
                "https://a.example/; rel=hub",
                "<https://a.example/",
                ""
            })
    void whatIsNoHubOfOursIsNoHub(String header) {
        assertThat(links("", header).hubs()).isEmpty();
    }

    @Test
    void endlessHeaderEnds() {
        String longValue = "<https://a.example/>; title=\"" + "\\x".repeat(8_000) + "\"; rel=hub";
        String many = "<https://a.example/>; rel=hub, ".repeat(2_000);
        String open = "<".repeat(16_000) + "; x=\"".repeat(3_000);

        assertThat(links("", longValue).hubs()).containsExactly("https://a.example/");
        assertThat(links("", many, open).hubs()).containsExactly("https://a.example/");
    }

    @Test
    void hubsAreFew() {
        String[] headers = new String[50];
        for (int i = 0; i < headers.length; i++) {
            headers[i] = "<https://h" + i + ".example/>; rel=hub";
        }

        assertThat(links("", headers).hubs()).hasSize(5).startsWith("https://h0.example/");
    }

    private static HubLinks links(String inDocument, String... headers) {
        String atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title>" + inDocument + "</feed>";
        ParsedFeed document = (ParsedFeed) new FeedParser(1 << 20, 10)
                .parse(atom.getBytes(StandardCharsets.UTF_8), "application/atom+xml", FROM.toString());
        return HubLinks.of(List.of(headers), FROM, document);
    }
}
