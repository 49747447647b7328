package dev.tocsin.classify.encoder;

/**
 * What an encoder makes of a sentence.
 *
 * @param vector of length 1, from its last layer: near for what is of one category and status, as it learned
 * @param gist from an early layer, which learned little of that: near for what says the same. Of length 127, rounded to
 *     signed bytes
 */
public record Meaning(float[] vector, byte[] gist) {

    private static final float LENGTH = 127;

    /** @param early of length 1 */
    static Meaning of(float[] vector, float[] early) {
        byte[] gist = new byte[early.length];
        for (int i = 0; i < gist.length; i++) {
            gist[i] = (byte) Math.round(early[i] * LENGTH);
        }
        return new Meaning(vector, gist);
    }
}
