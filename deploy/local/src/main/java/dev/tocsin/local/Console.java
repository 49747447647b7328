package dev.tocsin.local;

import dev.tocsin.local.process.Progress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** What a person sees of a start. Always UTF-8, for half of the news is Chinese; colours only on a terminal. */
final class Console implements Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colours;
    private final Set<String> waitingFor = new LinkedHashSet<>();

    Console(PrintStream out, boolean terminal, boolean colours) {
        this.out = out;
        this.terminal = terminal;
        this.colours = colours;
    }

    /** Standard output; the script that starts this knows whether it is a terminal. */
    static Console standard() {
        boolean terminal = Boolean.getBoolean("tocsin.terminal");
        String term = System.getenv().getOrDefault("TERM", "dumb");
        boolean able = terminal && !term.equals("dumb");
        boolean colours = able && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8), able, colours);
    }

    boolean colours() {
        return colours;
    }

    @Override
    public synchronized void starting(String part) {
        waitingFor.add(part);
        showWaiting();
    }

    @Override
    public synchronized void ready(String part, Duration took, String where) {
        waitingFor.remove(part);
        String seconds = String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
        print("  " + paint("32", "✓") + String.format(Locale.ROOT, " %-18s %7s  ", part, seconds) + paint("2", where));
    }

    synchronized void print(String line) {
        if (terminal && !waitingFor.isEmpty()) {
            out.print(CLEAR_LINE);
        }
        out.println(line);
        showWaiting();
    }

    synchronized void failed(String message) {
        waitingFor.clear();
        print(paint("31", "✗ ") + message);
    }

    /** The same text in this colour (an SGR code), where colours are wanted. */
    String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private void showWaiting() {
        if (terminal && !waitingFor.isEmpty()) {
            out.print(CLEAR_LINE + paint("2", "  … " + String.join(", ", waitingFor)));
            out.flush();
        }
    }
}
