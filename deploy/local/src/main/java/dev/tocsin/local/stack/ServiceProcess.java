package dev.tocsin.local.stack;

import dev.tocsin.local.backing.Backing;
import dev.tocsin.local.process.ChildJvm;
import dev.tocsin.local.process.LogTail;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One service as its own process, configured by environment variables as it would be anywhere. */
final class ServiceProcess {
    private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final String SECRETS_KEYS = "TOCSIN_SECRETS_KEYS";
    private static final Duration READY_LIMIT = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(100);

    private ServiceProcess() {}

    static ChildJvm start(Role role, StackOptions options, Backing backing) throws IOException {
        Path jar = options.root().resolve(role.module()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is not there: build it with \"mvn -Dquick package\".");
        }
        return ChildJvm.start(
                role.module(),
                List.of(jar.toString()),
                List.of("-Xmx256m"),
                List.of(ENTRY_POINT),
                environment(role, options, backing),
                options.home(),
                options.logs().resolve(role.module() + ".log"));
    }

    private static Map<String, String> environment(Role role, StackOptions options, Backing backing)
            throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(options.ports().of(role)));
        // This stack may call loopback addresses, so only this machine may call it.
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put(
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(options.ports().managementOf(role)));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_CONSOLE_COLOR", "false");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", backing.kafkaBootstrapServers());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", backing.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", backing.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", backing.username());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", backing.password());
        environment.put("TOCSIN_API_KEY", options.apiKey());
        environment.put("TOCSIN_FETCH_ALLOWED_CIDRS", "127.0.0.0/8,::1/128");
        environment.put("TOCSIN_WEBHOOK_ALLOWED_CIDRS", "127.0.0.0/8,::1/128");
        // What the launcher was given reaches its children anyway.
        if (role == Role.ALERT && System.getenv(SECRETS_KEYS) == null) {
            environment.put(SECRETS_KEYS, MasterKey.in(options.data()));
        }
        environment.putAll(options.environment());
        return environment;
    }

    /**
     * Waits until the service says that it is ready.
     *
     * @throws IllegalStateException if it ends or stays unready, with the end of its log
     */
    static void awaitReady(ChildJvm service, URI management) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest question = HttpRequest.newBuilder(management.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Instant end = Instant.now().plus(READY_LIMIT);
        while (service.isAlive() && Instant.now().isBefore(end)) {
            try {
                if (client.send(question, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody listens so far.
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new IllegalStateException(service.name() + " is not ready and " + service.state() + "; the end of "
                + service.log() + ":\n" + String.join("\n", LogTail.of(service.log(), 15)));
    }
}
