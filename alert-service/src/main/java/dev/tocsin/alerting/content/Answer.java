package dev.tocsin.alerting.content;

import java.time.Duration;

/** What a receiver meant by its answer: chat services refuse with status 200 and say so in the body. */
public sealed interface Answer {

    /** It has the message. */
    record Accepted() implements Answer {}

    /**
     * It asks for a pause.
     *
     * @param words for the owner of the subscription
     * @param retryAfter as the body says; zero when it does not
     */
    record Throttled(String words, Duration retryAfter) implements Answer {}

    /**
     * It has not taken the message.
     *
     * @param words for the owner of the subscription
     */
    record Rejected(String words) implements Answer {}
}
