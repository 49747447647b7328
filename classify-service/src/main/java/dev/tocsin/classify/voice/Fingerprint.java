package dev.tocsin.classify.voice;

import dev.tocsin.classify.category.Category;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Tells what the classifier was made of: a hash over every file of the jar that can change a verdict. The files are known
 * by name, since a jar's directories cannot be listed everywhere; a test holds the names against the folders.
 */
final class Fingerprint {

    /** As many digits as tell a few thousand versions apart. */
    private static final int DIGITS = 8;

    private Fingerprint() {}

    /** The same in a jar and out of it: it hangs on names and bytes alone. */
    static String ofTheJar() {
        return of(names(), Fingerprint::bytes);
    }

    /** Where a file's bytes come from. */
    interface Files {
        byte[] bytes(String name);
    }

    static String of(List<String> names, Files files) {
        MessageDigest hash = sha256();
        for (String name : names.stream().sorted().toList()) {
            byte[] bytes = files.bytes(name);
            hash.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
            hash.update(bytes);
        }
        return HexFormat.of().formatHex(hash.digest()).substring(0, DIGITS);
    }

    /** Of all files that are hashed, from the root of the jar, in their order. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (String language : List.of("en", "zh")) {
            names.add("model/%s.adapter".formatted(language));
            for (String question : List.of("category", "status")) {
                names.add("model/%s.%s.json".formatted(language, question));
                names.add("model/%s.%s.ngrams.tsv".formatted(language, question));
            }
        }
        names.add("model/confidence.json");
        Stream.of(Category.values()).map(category -> rules(category.word())).forEach(names::add);
        names.add(rules("common"));
        names.add(rules("gate"));
        names.add(rules("doubts"));
        Stream.of("actors", "agencies", "cities", "countries", "subdivisions")
                .map("gazetteer/%s.tsv"::formatted)
                .forEach(names::add);
        Collections.sort(names);
        return names;
    }

    private static String rules(String name) {
        return "rules/%s.rules".formatted(name);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Fingerprint.class.getResourceAsStream("/" + name)) {
            return Objects.requireNonNull(in, () -> name + " is not in the jar").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
