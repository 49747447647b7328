package dev.tocsin.classify.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BERT's tokenizer (Devlin et al. 2019, "WordPiece"): words are cut into the longest pieces that the vocabulary holds.
 * Lower-cases always: the Chinese encoder's own description forgets to, and would read every Latin name as unknown.
 */
final class WordPiece {

    private static final int MAX_WORD_CHARS = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int first;
    private final int last;
    private final int maxTokens;

    private WordPiece(Map<String, Integer> vocabulary, int maxTokens) {
        this.vocabulary = vocabulary;
        this.unknown = id("[UNK]");
        this.first = id("[CLS]");
        this.last = id("[SEP]");
        this.maxTokens = maxTokens;
    }

    /**
     * @param tokenizerJson a description in the format of Hugging Face's tokenizers
     * @param maxTokens longer texts are cut, the two marks at the ends counted in
     */
    static WordPiece read(InputStream tokenizerJson, int maxTokens) throws IOException {
        JsonNode words =
                new ObjectMapper().readTree(tokenizerJson).path("model").path("vocab");
        Map<String, Integer> vocabulary = new HashMap<>(words.size() * 2);
        words.properties()
                .forEach(word -> vocabulary.put(word.getKey(), word.getValue().intValue()));
        return new WordPiece(vocabulary, maxTokens);
    }

    private int id(String word) {
        Integer id = vocabulary.get(word);
        if (id == null) {
            throw new IllegalStateException("The tokenizer's vocabulary lacks " + word);
        }
        return id;
    }

    long[] tokens(String text) {
        List<Integer> ids = new ArrayList<>();
        ids.add(first);
        for (String word : words(text)) {
            if (ids.size() >= maxTokens - 1) {
                break;
            }
            addPieces(word, ids);
        }
        int length = Math.min(ids.size(), maxTokens - 1);
        long[] tokens = new long[length + 1];
        for (int i = 0; i < length; i++) {
            tokens[i] = ids.get(i);
        }
        tokens[length] = last;
        return tokens;
    }

    private void addPieces(String word, List<Integer> ids) {
        int before = ids.size();
        int start = 0;
        while (start < word.length()) {
            int end = word.length() > MAX_WORD_CHARS ? start : word.length();
            Integer piece = null;
            while (end > start && piece == null) {
                piece = vocabulary.get(start == 0 ? word.substring(0, end) : "##" + word.substring(start, end));
                end--;
            }
            if (piece == null) {
                ids.subList(before, ids.size()).clear();
                ids.add(unknown);
                return;
            }
            ids.add(piece);
            start = end + 1;
        }
    }

    /** Splits at blanks and punctuation; every Chinese character is a word of its own. Accents are dropped. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD);
        plain.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                end(word, words);
            } else if (isPunctuation(c, type) || Character.isIdeographic(c)) {
                end(word, words);
                words.add(Character.toString(c));
            } else if (type != Character.NON_SPACING_MARK
                    && type != Character.CONTROL
                    && type != Character.FORMAT
                    && c != 0xfffd) {
                word.appendCodePoint(Character.toLowerCase(c));
            }
        });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** All of ASCII that is neither letter nor digit counts, as in BERT's own tokenizer. */
    private static boolean isPunctuation(int c, int type) {
        boolean ascii = c > 32 && c < 127 && !Character.isLetterOrDigit(c);
        return ascii
                || type == Character.CONNECTOR_PUNCTUATION
                || type == Character.DASH_PUNCTUATION
                || type == Character.START_PUNCTUATION
                || type == Character.END_PUNCTUATION
                || type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || type == Character.OTHER_PUNCTUATION;
    }
}
