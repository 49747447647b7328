package dev.tocsin.ingest.warning;

import dev.tocsin.ingest.warning.ParseWarning.Code;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what was repaired: each kind once, with the place where it came up first and how often it did. */
public final class Warnings {
    private final Map<Code, Finding> findings = new EnumMap<>(Code.class);
    private int item;

    /** What is added from here on concerns this item. */
    public void inItem(int number) {
        item = number;
    }

    /** @param sentence without its full stop, which comes after the place */
    public void add(Code code, String sentence) {
        add(code, sentence, item == 0 ? "" : " (item " + item);
    }

    /** @param line of the document as it was sent, counted from 1; 0 where it is not known */
    public void addAtLine(Code code, String sentence, int line) {
        add(code, sentence, line == 0 ? "" : " (line " + line);
    }

    private void add(Code code, String sentence, String place) {
        Finding finding = findings.computeIfAbsent(code, first -> new Finding(sentence, place));
        finding.times++;
    }

    public void addAll(Warnings others) {
        findings.putAll(others.findings);
    }

    public boolean has(Code code) {
        return findings.containsKey(code);
    }

    public List<ParseWarning> all() {
        return findings.entrySet().stream()
                .map(found -> new ParseWarning(found.getKey(), found.getValue().told()))
                .toList();
    }

    private static final class Finding {
        private final String sentence;
        private final String place;
        private int times;

        private Finding(String sentence, String place) {
            this.sentence = sentence;
            this.place = place;
        }

        private String told() {
            String more = times == 1 ? "" : (place.isEmpty() ? " (" : ", and ") + (times - 1) + " more";
            return sentence + place + more + (place.isEmpty() && more.isEmpty() ? "." : ").");
        }
    }
}
