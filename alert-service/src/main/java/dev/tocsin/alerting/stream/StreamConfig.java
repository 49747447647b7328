package dev.tocsin.alerting.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How streams are held open, and when they are cut. */
@ConfigMapping(prefix = "tocsin.stream")
public interface StreamConfig {

    /** @return Streams that one key may have open at a time, in each replica. */
    @WithDefault("20")
    int perKey();

    /** @return Streams open at a time in this replica: each holds a socket and, at worst, {@link #socketBuffer} of memory. */
    @WithDefault("2000")
    int perReplica();

    /** @return After so long without a word a comment is sent, so that no proxy takes the connection for idle. */
    @WithDefault("15s")
    Duration heartbeat();

    /** @return What a client is told to wait before it connects again. */
    @WithDefault("3s")
    Duration retry();

    /** @return Bytes that wait to be sent to one reader, of which no copy is made, until it is cut. */
    @WithDefault("1048576")
    int buffer();

    /** @return Bytes that are handed to one reader's socket ahead of what it takes: memory of each slow reader. */
    @WithDefault("32768")
    int socketBuffer();

    /** @return How long a reader may take nothing while something waits for it, until it is cut. */
    @WithDefault("20s")
    Duration stall();

    /** @return How long a reader that is cut, or a stop, leaves the socket to take the last words. */
    @WithDefault("5s")
    Duration farewell();

    /**
     * @return How long ago a position may be that a reader resumes from. Longer makes for longer replays; what lies
     *     beyond is read from the list of alerts.
     */
    @WithDefault("7d")
    Duration replay();

    /**
     * @return How often new versions are looked for when PostgreSQL has not rung: how late they come where notifications
     *     do not pass, as through a pooler that shares connections by transaction.
     */
    @WithDefault("1s")
    Duration poll();

    /** @return How often it is asked whether the readers' keys still hold: how late a revoked key's streams end. */
    @WithDefault("3s")
    Duration keyCheck();

    /** @return Versions held for readers that are a little behind or come back; their bytes are bounded too. */
    @WithDefault("1000")
    int recent();

    /** @return Bytes of the versions that are held. */
    @WithDefault("33554432")
    long recentBytes();
}
