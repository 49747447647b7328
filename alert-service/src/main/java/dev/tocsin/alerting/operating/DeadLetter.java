package dev.tocsin.alerting.operating;

import java.time.Instant;

/**
 * A record that could not be used.
 *
 * @param topic that it came on, and would be sent to again
 * @param size of its value in bytes
 */
public record DeadLetter(
        String topic, int partition, long offset, Instant at, String key, String reason, String beginning, long size) {
    public String place() {
        return topic + ".dlq / " + partition + " / " + offset;
    }
}
