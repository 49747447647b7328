package dev.tocsin.ingest.parse;

import dev.tocsin.ingest.parse.FeedItem.Person;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an author written on one line: {@code a@b (Name)}, {@code Name (a@b)}, {@code Name <a@b>}, or either alone. */
final class Persons {
    private static final String MAIL = "[^\\s@()<>]{1,128}@[^\\s@()<>]{1,128}";
    private static final Pattern MAIL_AND_NAME = Pattern.compile("(" + MAIL + ")\\s*\\(([^()]*)\\)");
    private static final Pattern NAME_AND_MAIL = Pattern.compile("([^()<>]*?)\\s*[(<](" + MAIL + ")[)>]");

    private Persons() {}

    static @Nullable Person parse(@Nullable String line) {
        if (line == null || line.isBlank()) {
            return null;
        }
        String text = line.strip();
        if (text.length() > 1000) {
            return new Person(text, null, null);
        }
        Matcher mailFirst = MAIL_AND_NAME.matcher(text);
        if (mailFirst.matches()) {
            return new Person(blankToNull(mailFirst.group(2)), mailFirst.group(1), null);
        }
        Matcher nameFirst = NAME_AND_MAIL.matcher(text);
        if (nameFirst.matches()) {
            return new Person(blankToNull(nameFirst.group(1)), nameFirst.group(2), null);
        }
        return text.matches(MAIL) ? new Person(null, text, null) : new Person(text, null, null);
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
