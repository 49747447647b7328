package dev.tocsin.classify.voice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A rules file of the jar, read for both scripts with the words of {@code common.rules} before its own. */
record RuleBook(Rules english, Rules chinese) {

    /** @param english takes the English rules' patterns, {@code chinese} the Chinese ones' */
    static RuleBook named(String name, List<Pattern> english, List<Pattern> chinese) {
        List<String> lines = new ArrayList<>(lines("common"));
        lines.addAll(lines(name));
        return new RuleBook(
                new Rules(false, section(lines, "[en]"), english), new Rules(true, section(lines, "[zh]"), chinese));
    }

    Rules rules(boolean inChinese) {
        return inChinese ? chinese : english;
    }

    private static List<String> section(List<String> lines, String wanted) {
        List<String> section = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith("[")) {
                inside = line.equals(wanted);
            } else if (inside) {
                section.add(line);
            }
        }
        return section;
    }

    private static List<String> lines(String name) {
        String resource = "/rules/" + name + ".rules";
        try (InputStream in = RuleBook.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The rules %s are not in the jar".formatted(resource));
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
