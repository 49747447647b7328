package dev.tocsin.classify.category;

import java.util.Base64;

/**
 * What a sentence says as a point in an encoder's space: near for like statements of one language.
 *
 * @param encoder names the encoder and all that it learned; points of different ones have nothing to do with each other
 * @param vector of about length 127, a signed byte each, base64
 */
public record Statement(String encoder, String vector) {

    public static Statement of(String encoder, byte[] point) {
        return new Statement(encoder, Base64.getEncoder().encodeToString(point));
    }
}
