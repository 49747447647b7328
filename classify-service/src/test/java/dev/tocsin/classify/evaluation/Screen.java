package dev.tocsin.classify.evaluation;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A terminal, in colour where somebody looks at it. */
final class Screen {

    private static final String ESCAPE = "\u001b[";

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final boolean colour;

    Screen(boolean colour) {
        this.colour = colour;
    }

    void heading(String format, Object... values) {
        out.println();
        out.println(styled("1;36", text(format, values)));
    }

    /** The line above a table's columns. */
    void columns(String format, Object... values) {
        out.println(styled("2", text(format, values)));
    }

    void line(String format, Object... values) {
        out.println(text(format, values));
    }

    /** Three digits, and a dash where there was nothing to measure. */
    static String number(double value) {
        return Double.isNaN(value) ? "    –" : text("%.3f", value);
    }

    static String figure(Figure figure) {
        return Double.isNaN(figure.low())
                ? number(figure.value()) + "              "
                : text("%s [%.3f, %.3f]", number(figure.value()), figure.low(), figure.high());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private String styled(String style, String text) {
        return colour ? ESCAPE + style + "m" + text + ESCAPE + "0m" : text;
    }
}
