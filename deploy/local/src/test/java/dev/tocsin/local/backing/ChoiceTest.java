package dev.tocsin.local.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoiceTest {
    @TempDir
    Path folder;

    @Test
    void everyImageThereMeansDocker() throws Exception {
        try (Engine engine = new Engine(Set.of(Choice.KAFKA, Choice.POSTGRES, Choice.RYUK))) {
            assertThat(Choice.make("auto", engine.asSeen(true)).docker()).isTrue();
        }
    }

    @Test
    void missingImageMeansEmbeddedAndIsNamed() throws Exception {
        try (Engine engine = new Engine(Set.of(Choice.POSTGRES))) {
            assertThat(Choice.make("auto", engine.asSeen(false)))
                    .satisfies(choice -> assertThat(choice.docker()).isFalse())
                    .asString()
                    .contains(Choice.KAFKA);
        }
    }

    @Test
    void missingCleanerMeansEmbeddedUnlessItIsSwitchedOff() throws Exception {
        try (Engine engine = new Engine(Set.of(Choice.KAFKA, Choice.POSTGRES))) {
            assertThat(Choice.make("auto", engine.asSeen(true)).docker()).isFalse();
            assertThat(Choice.make("auto", engine.asSeen(false)).docker()).isTrue();
        }
    }

    @Test
    void engineThatDoesNotAnswerInTimeIsNone() throws Exception {
        try (Engine engine = new Engine(null)) {
            assertThat(Choice.make("auto", engine.asSeen(false)).reason()).startsWith("no Docker engine answers");
        }
    }

    @Test
    void absentSocketMeansEmbedded() {
        var nobody = new DockerEngine("unix://" + folder.resolve("nobody.sock"), true, Duration.ofSeconds(1));

        assertThat(Choice.make("auto", nobody).docker()).isFalse();
    }

    @Test
    void unknownModeIsRefusedWithTheKnownOnes() {
        var nobody = new DockerEngine("unix:///nowhere", true, Duration.ofSeconds(1));

        assertThatThrownBy(() -> Choice.make("podman", nobody)).hasMessageContaining("auto, docker, embedded");
    }

    /** An engine that knows these images; null: one that takes a connection and says nothing. */
    private final class Engine implements AutoCloseable {
        private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);

        Engine(@org.jspecify.annotations.Nullable Set<String> images) throws IOException {
            server.bind(UnixDomainSocketAddress.of(folder.resolve("engine.sock")));
            Thread thread = new Thread(() -> serve(images));
            thread.setDaemon(true);
            thread.start();
        }

        DockerEngine asSeen(boolean needsRyuk) {
            return new DockerEngine("unix://" + folder.resolve("engine.sock"), needsRyuk, Duration.ofMillis(500));
        }

        private void serve(@org.jspecify.annotations.Nullable Set<String> images) {
            try {
                while (true) {
                    SocketChannel client = server.accept();
                    if (images == null) {
                        continue;
                    }
                    ByteBuffer request = ByteBuffer.allocate(1024);
                    client.read(request);
                    String path = new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
                    boolean known =
                            images.stream().anyMatch(image -> path.startsWith("GET /images/" + image + "/json "));
                    client.write(
                            ByteBuffer.wrap((known ? "HTTP/1.1 200 OK\r\n\r\n{}" : "HTTP/1.1 404 Not Found\r\n\r\n{}")
                                    .getBytes(StandardCharsets.US_ASCII)));
                    client.close();
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
