package dev.tocsin.alerting.stream;

import dev.tocsin.alerting.alert.AlertFilter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who reads a stream: what they want, and how far they have come. There is no queue for them: what they have not taken yet
 * lies with the {@link RecentVersions} that all share, or in the database. To be used by one thread.
 *
 * <pre>
 *   catching up ──nothing left──▶ live ◀──drained── full ──too much or too long──▶ ended
 * </pre>
 */
final class Listener {
    /** In one go, so that nobody else waits for long. */
    private static final int MOST_STEPS = 200;

    private final String keyId;
    private final AlertFilter filter;
    private final Set<String> types;
    private final Outlet outlet;
    private Position position;
    private boolean live;
    private boolean ended;
    private boolean loading;
    private long waitingBytes;
    private long lastWord;
    private @Nullable Long fullSince;

    /** @param position behind which it begins */
    Listener(String keyId, AlertFilter filter, Set<String> types, Position position, Outlet outlet) {
        this.keyId = keyId;
        this.filter = filter;
        this.types = Set.copyOf(types);
        this.position = position;
        this.outlet = outlet;
    }

    /** What {@link #advance} leaves to be done. */
    enum Next {
        /** Nothing, until there is news. */
        LIVE,
        /** Nothing, until the reader takes what was written. */
        FULL,
        /** What follows has to be loaded. */
        LOAD,
        /** To go on, after others had their turn. */
        GO_ON
    }

    /** Starts with where it stands, so that a connection that is lost before the first event is resumed all the same. */
    void begin(Duration retry, long now) {
        outlet.begin();
        say(ServerSentEvent.retry(retry, position), now);
    }

    /** @param now nanoseconds, of a clock that only goes forward; so everywhere here */
    Next advance(RecentVersions recent, long now) {
        for (int step = 0; step < MOST_STEPS; step++) {
            if (isFull(now)) {
                return Next.FULL;
            }
            if (!recent.reachesBackTo(position)) {
                return Next.LOAD;
            }
            Version next = recent.after(position);
            if (next == null) {
                live = true;
                waitingBytes = 0;
                return Next.LIVE;
            }
            tell(next, now);
        }
        return Next.GO_ON;
    }

    /** Takes what was loaded, as far as there is room for it; the rest is loaded again when there is. */
    void replay(List<Version> page, long now) {
        for (Version version : page) {
            if (isFull(now)) {
                return;
            }
            tell(version, now);
        }
    }

    /** What has come while it is full. */
    void miss(Version version) {
        if (live && version.position().number() > position.number()) {
            typeWanted(version).ifPresent(type -> waitingBytes += version.event(type).length);
        }
    }

    /** Why it has to be cut, if it has to. */
    Optional<String> tooSlow(int buffer, Duration stall, long now) {
        if (!isFull(now)) {
            return Optional.empty();
        }
        if (waitingBytes > buffer) {
            return Optional.of("More than " + buffer + " bytes were waiting to be read.");
        }
        Long since = fullSince;
        return since != null && now - since > stall.toNanos()
                ? Optional.of("Nothing was read for " + stall.toSeconds() + " seconds.")
                : Optional.empty();
    }

    void beat(Duration heartbeat, long now) {
        if (now - lastWord >= heartbeat.toNanos() && !isFull(now)) {
            say(ServerSentEvent.comment("heartbeat", position), now);
        }
    }

    /** The last block, after all that was written before. */
    void end(byte[] farewell) {
        ended = true;
        outlet.write(farewell);
        outlet.end();
    }

    /** It has gone. */
    void gone() {
        ended = true;
    }

    private boolean isFull(long now) {
        if (!outlet.isFull()) {
            fullSince = null;
            return false;
        }
        if (fullSince == null) {
            fullSince = now;
        }
        return true;
    }

    private void tell(Version version, long now) {
        position = version.position();
        typeWanted(version).ifPresent(type -> {
            byte[] event = version.event(type);
            waitingBytes = Math.max(0, waitingBytes - event.length);
            say(event, now);
        });
    }

    private Optional<String> typeWanted(Version version) {
        return version.typeFor(filter, types);
    }

    private void say(byte[] block, long now) {
        lastWord = now;
        outlet.write(block);
    }

    String keyId() {
        return keyId;
    }

    Outlet outlet() {
        return outlet;
    }

    Position position() {
        return position;
    }

    boolean isEnded() {
        return ended;
    }

    /** Whether something is being loaded for it. */
    boolean isLoading() {
        return loading;
    }

    void loading(boolean now) {
        loading = now;
    }
}
