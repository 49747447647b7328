package dev.tocsin.alerting.saved;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A saved filter as the API shows it.
 *
 * @param token only in the answer to its creation or rotation
 * @param links by format; only there too, since each has the token in it
 */
public record SavedFilterView(
        String id,
        String accountId,
        String name,
        SavedFilterBody.SavedFilterTerms filter,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> links) {

    static SavedFilterView of(SavedFilter filter) {
        return of(filter, null, null);
    }

    static SavedFilterView of(SavedFilter filter, @Nullable String token, @Nullable Map<String, String> links) {
        return new SavedFilterView(
                filter.id(),
                filter.accountId(),
                filter.name(),
                SavedFilterBody.SavedFilterTerms.of(filter.filter()),
                filter.version(),
                filter.createdAt(),
                filter.updatedAt(),
                token,
                links);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "SavedFilterView[id=" + id + "]";
    }
}
