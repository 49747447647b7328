package dev.tocsin.classify.encoder;

/** Turns a sentence into a vector of length 1; the same sentence gives the same vector to the bit. */
public interface SentenceEncoder {

    float[] encode(String sentence);

    /**
     * The vector and the gist at once, for no more than the vector alone.
     *
     * @return where an encoder has no early layer, the vector for both
     */
    default Meaning read(String sentence) {
        float[] vector = encode(sentence);
        return Meaning.of(vector, vector);
    }
}
