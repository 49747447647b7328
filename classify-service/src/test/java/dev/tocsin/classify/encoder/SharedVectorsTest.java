package dev.tocsin.classify.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedVectorsTest {

    private static final int BOUND = 4096;

    private final List<String> asked = new ArrayList<>();
    private final SharedVectors vectors = new SharedVectors(text -> {
        asked.add(text);
        return new float[] {text.length()};
    });

    @Test
    void aSentenceThatComesAgainIsNotEncodedAgain() {
        float[] first = vectors.encode("wire copy");

        assertThat(vectors.encode("wire copy")).isSameAs(first);
        assertThat(asked).containsExactly("wire copy");
    }

    @Test
    void soManyAreRememberedAndNoMore() {
        encode(0, BOUND);
        asked.clear();

        encode(0, BOUND);
        assertThat(asked).isEmpty();
        vectors.encode("one more");
        encode(0, 1);

        assertThat(asked).containsExactly("one more", "sentence 0");
    }

    @Test
    void theOneThatWasNotAskedForLongestIsForgotten() {
        encode(0, BOUND);
        vectors.encode("sentence 0");
        vectors.encode("one more");
        asked.clear();

        vectors.encode("sentence 0");
        vectors.encode("sentence 1");

        assertThat(asked).containsExactly("sentence 1");
    }

    private void encode(int from, int to) {
        for (int i = from; i < to; i++) {
            vectors.encode("sentence " + i);
        }
    }
}
