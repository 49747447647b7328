package dev.tocsin.alerting.evaluation;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A terminal, in colour where somebody looks at it. */
final class Screen {

    private static final String ESCAPE = "\u001b[";
    private static final String HEADING = "1;36";
    private static final String FAINT = "2";

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final boolean colour = Boolean.getBoolean("tocsin.terminal");

    void heading(String format, Object... values) {
        out.println();
        out.println(styled(HEADING, text(format, values)));
    }

    /** The line above a table's columns. */
    void columns(String format, Object... values) {
        out.println(styled(FAINT, text(format, values)));
    }

    void line(String format, Object... values) {
        out.println(text(format, values));
    }

    /** Three digits with their interval, and a dash where there was nothing to measure. */
    static String figure(Figure figure) {
        return Double.isNaN(figure.value())
                ? "    –                "
                : text("%.3f [%.3f, %.3f]", figure.value(), figure.low(), figure.high());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private String styled(String style, String text) {
        return colour ? ESCAPE + style + "m" + text + ESCAPE + "0m" : text;
    }
}
