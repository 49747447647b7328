package dev.tocsin.alerting.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTypesTest {

    @Test
    void leftOutTheyAreTheDefault() throws InvalidSubscription {
        assertThat(SubscriptionTypes.of(null)).containsExactly("alert.raised", "alert.updated", "alert.retracted");
    }

    @Test
    void repeatsAreFoldedAndTheOrderIsFixed() throws InvalidSubscription {
        List<String> types = SubscriptionTypes.of(
                List.of("alert.retracted", "alert.merged", "alert.corroborated", "alert.merged", "alert.raised"));

        assertThat(types).containsExactly("alert.raised", "alert.corroborated", "alert.merged", "alert.retracted");
    }

    @Test
    void emptyListIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> SubscriptionTypes.of(List.of()))
                .isInstanceOf(InvalidSubscription.class)
                .hasMessage("types: choose at least one, or leave it out for the default");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "raised", "ALERT.RAISED", "alert.deleted", "subscription.test"})
    void unknownTypeIsRefusedWithTheKnownOnes(String type) {
        assertThatThrownBy(() -> SubscriptionTypes.of(Arrays.asList("alert.raised", type)))
                .isInstanceOf(InvalidSubscription.class)
                .hasMessage("types: \"" + type + "\" is none of [alert.raised, alert.corroborated, alert.updated,"
                        + " alert.merged, alert.retracted, endpoint.failing, endpoint.disabled,"
                        + " endpoint.recovered, delivery.failed]");
    }

    @Test
    void moreValuesThanAFilterTakesAreRefused() {
        assertThatThrownBy(() -> SubscriptionTypes.of(Collections.nCopies(101, "alert.raised")))
                .hasMessage("types: more than 100 values");
    }
}
