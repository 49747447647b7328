package dev.tocsin.classify.pattern;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** Meets all of many words in one walk over a text (Aho and Corasick 1975). Threadsafe once built. */
final class WordScan {

    /**
     * A word, and the sets that hold it.
     *
     * @param startsWord true where no Latin letter or digit may stand before it
     * @param endsWord likewise behind it
     */
    private record Word(int length, boolean startsWord, boolean endsWord, BitSet sets) {

        boolean isBoundedAs(boolean start, boolean end) {
            return startsWord == start && endsWord == end;
        }
    }

    private static final class Node {
        private final Map<Character, Node> children = new HashMap<>();
        private final List<Word> words = new ArrayList<>();
        private final int number;
        private int fallback;

        Node(int number) {
            this.number = number;
        }
    }

    private static final Word[] NONE = {};

    private final short[] columns = new short[Character.MAX_VALUE + 1];
    private final int width;
    private final int[] next;
    private final Word[][] words;

    /** @param sets of words, which may begin and end with {@link NeededWords#BOUNDARY}; a set goes by its place */
    WordScan(List<Set<String>> sets) {
        List<Node> nodes = new ArrayList<>(List.of(new Node(0)));
        int letters = 0;
        for (int set = 0; set < sets.size(); set++) {
            for (String word : sets.get(set)) {
                letters = add(nodes, letters, set, word);
            }
        }
        this.width = letters + 1;
        this.next = new int[nodes.size() * width];
        this.words = new Word[nodes.size()][];
        link(nodes);
    }

    private int add(List<Node> nodes, int known, int set, String bounded) {
        int letters = known;
        String word = bounded.replace(String.valueOf(NeededWords.BOUNDARY), "");
        Node node = nodes.get(0);
        for (char c : word.toCharArray()) {
            if (columns[c] == 0) {
                columns[c] = (short) ++letters;
            }
            node = node.children.computeIfAbsent(c, letter -> {
                nodes.add(new Node(nodes.size()));
                return nodes.get(nodes.size() - 1);
            });
        }
        boolean startsWord = bounded.charAt(0) == NeededWords.BOUNDARY && isLatin(word.charAt(0));
        boolean endsWord =
                bounded.charAt(bounded.length() - 1) == NeededWords.BOUNDARY && isLatin(word.charAt(word.length() - 1));
        wordOf(node, word.length(), startsWord, endsWord).sets().set(set);
        return letters;
    }

    /** "Ban" stands in the sets of dozens of rules, and is one word. */
    private static Word wordOf(Node node, int length, boolean startsWord, boolean endsWord) {
        for (Word known : node.words) {
            if (known.isBoundedAs(startsWord, endsWord)) {
                return known;
            }
        }
        Word word = new Word(length, startsWord, endsWord, new BitSet());
        node.words.add(word);
        return word;
    }

    /** Where no word goes on with a letter, the walk goes on within the longest word that the last letters begin. */
    private void link(List<Node> nodes) {
        Queue<Node> queue = new ArrayDeque<>(List.of(nodes.get(0)));
        while (!queue.isEmpty()) {
            Node node = queue.remove();
            if (node.number > 0) {
                node.words.addAll(nodes.get(node.fallback).words);
                System.arraycopy(next, node.fallback * width, next, node.number * width, width);
            }
            node.children.forEach((letter, child) -> {
                int way = node.number * width + columns[letter];
                child.fallback = next[way];
                next[way] = child.number;
                queue.add(child);
            });
            words[node.number] = node.words.isEmpty() ? NONE : node.words.toArray(NONE);
        }
    }

    /** The sets of which the text holds a word. */
    BitSet in(String text) {
        BitSet held = new BitSet();
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = next[state * width + columns[text.charAt(i)]];
            for (Word word : words[state]) {
                boolean cut = word.startsWord && i >= word.length && isLatin(text.charAt(i - word.length))
                        || word.endsWord && i + 1 < text.length() && isLatin(text.charAt(i + 1));
                if (!cut) {
                    held.or(word.sets);
                }
            }
        }
        return held;
    }

    /** What every reading of {@code \b} takes for part of a word. */
    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
