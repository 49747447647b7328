package dev.tocsin.alerting.picture;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Bars over time, each a stack of kinds. Colours are the style sheet's, by class: our policy lets no style stand in it.
 *
 * @param id of the picture in its page
 * @param series names of the kinds by their class, in the order in which they are stacked
 * @param columns oldest first
 */
public record BarChart(String id, String title, String description, Map<String, String> series, List<Column> columns) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 180;
    private static final int LEFT = 40;
    private static final int BOTTOM = 24;
    private static final int TOP = 12;
    private static final double GAP = 0.25;

    /** @param counts by class */
    public record Column(String label, Map<String, Long> counts) {
        public long total() {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }

        public long count(String kind) {
            return counts.getOrDefault(kind, 0L);
        }
    }

    public boolean isEmpty() {
        return columns.stream().allMatch(column -> column.total() == 0);
    }

    public String svg() {
        long most = nice(columns.stream().mapToLong(Column::total).max().orElse(0));
        StringBuilder svg = new StringBuilder();
        svg.append("<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title %s-desc\">"
                .formatted(WIDTH, HEIGHT, id, id));
        svg.append("<title id=\"%s-title\">%s</title><desc id=\"%s-desc\">%s</desc>"
                .formatted(id, escaped(title), id, escaped(description)));
        LongStream.of(0, most / 2, most).distinct().forEach(value -> {
            double y = y(value, most);
            line(svg, LEFT, y, WIDTH, y);
            text(svg, LEFT - 6, y + 4, "end", String.valueOf(value));
        });
        double step = (WIDTH - LEFT) / (double) Math.max(1, columns.size());
        int every = Math.max(1, (int) Math.ceil(columns.size() / 8.0));
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            double x = LEFT + i * step;
            long below = 0;
            for (String kind : series.keySet()) {
                long count = column.count(kind);
                if (count > 0) {
                    double top = y(below + count, most);
                    svg.append("<rect class=\"bar-%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\"/>"
                            .formatted(
                                    escaped(kind),
                                    number(x + step * GAP / 2),
                                    number(top),
                                    number(step * (1 - GAP)),
                                    number(y(below, most) - top)));
                }
                below += count;
            }
            if (i % every == 0) {
                text(svg, x + step / 2, HEIGHT - 6, "middle", column.label());
            }
        }
        return svg.append("</svg>").toString();
    }

    private static double y(long value, long most) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (value / (double) most);
    }

    /** The next number above that halves well. */
    static long nice(long most) {
        long power = 1;
        while (true) {
            for (long factor : new long[] {2, 4, 10}) {
                if (power * factor >= most) {
                    return power * factor;
                }
            }
            power *= 10;
        }
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append("<line class=\"axis\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
                .formatted(number(x1), number(y1), number(x2), number(y2)));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String words) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
                .formatted(number(x), number(y), anchor, escaped(words)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
