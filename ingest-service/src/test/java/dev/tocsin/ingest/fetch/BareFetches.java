package dev.tocsin.ingest.fetch;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The HTTP client alone at a farm of feeds: the bound that {@code deploy/system-tests/benchmark feeds} holds the service
 * against. No claim, no guard, no deadline, nothing noted.
 */
public final class BareFetches {
    private static final int AT_ONCE = 128;

    private final HttpClient client;
    private final int port;
    private final int hosts;
    private final String etag;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong done = new AtomicLong();

    private BareFetches(HttpClient client, int port, int hosts, String etag) {
        this.client = client;
        this.port = port;
        this.hosts = hosts;
        this.etag = etag;
    }

    /** @param args the farm's port, its hosts, the ETag, seconds to warm up and to measure; prints fetches a second and a CPU-second */
    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        BareFetches fetches = new BareFetches(
                vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(8).setKeepAliveTimeout(30)),
                Integer.parseInt(args[0]),
                Integer.parseInt(args[1]),
                args[2]);
        for (int i = 0; i < AT_ONCE; i++) {
            fetches.fetch();
        }
        Thread.sleep(Long.parseLong(args[3]) * 1000);
        long before = fetches.done.get();
        long cpu = cpuNanos();
        long begun = System.nanoTime();
        Thread.sleep(Long.parseLong(args[4]) * 1000);
        double count = fetches.done.get() - before;
        System.out.printf("%.1f %.1f%n", count * 1e9 / (System.nanoTime() - begun), count * 1e9 / (cpuNanos() - cpu));
        Runtime.getRuntime().halt(0);
    }

    private void fetch() {
        int number = next.getAndIncrement();
        int host = number % hosts;
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost("127.77." + host / 256 + "." + host % 256)
                        .setPort(port)
                        .setURI("/steady/" + number % 100_000)
                        .putHeader("If-None-Match", etag))
                .compose(request -> request.send())
                .compose(response -> response.end().map(end -> response.statusCode()))
                .onComplete(status -> {
                    if (status.succeeded() && status.result() == 304) {
                        done.incrementAndGet();
                    }
                    fetch();
                });
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
