package dev.tocsin.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** What a running service has done and what it took, seen from outside. */
final class ServiceGauge {

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest metrics;
    private final long pid;

    /** @param management where the service shows its metrics, without a path */
    ServiceGauge(URI management, long pid) {
        this.metrics = HttpRequest.newBuilder(management.resolve("/q/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        this.pid = pid;
    }

    /** The sum over all tags of a counter of the service's metrics; 0 where there is none yet. */
    long count(String counter) throws IOException, InterruptedException {
        return (long) value(counter);
    }

    /** The same of any metric. */
    double value(String metric) throws IOException, InterruptedException {
        return http.send(metrics, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** CPU time of the whole process so far. */
    Duration cpu() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(
                        () -> new IllegalStateException("The service has ended, or its CPU time is not told here"));
    }

    /** Empty where the system does not tell. */
    OptionalLong residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException elsewhere) {
            return OptionalLong.empty();
        }
    }
}
