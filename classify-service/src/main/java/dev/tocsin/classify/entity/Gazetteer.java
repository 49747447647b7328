package dev.tocsin.classify.entity;

import dev.tocsin.classify.article.Folding;
import dev.tocsin.classify.pattern.Patterns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The places and actors that we know by name, in English and Chinese. Finds the longest name at each position; a Latin
 * name needs word boundaries and a capital, since "block", "near" and "us" are words too. A name that several places
 * share, or that is a word as well, counts only where the sentence tells which it is: see {@link Alias.Certainty}.
 */
public final class Gazetteer {

    private static final Pattern CHINESE_PLACE_SUFFIX =
            Pattern.compile("(?:回族|壮族|维吾尔|藏族|羌族|彝族|傣族|景颇族)*(?:自治区|自治州|特别行政区|共和国|省|州|市|地区|盟|县|旗)(?!长)");

    private final NameTrie<Alias> names = new NameTrie<>();
    private final Map<String, Entry> placesByCode = new HashMap<>();
    private final Set<String> cryptoNames = new LinkedHashSet<>();
    private final Patterns crypto;

    public Gazetteer() {
        for (String[] row : GazetteerFile.rows("countries.tsv", 5)) {
            addPlace(row[0], row[1], "", row[2], row[3], row[4], false);
        }
        for (String[] row : GazetteerFile.rows("subdivisions.tsv", 5)) {
            addPlace(row[0], row[1], row[2], row[1], row[3], row[4], false);
        }
        for (String[] row : GazetteerFile.rows("cities.tsv", 5)) {
            addPlace(row[0], row[1], row[2], row[1], row[3], row[4], true);
        }
        for (String[] row : GazetteerFile.rows("actors.tsv", 8)) {
            addActor(row);
        }
        crypto = Patterns.ofWords(cryptoNames);
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
        String chineseName = chineseNames.isEmpty() ? name : chineseNames.get(0).replaceFirst("^[?+]", "");
        Entry entry = Entry.place(place, chineseName, adjective.isEmpty() ? name : adjective, city);
        if (!city) {
            placesByCode.put(code, entry);
        }
        addNames(entry, english, chinese);
    }

    private void addActor(String[] row) {
        Actor.Kind kind = Actor.Kind.valueOf(row[1].toUpperCase(Locale.ROOT));
        Actor actor = new Actor(row[3], kind, row[0], row[7].isEmpty() ? null : row[7]);
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
        GazetteerFile.names(english).forEach(name -> add(Alias.of(name, entry)));
        GazetteerFile.names(chinese).forEach(name -> add(Alias.of(name, entry)));
    }

    private void add(Alias alias) {
        String folded = alias.folded();
        // The first to bear a name keeps it: countries come before subdivisions, cities and actors.
        boolean taken = alias.isSure() && sure(names.of(folded)) != null;
        if (folded.length() >= 2 && !taken) {
            names.add(folded, alias);
            if (alias.entry().crypto()) {
                cryptoNames.add(folded);
            }
        }
    }

    /** The country or subdivision of an ISO 3166 code. */
    public @Nullable Entry place(String code) {
        return placesByCode.get(code);
    }

    /** What goes by exactly this name, wherever it stands. */
    @Nullable Entry named(String name) {
        Alias alias = sure(names.of(Folding.fold(name)));
        return alias == null ? null : alias.entry();
    }

    private static @Nullable Alias sure(List<Alias> aliases) {
        for (Alias alias : aliases) {
            if (alias.isSure()) {
                return alias;
            }
        }
        return null;
    }

    /** Whether a company whose business is mining or crypto is named. */
    public boolean namesCrypto(String text, String folded) {
        // Few texts hold such a name's letters: only they are read for every name.
        return crypto.in(folded).holdsAny()
                && mentions(text, folded).stream()
                        .anyMatch(mention -> mention.entry().crypto());
    }

