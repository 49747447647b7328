package dev.tocsin.alerting.evaluation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.alerting.report.ContractReader;
import dev.tocsin.alerting.report.ContractReader.Reading;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.local.process.ChildJvm;
import dev.tocsin.local.process.FreePorts;
import dev.tocsin.local.process.LogTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The packaged classify-service as a process of its own, which ends with this one. */
final class Classifier implements AutoCloseable {

    private static final Path JAR = Path.of("..", "classify-service", "target", "quarkus-app", "quarkus-run.jar");
    private static final Path RUN = Path.of("target", "run");
    private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final ContractReader<EventReported> reader = new ContractReader<>(EventReported.class);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ChildJvm process;
    private final URI address;
    private final String key;

    private Classifier(ChildJvm process, URI address, String key) {
        this.process = process;
        this.address = address;
        this.key = key;
    }

    static boolean isBuilt() {
        return Files.isRegularFile(JAR);
    }

    /** The command that builds it, from the project's root. */
    static String build() {
        return "mvn -Dquick -pl deploy/local,classify-service package";
    }

    /** Starts it and waits until it answers. */
    static Classifier start() throws IOException, InterruptedException {
        int[] ports = FreePorts.take(3);
        String key = UUID.randomUUID().toString();
        Files.createDirectories(RUN);
        ChildJvm process = ChildJvm.start(
                "classify-service",
                List.of(JAR.toAbsolutePath().toString()),
                List.of("-Xmx512m"),
                List.of(ENTRY_POINT),
                Map.of(
                        "QUARKUS_HTTP_PORT",
                        "" + ports[0],
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_MANAGEMENT_PORT",
                        "" + ports[2],
                        "QUARKUS_MANAGEMENT_HOST",
                        "127.0.0.1",
                        "QUARKUS_CONSOLE_COLOR",
                        "false",
                        // A port without a broker: where one runs by chance, this would take articles from its readers.
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "127.0.0.1:" + ports[1],
                        "TOCSIN_API_KEY",
                        key),
                RUN,
                RUN.resolve("classify.log"));
        Classifier classifier =
                new Classifier(process, URI.create("http://127.0.0.1:" + ports[0] + "/v1/classify"), key);
        try {
            classifier.awaitAnswer();
        } catch (IOException | InterruptedException | RuntimeException e) {
            classifier.close();
            throw e;
        }
        return classifier;
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(START);
        while (process.isAlive() && Instant.now().isBefore(end)) {
            try {
                HttpResponse<byte[]> response = post(Map.of("title", "Is anybody there?", "text", ""));
                if (response.statusCode() == 200) {
                    return;
                }
                throw new IllegalStateException("classify-service answers " + response.statusCode() + ": "
                        + json.readTree(response.body()).path("detail").asText());
            } catch (java.net.ConnectException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("classify-service does not answer and " + process.state() + "; the end of "
                + process.log() + ":\n" + String.join("\n", LogTail.of(process.log(), 15)));
    }

    /** Everything that it reports of a story. */
    List<EventReported> classify(Story story) {
        Map<String, String> article = new HashMap<>(Map.of(
                "title", story.title(),
                "text", story.text(),
                "url", story.url(),
                "publishedAt", story.publishedAt().toString()));
        if (story.outlet() != null) {
            article.put("outlet", story.outlet());
        }
        try {
            HttpResponse<byte[]> response = post(article);
            JsonNode answer = json.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("classify-service answers " + response.statusCode() + " to "
                        + story.id() + ": " + answer.path("detail").asText());
            }
            List<EventReported> reports = new ArrayList<>();
            for (JsonNode report : answer.get("reports")) {
                reports.add(accept(story, json.writeValueAsBytes(report)));
            }
            return reports;
        } catch (IOException e) {
            throw new UncheckedIOException("No answer to " + story.id() + "; classify-service " + process.state(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private EventReported accept(Story story, byte[] report) {
        Reading<EventReported> reading = reader.read(report);
        if (reading instanceof Reading.Accepted<EventReported> accepted) {
            return accepted.value();
        }
        throw new IllegalStateException("The report of " + story.id() + " cannot be read: " + reading);
    }

    private HttpResponse<byte[]> post(Map<String, String> article) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(article)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        process.close();
    }
}
