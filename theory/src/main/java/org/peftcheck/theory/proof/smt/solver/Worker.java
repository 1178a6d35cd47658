package org.peftcheck.theory.proof.smt.solver;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread on which a library is used. The libraries have time limits of their own, but some of their algorithms do not look
 * at them; such a question is left behind, and the library is not asked again before it has finished.
 */
final class Worker {

    private static final long STACK_BYTES = 64L << 20;

    private final ExecutorService thread;
    private final Duration grace;
    private Future<Answer> latest;

    /** The grace is the time beyond its limit in which a library should stop by itself. */
    Worker(String name, Duration grace) {
        this.grace = grace;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(null, task, name, STACK_BYTES);
            made.setDaemon(true);
            return made;
        });
    }

    synchronized Answer answer(Callable<Answer> question, Duration timeOut) {
        if (latest != null && !latest.isDone()) {
            return new Answer.Unknown("still busy with an earlier question");
        }
        latest = thread.submit(question);
        try {
            return latest.get(timeOut.plus(grace).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException ignoredItsLimit) {
            return new Answer.Unknown("timeout, and the library did not stop");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Answer.Unknown("interrupted");
        } catch (ExecutionException failed) {
            return failure(failed.getCause());
        }
    }

    private static Answer failure(Throwable cause) {
        if (cause instanceof LinkageError notHere) {
            return new Answer.Unavailable(Libraries.reason(notHere));
        } else if (cause instanceof RuntimeException refused) {
            throw refused;
        }
        throw new IllegalStateException(cause);
    }
}
