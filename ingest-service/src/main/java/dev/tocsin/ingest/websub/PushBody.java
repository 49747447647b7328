package dev.tocsin.ingest.websub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads what a hub sends, within a size and a time: the server's own timeout begins anew with each byte that drips in. */
final class PushBody {
    private static final int CHUNK = 16 * 1024;

    private PushBody() {}

    /**
     * @param most bytes; of a larger body comes one more
     * @param nanos for the whole body; a read that hears nothing ends by the server's timeout
     * @return null when the time is over
     */
    static byte @Nullable [] read(InputStream body, int most, long nanos, LongSupplier clock) throws IOException {
        long begun = clock.getAsLong();
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        while (document.size() <= most) {
            int read = body.read(chunk, 0, Math.min(CHUNK, most + 1 - document.size()));
            if (read < 0) {
                return document.toByteArray();
            }
            document.write(chunk, 0, read);
            if (clock.getAsLong() - begun >= nanos) {
                return null;
            }
        }
        return document.toByteArray();
    }
}
