package dev.tocsin.classify.article;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Deterministic ids: a prefix and the first 128 bits of a SHA-256 in 26 characters of Crockford's base 32. */
public final class ArticleIds {

    private static final Pattern ARTICLE_ID = Pattern.compile("art_[0-9a-hjkmnp-tv-z]{26}");
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int CHARS = 26;

    private ArticleIds() {}

    public static boolean isArticleId(String id) {
        return ARTICLE_ID.matcher(id).matches();
    }

    /** For a text that comes without an id: the same URL, or else the same words, give the same id. */
    public static String forText(@Nullable String url, String title, String text) {
        return hashed("art_", url != null ? url : title + "\n" + text);
    }

    public static String hashed(String prefix, String of) {
        byte[] hash = sha256(of);
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < CHARS; i++) {
            id.append(ALPHABET.charAt(fiveBits(hash, i * 5 - 2)));
        }
        return id.toString();
    }

    public static String sha256Hex(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    /** 26 characters hold 130 bits: the first one begins two bits before the hash and so holds three. */
    private static int fiveBits(byte[] hash, int firstBit) {
        int bits = 0;
        for (int bit = firstBit; bit < firstBit + 5; bit++) {
            int value = bit < 0 ? 0 : (hash[bit / 8] >> (7 - bit % 8)) & 1;
            bits = bits << 1 | value;
        }
        return bits;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
