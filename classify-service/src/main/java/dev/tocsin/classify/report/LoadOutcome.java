package dev.tocsin.classify.report;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What became of loading the models and the native library at start. A service that cannot load them stays up and says
 * why: started over and over it would only say so less clearly.
 */
public sealed interface LoadOutcome {

    /** @throws IllegalStateException where there is none */
    EventFinder events();

    /** What keeps the service from classifying, and what to do about it. */
    Optional<String> failure();

    record Loaded(EventFinder events) implements LoadOutcome {

        @Override
        public Optional<String> failure() {
            return Optional.empty();
        }
    }

    record Unloadable(String reason) implements LoadOutcome {

        @Override
        public EventFinder events() {
            throw new IllegalStateException(reason);
        }

        @Override
        public Optional<String> failure() {
            return Optional.of(reason);
        }
    }

    static LoadOutcome of(Supplier<EventFinder> loader) {
        try {
            return new Loaded(loader.get());
        } catch (RuntimeException | LinkageError e) {
            return new Unloadable(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }
}
