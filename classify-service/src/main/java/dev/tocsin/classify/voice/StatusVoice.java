package dev.tocsin.classify.voice;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.StatusOpinion;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.encoder.Pretrained;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.entity.AnnotatedSentence;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How far an event has come, as a sentence that claims it tells: what the rules say, weighed against the other voices. */
public final class StatusVoice {

    /** The names of what is weighed for each status. */
    public static final List<String> SIGNALS = List.of(
            "encoder", "ngrams", "rule", "other-rule", "mining_ban", "relocation", "nft_launch", "city_invitation");

    /** In log-odds. Voices that are all but even do not overrule what the rules read off a tense. */
    private static final double EVEN = 0.25;

    private final Model model;
    private final EncoderVoice encoder;

    private StatusVoice(Model model, EncoderVoice encoder) {
        this.model = model;
        this.encoder = encoder;
    }

    static StatusVoice read(Pretrained pretrained, SentenceEncoder encoder) {
        List<String> statuses = Model.words(Status.values());
        return new StatusVoice(
                Model.read(pretrained.language(), "status", statuses, SIGNALS),
                new EncoderVoice(encoder, Encoders.adapter(pretrained).heads(statuses)));
    }

    /**
     * @param ruled what the rules say
     * @param fixed true where a rule's own words leave no doubt
     */
    public static double[] signals(
            Status status, Category category, Status ruled, boolean fixed, double encoder, double ngrams) {
        double strength = fixed ? 1 : 0.6;
        double[] signals = new double[SIGNALS.size()];
        signals[0] = Signals.bounded(encoder);
        signals[1] = Signals.bounded(ngrams);
        signals[2] = ruled == status ? strength : 0;
        signals[3] = ruled == status ? 0 : strength;
        signals[4 + category.ordinal()] = 1;
        return signals;
    }

    StatusOpinion of(AnnotatedSentence sentence, Category category, Status ruled, boolean fixed) {
        double[] byEncoder = encoder.logOdds(sentence);
        double[] byNgrams = model.ngrams().logOdds(sentence);
        Map<Status, Double> heard = new EnumMap<>(Status.class);
        Status best = ruled;
        double most = Double.NEGATIVE_INFINITY;
        for (Status status : Status.values()) {
            int i = status.ordinal();
            double logOdds =
                    model.pool(status).logOdds(signals(status, category, ruled, fixed, byEncoder[i], byNgrams[i]));
            heard.put(status, logOdds);
            if (logOdds > most) {
                most = logOdds;
                best = status;
            }
        }
        boolean even = most - heard.getOrDefault(ruled, Double.NEGATIVE_INFINITY) <= EVEN;
        return new StatusOpinion(even ? ruled : best, ruled, heard);
    }
}
