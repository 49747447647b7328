package dev.tocsin.local;

import dev.tocsin.local.backing.Database;
import dev.tocsin.local.demo.AlertCard;
import dev.tocsin.local.demo.DemoFeed;
import dev.tocsin.local.demo.OperatorClient;
import dev.tocsin.local.demo.Receiver;
import dev.tocsin.local.process.LocalDirectory;
import dev.tocsin.local.process.LogTail;
import dev.tocsin.local.stack.Death;
import dev.tocsin.local.stack.Ports;
import dev.tocsin.local.stack.Role;
import dev.tocsin.local.stack.Stack;
import dev.tocsin.local.stack.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One command: starts everything on this machine, tells how far it is, and stops everything at its end. */
public final class Up {
    /** What a killed launcher has left over needs so long to notice and to end. */
    private static final Duration LEFTOVERS_LIMIT = Duration.ofSeconds(12);

    private static final String SUBSCRIPTION = "subscription";

    private final Console console;
    private final CommandLine commandLine;
    private final Home home;
    private final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    private Up(Console console, CommandLine commandLine, Home home) {
        this.console = console;
        this.commandLine = commandLine;
        this.home = home;
    }

    public static void main(String[] args) throws InterruptedException {
        Logger.getLogger("").setLevel(Level.SEVERE);
        Console console = Console.standard();
        CommandLine commandLine;
        try {
            commandLine = CommandLine.parse(List.of(args));
        } catch (CommandLine.Misuse misuse) {
            System.err.println(misuse.getMessage() + "\n\n" + CommandLine.usage());
            System.exit(2);
            return;
        }
        if (commandLine.help()) {
            console.print(CommandLine.usage());
            return;
        }
        System.exit(run(console, commandLine));
    }

    private static int run(Console console, CommandLine commandLine) throws InterruptedException {
        Path root = LocalDirectory.root();
        try {
            Optional<Home> home = Home.open(root, commandLine.portOffset());
            if (home.isEmpty()) {
                console.failed("Tocsin is already running here with these ports."
                        + " Stop it with Ctrl-C, or start another beside it: deploy/local/up --port-offset 100");
                return 1;
            }
            Up up = new Up(console, commandLine, home.get());
            Runtime.getRuntime().addShutdownHook(new Thread(up::stop, "stop"));
            return up.run(root);
        } catch (IOException unwritable) {
            console.failed("Cannot write to " + root.resolve(".run") + " (" + unwritable.getMessage()
                    + "): it belongs to somebody else? Run this in a clone of your own.");
            return 1;
        }
    }

    private int run(Path root) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        Ports ports = Ports.shifted(commandLine.portOffset());
        // The lock is ours, so a database that runs on this folder has lost its launcher.
        Database.stopLeftover(home.data().resolve("postgres"));
        if (commandLine.fresh()) {
            home.forget();
        }
        Map<Integer, String> taken = taken(ports);
        if (!taken.isEmpty()) {
            taken.forEach((port, part) -> console.failed("Port " + port + " is taken; " + part + " wants it."));
            console.print("Stop the program that has it, or try: deploy/local/up --port-offset "
                    + (commandLine.portOffset() + 100));
            return 1;
        }
        try {
            Stack stack = new Stack(options(root, ports));
            open.add(stack);
            stack.start();
            boolean kept = commandLine.demo() && startDemo(stack, ports);
            console.print(new Welcome(stack, ports, home, console)
                    .text(Duration.between(begun, Instant.now()), commandLine.demo(), kept));
            return await(stack);
        } catch (IOException | RuntimeException failed) {
            if (stopping) {
                Thread.currentThread().join();
            }
            console.failed(Optional.ofNullable(failed.getMessage()).orElse(failed.toString()));
            console.print("Logs: " + home.logs());
            return 1;
        }
    }

    private StackOptions options(Path root, Ports ports) throws IOException {
        Optional<String> given =
                Optional.ofNullable(System.getenv("TOCSIN_API_KEY")).filter(key -> !key.isBlank());
        // A demo that rings within seconds, and a feed of one's own that need not be waited for; whoever points this at
        // real outlets for long sets a longer interval, because they would not like to be asked so often.
        String interval = Objects.requireNonNullElse(
                System.getenv("TOCSIN_FEED_POLL_INTERVAL"), commandLine.demo() ? "PT10S" : "PT1M");
        // The demo's news is old, and yet to be seen as it comes.
        Map<String, String> environment =
                Map.of("TOCSIN_FEED_POLL_INTERVAL", interval, "TOCSIN_FEED_SLOWEST_INTERVAL", interval);
        return new StackOptions(root, home.folder(), ports, home.apiKey(given), environment, null, console);
    }

    private Map<Integer, String> taken(Ports ports) throws InterruptedException {
        Instant end = Instant.now().plus(home.wasKilled() ? LEFTOVERS_LIMIT : Duration.ZERO);
        Map<Integer, String> taken = ports.taken(commandLine.demo());
        while (!taken.isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(300);
            taken = ports.taken(commandLine.demo());
        }
        return taken;
    }

    /** Returns whether the subscription was there already. The subscription comes first, so that it misses nothing. */
    private boolean startDemo(Stack stack, Ports ports) throws IOException, InterruptedException {
        AlertCard card = new AlertCard(console.colours());
        Receiver receiver = Receiver.start(ports.receiver(), Clock.systemUTC(), ring -> console.print(card.draw(ring)));
        open.add(receiver);
        DemoFeed feed = DemoFeed.start(ports.demoFeed());
        open.add(feed);
        OperatorClient operator = new OperatorClient(stack.uri(Role.ALERT), stack.uri(Role.INGEST), stack.apiKey());
        boolean kept = false;
        Optional<String[]> known =
                home.secret(SUBSCRIPTION).map(line -> line.split(" ")).filter(p -> p.length == 2);
        if (known.isPresent()) {
            receiver.secret(known.get()[1]);
            kept = operator.knowsSubscription(known.get()[0]);
        }
        if (!kept) {
            OperatorClient.Subscription made = operator.subscribe("demo", receiver.uri());
            home.keepSecret(SUBSCRIPTION, made.id() + " " + made.secret());
            receiver.secret(made.secret());
        }
        for (URI uri : feed.feeds()) {
            operator.addFeed(uri);
        }
        return kept;
    }

    private int await(Stack stack) throws InterruptedException {
        Death death = stack.firstDeath().join();
        // Ctrl-C reaches the whole group at once: a part may end before this process hears of it.
        Thread.sleep(500);
        if (stopping) {
            Thread.currentThread().join();
        }
        console.failed(death.part() + " has ended" + death.how() + "; the end of " + death.log() + ":");
        LogTail.of(death.log(), 15).forEach(line -> console.print("    " + line));
        console.print("Everything else is stopped as well.");
        return 1;
    }

    /** The services first, then those that they talk to, then the lock. */
    private void stop() {
        stopping = true;
        open.add(home);
        for (AutoCloseable part = open.poll(); part != null; part = open.poll()) {
            try {
                part.close();
            } catch (Exception failed) {
                console.failed("While stopping: " + failed);
            }
        }
    }
}
