package dev.tocsin.classify.encoder;

import java.util.Arrays;

/**
 * A sentence whose vector is known: an encoder that reads it otherwise is not the one that the heads were learned with,
 * or its file, the native library or the processor is broken.
 *
 * @param firstValues what the vector begins with
 */
public record KnownSentence(String text, float... firstValues) {

    /** How many of a vector's numbers are enough to know it by. */
    private static final int VALUES = 8;

    /** Processors round the quantised models differently, by some 0.005; another text's values are 0.05 off. */
    private static final float TOLERANCE = 0.02f;

    private static final float LENGTH_TOLERANCE = 0.001f;

    /** As this encoder reads it. */
    public static KnownSentence of(String text, SentenceEncoder encoder) {
        return new KnownSentence(text, Arrays.copyOf(encoder.encode(text), VALUES));
    }

    /**
     * @return the encoder itself
     * @throws IllegalStateException that says what is wrong with it
     */
    SentenceEncoder checked(SentenceEncoder encoder) {
        float[] vector = encoder.encode(text);
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        boolean known = vector.length > firstValues.length && Math.abs(Math.sqrt(squares) - 1) <= LENGTH_TOLERANCE;
        for (int i = 0; known && i < firstValues.length; i++) {
            known = Math.abs(vector[i] - firstValues[i]) <= TOLERANCE;
        }
        if (!known) {
            throw new IllegalStateException(
                    "The encoder does not know \"%s\" again: its model file is another or damaged, or ONNX Runtime computes wrongly on %s. Build the service again, or run it on another kind of machine."
                            .formatted(text, System.getProperty("os.arch")));
        }
        return encoder;
    }
}
