package dev.tocsin.alerting.stream;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The versions committed last, without a gap, as far as there is room for them. To be used by one thread. */
final class RecentVersions {
    private final int most;
    private final long mostBytes;
    private final TreeMap<Long, Version> versions = new TreeMap<>();
    private long begin;
    private long head;
    private long bytes;

    /** @param begin all versions behind it will be added, in their order */
    RecentVersions(int most, long mostBytes, Position begin) {
        this.most = most;
        this.mostBytes = mostBytes;
        this.begin = begin.number();
        this.head = begin.number();
    }

    void add(Version version) {
        head = version.position().number();
        versions.put(head, version);
        bytes += version.size();
        while (versions.size() > most || (bytes > mostBytes && versions.size() > 1)) {
            Map.Entry<Long, Version> eldest = versions.pollFirstEntry();
            begin = eldest.getKey();
            bytes -= eldest.getValue().size();
        }
    }

    /** Whether all that follows a position is here. */
    boolean reachesBackTo(Position position) {
        return position.number() >= begin;
    }

    /** The one that follows; null when none has been committed. */
    @Nullable Version after(Position position) {
        Map.Entry<Long, Version> next = versions.higherEntry(position.number());
        return next == null ? null : next.getValue();
    }

    /** The last one's. */
    Position head() {
        return new Position(head);
    }
}
