package dev.tocsin.classify.report;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tocsin.classify.article.Language;
import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.passage.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An article's reports, and why there are these and no others. Offsets count as those of {@link Evidence}; numbers are
 * rounded to four places. The same article and classifier give the same explanation to the bit.
 *
 * @param classifier its version
 * @param refusal why the article was not read any further; null where it was
 * @param sentences of the article, title and headings among them
 * @param explained how many of them are explained below: the first ones
 * @param title whose offsets count in the title; null where the article was not read
 */
public record Explanation(
        Language language,
        List<EventReport> reports,
        String classifier,
        @Nullable String refusal,
        int sentences,
        int explained,
        @Nullable JudgedSentence title,
        List<JudgedPassage> passages) {

    /** Explaining asks the encoder each time: some two seconds' work, and a megabyte of answer. */
    static final int MAX_SENTENCES = 200;

    /** @param heading that stands above the passage, perhaps several passages up */
    public record JudgedPassage(
            int start, int end, @Nullable String heading, List<JudgedSentence> sentences) {}

    /**
     * @param origin heading or body; a heading is judged in the passage that it stands above
     * @param encoderAsked false where the other voices leave every category below the gate, and classifying spares the
     *     encoder; explaining asks it nevertheless
     * @param winner the most probable category that is accepted; null where none is
     * @param runnerUp the most probable category but for the winner
     * @param categories the most probable first
     */
    public record JudgedSentence(
            String text,
            Sentence.Origin origin,
            int start,
            int end,
            boolean encoderAsked,
            @Nullable Category winner,
            Category runnerUp,
            List<Judgement> categories) {}

    /**
     * @param voices what each adds in log-odds, by name; with {@code bias} they add up to the probability's
     * @param cue the rule that spoke for it; empty where none did
     * @param objections the vetoes and masks that spoke against the rule, by name
     * @param words the n-grams that spoke loudest for it
     * @param status null where the category is not accepted
     * @param because why an accepted category stands in no report; null in all other cases
     */
    public record Judgement(
            Category category,
            double probability,
            double threshold,
            boolean accepted,
            Map<String, Double> voices,
            String cue,
            List<String> objections,
            List<String> words,
            @Nullable JudgedStatus status,
            Outcome outcome,
            @Nullable String reportId,
            @Nullable String because) {}

    /**
     * @param from who decided: the rules, or the other voices over their heads
     * @param ruled what the rules alone say
     * @param logOdds of every status after all voices
     */
    public record JudgedStatus(Status status, Source from, Status ruled, Map<String, Double> logOdds) {}

    /** Who decided a status. */
    public enum Source {
        RULES,
        VOICES;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of a category in a sentence. */
    public enum Outcome {
        /** Not probable enough. */
        BELOW_THRESHOLD,
        /** Probable enough, but it stands for no event. */
        DROPPED,
        /** It is part of a report. */
        REPORTED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
