package org.peftcheck.training.plan;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A few threads that do the parts of a task together: the caller is the first of them. A part is always done by the same thread, so
 * that results do not depend on who was faster.
 */
public final class Workers implements AutoCloseable {

    private static final int SPINS = 2_000;

    /** A task in as many parts as there are threads. */
    interface Task {
        void run(int part);
    }

    private final Thread[] threads;
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile Task task;
    private volatile long round;
    private volatile boolean closed;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /**
     * Starts the threads.
     *
     * @param count how many, at least 1, with the caller
     */
    public Workers(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("workers: expected at least 1 thread, got " + count);
        }
        threads = new Thread[count - 1];
        for (int k = 0; k < threads.length; k++) {
            int part = k + 1;
            threads[k] = new Thread(() -> loop(part), "plan-" + part);
            threads[k].setDaemon(true);
            threads[k].start();
        }
    }

    int count() {
        return threads.length + 1;
    }

    /**
     * Does all parts and returns when they are done. What a part throws is thrown here, whichever thread it was, with what other
     * parts threw suppressed. A failure belongs to its round: the next one starts afresh.
     *
     * @throws IllegalStateException after {@link #close}
     */
    synchronized void run(Task parts) {
        if (closed) {
            throw new IllegalStateException("workers: expected a round before they are closed, got one after");
        }
        if (threads.length == 0) {
            parts.run(0);
            return;
        }
        task = parts;
        failure.set(null);
        unfinished.set(threads.length);
        round++;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        attempt(parts, 0);
        int spins = 0;
        while (unfinished.get() > 0) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }

    private void attempt(Task parts, int part) {
        try {
            parts.run(part);
        } catch (RuntimeException | Error thrown) {
            if (!failure.compareAndSet(null, thrown) && failure.get() != thrown) {
                failure.get().addSuppressed(thrown);
            }
        }
    }

    private void loop(int part) {
        long done = 0;
        while (true) {
            long next = await(done);
            if (next == done) {
                return;
            }
            done = next;
            attempt(task, part);
            unfinished.decrementAndGet();
        }
    }

    /** The number of the next round; the same number when there is none any more. */
    private long await(long done) {
        int spins = 0;
        while (round == done && !closed) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
        return round;
    }

    /** Ends the threads. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
