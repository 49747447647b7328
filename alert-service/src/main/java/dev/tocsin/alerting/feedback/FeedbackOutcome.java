package dev.tocsin.alerting.feedback;

/** What came of giving feedback. */
sealed interface FeedbackOutcome {
    record Stored(Feedback feedback) implements FeedbackOutcome {}

    record UnknownAlert() implements FeedbackOutcome {}

    record UnknownDuplicate() implements FeedbackOutcome {}

    /** The account has said enough of this alert. */
    record Full() implements FeedbackOutcome {}
}
