package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.alerting.content.Content;
import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.webhook.Receiver.Received;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What we really send, as receivers in other languages would verify it. Libraries that are not there and cannot be had
 * are skipped, and said to be.
 */
class VerifiersIT {

    /** Reads {scheme, key, headers, body} and prints ok, or why not. */
    private static final String SCRIPT = """
            const crypto = require('crypto');
            const { scheme, key, headers, body } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
            try {
              if (scheme === 'v1') {
                const { Webhook } = require('standardwebhooks');
                new Webhook(key).verify(body, headers);
              } else {
                const prefix = Buffer.from('302a300506032b6570032100', 'hex');
                const raw = Buffer.from(key.substring('whpk_'.length), 'base64');
                const publicKey = crypto.createPublicKey({ key: Buffer.concat([prefix, raw]), format: 'der', type: 'spki' });
                const signed = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.');
                const given = headers['webhook-signature'].split(' ').filter(s => s.startsWith('v1a,'));
                if (!given.some(s => crypto.verify(null, Buffer.from(signed), publicKey, Buffer.from(s.substring(4), 'base64')))) {
                  throw new Error('no matching signature');
                }
              }
              console.log('ok');
            } catch (refused) {
              console.log('refused: ' + refused.message);
            }
            """;

    private static final String LIBRARY = "standardwebhooks@1.1.1";
    private static final Path FOLDER = Path.of("target", "verifiers");
    private static final WebhookMessage MESSAGE = WebhookMessage.of(
            "msg_01", "alert.raised", Instant.parse("2021-06-25T08:00:00Z"), "{\"title\":\"四川断电 🪫 & more\"}");

    private final Vertx vertx = Vertx.vertx();
    private final Receiver receiver = new Receiver();
    private final HmacKey old = HmacKey.generate(new SecureRandom());
    private final HmacKey next = HmacKey.generate(new SecureRandom());
    private final Ed25519Key asymmetric = Ed25519Key.generate(new SecureRandom());

    @AfterEach
    void close() throws Exception {
        receiver.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void officialJavaLibraryTakesBothKeysOfARotation() throws Exception {
        Received request = sent(rotated(old, next));

        assertThatCode(() -> request.verify(old.reveal())).doesNotThrowAnyException();
        assertThatCode(() -> request.verify(next.reveal())).doesNotThrowAnyException();
    }

    @Test
    void officialJavaScriptLibraryTakesBothKeysOfARotationAndNoOther() throws Exception {
        withNode();
        withLibrary();
        Received request = sent(rotated(old, next));

        assertThat(node("v1", old.reveal(), request)).isEqualTo("ok");
        assertThat(node("v1", next.reveal(), request)).isEqualTo("ok");
        assertThat(node("v1", HmacKey.generate(new SecureRandom()).reveal(), request))
                .startsWith("refused");
    }

    @Test
    void officialJavaScriptLibraryPassesOverAnAsymmetricSignature() throws Exception {
        withNode();
        withLibrary();
        Received request = sent(rotated(old, asymmetric));

        assertThat(node("v1", old.reveal(), request)).isEqualTo("ok");
    }

    @Test
    void asymmetricSignatureIsVerifiedByTheJdkWithThePublicKeyAlone() throws Exception {
        Received request = sent(KeyRing.of(asymmetric));

        java.security.Signature verifier = java.security.Signature.getInstance("Ed25519");
        byte[] raw = Base64.getDecoder().decode(publicKey().substring("whpk_".length()));
        byte[] encoded = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(signedText(request));
        String signature = request.header("webhook-signature");
        assertThat(signature).startsWith("v1a,");
        assertThat(verifier.verify(Base64.getDecoder().decode(signature.substring(4))))
                .isTrue();
    }

    /** Its Ed25519 is OpenSSL's. */
    @Test
    void asymmetricSignatureIsVerifiedByNodeWithThePublicKeyAlone() throws Exception {
        withNode();
        Received request = sent(rotated(old, asymmetric));

        assertThat(node("v1a", publicKey(), request)).isEqualTo("ok");
        assertThat(node(
                        "v1a",
                        Ed25519Key.generate(new SecureRandom()).publicKey().orElseThrow(),
                        request))
                .startsWith("refused");
    }

    @Test
    void opensslOnTheCommandLineComesToTheSameSignature() throws Exception {
        assumeTrue(run(List.of("openssl", "version"), "").isPresent(), "skipped: there is no openssl here");
        Received request = sent(KeyRing.of(old));

        Optional<String> signature = run(
                List.of(
                        "bash",
                        "-c",
                        "openssl dgst -sha256 -mac HMAC -macopt \"hexkey:$0\" -binary | openssl base64 -A",
                        HexFormat.of().formatHex(old.bytes())),
                new String(signedText(request), StandardCharsets.UTF_8));

        assertThat(signature.map(text -> "v1," + text)).contains(request.header("webhook-signature"));
    }

    private static void withNode() throws Exception {
        assumeTrue(run(List.of("node", "--version"), "").isPresent(), "skipped: there is no node here");
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("verify.cjs"), SCRIPT);
    }

    private static void withLibrary() throws Exception {
        if (!Files.isDirectory(FOLDER.resolve("node_modules/standardwebhooks"))) {
            run(
                    List.of(
                            "npm",
                            "install",
                            "--no-save",
                            "--no-audit",
                            "--no-fund",
                            "--ignore-scripts",
                            "--prefix",
                            FOLDER.toString(),
                            LIBRARY),
                    "");
        }
        assumeTrue(
                Files.isDirectory(FOLDER.resolve("node_modules/standardwebhooks")),
                "skipped: npm is not here or cannot get " + LIBRARY);
    }

    private static String node(String scheme, String key, Received request) throws Exception {
        Map<String, String> headers =
                request.headers().keySet().stream().collect(Collectors.toMap(name -> name, request::header));
        String input = new ObjectMapper()
                .writeValueAsString(Map.of("scheme", scheme, "key", key, "headers", headers, "body", request.body()));
        return run(List.of("node", FOLDER.resolve("verify.cjs").toString()), input)
                .orElse("node failed");
    }

    private static Optional<String> run(List<String> command, String input) throws Exception {
        return Program.run(Duration.ofSeconds(45), input.getBytes(StandardCharsets.UTF_8), command);
    }

    private static byte[] signedText(Received request) {
        return String.join(".", Arrays.asList(request.id(), request.header("webhook-timestamp"), request.body()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static KeyRing rotated(SigningKey from, SigningKey to) {
        return KeyRing.of(from).rotated(to, Instant.now(), Duration.ofHours(24)).orElseThrow();
    }

    private String publicKey() {
        return asymmetric.publicKey().orElseThrow();
    }

    private Received sent(KeyRing keys) throws Exception {
        WebhookClient client = new WebhookClient(
                vertx, new Tries.Config(Optional.of(List.of("127.0.0.1/32")), Optional.empty(), Duration.ofSeconds(5)));
        Endpoint endpoint = new Endpoint(
                "sub_1", 1, receiver.url(), keys, CustomHeaders.NONE, Content.ENVELOPE, Language.EN, Optional.empty());
        CompletableFuture<Attempt> attempt = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(ignored -> client.send(endpoint, MESSAGE, 1)
                        .subscribe()
                        .with(attempt::complete, attempt::completeExceptionally));
        assertThat(attempt.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(new AttemptOutcome.Delivered(200));
        return receiver.received().get(receiver.received().size() - 1);
    }
}
