package org.peftcheck.training.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time limit is for rounds that would never end. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyPartRunsOncePerRound(int count) {
        AtomicIntegerArray times = new AtomicIntegerArray(count);
        Thread[] threads = new Thread[count];
        try (Workers workers = new Workers(count)) {
            assertEquals(count, workers.count());
            for (int round = 1; round <= 10_000; round++) {
                workers.run(part -> {
                    times.incrementAndGet(part);
                    if (threads[part] == null) {
                        threads[part] = Thread.currentThread();
                    }
                    assertSame(threads[part], Thread.currentThread());
                });
                for (int part = 0; part < count; part++) {
                    assertEquals(round, times.get(part));
                }
            }
        }
        assertSame(Thread.currentThread(), threads[0]);
        assertEquals(count, Arrays.stream(threads).distinct().count());
    }

    @Test
    void whatAPartWroteIsSeenAfterTheRound() {
        int[] written = new int[3];
        try (Workers workers = new Workers(3)) {
            for (int round = 0; round < 2_000; round++) {
                int number = round;
                workers.run(part -> written[part] = number);
                assertArrayEquals(new int[] {number, number, number}, written);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFailureIsThrownAsItIsAndTheNextRoundWorks(int failing) {
        AtomicIntegerArray times = new AtomicIntegerArray(3);
        try (Workers workers = new Workers(3)) {
            for (int round = 1; round <= 100; round++) {
                IllegalArgumentException failure = new IllegalArgumentException("round " + round);
                assertSame(
                        failure,
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> workers.run(part -> {
                                    times.incrementAndGet(part);
                                    if (part == failing) {
                                        throw failure;
                                    }
                                })));
                workers.run(times::incrementAndGet);
                int expected = 2 * round;
                IntStream.range(0, 3).forEach(part -> assertEquals(expected, times.get(part)));
            }
        }
    }

    @Test
    void allFailuresOfARoundAreThere() {
        try (Workers workers = new Workers(3)) {
            Error thrown = assertThrows(
                    AssertionError.class,
                    () -> workers.run(part -> {
                        throw new AssertionError("part " + part);
                    }));
            assertEquals(2, thrown.getSuppressed().length);
            RuntimeException one = new IllegalStateException("the same from all");
            assertSame(
                    one,
                    assertThrows(
                            IllegalStateException.class,
                            () -> workers.run(part -> {
                                throw one;
                            })));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void roundsAfterCloseAreRefused(int count) {
        Workers workers = new Workers(count);
        workers.run(part -> {});
        workers.close();
        workers.close();
        for (int k = 0; k < 3; k++) {
            assertEquals(
                    "workers: expected a round before they are closed, got one after",
                    assertThrows(IllegalStateException.class, () -> workers.run(part -> {}))
                            .getMessage());
        }
    }

    @Test
    void lessThanOneThreadIsRefused() {
        assertEquals(
                "workers: expected at least 1 thread, got 0",
                assertThrows(IllegalArgumentException.class, () -> new Workers(0))
                        .getMessage());
    }
}
