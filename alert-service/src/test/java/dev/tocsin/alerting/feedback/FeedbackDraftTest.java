package dev.tocsin.alerting.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alerting.feedback.Feedback.Verdict;
import dev.tocsin.alerting.report.Reports;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackDraftTest {
    private static final String ALERT = Reports.id("alr", 1);
    private static final String OTHER = Reports.id("alr", 2);

    @Test
    void duplicateNamesTheOtherAlert() throws InvalidFeedback {
        FeedbackDraft draft = FeedbackDraft.of(ALERT, new FeedbackRequest("duplicate", OTHER, " 同一事件\n as told "));

        assertThat(draft).isEqualTo(new FeedbackDraft(ALERT, Verdict.DUPLICATE, OTHER, "同一事件\n as told"));
    }

    @Test
    void blankNoteIsNone() throws InvalidFeedback {
        assertThat(FeedbackDraft.of(ALERT, new FeedbackRequest("late", null, " \n"))
                        .note())
                .isNull();
    }

    @Test
    void noteIsCountedInCharactersAsPeopleSeeThem() throws InvalidFeedback {
        String longest = "🔔".repeat(2000);

        assertThat(FeedbackDraft.of(ALERT, new FeedbackRequest("wrong", null, longest))
                        .note())
                .isEqualTo(longest);
        assertRefused(new FeedbackRequest("wrong", null, longest + "!"), "note");
    }

    @ParameterizedTest
    @CsvSource({
        "verdict,,,",
        "verdict,Wrong,,",
        "verdict,boring,,",
        "duplicateOf,duplicate,,",
        "duplicateOf,duplicate,alr_1,",
        "duplicateOf,duplicate,ITSELF,",
        "duplicateOf,wrong,OTHER,",
        "note,wrong,,a\u0000b",
        "note,wrong,,a\ud800b"
    })
    void whatCannotBeUsedIsNamed(
            String property, @Nullable String verdict, @Nullable String duplicateOf, @Nullable String note) {
        String other = "ITSELF".equals(duplicateOf) ? ALERT : "OTHER".equals(duplicateOf) ? OTHER : duplicateOf;

        assertRefused(new FeedbackRequest(verdict, other, note), property);
    }

    @Test
    void nothingAtAllIsAskedForAVerdict() {
        assertRefused(null, "verdict");
    }

    private static void assertRefused(@Nullable FeedbackRequest typed, String property) {
        assertThatThrownBy(() -> FeedbackDraft.of(ALERT, typed))
                .isInstanceOfSatisfying(InvalidFeedback.class, invalid -> {
                    assertThat(invalid.property()).isEqualTo(property);
                    assertThat(invalid.detail()).startsWith(property + ": ");
                });
    }
}
