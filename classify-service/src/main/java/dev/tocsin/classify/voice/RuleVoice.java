package dev.tocsin.classify.voice;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.AnnotatedSentence;
import dev.tocsin.classify.pattern.Patterns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The readable voice: the rules in the jar under {@code rules/}, each with a name that explains a verdict. */
public final class RuleVoice {

    /** How far a status may stand from its cue: further off it belongs to another clause. */
    private static final String LACKS = "lacks ";

    private static final int STATUS_REACH_BEFORE = 70;

    private static final int STATUS_REACH_AFTER = 30;

    private final Map<Category, RuleBook> books = new EnumMap<>(Category.class);
    private final Patterns english;
    private final Patterns chinese;

    private final RuleBook doubtful;

    public RuleVoice() {
        List<Pattern> ofEnglish = new ArrayList<>();
        List<Pattern> ofChinese = new ArrayList<>();
        for (Category category : Category.values()) {
            books.put(category, RuleBook.named(category.word(), ofEnglish, ofChinese));
        }
        doubtful = RuleBook.named("doubts", ofEnglish, ofChinese);
        english = new Patterns(ofEnglish);
        chinese = new Patterns(ofChinese);
    }

    /**
     * What the rules make of a sentence.
     *
     * @param verdict of the strongest cue that nothing speaks against
     * @param muted of the strongest cue of all, where something speaks against it
     * @param objections the names of the vetoes and masks that spoke, and of what the sentence needs and lacks
     * @param bars the names of what no other voice can overrule
     * @param doubts the names of what makes it something else than news, whatever the category
     */
    public record Reading(
            @Nullable Verdict verdict,
            @Nullable Verdict muted,
            List<String> objections,
            List<String> doubts,
            List<String> bars) {

        static final Reading SILENT = new Reading(null, null, List.of(), List.of(), List.of());

        public Reading {
            objections = List.copyOf(objections);
            doubts = List.copyOf(doubts);
            bars = List.copyOf(bars);
        }

        /** What speaks against it, by name. */
        List<String> against() {
            return Stream.concat(bars.stream(), objections.stream()).distinct().toList();
        }
    }

    /** @param around the folded title, heading and paragraph that the sentence stands in */
    public Map<Category, Reading> read(AnnotatedSentence sentence, String around) {
        Map<Category, Reading> readings = new EnumMap<>(Category.class);
        Patterns patterns = sentence.chinese() ? chinese : english;
        Patterns.In tagged = patterns.in(sentence.tagged());
        List<String> doubts = doubtful.rules(sentence.chinese()).named("veto").stream()
                .filter(doubt -> tagged.holds(doubt.pattern()))
                .map(Rules.Named::name)
                .toList();
        Supplier<Patterns.In> scanned = once(() -> patterns.in(around));
        for (Category category : Category.values()) {
            readings.put(category, read(category, rules(category, sentence), tagged, scanned, doubts));
        }
        return readings;
    }

    /** Most sentences' rules never look around, and those that do look often. For one thread. */
    private static <T> Supplier<T> once(Supplier<T> dear) {
        return new Supplier<>() {
            private @Nullable T known;

            @Override
            public T get() {
                T value = known == null ? dear.get() : known;
                known = value;
                return value;
            }
        };
    }

    private static Reading read(
            Category category, Rules rules, Patterns.In tagged, Supplier<Patterns.In> around, List<String> doubts) {
        boolean barrable = !rules.named("bar").isEmpty() && !holdsANeed(rules, tagged);
        List<String> bars = barrable ? bars(rules, around) : List.of();
        if (!rules.named("must").stream().allMatch(must -> tagged.holds(must.pattern()))) {
            return new Reading(null, null, List.of(), doubts, bars);
        }
        List<String> objections = new ArrayList<>();
        rules.named("need").stream()
                .filter(need -> !tagged.holds(need.pattern()) && !around.get().holds(need.pattern()))
                .forEach(need -> objections.add(LACKS + need.name()));
        rules.named("veto").stream()
                .filter(veto -> tagged.holds(veto.pattern()))
                .forEach(veto -> objections.add(veto.name()));
        boolean vetoed = !objections.isEmpty();
        List<Span> masks = masks(rules, tagged);
        Verdict clear = vetoed ? null : strongest(category, rules, tagged, masks);
        if (clear != null || (masks.isEmpty() && !vetoed)) {
            return new Reading(clear, null, List.of(), doubts, bars);
        }
        Verdict muted = strongest(category, rules, tagged, List.of());
        if (muted == null) {
            // A veto is heard though no rule spoke: other voices may have.
            objections.removeIf(objection -> objection.startsWith(LACKS));
            return new Reading(null, null, objections, doubts, bars);
        }
        masks.stream()
                .filter(mask -> mask.overlaps(muted.start(), muted.end()))
                .map(Span::name)
                .distinct()
                .forEach(objections::add);
        return new Reading(null, muted, objections, doubts, bars);
    }

