package dev.tocsin.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final List<List<Integer>> written = new ArrayList<>();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();

    private final Batches<Integer> batches = new Batches<>(3, batch -> {
        written.add(batch);
        ends.add(new CompletableFuture<>());
        return ends.get(ends.size() - 1);
    });

    @Test
    void firstItemIsNotHeldUp() {
        batches.add(1);

        assertThat(written).containsExactly(List.of(1));
    }

    @Test
    void whatArrivesMeanwhileIsTheNextBatch() {
        IntStream.rangeClosed(1, 6).forEach(batches::add);

        ends.get(0).complete(null);
        ends.get(1).complete(null);

        assertThat(written).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6));
    }

    @Test
    void itemIsDoneWithItsBatch() {
        CompletionStage<Void> first = batches.add(1);
        CompletionStage<Void> second = batches.add(2);

        ends.get(0).complete(null);

        assertThat(List.of(first, second))
                .extracting(stage -> stage.toCompletableFuture().isDone())
                .containsExactly(true, false);
    }

    @Test
    void batchThatFailsFailsItsItemsOnly() {
        CompletionStage<Void> first = batches.add(1);
        CompletionStage<Void> second = batches.add(2);

        ends.get(0).completeExceptionally(new IllegalStateException("away"));
        ends.get(1).complete(null);

        assertThat(List.of(first, second))
                .extracting(stage -> stage.toCompletableFuture().isCompletedExceptionally())
                .containsExactly(true, false);
    }

    @Test
    void writerThatThrowsIsABatchThatFails() {
        Batches<Integer> broken = new Batches<>(3, batch -> {
            throw new IllegalStateException("bug");
        });

        assertThat(broken.add(1).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void nothingIsLostBetweenManyThreads() {
        List<Integer> seen = new ArrayList<>(); // one batch at a time, so it needs no lock
        Batches<Integer> busy = new Batches<>(16, batch -> CompletableFuture.runAsync(() -> seen.addAll(batch)));

        CompletableFuture.allOf(IntStream.range(0, 10_000)
                        .parallel()
                        .mapToObj(i -> busy.add(i).toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(seen).hasSize(10_000).doesNotHaveDuplicates();
    }
}
