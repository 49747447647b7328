package dev.tocsin.ingest.opml;

import dev.tocsin.ingest.fetch.AddressGuard;
import dev.tocsin.ingest.fetch.WebUrl;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Asks the guard about many hosts at once, each once, and for no longer than the caller will wait. What is not answered
 * by then passes: each fetch asks again, and is refused then.
 */
final class HostVetting {
    private static final int AT_ONCE = 16;

    private final AddressGuard guard;
    private final Duration patience;

    HostVetting(AddressGuard guard, Duration patience) {
        this.guard = guard;
        this.patience = patience;
    }

    /** @return those of the hosts that we do not connect to. Blocks, for {@code patience} at most. */
    Set<String> refused(Collection<WebUrl> urls) {
        Map<String, WebUrl> hosts = new LinkedHashMap<>();
        urls.forEach(url -> hosts.putIfAbsent(url.host(), url));
        Set<String> refused = ConcurrentHashMap.newKeySet();
        CountDownLatch open = new CountDownLatch(hosts.size());
        ExecutorService asking = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, hosts.size())), task -> {
            Thread thread = new Thread(task, "vet-opml");
            thread.setDaemon(true); // a name server that hangs holds up nobody's shutdown
            return thread;
        });
        try {
            List.copyOf(hosts.values())
                    .forEach(url -> asking.execute(() -> {
                        try {
                            if (guard.vet(url) instanceof AddressGuard.Refused) {
                                refused.add(url.host());
                            }
                        } finally {
                            open.countDown();
                        }
                    }));
            open.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asking.shutdownNow();
        }
        return Set.copyOf(refused);
    }
}
