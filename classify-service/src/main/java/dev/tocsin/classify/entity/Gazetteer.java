package dev.tocsin.classify.entity;

import dev.tocsin.classify.article.Folding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The places and actors that we know by name, in English and Chinese. Finds the longest name at each position; a Latin
 * name needs word boundaries and a capital, since "block", "near" and "us" are words too.
 */
public final class Gazetteer {

    /** Country names of the JDK that are more often something else. */
    private static final Set<String> AMBIGUOUS = Set.of("Jordan", "Jersey", "Guernsey", "Georgia", "Niger", "Chad");

    private static final Pattern CHINESE_PLACE_SUFFIX =
            Pattern.compile("(?:回族|壮族|维吾尔|藏族|羌族|彝族|傣族|景颇族)*(?:自治区|自治州|特别行政区|共和国|省|州|市|地区|盟|县)(?!长)");

    private final Map<String, List<Alias>> aliasesByPrefix = new HashMap<>();
    private final Map<String, Entry> byName = new HashMap<>();
    private final Map<String, Entry> placesByCode = new HashMap<>();

    private record Alias(String name, String folded, Entry entry) {}

    public Gazetteer() {
        for (String[] row : GazetteerFile.rows("countries.tsv", 5)) {
            addPlace(row[0], row[1], "", row[2], row[1] + "|" + row[2] + "|" + row[3], row[4], false);
        }
        for (String[] row : GazetteerFile.rows("subdivisions.tsv", 5)) {
            addPlace(row[0], row[1], row[2], row[1], row[3], row[4], false);
        }
        for (String[] row : GazetteerFile.rows("cities.tsv", 5)) {
            addPlace(row[0], row[1], row[2], row[1], row[3], row[4], true);
        }
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale("", code);
            if (!placesByCode.containsKey(code)) {
                String name = country.getDisplayCountry(Locale.ENGLISH);
                String known = AMBIGUOUS.contains(name) ? "" : name;
                addPlace(code, name, "", name, known, country.getDisplayCountry(Locale.SIMPLIFIED_CHINESE), false);
            }
        }
        for (String[] row : GazetteerFile.rows("actors.tsv", 7)) {
            addActor(row);
        }
        aliasesByPrefix.values().forEach(bucket -> bucket.sort((a, b) -> b.folded.length() - a.folded.length()));
    }

    private void addPlace(
            String code,
            String name,
            String geonamesId,
            String adjective,
            String english,
            String chinese,
            boolean city) {
        Place place = new Place(name, code, geonamesId.isEmpty() ? null : Integer.valueOf(geonamesId));
        List<String> chineseNames = GazetteerFile.names(chinese);
        String chineseName = chineseNames.isEmpty() ? name : chineseNames.get(0);
        Entry entry = Entry.place(place, chineseName, adjective.isEmpty() ? name : adjective, city);
        if (!city) {
            placesByCode.put(code, entry);
        }
        addNames(entry, english, chinese);
        if (name.equals("Georgia") && code.equals("GE")) {
            addName(entry, name);
        }
    }

    private void addActor(String[] row) {
        Actor.Kind kind = Actor.Kind.valueOf(row[1].toUpperCase(Locale.ROOT));
        Actor actor = new Actor(row[3], kind, row[0]);
        Tag tag =
                kind == Actor.Kind.AUTHORITY ? Tag.AUTHORITY : kind == Actor.Kind.OFFICIAL ? Tag.OFFICIAL : Tag.COMPANY;
        List<String> chineseNames = GazetteerFile.names(row[5]);
        String chineseName = chineseNames.isEmpty() ? actor.name() : chineseNames.get(0);
        addNames(
                Entry.actor(tag, actor, chineseName, row[2].isEmpty() ? null : row[2], row[6].equals("crypto")),
                row[3] + "|" + row[4],
                row[5]);
    }

    private void addNames(Entry entry, String english, String chinese) {
        GazetteerFile.names(english).forEach(name -> addName(entry, name));
        GazetteerFile.names(chinese).forEach(name -> addName(entry, name));
    }

    private void addName(Entry entry, String name) {
        String folded = Folding.fold(name);
        if (folded.length() >= 2 && byName.putIfAbsent(folded, entry) == null) {
            aliasesByPrefix
                    .computeIfAbsent(folded.substring(0, 2), prefix -> new ArrayList<>())
                    .add(new Alias(name, folded, entry));
        }
    }

    /** The country or subdivision of an ISO 3166 code. */
    public @Nullable Entry place(String code) {
        return placesByCode.get(code);
    }

    /** What goes by exactly this name. */
    @Nullable Entry named(String name) {
        return byName.get(Folding.fold(name));
    }

    /** Every name in the text, from left to right, none overlapping another. */
    public List<Mention> mentions(String text, String folded) {
        List<Mention> mentions = new ArrayList<>();
        Matcher suffix = CHINESE_PLACE_SUFFIX.matcher(folded);
        for (int i = 0; i + 1 < folded.length(); i++) {
            Alias alias = longestAt(text, folded, i);
            if (alias != null) {
                int end = i + alias.folded.length();
                if (alias.entry.tag() == Tag.PLACE
                        && suffix.region(end, folded.length()).lookingAt()) {
                    end = suffix.end();
                }
                mentions.add(new Mention(i, end, alias.entry));
                i = end - 1;
            }
        }
        return mentions;
    }

    private @Nullable Alias longestAt(String text, String folded, int at) {
        List<Alias> bucket = aliasesByPrefix.get(folded.substring(at, at + 2));
        if (bucket == null || joins(folded, at - 1, at)) {
            return null;
        }
        for (Alias alias : bucket) {
            int end = at + alias.folded.length();
            if (folded.startsWith(alias.folded, at) && !joins(folded, end - 1, end) && isCased(alias, text, at)) {
                return alias;
            }
        }
        return null;
    }

    /** True where two Latin letters or digits stand side by side: within a word. */
    private static boolean joins(String folded, int left, int right) {
        return left >= 0 && right < folded.length() && isWord(folded.charAt(left)) && isWord(folded.charAt(right));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
    }

    private static boolean isCased(Alias alias, String text, int at) {
        char first = alias.name.charAt(0);
        if (!Character.isUpperCase(first)) {
            return true;
        }
        int end = at + alias.name.length();
        return alias.name.length() <= 4 && alias.name.equals(alias.name.toUpperCase(Locale.ROOT))
                ? text.substring(at, end).equals(alias.name)
                : Character.isUpperCase(text.charAt(at));
    }
}
