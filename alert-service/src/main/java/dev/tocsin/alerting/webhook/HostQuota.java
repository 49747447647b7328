package dev.tocsin.alerting.webhook;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many a minute to each host, counted from the first of them on. For one thread at a time. */
final class HostQuota {

    private static final int MOST_HOSTS = 10_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final int perMinute;
    private final Clock clock;
    private final Map<String, Window> windows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST_HOSTS;
        }
    };

    private record Window(long since, int taken) {}

    HostQuota(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    synchronized boolean take(String host) {
        long now = clock.millis();
        Window window = windows.get(host);
        if (window == null || now - window.since() >= MINUTE_MILLIS) {
            windows.remove(host);
            window = new Window(now, 0);
        }
        if (window.taken() >= perMinute) {
            return false;
        }
        windows.put(host, new Window(window.since(), window.taken() + 1));
        return true;
    }
}
