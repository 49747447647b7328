package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.delivery.DeliveryRepository;
import dev.tocsin.alerting.lifecycle.AlertType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of message, about alerts and about the account's other endpoints, of which a subscription chooses those that it receives. */
public final class SubscriptionTypes {

    /** In the order in which a subscription keeps and shows them. */
    public static final List<String> ALL = Stream.concat(
                    Arrays.stream(AlertType.values()).filter(AlertType::isSent).map(AlertType::wireName),
                    DeliveryRepository.OPERATIONAL_TYPES.stream())
            .toList();

    /** What changes the news; the column's default says the same. */
    public static final List<String> DEFAULT = Stream.of(AlertType.RAISED, AlertType.UPDATED, AlertType.RETRACTED)
            .map(AlertType::wireName)
            .toList();

    private SubscriptionTypes() {}

    /** Those given, each once and in the order of {@link #ALL}; the default when there are none to read. */
    static List<String> of(@Nullable List<@Nullable String> given) throws InvalidSubscription {
        if (given == null) {
            return DEFAULT;
        }
        if (given.isEmpty()) {
            // An empty list of the filter stands for "all"; here it could also mean "none", so it is not guessed.
            throw new InvalidSubscription("types", "choose at least one, or leave it out for the default");
        }
        List<String> chosen = SubscriptionFilter.values("types", given, ALL::contains, "is none of " + ALL);
        return ALL.stream().filter(chosen::contains).toList();
    }
}
