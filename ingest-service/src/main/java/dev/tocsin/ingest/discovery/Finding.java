package dev.tocsin.ingest.discovery;

import dev.tocsin.ingest.fetch.FetchOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a search ended.
 *
 * @param candidates the most probable first
 * @param trouble of the page itself; null when it was read
 */
record Finding(List<Candidate> candidates, @Nullable FetchOutcome trouble) {
    Finding {
        candidates = List.copyOf(candidates);
    }
}
