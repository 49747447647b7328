package dev.tocsin.alerting.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which a chat message has its labels; titles and quotes stay in their own. */
public enum Language {
    EN("en", Locale.ENGLISH),
    ZH("zh", Locale.SIMPLIFIED_CHINESE);

    private final String wireName;
    private final Locale locale;

    Language(String wireName, Locale locale) {
        this.wireName = wireName;
        this.locale = locale;
    }

    public String wireName() {
        return wireName;
    }

    Locale locale() {
        return locale;
    }

    public static Optional<Language> of(String wireName) {
        return Arrays.stream(values())
                .filter(language -> language.wireName.equals(wireName))
                .findFirst();
    }
}
