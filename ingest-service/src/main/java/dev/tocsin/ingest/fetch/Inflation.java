package dev.tocsin.ingest.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes Content-Encoding without ever holding more than the limit: a kilobyte can inflate to a megabyte. */
final class Inflation {
    private Inflation() {}

    /** Thrown when a body inflates beyond the limit. */
    static final class LimitExceeded extends IOException {
        private static final long serialVersionUID = 1;
    }

    static byte[] inflate(byte[] body, @Nullable String contentEncoding, int limit) throws IOException {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        // Some servers compress once more what is already gzip on disk, or forget to say that they did.
        boolean gzipMagic = body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
        if (gzipMagic) {
            return read(new GZIPInputStream(new ByteArrayInputStream(body)), limit);
        }
        return switch (encoding) {
            case "", "identity", "gzip", "x-gzip" -> body;
            case "deflate" -> read(new InflaterInputStream(new ByteArrayInputStream(body)), limit);
            default -> throw new IOException("unknown content-encoding " + encoding);
        };
    }

    private static byte[] read(InputStream inflating, int limit) throws IOException {
        try (inflating) {
            byte[] inflated = inflating.readNBytes(limit + 1);
            if (inflated.length > limit) {
                throw new LimitExceeded();
            }
            return inflated;
        }
    }
}
