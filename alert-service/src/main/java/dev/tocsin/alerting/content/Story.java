package dev.tocsin.alerting.content;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as any chat could show it, in words of one language. Every text is a clean line and no more than that: each
 * service's own markup is still to be escaped.
 *
 * @param heading of our own words only; names Tocsin, which DingTalk's keyword check asks for
 * @param title empty when there is none
 * @param lead sentences that say what has happened to it
 * @param more how many reports are not among the sources, in words; empty when none
 */
record Story(
        Tone tone,
        String heading,
        String title,
        List<String> lead,
        List<Fact> facts,
        @Nullable Quote quote,
        String sourcesLabel,
        List<Source> sources,
        String more,
        String footer) {

    /** @param colon what stands between them when they share a line */
    record Fact(String label, String colon, String value) {
        String labelAndColon() {
            return label + colon;
        }
    }

    /** @param by whose words they are, in brackets to be set behind them; empty when not known */
    record Quote(String text, String by) {}

    /**
     * @param url null when there is none, or none that may be shown
     * @param date empty when not known
     */
    record Source(String name, @Nullable String url, String date) {
        String nameAndDate() {
            return date.isEmpty() ? name : name + " · " + date;
        }
    }

    Story {
        lead = List.copyOf(lead);
        facts = List.copyOf(facts);
        sources = List.copyOf(sources);
    }

    /** For notifications and readers that show no markup. */
    String summary() {
        return Stream.concat(Stream.of(heading, title), lead.stream().limit(1))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" | "));
    }
}
