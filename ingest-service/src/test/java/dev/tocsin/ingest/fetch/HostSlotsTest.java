package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostSlotsTest {
    private final HostSlots slots = new HostSlots(2);

    @Test
    void hostHasSoManySlotsAndAnotherItsOwn() {
        assertThat(List.of(slots.take("a"), slots.take("a"), slots.take("a"), slots.take("b")))
                .containsExactly(true, true, false, true);
    }

    @Test
    void slotThatIsReleasedCanBeTaken() {
        slots.take("a");
        slots.take("a");
        slots.release("a");

        assertThat(List.of(slots.take("a"), slots.take("a"))).containsExactly(true, false);
    }
}
