package dev.tocsin.local;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this module has been built: {@code deploy/local/target}, with the broker's own class path under {@code lib}. */
final class LocalDirectory {
    private LocalDirectory() {}

    /**
     * The class path entry of the broker's jars.
     *
     * @throws IllegalStateException if they have not been copied yet
     */
    static String brokerJars() {
        String configured = System.getProperty("tocsin.local.dir");
        Path lib =
                configured != null ? Path.of(configured, "lib") : ownClasses().resolveSibling("lib");
        if (!Files.isDirectory(lib)) {
            throw new IllegalStateException("The broker's jars are not in " + lib
                    + ": build them with \"mvn -q -pl deploy/local process-classes\", or let -Dtocsin.local.dir"
                    + " name the folder deploy/local/target.");
        }
        return lib + java.io.File.separator + "*";
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
