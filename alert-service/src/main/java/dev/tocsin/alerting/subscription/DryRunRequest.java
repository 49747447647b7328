package dev.tocsin.alerting.subscription;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that is only thought of.
 *
 * @param days back from now, 1 to 90
 * @param limit of the newest messages to be shown, 0 to 100
 */
public record DryRunRequest(
        SubscriptionRequest.@Nullable Filter filter,
        @Nullable List<@Nullable String> types,
        @Nullable Integer days,
        @Nullable Integer limit) {

    static final int MOST_DAYS = 90;
    static final int MOST_SHOWN = 100;
    static final int USUAL_DAYS = 30;
    static final int USUALLY_SHOWN = 20;

    int daysWithin() throws InvalidSubscription {
        return within("days", days == null ? USUAL_DAYS : days, 1, MOST_DAYS);
    }

    int limitWithin() throws InvalidSubscription {
        return within("limit", limit == null ? USUALLY_SHOWN : limit, 0, MOST_SHOWN);
    }

    private static int within(String property, int value, int least, int most) throws InvalidSubscription {
        if (value < least || value > most) {
            throw new InvalidSubscription(property, value + " is not between " + least + " and " + most);
        }
        return value;
    }
}
