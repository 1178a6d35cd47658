package org.peftcheck.training.plan;

import java.util.concurrent.atomic.AtomicInteger;
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
    private volatile Throwable failure;

    /**
     * Starts the threads.
     *
     * @param count how many, at least 1, with the caller
     */
    public Workers(int count) {
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

    /** Does all parts and returns when they are done. */
    void run(Task parts) {
        if (threads.length == 0) {
            parts.run(0);
            return;
        }
        task = parts;
        unfinished.set(threads.length);
        round++;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        try {
            parts.run(0);
        } finally {
            int spins = 0;
            while (unfinished.get() > 0) {
                if (++spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    Thread.yield();
                }
            }
        }
        if (failure != null) {
            throw new IllegalStateException("a part of a training step failed", failure);
        }
    }

    private void loop(int part) {
        long done = 0;
        while (!closed) {
            done = await(done);
            if (closed) {
                return;
            }
            try {
                task.run(part);
            } catch (RuntimeException | Error thrown) {
                failure = thrown;
            } finally {
                unfinished.decrementAndGet();
            }
        }
    }

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
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
