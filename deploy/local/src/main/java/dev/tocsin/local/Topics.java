package dev.tocsin.local;

import dev.tocsin.local.backing.Cluster;
import dev.tocsin.local.stack.Stack;
import java.time.Duration;

/** Creates the topics that are missing, with the partitions that the services expect, and ends; for a Kafka elsewhere. */
public final class Topics {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private Topics() {}

    /** @param args the bootstrap servers */
    public static void main(String[] args) throws InterruptedException {
        Console console = Console.standard();
        Cluster cluster = new Cluster(args[0]);
        if (!cluster.awaitReady(LIMIT, () -> true)) {
            console.failed("Kafka at " + args[0] + " does not answer within " + LIMIT.toSeconds() + " s.");
            System.exit(1);
        }
        cluster.createTopics(Stack.TOPICS);
        Stack.TOPICS.forEach((topic, partitions) -> console.print(topic + ": " + partitions));
    }
}
