package org.peftcheck.theory.proof.smt.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A library that ignores its time limit is left behind and not asked again until it has finished. */
class WorkerTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Worker worker = new Worker("test", SHORT);

    @Test
    void aQuestionThatDoesNotStopIsLeftBehind() {
        CountDownLatch released = new CountDownLatch(1);
        Answer first = worker.answer(
                () -> {
                    released.await();
                    return new Answer.Unsatisfiable();
                },
                SHORT);
        assertEquals("unknown: timeout, and the library did not stop", first.text());
        assertEquals(
                "unknown: still busy with an earlier question",
                worker.answer(Answer.Unsatisfiable::new, LONG).text());
        released.countDown();
        Answer later = worker.answer(Answer.Unsatisfiable::new, LONG);
        while (later instanceof Answer.Unknown) {
            Thread.onSpinWait();
            later = worker.answer(Answer.Unsatisfiable::new, LONG);
        }
        assertEquals("unsat", later.text());
    }

    @Test
    void failuresComeThrough() {
        assertEquals(
                "unavailable: its library cannot be loaded here (UnsatisfiedLinkError: no libx)",
                worker.answer(
                                () -> {
                                    throw new UnsatisfiedLinkError("no libx\nand more");
                                },
                                LONG)
                        .text());
        assertEquals(
                "bad script",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> worker.answer(
                                        () -> {
                                            throw new IllegalArgumentException("bad script");
                                        },
                                        LONG))
                        .getMessage());
    }

    @Test
    void anInterruptionIsKept() {
        Thread.currentThread().interrupt();
        Answer answer = worker.answer(
                () -> {
                    Thread.sleep(1000);
                    return new Answer.Unsatisfiable();
                },
                LONG);
        assertEquals("unknown: interrupted", answer.text());
        assertTrue(Thread.interrupted());
    }
}
