package dev.tocsin.alerting.id;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.NoArgGenerator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void idsSortByTheTimeAtWhichTheyWereMade() {
        Ids ids = new Ids();

        List<String> made = Stream.generate(() -> ids.next("alr")).limit(1000).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(id -> Ids.isId("alr", id));
    }

    @Test
    void everyBitOfTheUuidIsKept() {
        Ids ids = new Ids(fixed("0123456789abcdef8123456789abcdef"));

        // 128 bits are 25.6 digits: the first one holds three bits only.
        assertThat(ids.next("key")).isEqualTo("key_014d2pf2dbsqqr28t5cy4tqkff");
    }

    @Test
    void idOfAnotherPrefixOrAlphabetIsRefused() {
        String good = "alr_01f8zq6c3h5j7k9m2n4p6r8t0v";

        assertThat(Ids.isId("alr", good)).isTrue();
        assertThat(Ids.isId("rep", good)).isFalse();
        assertThat(Ids.isId("alr", good + "0")).isFalse();
        assertThat(Ids.isId("alr", good.replace('z', 'l'))).isFalse();
        assertThat(Ids.isId("alr", null)).isFalse();
    }

    private static NoArgGenerator fixed(String hex) {
        UUID uuid = new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
        return new NoArgGenerator() {
            @Override
            public UUID generate() {
                return uuid;
            }

            @Override
            public com.fasterxml.uuid.UUIDType getType() {
                return com.fasterxml.uuid.UUIDType.TIME_BASED_EPOCH;
            }
        };
    }
}
