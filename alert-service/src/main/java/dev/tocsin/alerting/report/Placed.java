package dev.tocsin.alerting.report;

import org.jspecify.annotations.Nullable;

/**
 * A report and the alert that it is kept with.
 *
 * @param alertId null where no alert ever told of it, because it was withdrawn before it was heard
 * @param homeAlertId the alert that it was first given to
 * @param active unless a later revision of its article withdraws it
 */
public record Placed(
        EventReported report,
        @Nullable String alertId,
        @Nullable String homeAlertId,
        boolean active) {}
