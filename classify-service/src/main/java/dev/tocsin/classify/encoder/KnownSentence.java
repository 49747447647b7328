package dev.tocsin.classify.encoder;

/**
 * A sentence whose vector is known: an encoder that reads it otherwise is not the one that the heads were learned with,
 * or its file, the native library or the processor is broken.
 *
 * @param firstValues what the vector begins with
 */
record KnownSentence(String text, float... firstValues) {

    static final KnownSentence ENGLISH = new KnownSentence(
            "the province ordered all bitcoin miners to shut down",
            -0.0618f,
            0.0542f,
            0.0572f,
            0.0160f,
            -0.0340f,
            -0.0131f,
            0.0417f,
            -0.0787f);

    static final KnownSentence CHINESE = new KnownSentence(
            "青海省要求关停虚拟货币挖矿项目", -0.0538f, 0.0103f, 0.0106f, -0.0005f, 0.0098f, -0.0001f, -0.0086f, 0.0521f);

    /** Processors round the quantised models differently, by some 0.005; another text's values are 0.05 off. */
    private static final float TOLERANCE = 0.02f;

    private static final float LENGTH_TOLERANCE = 0.001f;

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
