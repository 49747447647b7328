package dev.tocsin.local;

import dev.tocsin.local.demo.AlertCard;
import dev.tocsin.local.demo.DemoFeed;
import dev.tocsin.local.demo.OperatorClient;
import dev.tocsin.local.demo.Receiver;
import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The demo beside services that run elsewhere, as in {@code docker-compose.yml}: serves the two feeds, has them followed,
 * subscribes the receiver and prints each alert as it rings, until it is stopped. Started again, it goes on with the
 * subscription that is there, since its secret is given and not made.
 */
public final class Demo {
    private static final int FEEDS = 8083;
    private static final int RECEIVER = 8084;

    private Demo() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Console console = Console.standard();
        Map<String, String> environment = System.getenv();
        URI alert = URI.create(environment.getOrDefault("TOCSIN_DEMO_ALERT_URL", "http://localhost:8080"));
        URI ingest = URI.create(environment.getOrDefault("TOCSIN_DEMO_INGEST_URL", "http://localhost:8081"));
        String host = environment.getOrDefault("TOCSIN_DEMO_HOST", "localhost");
        Properties secrets = secrets(Path.of(environment.getOrDefault("TOCSIN_DEMO_SECRETS", "/secrets")));
        String signing = required(secrets, "tocsin.demo.signing-secret");

        AlertCard card = new AlertCard(console.colours());
        Receiver receiver = Receiver.start(
                new InetSocketAddress(RECEIVER), Clock.systemUTC(), ring -> console.print(card.draw(ring)));
        receiver.secret(signing);
        // The reader of the page opens an article's link on the host, where the port is published.
        DemoFeed.start(FEEDS, URI.create("http://localhost:" + FEEDS));

        OperatorClient operator = new OperatorClient(alert, ingest, required(secrets, "tocsin.api-key"));
        // The subscription first, so that it misses nothing.
        boolean kept = operator.subscribed("demo", URI.create("http://" + host + ":" + RECEIVER + "/webhook"), signing);
        for (URI feed : DemoFeed.feedsAt(URI.create("http://" + host + ":" + FEEDS))) {
            operator.addFeed(feed);
        }
        console.print("Tocsin is up: http://localhost:8080/ (the API key: docker compose run --rm secrets show)\n"
                + (kept
                        ? "The alerts of earlier runs are kept and do not ring again; \"docker compose down -v\" forgets them.\n"
                        : "Now the demo feeds are read; each alert rings here as it reaches the webhook receiver.\n"));
        Thread.currentThread().join();
    }

    /** All that end in .properties. */
    private static Properties secrets(Path folder) throws IOException {
        Properties all = new Properties();
        try (var files = Files.newDirectoryStream(folder, "*.properties")) {
            for (Path file : files) {
                if (Files.isReadable(file)) {
                    try (Reader text = Files.newBufferedReader(file)) {
                        all.load(text);
                    }
                }
            }
        }
        return all;
    }

    private static String required(Properties secrets, String key) {
        return Optional.ofNullable(secrets.getProperty(key))
                .orElseThrow(() -> new IllegalStateException(
                        key + " is missing: TOCSIN_DEMO_SECRETS names a folder with a .properties file that has it"));
    }
}
