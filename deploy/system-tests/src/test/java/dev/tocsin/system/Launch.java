package dev.tocsin.system;

import dev.tocsin.local.stack.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The ways in which a service's JVM is started to be compared. */
enum Launch {
    /** What {@code java -jar} of the ordinary build is, with a limit that fits. */
    PLAIN,
    /** As the image, without its cache but recording one. */
    TRAINING,
    /** As the image in a container of 512 MB. */
    CACHED;

    /** Of the encoders and ONNX Runtime, classify-service's memory lies outside of the heap; it needs no larger one. */
    private static final String HEAP = "-Xmx256m";

    private static final List<String> IMAGE = List.of(
            HEAP,
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    List<String> options(Path home, Role role) {
        return switch (this) {
            case PLAIN -> List.of(HEAP);
            case TRAINING -> with("-XX:AOTCacheOutput=" + cache(home, role));
            // As deploy/images: mapped where it was recorded for, its pages stay those of the file.
            case CACHED ->
                with(
                        "-XX:AOTCache=" + cache(home, role),
                        "-Xms96m",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:ArchiveRelocationMode=0");
        };
    }

    Path jar(Path root, Role role) {
        return root.resolve(role.module())
                .resolve(this == PLAIN ? "target/quarkus-app/quarkus-run.jar" : "target/image/quarkus-run.jar");
    }

    String inWords() {
        return this == PLAIN ? "plain" : "AOT cache";
    }

    static Path cache(Path home, Role role) {
        return home.resolve(role.module() + ".aot");
    }

    private static List<String> with(String... options) {
        return Stream.concat(Stream.of(options), IMAGE.stream()).toList();
    }
}
