package org.peftcheck.training.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish that a run ends after its current step. That of the process is set when the process is asked to end (Ctrl-C, or the signal
 * TERM); the end is then held up until the signal is closed, so that the run can write a checkpoint. Close it
 * once all is written, and before the process ends by itself: an open one holds that up too.
 */
public final class StopSignal implements AutoCloseable {

    private static final long LONGEST_WAIT_SECONDS = 120;

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean requested;
    private Thread hook;

    /** A signal that only {@link #request} sets. */
    public StopSignal() {}

    /**
     * A signal that is also set when the process is asked to end.
     *
     * @return the signal
     * @throws IllegalStateException when the process is ending
     */
    public static StopSignal ofProcess() {
        StopSignal signal = new StopSignal();
        signal.hook = new Thread(signal::endProcess, "tidy end of training");
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void endProcess() {
        request();
        try {
            closed.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks for the end. */
    public void request() {
        requested = true;
    }

    /** Whether the end is asked for. */
    public boolean requested() {
        return requested;
    }

    /** Lets the process end. */
    @Override
    public void close() {
        closed.countDown();
        if (hook != null && !requested) {
            removeHook();
        }
    }

    /** The hook cannot be removed, and need not be, when the process began to end a moment ago. */
    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            requested = true;
        }
    }
}
