package dev.tocsin.local.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this module has been built: {@code deploy/local/target}, with the broker's own class path under {@code lib}. */
public final class LocalDirectory {
    private LocalDirectory() {}

    /**
     * The class path entry of the broker's jars.
     *
     * @throws IllegalStateException if they have not been copied yet
     */
    public static String brokerJars() {
        Path lib = target().resolve("lib");
        if (!Files.isDirectory(lib)) {
            throw new IllegalStateException("The broker's jars are not in " + lib
                    + ": build them with \"mvn -q -pl deploy/local process-classes\", or let -Dtocsin.local.dir"
                    + " name the folder deploy/local/target.");
        }
        return lib + File.separator + "*";
    }

    /** The project's root folder, which holds the services. */
    public static Path root() {
        return target().resolve("../../..").normalize();
    }

    private static Path target() {
        String configured = System.getProperty("tocsin.local.dir");
        return configured != null
                ? Path.of(configured).toAbsolutePath()
                : ownClasses().resolve("..").normalize();
    }

    /** The folder or jar that this class was loaded from. */
    static Path ownClasses() {
        try {
            return Path.of(LocalDirectory.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
