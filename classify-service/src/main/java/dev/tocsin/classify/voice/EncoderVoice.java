package dev.tocsin.classify.voice;

import dev.tocsin.classify.encoder.Head;
import dev.tocsin.classify.encoder.SentenceEncoder;
import dev.tocsin.classify.entity.AnnotatedSentence;
import java.util.List;

/** The voice of the meaning: a linear reading of the sentence's vector, learned from the corpus. */
public final class EncoderVoice {

    private final SentenceEncoder encoder;
    private final List<Head> heads;

    /**
     * @param heads in the order of the answers
     * @throws IllegalStateException where they were learned on another encoder's vectors
     */
    public EncoderVoice(SentenceEncoder encoder, List<Head> heads) {
        int given = encoder.encode("").length;
        for (Head head : heads) {
            if (head.weights().length != given) {
                throw new IllegalStateException(
                        "The model was learned on vectors of %d numbers, and the encoder gives %d: classify-service/train learns it anew"
                                .formatted(head.weights().length, given));
            }
        }
        this.encoder = encoder;
        this.heads = List.copyOf(heads);
    }

    /** What the sentence says, whatever is decided of it. */
    byte[] gist(AnnotatedSentence sentence) {
        return encoder.read(sentence.inContext()).gist();
    }

    /** In the order of the heads. */
    public double[] logOdds(AnnotatedSentence sentence) {
        float[] vector = encoder.encode(sentence.inContext());
        return heads.stream().mapToDouble(head -> head.logOdds(vector)).toArray();
    }
}
