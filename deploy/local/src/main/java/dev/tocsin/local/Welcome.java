package dev.tocsin.local;

import dev.tocsin.local.stack.Ports;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** What a person needs to know once everything is up: where it is, the key, and three things to try. */
final class Welcome {
    private static final String ARTICLE = """
            {"title": "Iran halts bitcoin mining until September", \
            "url": "https://outlet.example/2021/05/26/iran", "outlet": "The Outlet", \
            "publishedAt": "2021-05-26T10:00:00Z", \
            "text": "Iran has banned cryptocurrency mining until 22 September, \
            President Hassan Rouhani said on 26 May, after a dry spring left cities without power."}""";
    private static final String CHINESE = """
            {"title": "怀俄明向矿工招手", "text": "6月21日,怀俄明州州长公开邀请被迫离开中国的比特币矿工到该州落户。", \
            "publishedAt": "2021-06-22T08:00:00Z"}""";

    private final Stack stack;
    private final Ports ports;
    private final Home home;
    private final Console console;

    Welcome(Stack stack, Ports ports, Home home, Console console) {
        this.stack = stack;
        this.ports = ports;
        this.home = home;
        this.console = console;
    }

    String text(Duration took, boolean demo, boolean heardBefore) {
        StringBuilder text = new StringBuilder("\n");
        text.append(console.paint("1", "Tocsin is up"))
                .append(String.format(
                        Locale.ROOT, " after %.1f s. Ctrl-C stops everything.%n%n", took.toMillis() / 1000.0));
        row(text, "page", stack.uri(Role.ALERT) + "/ (sign in with the API key)");
        row(text, "alerts", stack.uri(Role.ALERT) + "/v1/alerts");
        row(text, "ingest", stack.uri(Role.INGEST).toString());
        row(text, "classify", stack.uri(Role.CLASSIFY).toString());
        if (demo) {
            row(text, "demo feeds", "http://127.0.0.1:" + ports.demoFeed() + "/en.xml and /zh.xml");
        }
        row(text, "API key", stack.apiKey());
        row(text, "logs, data", relative(home.logs()) + ", " + relative(home.data()));
        text.append("\nTry, in another terminal:\n\n");
        text.append(curl(stack.uri(Role.ALERT) + "/v1/alerts?category=relocation&jurisdiction=KZ", ""));
        text.append(curl(stack.uri(Role.INGEST) + "/v1/articles", ARTICLE));
        text.append(curl(stack.uri(Role.CLASSIFY) + "/v1/classify", CHINESE));
        if (heardBefore) {
            text.append("The alerts of earlier runs are kept and do not ring again; --fresh forgets them.\n");
        } else if (demo) {
            text.append("Now the demo feeds are read; each alert rings here as it reaches the webhook receiver.\n");
        }
        return text.toString();
    }

    private String curl(String url, String json) {
        String body = json.isEmpty() ? "" : " \\\n    -H 'Content-Type: application/json' -d '" + json + "'";
        return "  curl -s '" + url + "' -H 'Authorization: Bearer " + stack.apiKey() + "'" + body + "\n\n";
    }

    private void row(StringBuilder text, String name, String value) {
        text.append("  ")
                .append(console.paint("2", String.format(Locale.ROOT, "%-11s", name)))
                .append(value)
                .append('\n');
    }

    private static String relative(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }
}
