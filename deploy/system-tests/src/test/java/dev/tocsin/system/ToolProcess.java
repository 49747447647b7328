package dev.tocsin.system;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program of alert-service's benchmarks in a JVM of its own, asked and answering by lines; it ends with its input. */
final class ToolProcess implements AutoCloseable {
    private static final String PACKAGE = "dev.tocsin.alerting.benchmark.";

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;

    private ToolProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.questions = process.outputWriter();
    }

    /** Starts it and waits until it says that it is ready. */
    static ToolProcess start(String classPath, String program, Object... args) throws IOException {
        ToolProcess tool = new ToolProcess(process(classPath, program, args).start());
        String said = tool.answers.readLine();
        if (!"ready".equals(said)) {
            tool.close();
            throw new IOException(program + " does not start: " + said);
        }
        return tool;
    }

    /** Runs it to its end. */
    static void run(String classPath, String program, Object... args) throws IOException, InterruptedException {
        int code = process(classPath, program, args).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(program + " has ended with " + code);
        }
    }

    private static ProcessBuilder process(String classPath, String program, Object... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-cp",
                classPath,
                PACKAGE + program));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    synchronized String ask(String question) throws IOException {
        questions.write(question);
        questions.newLine();
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("The tool has ended instead of answering: " + question);
        }
        return answer;
    }

    /** CPU time of the whole process so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
