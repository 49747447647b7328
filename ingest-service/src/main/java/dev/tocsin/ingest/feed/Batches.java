package dev.tocsin.ingest.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Turns many small writes into few large ones without holding any up: one batch is written at a time, and what arrives
 * meanwhile is the next. So a batch is as large as the database is slow.
 */
final class Batches<T> {
    private record Waiting<T>(T item, CompletableFuture<Void> written) {}

    private final int largest;
    private final Function<List<T>, CompletionStage<Void>> write;
    private final Queue<Waiting<T>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    /** @param write a batch, never concurrently */
    Batches(int largest, Function<List<T>, CompletionStage<Void>> write) {
        this.largest = largest;
        this.write = write;
    }

    /** @return when the item's batch is written; fails with its batch */
    CompletionStage<Void> add(T item) {
        Waiting<T> waiting = new Waiting<>(item, new CompletableFuture<>());
        queue.add(waiting);
        next();
        return waiting.written();
    }

    private void next() {
        while (!queue.isEmpty() && writing.compareAndSet(false, true)) {
            List<Waiting<T>> batch = take();
            if (batch.isEmpty()) {
                writing.set(false); // somebody else took it; look again, for more may have come
                continue;
            }
            begin(batch).whenComplete((done, failure) -> {
                writing.set(false);
                batch.forEach(waiting -> {
                    if (failure == null) {
                        waiting.written().complete(null);
                    } else {
                        waiting.written().completeExceptionally(failure);
                    }
                });
                next();
            });
        }
    }

    private CompletionStage<Void> begin(List<Waiting<T>> batch) {
        try {
            return write.apply(batch.stream().map(Waiting::item).toList());
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private List<Waiting<T>> take() {
        List<Waiting<T>> batch = new ArrayList<>();
        while (batch.size() < largest) {
            Waiting<T> waiting = queue.poll();
            if (waiting == null) {
                break;
            }
            batch.add(waiting);
        }
        return batch;
    }
}
