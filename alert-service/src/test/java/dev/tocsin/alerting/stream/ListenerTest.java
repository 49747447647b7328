package dev.tocsin.alerting.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.alert.AlertFilter;
import dev.tocsin.alerting.alert.AlertFilter.Facts;
import dev.tocsin.alerting.stream.Listener.Next;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final AlertFilter ALL =
            new AlertFilter(List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
    private static final Duration STALL = Duration.ofSeconds(20);

    private final Written outlet = new Written();
    private final RecentVersions recent = new RecentVersions(3, 1_000_000, new Position(10));
    private final Listener listener = new Listener("key", ALL, Set.of(), new Position(10), outlet);

    @Test
    void beginsWithItsPositionSoThatEvenAnEmptyStreamIsResumed() {
        listener.begin(Duration.ofSeconds(3), 0);

        assertThat(outlet.text()).isEqualTo("retry: 3000\nid: " + new Position(10).encode() + "\n\n");
    }

    @Test
    void isToldOfEachVersionOnce() {
        recent.add(version(12));
        recent.add(version(15));

        assertThat(listener.advance(recent, 0)).isEqualTo(Next.LIVE);
        assertThat(listener.advance(recent, 0)).isEqualTo(Next.LIVE);
        assertThat(outlet.blocks).hasSize(2);
        assertThat(listener.position()).isEqualTo(new Position(15));
    }

    @Test
    void whatIsNoLongerHeldHasToBeLoaded() {
        for (int position = 11; position < 16; position++) {
            recent.add(version(position));
        }

        assertThat(listener.advance(recent, 0)).isEqualTo(Next.LOAD);
        listener.replay(List.of(version(11), version(12)), 0);
        assertThat(listener.advance(recent, 0)).isEqualTo(Next.LIVE);
        assertThat(outlet.blocks).hasSize(5);
    }

    @Test
    void fullSocketIsWaitedForUntilTooMuchWaits() {
        listener.advance(recent, 0);
        outlet.full = true;
        recent.add(version(11));
        assertThat(listener.advance(recent, 0)).isEqualTo(Next.FULL);
        listener.miss(version(11));

        assertThat(listener.tooSlow(1_000_000, STALL, 1)).isEmpty();
        assertThat(listener.tooSlow(10, STALL, 1)).get().asString().contains("10 bytes");
        outlet.full = false;
        listener.advance(recent, 2);
        outlet.full = true;
        assertThat(listener.tooSlow(10, STALL, 3)).isEmpty();
    }

    @Test
    void fullSocketIsWaitedForUntilTooMuchTimeHasPassed() {
        listener.advance(recent, 0);
        outlet.full = true;
        listener.advance(recent, 0);

        assertThat(listener.tooSlow(1_000, STALL, STALL.toNanos())).isEmpty();
        assertThat(listener.tooSlow(1_000, STALL, STALL.toNanos() + 1)).isPresent();
        outlet.full = false;
        assertThat(listener.tooSlow(1_000, STALL, STALL.toNanos() + 2)).isEmpty();
    }

    @Test
    void heartbeatComesWhenNothingElseHas() {
        listener.begin(Duration.ofSeconds(3), 0);
        listener.beat(Duration.ofNanos(100), 99);
        assertThat(outlet.blocks).hasSize(1);
        listener.beat(Duration.ofNanos(100), 100);
        assertThat(outlet.blocks.get(1)).startsWith(": heartbeat\nid: ");
    }

    @Test
    void dataOfManyLinesHasAFieldForEach() {
        assertThat(new String(
                        ServerSentEvent.of(new Position(1), "alert.raised", "a\nb\r\nc\rd"), StandardCharsets.UTF_8))
                .isEqualTo("id: " + new Position(1).encode()
                        + "\nevent: alert.raised\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
    }

    @Test
    void positionIsReadAsItWasWrittenAndNothingElseIs() {
        assertThat(Position.decode(new Position(4_711).encode())).contains(new Position(4_711));
        for (String text : List.of("", "4711", "cy4", "cy4x=", "cy4wMQ", "ä", "x".repeat(100))) {
            assertThat(Position.decode(text)).as(text).isEmpty();
        }
    }

    private static Version version(long position) {
        Facts facts = new Facts("mining_ban", "announced", 0.9, Set.of("US"), Set.of(), Set.of(), "words");
        return new Version(new Position(position), "alert.raised", true, facts, null, "{\"a\":\"" + position + "\"}");
    }

    /** What was written, and whether it is taken. */
    private static final class Written implements Outlet {
        private final List<String> blocks = new ArrayList<>();
        private boolean full;

        String text() {
            return String.join("", blocks);
        }

        @Override
        public void begin() {}

        @Override
        public boolean isFull() {
            return full;
        }

        @Override
        public void write(byte[] block) {
            blocks.add(new String(block, StandardCharsets.UTF_8));
        }

        @Override
        public void end() {}

        @Override
        public void drop() {}

        @Override
        public void watch(Runnable drained, Runnable closed) {}
    }
}
