package dev.tocsin.ingest.websub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.drain.Underway;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PushSlotsTest {
    private final PushSlots slots = new PushSlots(3, 2, new Underway());

    @Test
    void oneCallbackHoldsOnlyItsOwn() {
        assertThat(slots.take("a")).isTrue();
        assertThat(slots.take("a")).isTrue();

        assertThat(slots.take("a")).isFalse();
        assertThat(slots.take("b")).isTrue();
    }

    @Test
    void allTogetherAreLimited() {
        slots.take("a");
        slots.take("b");
        slots.take("c");

        assertThat(slots.take("d")).isFalse();
    }

    @Test
    void slotThatIsGivenBackIsFreeAgain() {
        slots.take("a");
        slots.take("a");
        slots.free("a");

        assertThat(slots.take("a")).isTrue();
    }

    @Test
    void bodyThatDripsIsGivenUpAtItsDeadline() throws IOException {
        AtomicLong nanos = new AtomicLong();
        InputStream dripping = new InputStream() {
            @Override
            public int read() {
                nanos.addAndGet(1_000_000_000);
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                into[from] = (byte) read();
                return 1;
            }
        };

        assertThat(PushBody.read(dripping, 1_000, 20_000_000_000L, nanos::get)).isNull();
        assertThat(nanos.get()).isEqualTo(20_000_000_000L);
    }

    @Test
    void bodyIsReadWholeOrToOneByteBeyondItsLimit() throws IOException {
        assertThat(PushBody.read(new ByteArrayInputStream(new byte[10]), 10, 1, () -> 0))
                .hasSize(10);
        assertThat(PushBody.read(new ByteArrayInputStream(new byte[100_000]), 10, 1, () -> 0))
                .hasSize(11);
        assertThat(PushBody.read(new ByteArrayInputStream(new byte[0]), 10, 1, () -> 0))
                .isEmpty();
    }
}
