package dev.tocsin.system;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.backing.Broker;
import dev.tocsin.local.process.FreePorts;
import java.io.IOException;
import java.nio.file.Path;

/** The embedded Kafka without a PostgreSQL, for services that need none. */
record BrokerAlone(Broker broker) implements Backing {

    static BrokerAlone start(Path home) throws IOException {
        int[] ports = FreePorts.take(2);
        return new BrokerAlone(
                Broker.start(home.resolve("data/kafka"), home.resolve("logs/kafka.log"), ports[0], ports[1]));
    }

    @Override
    public String kafkaBootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public String jdbcUrl() {
        return "";
    }

    @Override
    public String reactiveUrl() {
        return "";
    }

    @Override
    public String username() {
        return "";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public void close() {
        broker.close();
    }
}
