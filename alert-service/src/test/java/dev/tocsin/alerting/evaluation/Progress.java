package dev.tocsin.alerting.evaluation;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts on standard error: in one line that moves on where somebody looks at it, else in a line at the beginning. */
final class Progress {

    private static final boolean WATCHED = Boolean.getBoolean("tocsin.terminal.err");

    private final String what;
    private final int all;
    private final AtomicInteger done = new AtomicInteger();

    Progress(String what, int all) {
        this.what = what;
        this.all = all;
        if (!WATCHED) {
            System.err.printf("%s, %d …%n", what, all);
        }
    }

    void step() {
        int number = done.incrementAndGet();
        if (WATCHED) {
            System.err.printf("\r%s, %d of %d%s", what, number, all, number == all ? "\n" : " … ");
        }
    }
}
