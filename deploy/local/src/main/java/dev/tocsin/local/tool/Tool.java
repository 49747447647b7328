package dev.tocsin.local.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program of another language, got through its own package manager into a folder under {@code target}. */
public final class Tool {
    private static final Duration TO_INSTALL = Duration.ofMinutes(3);

    private final List<String> command;

    private Tool(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** @param output both streams of it, as text */
    public record Run(int exit, String output) {}

    /**
     * A script in the folder, run by Node with the packages; empty where there is no Node or they cannot be had.
     *
     * @param script relative to the folder, such as {@code node_modules/…/cli.js}
     * @param packages with their exact versions, such as {@code left-pad@1.3.0}
     */
    public static Optional<Tool> node(Path folder, String script, String... packages) throws Exception {
        Path done = folder.resolve("installed");
        String wanted = String.join(" ", packages);
        if (run(Duration.ofSeconds(20), List.of("node", "--version")).isEmpty()) {
            return Optional.empty();
        }
        if (!Files.exists(done) || !Files.readString(done).equals(wanted)) {
            Files.createDirectories(folder);
            List<String> install = new ArrayList<>(List.of("npm", "install", "--no-save", "--no-audit", "--no-fund"));
            install.addAll(List.of("--ignore-scripts", "--prefix", folder.toString()));
            install.addAll(List.of(packages));
            if (run(TO_INSTALL, install).filter(run -> run.exit() == 0).isEmpty()) {
                return Optional.empty();
            }
            Files.writeString(done, wanted);
        }
        return Optional.of(new Tool(List.of("node", folder.resolve(script).toString())));
    }

    /** A command of a Python package in a virtual environment; empty where there is no Python or it cannot be had. */
    public static Optional<Tool> python(Path folder, String command, String requirement) throws Exception {
        Path done = folder.resolve("installed");
        if (!Files.exists(done) || !Files.readString(done).equals(requirement)) {
            Files.createDirectories(folder);
            List<String> install = List.of(
                    folder.resolve("bin/pip").toString(),
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    requirement);
            if (run(TO_INSTALL, List.of("python3", "-m", "venv", folder.toString()))
                            .filter(run -> run.exit() == 0)
                            .isEmpty()
                    || run(TO_INSTALL, install).filter(run -> run.exit() == 0).isEmpty()) {
                return Optional.empty();
            }
            Files.writeString(done, requirement);
        }
        return Optional.of(
                new Tool(List.of(folder.resolve("bin").resolve(command).toString())));
    }

    /** @throws IllegalStateException when it takes longer */
    public Run run(Duration limit, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return run(limit, all).orElseThrow(() -> new IllegalStateException(all + " did not end within " + limit));
    }

    private static Optional<Run> run(Duration limit, List<String> command) throws Exception {
        Path out = Files.createTempFile("tool", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(
                            Files.createTempFile("tool", ".in").toFile()))
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new Run(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8)));
        } catch (IOException notThere) {
            return Optional.empty();
        } finally {
            Files.delete(out);
        }
    }
}
