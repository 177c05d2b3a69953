package dev.offhook.dialogue.testsupport;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs one thing many times at once. */
public final class AtOnce {
    private AtOnce() {}

    /** The results, in the order of the numbers. All begin together. */
    public static <T> List<T> times(int count, IntFunction<T> thing) {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results = IntStream.range(0, count)
                    .mapToObj(number -> executor.submit(() -> {
                        start.await();
                        return thing.apply(number);
                    }))
                    .toList();
            start.countDown();
            return results.stream().map(AtOnce::get).toList();
        }
    }

    private static <T> T get(Future<T> result) {
        try {
            return result.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
