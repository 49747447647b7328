package dev.tocsin.classify.encoder;

/** Turns a sentence into a vector of length 1; the same sentence gives the same vector to the bit. */
public interface SentenceEncoder {

    float[] encode(String sentence);
}
