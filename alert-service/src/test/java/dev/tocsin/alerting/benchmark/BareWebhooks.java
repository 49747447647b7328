package dev.tocsin.alerting.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The HTTP client alone at a {@link WebhookCounter}: the bound that {@code deploy/system-tests/benchmark deliveries} holds the
 * service against. No queue, no guard, no deadline, nothing noted; signed only where it is asked for.
 *
 * <p>Asked through its standard input, a line at a time, and ends with it: {@code plain <count> <body in Base64>} or
 * {@code signed …} sends so many and answers requests a second and CPU microseconds a request.
 */
public final class BareWebhooks {
    private static final int AT_ONCE = 512;
    private static final int PER_HOST = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final HttpClient client;
    private final int port;
    private final int hosts;
    private final SecretKeySpec key = new SecretKeySpec(new byte[32], ALGORITHM);
    private final AtomicLong number = new AtomicLong();

    private BareWebhooks(HttpClient client, int port, int hosts) {
        this.client = client;
        this.port = port;
        this.hosts = hosts;
    }

    /** One run of so many requests. */
    private record Run(boolean signed, byte[] body, Buffer buffer, AtomicLong toSend, CountDownLatch toEnd) {}

    /** @param args the receiver's port and its hosts */
    public static void main(String[] args) throws Exception {
        BareWebhooks webhooks = new BareWebhooks(
                Vertx.vertx()
                        .createHttpClient(
                                new HttpClientOptions().setMaxPoolSize(PER_HOST).setKeepAliveTimeout(30)),
                Integer.parseInt(args[0]),
                Integer.parseInt(args[1]));
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] question = line.split(" ");
            System.out.println(webhooks.send(
                    question[0].equals("signed"),
                    Integer.parseInt(question[1]),
                    Base64.getDecoder().decode(question[2])));
        }
        Runtime.getRuntime().halt(0);
    }

    private String send(boolean signed, int count, byte[] body) throws InterruptedException {
        Run run = new Run(signed, body, Buffer.buffer(body), new AtomicLong(count), new CountDownLatch(count));
        long cpu = cpuNanos();
        long begun = System.nanoTime();
        for (int i = 0; i < AT_ONCE; i++) {
            next(run);
        }
        run.toEnd().await();
        double seconds = (System.nanoTime() - begun) / 1e9;
        return count / seconds + " " + (cpuNanos() - cpu) / 1e3 / count;
    }

    private void next(Run run) {
        if (run.toSend().getAndDecrement() <= 0) {
            return;
        }
        long mine = number.getAndIncrement();
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost("127.77.0." + (1 + mine % hosts))
                        .setPort(port)
                        .setURI("/ok/bare/" + mine % 1_000))
                .compose(request -> headers(request, run, "msg_" + mine).send(run.buffer()))
                .compose(response -> response.end())
                .onComplete(end -> {
                    run.toEnd().countDown();
                    next(run);
                });
    }

    private HttpClientRequest headers(HttpClientRequest request, Run run, String id) {
        request.putHeader("content-type", "application/json").putHeader("webhook-id", id);
        if (run.signed()) {
            long now = System.currentTimeMillis() / 1000;
            request.putHeader("webhook-timestamp", Long.toString(now))
                    .putHeader("webhook-signature", sign(id, now, run.body()));
        }
        return request;
    }

    private String sign(String id, long now, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + now + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
