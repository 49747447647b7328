package dev.tocsin.alerting.webhook;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The key pair of one subscription, scheme v1a: an Ed25519 seed of 32 bytes and its public key of 32 bytes (RFC 8032),
 * written together {@code whsk_} + base64, the public one {@code whpk_} + base64, as Standard Webhooks 1.0 has it.
 *
 * <p>Its receiver holds nothing with which a message could be forged. A signature costs many times that of
 * {@link HmacKey}.
 */
public final class Ed25519Key implements SigningKey {

    static final String SCHEME = "v1a";
    static final String PREFIX = "whsk_";

    private static final String PUBLIC_PREFIX = "whpk_";
    private static final String ALGORITHM = "Ed25519";
    private static final int HALF = 32;
    /** A public key in the JDK's form (RFC 8410) is this and its 32 bytes. */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] seed;
    private final byte[] publicKey;
    private final PrivateKey signer;

    private Ed25519Key(byte[] seed, byte[] publicKey) {
        this.seed = seed;
        this.publicKey = publicKey;
        try {
            this.signer = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    public static Ed25519Key generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            return new Ed25519Key(
                    lastHalf(pair.getPrivate().getEncoded()),
                    lastHalf(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    /** @throws IllegalArgumentException when they are not a seed and its public key */
    static Ed25519Key of(byte[] bytes) {
        if (bytes.length != 2 * HALF) {
            throw new IllegalArgumentException("a private key holds 64 bytes, this one " + bytes.length);
        }
        Ed25519Key key = new Ed25519Key(Arrays.copyOfRange(bytes, 0, HALF), Arrays.copyOfRange(bytes, HALF, 2 * HALF));
        byte[] content = {1, 2, 3};
        if (!key.verifies(content, key.sign(content))) {
            throw new IllegalArgumentException("the two halves of a private key do not belong together");
        }
        return key;
    }

    /** @throws IllegalArgumentException with a text that may be shown: it never quotes the key */
    public static Ed25519Key parse(String text) {
        try {
            return of(Base64.getDecoder().decode(text.substring(PREFIX.length())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a private key is whsk_ and the base64 of 64 bytes: an Ed25519 seed and its public key", e);
        }
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            java.security.Signature signature = java.security.Signature.getInstance(ALGORITHM);
            signature.initSign(signer);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    @Override
    public byte[] bytes() {
        byte[] both = Arrays.copyOf(seed, 2 * HALF);
        System.arraycopy(publicKey, 0, both, HALF, HALF);
        return both;
    }

    /** Never shown: who verifies has no use for it. */
    @Override
    public Optional<String> secret() {
        return Optional.empty();
    }

    @Override
    public Optional<String> publicKey() {
        return Optional.of(PUBLIC_PREFIX + Base64.getEncoder().encodeToString(publicKey));
    }

    private boolean verifies(byte[] content, byte[] signed) {
        try {
            java.security.Signature signature = java.security.Signature.getInstance(ALGORITHM);
            byte[] encoded = Arrays.copyOf(X509, X509.length + HALF);
            System.arraycopy(publicKey, 0, encoded, X509.length, HALF);
            signature.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
            signature.update(content);
            return signature.verify(signed);
        } catch (GeneralSecurityException noPointOfTheCurve) {
            return false;
        }
    }

    private static byte[] lastHalf(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - HALF, encoded.length);
    }

    private static IllegalStateException broken(GeneralSecurityException e) {
        return new IllegalStateException("every Java runtime since 15 has Ed25519", e);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519Key key && MessageDigest.isEqual(seed, key.seed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return PREFIX + "***";
    }
}
