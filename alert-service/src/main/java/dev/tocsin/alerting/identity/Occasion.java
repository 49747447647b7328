package dev.tocsin.alerting.identity;

import dev.tocsin.alerting.report.EventReported.Article;
import java.time.Duration;

/** Which occasion a report speaks of: its category, its article, its days. */
final class Occasion {
    private static final Duration SAID_TOGETHER = Duration.ofDays(2);

    private Occasion() {}

    static Sign category(Traits a, Traits b) {
        return a.category() == b.category() ? Sign.NONE : new Sign.Contradiction("the categories differ");
    }

    /** The classifier has folded what an article says twice, so two reports of it are two events; not so over revisions. */
    static Sign article(Traits a, Traits b) {
        Article one = a.report().article();
        Article other = b.report().article();
        boolean same = one.articleId().equals(other.articleId()) && one.revision() == other.revision();
        return same ? new Sign.Contradiction("one article tells them apart") : Sign.NONE;
    }

    static Sign days(Traits a, Traits b) {
        long days = a.window().daysTo(b.window());
        if (days > Window.TOLERANCE_DAYS) {
            return new Sign.Contradiction(days + " days lie between them");
        }
        boolean near = a.dated() && b.dated() && days <= 1;
        return near ? new Sign.Weight(1, days == 0 ? "on one day" : "within a day") : Sign.NONE;
    }

    /** Who tells of one event does so within a few days. */
    static Sign said(Traits a, Traits b) {
        return saidWithin(a, b, SAID_TOGETHER) ? new Sign.Weight(1, "told within two days") : Sign.NONE;
    }

    static boolean saidWithin(Traits a, Traits b, Duration time) {
        return Duration.between(a.report().saidAt(), b.report().saidAt()).abs().compareTo(time) <= 0;
    }
}
