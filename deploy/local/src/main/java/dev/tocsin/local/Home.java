package dev.tocsin.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of one stack: its data, its logs and its secrets; one launcher at a time has it. */
final class Home implements AutoCloseable {
    private static final String API_KEY = "api-key";

    private final Path folder;
    private final FileChannel lockFile;
    private final boolean killed;

    private Home(Path folder, FileChannel lockFile) throws IOException {
        this.folder = folder;
        this.lockFile = lockFile;
        this.killed = lockFile.size() > 0;
        lockFile.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
    }

    /** Empty: another launcher has it. */
    static Optional<Home> open(Path root, int portOffset) throws IOException {
        Path run = root.resolve(".run");
        Path folder = portOffset == 0 ? run : run.resolve("offset-" + portOffset);
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new Home(folder, channel));
    }

    /** The launcher before this one has not come to its end: what it started may still be about to stop. */
    boolean wasKilled() {
        return killed;
    }

    Path folder() {
        return folder;
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Forgets what happened in earlier runs; the API key stays, since people have written it down. */
    void forget() throws IOException {
        for (Path old : List.of(data(), logs(), folder.resolve("subscription"))) {
            if (Files.exists(old)) {
                try (Stream<Path> walk = Files.walk(old)) {
                    for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    /** The operator's key: the given one, or one that was made once and is kept. */
    String apiKey(Optional<String> given) throws IOException {
        if (given.isPresent()) {
            return given.get();
        }
        Optional<String> kept = secret(API_KEY);
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String made = "tocsin_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        keepSecret(API_KEY, made);
        return made;
    }

    Optional<String> secret(String name) throws IOException {
        try {
            return Optional.of(Files.readString(folder.resolve(name)).strip()).filter(text -> !text.isEmpty());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Readable by its owner only. */
    void keepSecret(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text + "\n");
    }

    @Override
    public void close() throws IOException {
        lockFile.truncate(0);
        lockFile.close();
    }
}
