package dev.tocsin.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java process of ours: on a {@link Leash}, with its output in a file. */
public final class ChildJvm implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final String name;
    private final Path log;
    private final Process process;

    private ChildJvm(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param name what to call it in messages
     * @param classPath entries as {@code java -cp} takes them; that of {@link Leash} is added
     * @param jvmOptions such as {@code -Xmx256m}
     * @param command the main class and its arguments
     * @param environment added to this process' own
     * @param directory where it runs
     * @param log takes standard output and error; an older one is kept as {@code <log>.1}
     */
    public static ChildJvm start(
            String name,
            List<String> classPath,
            List<String> jvmOptions,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log)
            throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Short-lived processes on a busy machine: the serial collector and C1 alone halve the time until they are
        // ready.
        line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
        line.addAll(jvmOptions);
        List<String> entries = new ArrayList<>(classPath);
        entries.add(LocalDirectory.ownClasses().toString());
        line.addAll(List.of("-cp", String.join(File.pathSeparator, entries), Leash.class.getName()));
        line.addAll(command);

        Files.createDirectories(log.toAbsolutePath().getParent());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ChildJvm(name, log, builder.start());
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process has ended, for whatever reason. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** In words: whether it runs, or with which code it has ended. */
    public String state() {
        return process.isAlive() ? "still runs" : "has ended with exit code " + process.exitValue();
    }

    /** SIGKILL: for fault tests. */
    public void kill() {
        process.destroyForcibly();
        await(GRACE);
    }

    /** Asks it to end, and does not wait. */
    public void interrupt() {
        // Not Process.destroy(), which also closes the leash: then the process would be halted after its few seconds.
        process.toHandle().destroy();
    }

    /**
     * SIGTERM, as whoever runs it would send it; waits for the end.
     *
     * @return the exit code
     * @throws IllegalStateException if it still runs after the limit; it goes on
     */
    public int stop(Duration limit) {
        interrupt();
        return awaitExit(limit);
    }

    /** Waits for it to end by itself, as {@link #stop} does. */
    public int awaitExit(Duration limit) {
        if (!await(limit)) {
            throw new IllegalStateException(name + " still runs after " + limit.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** Asks it to end, waits, and kills it if it does not. */
    @Override
    public void close() {
        process.destroy();
        if (!await(GRACE)) {
            process.destroyForcibly();
            await(GRACE);
        }
    }

    private boolean await(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
