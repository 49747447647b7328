package dev.tocsin.alerting.identity;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is worked out once, and only when it is asked for. For any number of threads. */
final class Lazy<T> {
    private final Supplier<T> make;
    private @Nullable T made;

    Lazy(Supplier<T> make) {
        this.make = make;
    }

    synchronized T get() {
        T value = made;
        if (value == null) {
            value = make.get();
            made = value;
        }
        return value;
    }
}
