package dev.tocsin.alerting.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Gives listeners what lies further back than what is held, page by page, to a few of them at a time. Nothing of a page is
 * kept for who has no room for all of it: that part is loaded again.
 */
final class ReplayDispatcher {
    private static final int PAGE = 16;
    private static final int AT_ONCE = 4;

    private final NewsDispatcher news;
    private final VersionRepository versions;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int loads;

    ReplayDispatcher(NewsDispatcher news, VersionRepository versions) {
        this.news = news;
        this.versions = versions;
    }

    private record Waiting(Listener listener, Runnable advanced) {}

    /** @param advanced to be called when the listener has been given something */
    void load(Listener listener, Runnable advanced) {
        listener.loading(true);
        waiting.add(new Waiting(listener, advanced));
        next();
    }

    private void next() {
        while (loads < AT_ONCE && !waiting.isEmpty()) {
            Waiting turn = waiting.remove();
            if (!turn.listener().isEnded()) {
                loads++;
                news.onLoop(versions.following(turn.listener().position(), PAGE))
                        .subscribe()
                        // What has failed is asked for again by the tick.
                        .with(page -> loaded(turn, page), failure -> loaded(turn, List.of()));
            }
        }
    }

    private void loaded(Waiting turn, List<Version> page) {
        loads--;
        turn.listener().loading(false);
        if (!turn.listener().isEnded()) {
            turn.listener().replay(page, System.nanoTime());
            if (!page.isEmpty()) {
                turn.advanced().run();
            }
        }
        next();
    }
}
