package dev.tocsin.local.stack;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that seals this stack's secrets. It lies beside the data that it opens, and is forgotten with them. */
final class MasterKey {
    private static final String FILE = "secrets-key";
    private static final int BYTES = 32;

    private MasterKey() {}

    /** The one that was made before, or one that is made now, readable by its owner only. */
    static String in(Path data) throws IOException {
        Path file = data.resolve(FILE);
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException none) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            String made = "local:" + Base64.getEncoder().encodeToString(random);
            Files.createDirectories(data);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, made + "\n");
            return made;
        }
    }
}
