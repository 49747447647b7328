package dev.tocsin.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
    void unknownEncodingIsAnError() {
        assertThatThrownBy(() -> Inflation.inflate(new byte[3], "zstd", 100)).isInstanceOf(IOException.class);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zipping = new GZIPOutputStream(out)) {
            zipping.write(plain);
        }
        return out.toByteArray();
    }
}
