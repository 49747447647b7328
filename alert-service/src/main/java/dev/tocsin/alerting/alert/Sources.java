package dev.tocsin.alerting.alert;

import dev.tocsin.alerting.identity.Copies;
import dev.tocsin.alerting.identity.Names;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Article;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How many tell of an event by themselves. One outlet counts once, however often it writes, and so does one text, whoever
 * prints it; what an outlet prints word for word after another makes the two of them one source.
 */
final class Sources {
    private final List<EventReported> reports;
    /** Each report's way to the one that stands for its source. */
    private final int[] source;

    private Sources(List<EventReported> reports) {
        this.reports = reports;
        source = new int[reports.size()];
        for (int i = 0; i < source.length; i++) {
            source[i] = i;
        }
    }

    static int count(List<EventReported> reports) {
        return new Sources(reports).count();
    }

    private int count() {
        Map<String, Integer> outlets = new HashMap<>();
        int count = 0;
        for (int i = 0; i < source.length; i++) {
            count++;
            Integer first = outlets.putIfAbsent(outlet(reports.get(i).article()), i);
            if (first != null && unite(first, i)) {
                count--;
            }
            for (int j = 0; j < i; j++) {
                if (root(i) != root(j) && Copies.areOneSource(reports.get(i), reports.get(j)) && unite(i, j)) {
                    count--;
                }
            }
        }
        return count;
    }

    private boolean unite(int one, int other) {
        boolean apart = root(one) != root(other);
        source[root(one)] = root(other);
        return apart;
    }

    private int root(int report) {
        int at = report;
        while (source[at] != at) {
            at = source[at];
        }
        return at;
    }

    private static String outlet(Article article) {
        if (article.outlet() != null && !article.outlet().isBlank()) {
            return Names.normalise(article.outlet());
        }
        return article.url() == null ? article.articleId() : host(article.url());
    }

    private static String host(String url) {
        try {
            return Objects.requireNonNullElse(URI.create(url).getHost(), url);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }
}
