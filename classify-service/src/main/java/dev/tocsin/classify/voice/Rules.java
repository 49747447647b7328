package dev.tocsin.classify.voice;

import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** One category's rules for one script, compiled from their lines; {@code common.rules} tells how they are written. */
final class Rules {

    /** @param pattern its place among the patterns that are sought together */
    record Cue(double strength, @Nullable Status status, Verdict.Scope scope, String name, int pattern) {}

    record Named(String name, int pattern) {}

    record StatusRule(Status status, Pattern pattern) {}

    private static final Pattern REFERENCE = Pattern.compile("<([A-Za-z_]+)>");
    private static final Pattern LET = Pattern.compile("let (\\w+) = (.+)");
    private static final Pattern CUE = Pattern.compile(
            "cue ([\\d.]+) (?:(rumoured|proposed|announced|in_force|reversed|denied|generic|abroad) )?([\\w-]+) = (.+)");
    private static final Pattern STATUS = Pattern.compile("status (\\w+) [\\w-]+ = (.+)");
    private static final Pattern DEFAULT = Pattern.compile("default (\\w+)");
    private static final Pattern OTHER = Pattern.compile("(must|need|mask|veto|bar) ([\\w-]+) = (.+)");

    private final boolean chinese;
    private final List<Pattern> sought;
    private final Map<String, String> lets = new LinkedHashMap<>();
    private final Map<String, List<Named>> patterns = new LinkedHashMap<>();
    private final List<Cue> cues = new ArrayList<>();
    private final List<StatusRule> statuses = new ArrayList<>();
    private Status unsaid = Status.IN_FORCE;

    /** @param sought takes the patterns, behind those of other categories that are sought in the same texts */
    Rules(boolean chinese, List<String> lines, List<Pattern> sought) {
        this.chinese = chinese;
        this.sought = sought;
        for (Tag tag : Tag.values()) {
            lets.put(tag.name().toLowerCase(Locale.ROOT), tag.sign() + "+");
        }
        lines.forEach(this::add);
    }

    private void add(String line) {
        Matcher let = LET.matcher(line);
        Matcher cue = CUE.matcher(line);
        Matcher status = STATUS.matcher(line);
        Matcher unsaidStatus = DEFAULT.matcher(line);
        Matcher other = OTHER.matcher(line);
        if (let.matches()) {
            lets.put(let.group(1), "(?:" + let.group(2) + ")");
        } else if (cue.matches()) {
            cues.add(cue(cue));
        } else if (status.matches()) {
            statuses.add(new StatusRule(status(status.group(1)), compile(status.group(2))));
        } else if (unsaidStatus.matches()) {
            unsaid = status(unsaidStatus.group(1));
        } else if (other.matches()) {
            patterns.computeIfAbsent(other.group(1), kind -> new ArrayList<>())
                    .add(new Named(other.group(2), numbered(other.group(3))));
        } else {
            throw new IllegalArgumentException("Not a line of a rules file: " + line);
        }
    }

    private Cue cue(Matcher cue) {
        String qualifier = cue.group(2);
        boolean scoped = qualifier != null && (qualifier.equals("generic") || qualifier.equals("abroad"));
        Verdict.Scope scope = scoped ? Verdict.Scope.valueOf(qualifier.toUpperCase(Locale.ROOT)) : Verdict.Scope.EVENT;
        Status fixed = qualifier == null || scoped ? null : status(qualifier);
        return new Cue(Double.parseDouble(cue.group(1)), fixed, scope, cue.group(3), numbered(cue.group(4)));
    }

    private static Status status(String word) {
        return Status.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private int numbered(String source) {
        sought.add(compile(source));
        return sought.size() - 1;
    }

    private Pattern compile(String source) {
        String expanded = source;
        for (Matcher reference = REFERENCE.matcher(expanded);
                reference.find();
                reference = REFERENCE.matcher(expanded)) {
            String let = lets.get(reference.group(1));
            if (let == null) {
                throw new IllegalArgumentException("No such let: " + reference.group() + " in " + source);
            }
            expanded = expanded.substring(0, reference.start()) + let + expanded.substring(reference.end());
        }
        try {
            return Pattern.compile(
                    chinese
                            ? expanded.replace("~", "[^。！？；]{0,22}?").replace(" ", "\\s*")
                            : expanded.replace("~", "[^;!?]{0,60}?").replace(" ", "[\\s-]"));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Not a pattern: " + source, e);
        }
    }

    List<Cue> cues() {
        return cues;
    }

    List<Named> named(String kind) {
        return patterns.getOrDefault(kind, List.of());
    }

    /** The status that the words near a cue tell. */
    Status statusNear(String words) {
        for (StatusRule rule : statuses) {
            if (rule.pattern().matcher(words).find()) {
                return rule.status();
            }
        }
        return unsaid;
    }
}
