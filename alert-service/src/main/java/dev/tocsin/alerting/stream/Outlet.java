package dev.tocsin.alerting.stream;

/** The end of a connection that its reader is at. What has been written cannot be taken back. */
interface Outlet {
    /** Answers 200, and begins the stream. */
    void begin();

    /** Whether the reader has yet to take what was written before. */
    boolean isFull();

    void write(byte[] block);

    /** No more will be written; what was is still sent. */
    void end();

    /** Cuts the connection, whatever is still to be sent. */
    void drop();

    /** @param drained to be called, on any thread, whenever there is room again; {@code closed} when the reader has gone */
    void watch(Runnable drained, Runnable closed);
}
