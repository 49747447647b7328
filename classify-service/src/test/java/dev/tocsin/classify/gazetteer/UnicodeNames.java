package dev.tocsin.classify.gazetteer;

import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Unicode's CLDR calls countries (by ICU) and their subdivisions (by its XML), in English and Chinese. CLDR's
 * subdivision ids are ISO 3166-2 without the hyphen; it keeps some that ISO has since given away, see
 * {@code typed-codes.tsv}.
 */
final class UnicodeNames {

    private static final Pattern NAME = Pattern.compile("<subdivision type=\"(\\w+)\"[^>]*>([^<]+)<");
    private static final Pattern GROUP = Pattern.compile("<subgroup type=\"(\\w+)\" contains=\"([^\"]+)\"");
    private static final List<ULocale> CHINESE =
            List.of(ULocale.SIMPLIFIED_CHINESE, ULocale.TRADITIONAL_CHINESE, ULocale.forLanguageTag("zh-Hant-HK"));

    private final Map<String, String> english;
    private final Map<String, String> chinese;
    private final Map<String, String> parents = new LinkedHashMap<>();

    UnicodeNames(Path sources) throws IOException {
        Path common = sources.resolve("cldr/package/3rdparty/cldr/common");
        english = names(common.resolve("subdivisions/en.xml"));
        chinese = names(common.resolve("subdivisions/zh.xml"));
        Matcher group = GROUP.matcher(Files.readString(common.resolve("supplemental/subdivisions.xml")));
        while (group.find()) {
            for (String child : group.group(2).split(" ")) {
                parents.put(child, group.group(1));
            }
        }
    }

    private static Map<String, String> names(Path xml) throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        Matcher name = NAME.matcher(Files.readString(xml));
        while (name.find()) {
            names.putIfAbsent(name.group(1), name.group(2).replace("&amp;", "&"));
        }
        return names;
    }

    /** ISO 3166-1 alpha-2. */
    static List<String> countries() {
        return List.of(ULocale.getISOCountries());
    }

    static String english(String country) {
        return Spelling.withoutAside(new ULocale("", country).getDisplayCountry(ULocale.ENGLISH))
                .replace(" SAR China", "")
                .replace('’', '\'')
                .replace("St. ", "Saint ");
    }

    /** As the mainland, Taiwan and Hong Kong write it, in simplified characters. */
    static Set<String> chinese(String country) {
        Set<String> names = new LinkedHashSet<>();
        for (ULocale locale : CHINESE) {
            String name = Spelling.chinese(new ULocale("", country)
                    .getDisplayCountry(locale)
                    .replace("（", "")
                    .replace("）", ""));
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    /** CLDR's ids of all subdivisions. */
    Set<String> subdivisions() {
        return parents.keySet();
    }

    String englishOf(String subdivision) {
        return Spelling.withoutAside(english.getOrDefault(subdivision, "")).replace('’', '\'');
    }

    String chineseOf(String subdivision) {
        return Spelling.chinese(chinese.getOrDefault(subdivision, ""));
    }

    /** True for a part of a country, not of another part. */
    boolean isTop(String subdivision) {
        String parent = parents.get(subdivision);
        return parent != null && Character.isUpperCase(parent.charAt(0));
    }
}
