package dev.tocsin.alerting.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.id.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRequestTest {

    @Test
    void keyOfAnAccountIsAskedForAgain() {
        assertThat(StreamRequest.isStored(new Ids().next("key"))).isTrue();
    }

    /** Or the first look would end their streams. */
    @ParameterizedTest
    @ValueSource(strings = {"operator", "oidc:alice"})
    void whatIsNotStoredIsNotLookedForAmongKeys(String keyId) {
        assertThat(StreamRequest.isStored(keyId)).isFalse();
    }
}
