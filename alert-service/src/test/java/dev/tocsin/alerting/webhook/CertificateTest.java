package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import dev.tocsin.alerting.webhook.ScriptedPeer.Script;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that show a certificate: one that is fine, and those that are not. */
@NullUnmarked
class CertificateTest {

    private static final String PASSWORD = "changeit";
    private static final Unreachable FAILED =
            new Unreachable("TLS failed: the certificate or the protocol was not accepted");

    @TempDir
    static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static final List<String> ASKED_FOR = new CopyOnWriteArrayList<>();

    private final Tries tries = Tries.toLoopback().naming("hooks.example", "127.0.0.1");

    /** An authority of our own, and one key with several certificates. */
    @BeforeAll
    static void certify() throws Exception {
        all(
                keytool("-genkeypair -alias ca -keyalg EC -dname CN=authority -ext bc:c -validity 30 -keystore ca.p12"),
                keytool("-genkeypair -alias own -keyalg EC -dname CN=hooks.example -ext san=dns:hooks.example"
                        + " -validity 30 -keystore own.p12"));
        all(keytool("-certreq -alias own -file own.csr -keystore own.p12"));
        String sign = "-gencert -rfc -alias ca -infile own.csr -keystore ca.p12 ";
        all(
                keytool(sign + "-outfile fine.pem -ext san=dns:hooks.example -validity 30"),
                keytool(sign + "-outfile expired.pem -ext san=dns:hooks.example -startdate -30d -validity 10"),
                keytool(sign + "-outfile elsewhere.pem -ext san=dns:elsewhere.example -validity 30"));
        Files.writeString(
                folder.resolve("selfsigned.pem"),
                pem("CERTIFICATE", own().getCertificate("own").getEncoded()));
        System.setProperty("javax.net.ssl.trustStore", folder.resolve("ca.p12").toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }

    @AfterAll
    static void close() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void certificateIsJudgedByTheNameThoughTheSocketGoesToTheVettedAddress() throws Exception {
        ASKED_FOR.clear();

        Attempt attempt = tries.send("https://hooks.example:" + serve("fine", Set.of("TLSv1.3", "TLSv1.2")) + "/");

        assertThat(attempt.outcome()).isEqualTo(new Delivered(204));
        assertThat(ASKED_FOR).containsExactly("hooks.example");
    }

    @Test
    void olderTlsThatIsStillSoundIsAccepted() throws Exception {
        assertThat(tries.send("https://hooks.example:" + serve("fine", Set.of("TLSv1.2")) + "/")
                        .outcome())
                .isEqualTo(new Delivered(204));
    }

    @ParameterizedTest
    @ValueSource(strings = {"selfsigned", "expired", "elsewhere"})
    void certificateThatIsNotFineIsAFailureWithoutARequest(String which) throws Exception {
        ASKED_FOR.clear();

        Attempt attempt = tries.send("https://hooks.example:" + serve(which, Set.of("TLSv1.3", "TLSv1.2")) + "/");

        assertThat(attempt.outcome()).isEqualTo(FAILED);
        assertThat(ASKED_FOR).isEmpty();
    }

    @Test
    void certificateForANameIsNoneForItsAddress() throws Exception {
        assertThat(tries.send("https://127.0.0.1:" + serve("fine", Set.of("TLSv1.3")) + "/")
                        .outcome())
                .isEqualTo(FAILED);
    }

    /** A server's hello for TLS 1.0, 1.1 and SSL 3. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\u0002", "\u0000"})
    void outdatedProtocolIsAFailureAndNotTriedAgainInALowerOne(String minor) {
        String hello = "\u0003" + minor + "r".repeat(32) + "\u0000\u0000\u002f\u0000";
        Script old = line -> {
            line.some();
            line.write("\u0016\u0003" + minor + "\u0000" + (char) (hello.length() + 4) + "\u0002\u0000\u0000"
                    + (char) hello.length() + hello);
            line.hang();
        };
        try (ScriptedPeer peer = new ScriptedPeer(old)) {
            Attempt attempt = tries.send("https://hooks.example:" + peer.port() + "/");

            assertThat(attempt.outcome()).isEqualTo(FAILED);
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    private static int serve(String certificate, Set<String> protocols) throws Exception {
        HttpServer server = VERTX.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setSni(true)
                        .setEnabledSecureTransportProtocols(protocols)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertValue(Buffer.buffer(Files.readAllBytes(folder.resolve(certificate + ".pem"))))
                                .addKeyValue(Buffer.buffer(key()))))
                .requestHandler(request -> {
                    ASKED_FOR.add(request.connection().indicatedServerName());
                    request.response().setStatusCode(204).end();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        return server.actualPort();
    }

    private static KeyStore own() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(folder.resolve("own.p12").toFile(), PASSWORD.toCharArray());
    }

    private static String key() throws IOException, GeneralSecurityException {
        return pem("PRIVATE KEY", own().getKey("own", PASSWORD.toCharArray()).getEncoded());
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + new String(Base64.getMimeEncoder().encode(content), StandardCharsets.US_ASCII)
                + "\n-----END " + what + "-----\n";
    }

    private static Process keytool(String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void all(Process... processes) throws InterruptedException {
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
    }
}
