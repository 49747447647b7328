package dev.tocsin.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A message in a form worth looking at, for a terminal of at least 80 columns. */
public final class AlertCard {
    private static final int LONGEST_SYMBOL = 2;
    private static final int WIDTH = 96;
    private static final Set<String> TOLD_CHANGES = Set.of(
            "status", "state", "mergedInto", "occurred", "effective", "place", "from", "to", "jurisdictions", "actors");
    private static final String INDENT = "     ";

    private final boolean colours;

    public AlertCard(boolean colours) {
        this.colours = colours;
    }

    public String draw(Ring ring) {
        if (ring.verdict() != WebhookSignature.Verdict.OK) {
            return paint("1;37;41", " ✗ REFUSED: signature " + ring.verdict() + " ") + "  webhook-id " + ring.id()
                    + ". Not shown, since anybody may have sent it.\n";
        }
        if (ring.times() > 1) {
            return paint("33", "  ↻ the same message again (" + ring.times() + ")") + "  " + ring.id() + "\n";
        }
        JsonNode alert = ring.alert();
        if (!alert.hasNonNull("category")) {
            return "  🔔 " + paint("2", seal(ring) + "  " + ring.id()) + "\n";
        }
        List<String> lines = new ArrayList<>();
        lines.add("  🔔 " + category(alert) + "  "
                + alert.path("status").asText().replace('_', ' ') + paint("2", "   " + seal(ring)));
        wrap(alert.path("title").asText()).forEach(line -> lines.add(INDENT + paint("1", line)));
        changes(alert.path("changes")).forEach(line -> lines.add(INDENT + paint("33", line)));
        row(lines, "who", names(alert.path("actors")));
        row(lines, "where", where(alert));
        row(lines, "when", when(alert));
        row(lines, "what", quantities(alert.path("quantities")));
        for (JsonNode report : alert.path("reports")) {
            JsonNode evidence = report.path("evidence").path(0).path("quote");
            if (!evidence.isMissingNode()) {
                wrap("“" + evidence.asText().strip() + "”").forEach(line -> lines.add(INDENT + paint("3", line)));
            }
            lines.add(INDENT
                    + paint("2", "— " + report.path("outlet").asText("") + ", " + day(report) + "  ")
                    + paint("4", report.path("url").asText()));
        }
        return String.join("\n", lines) + "\n";
    }

    /** What is new in a version of an alert that was told before: its status, its place, who acts. */
    private static List<String> changes(JsonNode changes) {
        List<String> lines = new ArrayList<>();
        for (JsonNode change : changes) {
            String field = change.path("field").asText();
            if (TOLD_CHANGES.contains(field)) {
                String before = told(change.path("before"));
                lines.add("↳ " + field + ": " + (before.isEmpty() ? "" : before + " → ") + told(change.path("after")));
            }
        }
        return lines;
    }

    private static String told(JsonNode value) {
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(item -> all.add(told(item)));
            return String.join(", ", all);
        }
        return value.isObject()
                ? value.path("name").asText(value.path("date").asText(""))
                : value.asText("").replace('_', ' ');
    }

    private String category(JsonNode alert) {
        String category = alert.path("category").asText();
        String name = category.replace('_', ' ').toUpperCase(Locale.ROOT);
        return switch (category) {
            case "mining_ban" -> paint("1;31", name);
            case "relocation" -> paint("1;34", name);
            case "nft_launch" -> paint("1;35", name);
            case "city_invitation" -> paint("1;32", name);
            default -> paint("1", name);
        };
    }

    private static String seal(Ring ring) {
        String text = ring.type() + " · signature ok";
        try {
            Duration age =
                    Duration.between(Instant.parse(ring.body().path("timestamp").asText()), ring.at());
            return text + String.format(Locale.ROOT, " · %.2f s after it was told", age.toMillis() / 1000.0);
        } catch (DateTimeParseException untold) {
            return text;
        }
    }

    private static String where(JsonNode alert) {
        String from = place(alert.path("from"));
        String to = place(alert.path("to"));
        String at = place(alert.path("place"));
        String codes = join(alert.path("jurisdictions"));
        String told = from.isEmpty() && to.isEmpty()
                ? at
                : (from.isEmpty() ? "?" : from) + " → " + (to.isEmpty() ? "abroad" : to);
        return told.isEmpty() ? codes : codes.isEmpty() ? told : told + " (" + codes + ")";
    }

    private static String place(JsonNode place) {
        return place.path("name").asText("");
    }

    private static String when(JsonNode alert) {
        String occurred = alert.path("occurred").path("date").asText("");
        String effective = alert.path("effective").path("date").asText("");
        return effective.isEmpty() ? occurred : (occurred + ", effective " + effective).replaceFirst("^, ", "");
    }

    private static String quantities(JsonNode quantities) {
        List<String> all = new ArrayList<>();
        for (JsonNode quantity : quantities) {
            String unit = quantity.path("unit").asText("");
            String thing = quantity.path("of").asText("");
            // "26 mining projects", not "26 project mining projects"; but "3 t things" keep their tonnes.
            boolean saysIt = unit.length() > LONGEST_SYMBOL && thing.contains(unit);
            String counted = saysIt ? thing : (unit + " " + thing).strip();
            all.add(quantity.path("value").decimalValue().stripTrailingZeros().toPlainString() + " " + counted);
        }
        return String.join(", ", all);
    }

    private static String names(JsonNode actors) {
        List<String> names = new ArrayList<>();
        actors.forEach(actor -> names.add(actor.path("name").asText()));
        return String.join(", ", names);
    }

    private static String join(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(node -> all.add(node.asText()));
        return String.join(", ", all);
    }

    private static String day(JsonNode report) {
        String published = report.path("publishedAt").asText("");
        return published.length() < 10 ? "undated" : published.substring(0, 10);
    }

    private void row(List<String> lines, String name, String value) {
        if (!value.isBlank()) {
            lines.add(INDENT + paint("2", String.format(Locale.ROOT, "%-6s", name)) + value);
        }
    }

    /** Breaks at blanks, and anywhere between Chinese characters, which are two columns wide. */
    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        int lastBreak = -1;
        int columns = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean wide = Character.isIdeographic(text.charAt(i)) || text.charAt(i) >= 0x3000;
            columns += wide ? 2 : 1;
            if (wide || text.charAt(i) == ' ') {
                lastBreak = i;
            }
            if (columns > WIDTH && lastBreak > start) {
                lines.add(text.substring(start, lastBreak).strip());
                start = lastBreak;
                columns = width(text, start, i + 1);
            }
        }
        lines.add(text.substring(start).strip());
        return lines;
    }

    private static int width(String text, int from, int to) {
        return text.substring(from, to).chars().map(c -> c >= 0x2E80 ? 2 : 1).sum();
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
