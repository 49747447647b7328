package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class InflationTest {
    @Test
    void bombIsCutAtTheLimit() throws IOException {
        byte[] bomb = gzip(new byte[50 * 1024 * 1024]);

        assertThatThrownBy(() -> Inflation.inflate(bomb, "gzip", 8 * 1024 * 1024))
                .isInstanceOf(Inflation.LimitExceeded.class);
    }

    @Test
    void gzipIsRecognisedWithoutBeingAnnounced() throws IOException {
        assertThat(Inflation.inflate(gzip("<rss/>".getBytes("UTF-8")), null, 100))
                .asString()
                .isEqualTo("<rss/>");
    }

    @Test
    void plainBodyUnderAGzipHeaderIsTakenAsItIs() throws IOException {
        assertThat(Inflation.inflate("<rss/>".getBytes("UTF-8"), "gzip", 100))
                .asString()
                .isEqualTo("<rss/>");
    }

    @Test
    void brotliBombIsCutAtTheLimit() throws IOException {
        // Ten million zeros, by Node's zlib.brotliCompressSync.
        byte[] bomb = Base64.getDecoder().decode("y///P/gnAOKxQCD3/i//LDHwTwDEYRGAjiMG");

        assertThatThrownBy(() -> Inflation.inflate(bomb, "br", 1024)).isInstanceOf(Inflation.LimitExceeded.class);
    }

    @Test
    void deflateIsReadWithItsFrameAndWithout() throws IOException {
        byte[] framed = deflate("<rss/>", false);
        byte[] bare = deflate("<rss/>", true);

        assertThat(List.of(Inflation.inflate(framed, "deflate", 100), Inflation.inflate(bare, "deflate", 100)))
                .allSatisfy(inflated -> assertThat(inflated).asString().isEqualTo("<rss/>"));
    }

    @Test
    void gzipInsideOfGzipIsInflatedOnce() throws IOException {
        byte[] inner = gzip(new byte[50 * 1024 * 1024]);

        assertThat(Inflation.inflate(gzip(inner), "gzip, gzip", 8 * 1024 * 1024))
                .isEqualTo(inner);
    }

    @Test
    void fewEmptyGzipMembersAreReadOver() throws IOException {
        assertThat(Inflation.inflate(emptyMembers(50, "<rss/>"), "gzip", 100))
                .asString()
                .isEqualTo("<rss/>");
    }

    @Test
    void gzipMembersEmptyWithoutEndAreAFault() throws IOException {
        byte[] members = emptyMembers(200_000, "<rss/>");

        assertThatThrownBy(() -> Inflation.inflate(members, "gzip", 100)).isInstanceOf(IOException.class);
    }

    @Test
    void unknownEncodingIsAnError() {
        assertThatThrownBy(() -> Inflation.inflate(new byte[3], "zstd", 100)).isInstanceOf(IOException.class);
    }

    private static byte[] deflate(String text, boolean bare) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, bare);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        byte[] out = new byte[100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static byte[] emptyMembers(int count, String last) throws IOException {
        byte[] member = gzip(new byte[0]);
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            row.write(member);
        }
        row.write(gzip(last.getBytes(StandardCharsets.UTF_8)));
        return row.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zipping = new GZIPOutputStream(out)) {
            zipping.write(plain);
        }
        return out.toByteArray();
    }
}
