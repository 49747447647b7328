package dev.tocsin.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashIT {
    @TempDir
    Path folder;

    @Test
    void childEndsWhenItsParentIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long child;
        try (BufferedReader said = parent.inputReader()) {
            child = Long.parseLong(said.readLine());
            assertThat(ProcessHandle.of(child)).get().matches(ProcessHandle::isAlive);

            parent.destroyForcibly();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive))
                            .isEmpty());
        }
    }

    @Test
    void outputOfTheRunBeforeIsKept() throws Exception {
        Path log = folder.resolve("logs/child.log");
        for (String word : List.of("first", "second")) {
            try (ChildJvm child = child(folder, log, Speaker.class, word)) {
                child.onExit().join();
            }
        }

        assertThat(LogTail.of(log, 5)).containsExactly("second");
        assertThat(LogTail.of(folder.resolve("logs/child.log.1"), 5)).containsExactly("first");
    }

    static ChildJvm child(Path folder, Path log, Class<?> main, String argument) throws Exception {
        return ChildJvm.start(
                "child",
                List.of(System.getProperty("java.class.path")),
                List.of(),
                List.of(main.getName(), argument),
                Map.of(),
                folder,
                log);
    }

    /** Starts a child, says its number, and would stay for ever. */
    public static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            System.out.println(child(folder, folder.resolve("sleeper.log"), Sleeper.class, "")
                    .pid());
            Thread.sleep(60_000);
        }
    }

    /** Stays. */
    public static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] args) throws Exception {
            Thread.sleep(60_000);
        }
    }

    /** Says one word and ends. */
    public static final class Speaker {
        private Speaker() {}

        public static void main(String[] args) {
            System.out.println(args[0]);
        }
    }
}
