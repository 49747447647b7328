package dev.tocsin.alerting.page;

import dev.tocsin.alerting.content.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** All that the page itself says, in one language; {@code page/en.properties} and its translations. */
public final class Texts {
    private static final Map<Language, Texts> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Texts(read(language)));
        }
    }

    private final Map<String, String> texts;

    private Texts(Map<String, String> texts) {
        this.texts = texts;
    }

    public static Texts in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    /** By key, for templates. */
    public Map<String, String> all() {
        return texts;
    }

    /** @throws IllegalArgumentException when there is no such text */
    public String say(String key, Object... values) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("The page has no text " + key);
        }
        return values.length == 0 ? text : String.format(Locale.ROOT, text, values);
    }

    /** In the plural that a language has for so many: English tells one from others. */
    public String count(String key, long count, String shown) {
        String one = texts.get(key + "_one");
        return count == 1 && one != null ? String.format(Locale.ROOT, one, shown) : say(key, shown);
    }

    private static Map<String, String> read(Language language) {
        String file = "/page/" + language.wireName() + ".properties";
        try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(file), file);
                InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
