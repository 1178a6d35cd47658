package org.peftcheck.training.plan;

/** Something that a plan does. */
interface Step {

    /**
     * Does it.
     *
     * @param workers the threads
     * @param frames the registers of each thread
     */
    void run(Workers workers, Frame... frames);

    /** What it computes. */
    Work work();

    /** What it is, for a listing of costs. */
    String title();
}
