package org.peftcheck.training.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A sequence of steps with all buffers assigned. It is run as often as one likes, with other numbers in its sources. */
public final class Plan {

    private final List<Step> steps;
    private final long arenaSize;
    private final int threads;
    private Frame[] frames = {};

    Plan(List<Step> steps, long arenaSize, int threads) {
        this.steps = List.copyOf(steps);
        this.arenaSize = arenaSize;
        this.threads = threads;
    }

    /** Numbers in the buffers between sources and results. */
    public long arenaSize() {
        return arenaSize;
    }

    /** How many steps there are. */
    public int stepCount() {
        return steps.size();
    }

    /** What a run computes. */
    public Work work() {
        return steps.stream().map(Step::work).reduce(Work.NONE, Work::plus);
    }

    /**
     * Runs the plan.
     *
     * @param workers the threads, as many as the plan was made for
     * @throws IllegalArgumentException when they are more or fewer, or indices do not fit the plan
     */
    public void run(Workers workers) {
        prepare(workers);
        for (Step step : steps) {
            step.run(workers, frames);
        }
    }

    private void prepare(Workers workers) {
        if (workers.count() != threads) {
            throw new IllegalArgumentException(
                    "plan: expected the " + threads + " threads that it was made for, got " + workers.count());
        }
        if (frames.length == 0) {
            int registers = 0;
            int capacity = 0;
            for (Step step : steps) {
                if (step instanceof RowProgram program) {
                    registers = Math.max(registers, program.registers());
                    capacity = Math.max(capacity, program.capacity());
                }
            }
            frames = new Frame[workers.count()];
            for (int part = 0; part < frames.length; part++) {
                frames[part] = new Frame(part, registers, capacity);
            }
        }
    }

    /**
     * Runs the plan and tells where the time went.
     *
     * @param workers the threads
     * @return for each kind of step its time in milliseconds, longest first
     */
    public List<String> profile(Workers workers) {
        prepare(workers);
        Map<String, long[]> times = new TreeMap<>();
        for (Step step : steps) {
            long start = System.nanoTime();
            step.run(workers, frames);
            long[] time = times.computeIfAbsent(step.title(), title -> new long[2]);
            time[0] += System.nanoTime() - start;
            time[1]++;
        }
        List<Map.Entry<String, long[]>> entries = new ArrayList<>(times.entrySet());
        entries.sort(Comparator.comparingLong(entry -> -entry.getValue()[0]));
        return entries.stream()
                .map(entry -> String.format(
                        java.util.Locale.ROOT,
                        "%8.3f ms  %4d x  %s",
                        entry.getValue()[0] / 1e6,
                        entry.getValue()[1],
                        entry.getKey()))
                .toList();
    }
}
