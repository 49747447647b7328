package dev.tocsin.ingest.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes Content-Encoding without ever holding more than the limit: a kilobyte can inflate to a megabyte. In Java
 * throughout, Brotli too: whoever feeds us broken bytes gets an exception and never somebody else's memory.
 */
final class Inflation {
    /** What {@link #inflate} understands, for the header that asks for it. */
    static final String ACCEPTED = "gzip, br";

    private Inflation() {}

    /** Thrown when a body inflates beyond the limit. */
    static final class LimitExceeded extends IOException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Gzip may consist of several members. The JDK's reader calls itself for each that is empty, so that a few kilobytes
     * of them would overflow the stack.
     */
    private static final class Members extends GZIPInputStream {
        private static final int MOST_EMPTY_IN_A_ROW = 100;

        private int empty;

        private Members(byte[] body) throws IOException {
            super(new ByteArrayInputStream(body));
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (empty == MOST_EMPTY_IN_A_ROW) {
                throw new ZipException("nothing but empty gzip members");
            }
            empty++;
            try {
                return super.read(into, from, length);
            } finally {
                empty--;
            }
        }
    }

    /** @throws IOException when the body is not what its encoding says; {@link LimitExceeded} when it is too much of it */
    static byte[] inflate(byte[] body, @Nullable String contentEncoding, int limit) throws IOException {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        // Some servers compress once more what is already gzip on disk, or forget to say that they did.
        boolean gzipMagic = body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
        if (gzipMagic) {
            return read(new Members(body), limit);
        }
        return switch (encoding) {
            case "", "identity", "gzip", "x-gzip" -> body;
            case "br" -> read(new BrotliInputStream(new ByteArrayInputStream(body)), limit);
            case "deflate" -> deflated(body, limit);
            default -> throw new IOException("unknown content-encoding " + encoding);
        };
    }

    /** By the book it is zlib's format; some servers send the bare stream (RFC 9110, section 8.4.1.2). */
    private static byte[] deflated(byte[] body, int limit) throws IOException {
        boolean zlib =
                body.length > 1 && (body[0] & 0x0f) == 8 && ((body[0] & 0xff) * 256 + (body[1] & 0xff)) % 31 == 0;
        Inflater inflater = new Inflater(!zlib);
        try {
            return read(new InflaterInputStream(new ByteArrayInputStream(body), inflater), limit);
        } finally {
            inflater.end();
        }
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
