package dev.tocsin.ingest.fetch;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one request, redirects not followed, may end in. */
sealed interface Reply {

    /**
     * The site answered.
     *
     * @param body as sent: of a 200 the whole, of a refusal its beginning, of others nothing
     */
    record Answer(int status, HttpHeaders headers, byte[] body) implements Reply {
        @Nullable String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }

    /** It did not. */
    record None(FetchOutcome outcome) implements Reply {}

    /** One header may come in several spellings, of which the JDK's headers bear only one. */
    static HttpHeaders headers(Iterable<Map.Entry<String, String>> received) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        received.forEach(header -> headers.computeIfAbsent(header.getKey(), first -> new ArrayList<>())
                .add(header.getValue()));
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}