    /** Every name in the text, from left to right, none overlapping another. */
    public List<Mention> mentions(String text, String folded) {
        Scan scan = new Scan(text, folded, null);
        List<Mention> sure = scan.mentions();
        // Few sentences hold a doubtful name: only they are read twice.
        return scan.doubtful ? new Scan(text, folded, new PlaceContext(folded, sure)).mentions() : sure;
    }

    /** One reading of a sentence; without a context, of its sure names only. */
    private final class Scan {
        private final String text;
        private final String folded;
        private final @Nullable PlaceContext context;
        private final Matcher suffix;
        private boolean doubtful;

        Scan(String text, String folded, @Nullable PlaceContext context) {
            this.text = text;
            this.folded = folded;
            this.context = context;
            this.suffix = CHINESE_PLACE_SUFFIX.matcher(folded);
        }

        List<Mention> mentions() {
            List<Mention> mentions = new ArrayList<>();
            int at = 0;
            while (at < folded.length()) {
                Mention mention = longestAt(at);
                if (mention != null) {
                    mentions.add(mention);
                    at = mention.end();
                } else {
                    at++;
                }
            }
            return mentions;
        }

        private @Nullable Mention longestAt(int start) {
            if (joins(start - 1, start)) {
                return null;
            }
            Mention longest = null;
            int node = NameTrie.ROOT;
            for (int end = start; end < folded.length(); ) {
                node = names.step(node, folded.charAt(end++));
                if (node == NameTrie.NONE) {
                    break;
                }
                List<Alias> aliases = names.at(node);
                if (!aliases.isEmpty() && !joins(end - 1, end)) {
                    Mention found = mention(aliases, start, end);
                    longest = found == null || longest != null && isBeforeItsHead(end) ? longest : found;
                }
            }
            return longest;
        }

        private @Nullable Mention mention(List<Alias> all, int start, int end) {
            List<Alias> aliases = all;
            for (Alias alias : all) {
                if (!alias.isCasedAs(text, start)) {
                    aliases = all.stream()
                            .filter(other -> other.isCasedAs(text, start))
                            .toList();
                    break;
                }
            }
            int suffixed = suffix.region(end, folded.length()).lookingAt() ? suffix.end() : end;
            // 里加盟 is no league: only the commonest of the suffixes speak for a doubtful name.
            boolean saysPlace = suffixed > end && "市州省县".indexOf(folded.charAt(suffixed - 1)) >= 0;
            Alias alias = choose(aliases, start, end, saysPlace);
            if (alias == null
                    || alias.entry().tag() == Tag.PLACE && NoPlace.is(alias.entry(), folded, start, end)
                    || isCutShort(start, end)) {
                return null;
            }
            return new Mention(start, alias.entry().tag() == Tag.PLACE ? suffixed : end, alias.entry());
        }

        private @Nullable Alias choose(List<Alias> aliases, int start, int end, boolean suffixed) {
            if (context != null) {
                return context.choose(aliases, start, end, suffixed);
            }
            Alias sure = sure(aliases);
            doubtful |= aliases.size() > 1 || sure == null && !aliases.isEmpty();
            return sure;
        }

        /** 工信部门 is some department, not the ministry 工信部. */
        private boolean isCutShort(int start, int end) {
            return end > start && folded.startsWith("部门", end - 1);
        }

        /** 桃园市长: the mayor of 桃园, whatever else 桃园市 may be. */
        private boolean isBeforeItsHead(int end) {
            return "市州省县区".indexOf(folded.charAt(end - 1)) >= 0 && folded.startsWith("长", end);
        }

        /** True where two Latin letters or digits stand side by side: within a word. */
        private boolean joins(int left, int right) {
            return left >= 0 && right < folded.length() && isWord(folded.charAt(left)) && isWord(folded.charAt(right));
        }

        private static boolean isWord(char c) {
            return Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
        }
    }
}
