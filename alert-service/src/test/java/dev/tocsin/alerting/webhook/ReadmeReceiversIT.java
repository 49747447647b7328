package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.alerting.content.Content;
import dev.tocsin.alerting.content.Language;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's receivers, as a reader would copy them, rung by our own client. Languages that are not here are skipped. */
class ReadmeReceiversIT {

    private static final Path FOLDER = Path.of("target", "receivers").toAbsolutePath();
    private static final Pattern LISTENING = Pattern.compile("(?m)^listening on port (\\d+)$");
    private static final String TITLE = "四川断电 🪫 & more";

    private final Vertx vertx = Vertx.vertx();
    private final HmacKey key = HmacKey.generate(new SecureRandom());
    private Optional<Process> receiver = Optional.empty();

    /** A language of the README, by its mark behind the fence. */
    enum Sample {
        JAVA("java", "Receiver.java", "java", "java", "-version"),
        PYTHON("python", "receiver.py", "python3", "python3", "--version"),
        NODE("js", "receiver.mjs", "node", "node", "--version"),
        GO("go", "receiver.go", "go run", "go", "version");

        private final String fence;
        private final String file;
        private final String run;
        private final List<String> probe;

        Sample(String fence, String file, String run, String... probe) {
            this.fence = fence;
            this.file = file;
            this.run = run;
            this.probe = List.of(probe);
        }
    }

    @AfterEach
    void close() throws Exception {
        receiver.ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void receiverTakesWhatIsOursOnceAndRefusesAllElse(Sample sample) throws Exception {
        assumeTrue(
                Program.run(Duration.ofSeconds(20), new byte[0], sample.probe).isPresent(),
                "skipped: " + sample.probe.get(0) + " is not here");
        Path output = start(sample);
        String url = "http://127.0.0.1:" + port(output) + "/";

        AttemptOutcome first = ring(url, key, "msg_1");
        AttemptOutcome again = ring(url, key, "msg_1");
        AttemptOutcome forged = ring(url, HmacKey.generate(new SecureRandom()), "msg_2");

        assertThat(first).isEqualTo(new AttemptOutcome.Delivered(204));
        assertThat(again).isEqualTo(new AttemptOutcome.Delivered(204));
        assertThat(forged.status()).isEqualTo(401);
        assertThat(Files.readAllLines(output))
                .filteredOn(line -> line.startsWith("msg_"))
                .singleElement()
                .asString()
                .startsWith("msg_1 {\"type\":\"alert.raised\"")
                .contains(TITLE);
    }

    private Path start(Sample sample) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve(sample.file), code(sample));
        Path output = FOLDER.resolve(sample.file + ".log");
        ProcessBuilder builder = new ProcessBuilder((sample.run + " " + sample.file).split(" "))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "WEBHOOK_SECRET",
                        key.reveal(),
                        "PORT",
                        "0",
                        "GOCACHE",
                        FOLDER.resolve("go-cache").toString()));
        receiver = Optional.of(builder.start());
        return output;
    }

    /** The first block of the language that is a whole receiver. */
    private static String code(Sample sample) throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String section = readme.substring(readme.indexOf("### A receiver of your own"));
        Matcher block =
                Pattern.compile("(?s)```" + sample.fence + "\\n(.*?)```").matcher(section);
        assertThat(block.find()).as("a block of %s in the README", sample.fence).isTrue();
        return block.group(1);
    }

    private static String port(Path output) throws IOException {
        // Go compiles its library first.
        await().atMost(Duration.ofSeconds(120))
                .until(() -> LISTENING.matcher(Files.readString(output)).find());
        Matcher listening = LISTENING.matcher(Files.readString(output));
        return listening.find() ? listening.group(1) : "";
    }

    private AttemptOutcome ring(String url, HmacKey signing, String id) throws Exception {
        WebhookClient client = new WebhookClient(
                vertx,
                new Tries.Config(Optional.of(List.of("127.0.0.1/32")), Optional.empty(), Duration.ofSeconds(15)));
        Endpoint endpoint = new Endpoint(
                "sub_1",
                1,
                url,
                KeyRing.of(signing),
                CustomHeaders.NONE,
                Content.ENVELOPE,
                Language.EN,
                Optional.empty());
        WebhookMessage message = WebhookMessage.of(id, "alert.raised", Instant.now(), "{\"title\":\"" + TITLE + "\"}");
        CompletableFuture<Attempt> attempt = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(ignored -> client.send(endpoint, message, 1)
                        .subscribe()
                        .with(attempt::complete, attempt::completeExceptionally));
        return attempt.get(30, TimeUnit.SECONDS).outcome();
    }
}