    /** Of a sentence that holds none of what it needs: looking around costs more than looking at the sentence. */
    private static List<String> bars(Rules rules, Supplier<Patterns.In> around) {
        return rules.named("bar").stream()
                .filter(bar -> around.get().holds(bar.pattern()) && !holdsANeed(rules, around.get()))
                .map(Rules.Named::name)
                .toList();
    }

    private static boolean holdsANeed(Rules rules, Patterns.In text) {
        return rules.named("need").stream().anyMatch(need -> text.holds(need.pattern()));
    }

    /** What the rules say of a sentence that tells an event: where it stands, and how far the event has come. */
    public Verdict spoken(Category category, AnnotatedSentence sentence, Reading reading) {
        if (reading.verdict() != null) {
            return reading.verdict();
        }
        return reading.muted() != null ? reading.muted() : unruled(category, sentence);
    }

    private Verdict unruled(Category category, AnnotatedSentence sentence) {
        Rules rules = rules(category, sentence);
        String tagged = sentence.tagged();
        Patterns.In patterns = (sentence.chinese() ? chinese : english).in(tagged);
        int start = 0;
        int end = tagged.length();
        for (Rules.Named must : rules.named("must")) {
            Matcher matcher = patterns.matcher(must.pattern());
            if (matcher.find()) {
                start = matcher.start();
                end = matcher.end();
            }
        }
        return new Verdict(category, rules.statusNear(tagged), Verdict.Scope.EVENT, 0, Verdict.UNRULED, start, end);
    }

    private Rules rules(Category category, AnnotatedSentence sentence) {
        return Objects.requireNonNull(books.get(category)).rules(sentence.chinese());
    }

    private static @Nullable Verdict strongest(Category category, Rules rules, Patterns.In tagged, List<Span> masks) {
        BitSet masked = new BitSet();
        masks.forEach(mask -> masked.set(mask.start(), mask.end()));
        Verdict best = null;
        for (Rules.Cue cue : rules.cues()) {
            if (tagged.mayHold(cue.pattern())
                    && (best == null || cue.strength() > best.strength() || outranks(cue, best))) {
                Matcher matcher = tagged.matcher(cue.pattern());
                int from = 0;
                while (from <= tagged.text().length() && matcher.find(from)) {
                    int covered = masked.nextSetBit(matcher.start());
                    if (covered < 0 || covered >= matcher.end()) {
                        best = verdict(category, rules, cue, tagged.text(), matcher);
                        break;
                    }
                    // Whatever begins under a mask overlaps it.
                    from = Math.max(matcher.start() + 1, masked.nextClearBit(matcher.start()));
                }
            }
        }
        return best;
    }

    /** A cue that fixes the status says more than one of the same strength that leaves it open. */
    private static boolean outranks(Rules.Cue cue, Verdict best) {
        Status fixed = cue.status();
        return fixed != null && fixed.isTakenBack() && !best.status().isTakenBack();
    }

    private static Verdict verdict(Category category, Rules rules, Rules.Cue cue, String tagged, Matcher at) {
        Status fixed = cue.status();
        Status status = fixed != null ? fixed : statusNear(rules, tagged, at.start(), at.end());
        return new Verdict(category, status, cue.scope(), cue.strength(), cue.name(), at.start(), at.end());
    }

    private static Status statusNear(Rules rules, String tagged, int start, int end) {
        return rules.statusNear(tagged.substring(
                Math.max(0, start - STATUS_REACH_BEFORE), Math.min(tagged.length(), end + STATUS_REACH_AFTER)));
    }

    private record Span(String name, int start, int end) {
        boolean overlaps(int from, int to) {
            return start < to && from < end;
        }
    }

    private static List<Span> masks(Rules rules, Patterns.In tagged) {
        List<Span> spans = new ArrayList<>();
        for (Rules.Named mask : rules.named("mask")) {
            if (tagged.mayHold(mask.pattern())) {
                Matcher matcher = tagged.matcher(mask.pattern());
                while (matcher.find()) {
                    spans.add(new Span(mask.name(), matcher.start(), matcher.end()));
                }
            }
        }
        return spans;
    }
}
