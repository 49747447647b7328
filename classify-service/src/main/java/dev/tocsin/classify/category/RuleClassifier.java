package dev.tocsin.classify.category;

import dev.tocsin.classify.entity.AnnotatedSentence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first classifier: readable rules, in the jar under {@code rules/}. */
public final class RuleClassifier implements Classifier {

    public static final String VERSION = "rules-1";

    /** How far a status may stand from its cue: further off it belongs to another clause. */
    private static final int STATUS_REACH_BEFORE = 70;

    private static final int STATUS_REACH_AFTER = 30;

    private final Map<Category, RuleBook> books = new EnumMap<>(Category.class);

    public RuleClassifier() {
        for (Category category : Category.values()) {
            books.put(category, RuleBook.named(category.word()));
        }
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public List<Verdict> classify(AnnotatedSentence sentence, String around) {
        List<Verdict> verdicts = new ArrayList<>();
        books.forEach((category, book) -> {
            Verdict verdict = judge(category, book.rules(sentence.chinese()), sentence, around);
            if (verdict != null) {
                verdicts.add(verdict);
            }
        });
        return verdicts;
    }

    private static @Nullable Verdict judge(Category category, Rules rules, AnnotatedSentence sentence, String around) {
        String tagged = sentence.tagged();
        boolean worthALook = rules.patterns("must").stream()
                .allMatch(must -> must.matcher(tagged).find());
        if (!worthALook
                || !rules.patterns("need").stream()
                        .allMatch(need -> need.matcher(tagged).find()
                                || need.matcher(around).find())
                || rules.patterns("veto").stream()
                        .anyMatch(veto -> veto.matcher(tagged).find())) {
            return null;
        }
        List<int[]> masked = spans(rules.patterns("mask"), tagged);
        Verdict best = null;
        for (Rules.Cue cue : rules.cues()) {
            if (best == null || cue.strength() > best.strength() || outranks(cue, best)) {
                Matcher matcher = cue.pattern().matcher(tagged);
                int from = 0;
                while (from <= tagged.length() && matcher.find(from)) {
                    if (masked.stream().noneMatch(mask -> mask[0] < matcher.end() && matcher.start() < mask[1])) {
                        best = verdict(category, rules, cue, tagged, matcher);
                        break;
                    }
                    from = matcher.start() + 1;
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
        String near = tagged.substring(
                Math.max(0, at.start() - STATUS_REACH_BEFORE),
                Math.min(tagged.length(), at.end() + STATUS_REACH_AFTER));
        Status fixed = cue.status();
        Status status = fixed != null ? fixed : rules.statusNear(near);
        return new Verdict(category, status, cue.scope(), cue.strength(), cue.name(), at.start(), at.end());
    }

    private static List<int[]> spans(List<Pattern> masks, String text) {
        List<int[]> spans = new ArrayList<>();
        for (Pattern mask : masks) {
            Matcher matcher = mask.matcher(text);
            while (matcher.find()) {
                spans.add(new int[] {matcher.start(), matcher.end()});
            }
        }
        return spans;
    }
}
