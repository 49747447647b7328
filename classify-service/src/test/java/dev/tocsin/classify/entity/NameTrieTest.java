package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameTrieTest {

    @Test
    void everyNameIsFoundAndNoneElse() {
        NameTrie<Integer> trie = new NameTrie<>();
        // More than it has room for at first.
        for (int i = 0; i < 200_000; i++) {
            trie.add("name " + i, i);
        }

        assertThat(trie.of("name 0")).containsExactly(0);
        assertThat(trie.of("name 199999")).containsExactly(199_999);
        assertThat(trie.of("name ")).isEmpty();
        assertThat(trie.of("name 200000")).isEmpty();
    }

    @Test
    void aNameMayStandForSeveral() {
        NameTrie<String> trie = new NameTrie<>();
        trie.add("san jose", "US-CA");
        trie.add("san jose", "CR-SJ");

        assertThat(trie.of("san jose")).containsExactly("US-CA", "CR-SJ");
    }

    @Test
    void aWalkMeetsEveryNameOnItsWay() {
        NameTrie<String> trie = new NameTrie<>();
        trie.add("伊犁", "short");
        trie.add("伊犁州", "long");

        int two = trie.step(trie.step(NameTrie.ROOT, '伊'), '犁');

        assertThat(trie.at(two)).containsExactly("short");
        assertThat(trie.at(trie.step(two, '州'))).containsExactly("long");
        assertThat(trie.step(two, '县')).isEqualTo(NameTrie.NONE);
    }
}
