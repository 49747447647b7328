package dev.tocsin.local.backing;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The broker's own JVM: Kafka's two command-line entry points, one after the other. Only this class sees the broker's
 * classes, since the processes that start one carry an older client of Kafka.
 */
public final class BrokerMain {
    private BrokerMain() {}

    /** Arguments: server.properties, the log directory, the cluster id to format it with when it is new. */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[1]);
        if (!Files.exists(data.resolve("meta.properties"))) {
            int code = StorageTool.execute(new String[] {"format", "-t", args[2], "-c", args[0]}, System.out);
            if (code != 0) {
                System.exit(code);
            }
        }
        Kafka.main(new String[] {args[0]});
    }
}
