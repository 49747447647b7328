package dev.tocsin.system.manifest;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The configuration that a service reads, by the names of environment variables. */
final class KnownProperties {
    private static final String CONFIG_MAPPING = "io.smallrye.config.ConfigMapping";
    private static final String WITH_NAME = "io.smallrye.config.WithName";
    private static final String CONFIG_PROPERTY = "org.eclipse.microprofile.config.inject.ConfigProperty";

    /** A key that has no value unless told stands in the file as a comment. */
    private static final Pattern KEY = Pattern.compile("(?m)^#?([a-z][\\w.\"-]*)=");

    /** Quarkus' own that no application.properties names; each was seen to work, and may be set when the service starts. */
    private static final Set<String> QUARKUS = Set.of(
            "quarkus.management.port",
            "quarkus.shutdown.delay",
            "quarkus.shutdown.timeout",
            "quarkus.init-and-exit",
            "quarkus.http.proxy.proxy-address-forwarding",
            "quarkus.http.proxy.trusted-proxies",
            "quarkus.otel.sdk.disabled",
            "quarkus.otel.exporter.otlp.endpoint",
            "quarkus.datasource.reactive.postgresql.ssl-mode",
            "quarkus.datasource.reactive.hostname-verification-algorithm",
            "quarkus.datasource.reactive.trust-certificate-pem",
            "quarkus.datasource.reactive.trust-certificate-pem.certs",
            "quarkus.datasource.queue.reactive.postgresql.ssl-mode",
            "quarkus.datasource.queue.reactive.hostname-verification-algorithm",
            "quarkus.datasource.queue.reactive.trust-certificate-pem",
            "quarkus.datasource.queue.reactive.trust-certificate-pem.certs");

    private final Set<String> variables = new TreeSet<>();
    private final Properties properties = new Properties();

    private KnownProperties() {}

    static KnownProperties of(String service) {
        Path module = Path.of("../..", service);
        KnownProperties known = new KnownProperties();
        known.readFile(module.resolve("src/main/resources/application.properties"));
        JavaClasses classes = new ClassFileImporter().importPath(module.resolve("target/classes"));
        classes.forEach(known::readMapping);
        classes.forEach(known::readInjections);
        QUARKUS.forEach(known::add);
        return known;
    }

    boolean has(String variable) {
        return variables.contains(variable)
                || variable.startsWith("KAFKA_") && isKafkas(variable.substring("KAFKA_".length()));
    }

    /** Of the properties that its file gives a value. */
    Set<String> names() {
        return properties.stringPropertyNames();
    }

    Optional<String> value(String property) {
        return Optional.ofNullable(properties.getProperty(property));
    }

    /** Quarkus turns underscores into dots and hands these on to Kafka's clients. */
    private static boolean isKafkas(String rest) {
        String name = rest.toLowerCase(Locale.ROOT).replace('_', '.');
        return ConsumerConfig.configNames().contains(name)
                || ProducerConfig.configNames().contains(name)
                || AdminClientConfig.configNames().contains(name);
    }

    private void readFile(Path file) {
        try {
            String text = Files.readString(file);
            properties.load(new java.io.StringReader(text));
            Matcher keys = KEY.matcher(text);
            while (keys.find()) {
                add(keys.group(1));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void readMapping(JavaClass type) {
        type.tryGetAnnotationOfType(CONFIG_MAPPING).ifPresent(mapping -> {
            String prefix = text(mapping, "prefix");
            type.getMethods()
                    .forEach(method -> add(prefix + "."
                            + method.tryGetAnnotationOfType(WITH_NAME)
                                    .map(name -> text(name, "value"))
                                    .orElseGet(() -> method.getName()
                                            .replaceAll("([A-Z])", "-$1")
                                            .toLowerCase(Locale.ROOT))));
        });
    }

    private void readInjections(JavaClass type) {
        type.getCodeUnits()
                .forEach(unit -> unit.getParameters()
                        .forEach(parameter -> parameter.getAnnotations().stream()
                                .filter(annotation ->
                                        annotation.getRawType().getName().equals(CONFIG_PROPERTY))
                                .forEach(annotation -> add(text(annotation, "name")))));
    }

    private static String text(JavaAnnotation<?> annotation, String member) {
        return annotation.get(member).map(Object::toString).orElse("");
    }

    /** SmallRye's rule: all that is no letter or digit is an underscore. */
    private void add(String property) {
        variables.add(property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT));
    }
}
