package dev.tocsin.ingest.fetch;

import java.net.http.HttpHeaders;
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
}
