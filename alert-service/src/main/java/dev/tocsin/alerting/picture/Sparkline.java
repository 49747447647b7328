package dev.tocsin.alerting.picture;

import java.util.List;
import java.util.Locale;

/** So many on each of the last days, in the space of a line of text. */
public record Sparkline(String title, List<Long> days) {
    private static final int STEP = 8;
    private static final int HEIGHT = 36;

    public Sparkline {
        days = List.copyOf(days);
    }

    public String svg() {
        long most = Math.max(1, days.stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder svg =
                new StringBuilder("<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
                        .formatted(days.size() * STEP, HEIGHT, BarChart.escaped(title)));
        for (int i = 0; i < days.size(); i++) {
            // A day without a message still has its place, a line's breadth high.
            double height = Math.max(1, days.get(i) * (HEIGHT - 2.0) / most);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" rx=\"1\"/>",
                    days.get(i) == 0 ? "bar-cancelled" : "bar-one",
                    i * STEP + 1,
                    HEIGHT - height,
                    STEP - 2,
                    height));
        }
        return svg.append("</svg>").toString();
    }
}
