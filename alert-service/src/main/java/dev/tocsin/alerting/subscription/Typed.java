package dev.tocsin.alerting.subscription;

/** Reads what somebody typed, or says what is wrong with it. */
@FunctionalInterface
interface Typed<T> {
    T read() throws InvalidSubscription;
}
