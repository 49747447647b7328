package dev.tocsin.alerting.feedback;

import dev.tocsin.alerting.feedback.Feedback.Verdict;
import dev.tocsin.alerting.id.Cursor;
import dev.tocsin.alerting.id.Ids;
import dev.tocsin.alerting.query.InvalidParameter;
import dev.tocsin.alerting.query.Paging;
import dev.tocsin.alerting.query.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which feedback is asked for.
 *
 * @param verdicts alternatives; all where there are none
 */
record FeedbackQuery(
        List<String> verdicts, @Nullable String alertId, Optional<Cursor> cursor, int limit, Parameters asked) {
    static final int MAX_CASES = 10_000;

    /** For a page. */
    static FeedbackQuery page(Map<String, List<String>> parameters) throws InvalidParameter {
        Parameters given = Parameters.of(parameters, List.of("verdict", "alertId", "limit", "cursor"));
        return of(given, given.limit(Paging.USUAL, Paging.MOST));
    }

    /** For a stream of cases. */
    static FeedbackQuery cases(Map<String, List<String>> parameters) throws InvalidParameter {
        Parameters given = Parameters.of(parameters, List.of("verdict", "alertId", "limit"));
        return of(given, given.limit(1000, MAX_CASES));
    }

    private static FeedbackQuery of(Parameters given, int limit) throws InvalidParameter {
        List<String> verdicts = given.oneOf("verdict", Verdict.NAMES);
        Optional<String> alertId = given.single("alertId", FeedbackQuery::alertId, "an alert's id, such as alr_…");
        return new FeedbackQuery(verdicts, alertId.orElse(null), Optional.empty(), limit, given);
    }

    /** The first rows of the same answer. */
    FeedbackQuery first(int most) {
        return new FeedbackQuery(verdicts, alertId, cursor, most, asked);
    }

    /** The rows of the same answer that follow one. */
    FeedbackQuery after(Cursor last, int most) {
        return new FeedbackQuery(verdicts, alertId, Optional.of(last), most, asked);
    }

    /** The same, where there is a row to begin behind. */
    FeedbackQuery behind(Optional<Cursor> row) {
        return new FeedbackQuery(verdicts, alertId, row, limit, asked);
    }

    private static String alertId(String text) {
        if (Ids.isId("alr", text)) {
            return text;
        }
        throw new IllegalArgumentException();
    }
}
