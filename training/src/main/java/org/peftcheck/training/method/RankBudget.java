package org.peftcheck.training.method;

import java.util.Map;
import java.util.OptionalInt;

/**
 * The settings of AdaLoRA's training (Zhang et al. 2023, Sections 3.2 and 3.3), and those of RoseLoRA's schedule (Wang et al. 2024,
 * Section 4.3). Times are numbers of steps, or shares of the run's steps if below 1.
 *
 * @param target the mean rank of a layer at the end; where it is not given, two thirds of the rank at the start
 * @param penalty the coefficient γ of the penalty ‖PᵀP − I‖² + ‖QQᵀ − I‖², summed over layers
 * @param warmUp how long the rank stays what it was at the start, t_i
 * @param fixed how long at the end nothing is chosen any more, t_f
 * @param every steps from one choice to the next, Δ_T
 */
public record RankBudget(OptionalInt target, double penalty, double warmUp, double fixed, int every) {

    /** The names of the settings in the record of a run, which are those of the command's options. */
    static final String TARGET = "target-rank";

    static final String PENALTY = "penalty";
    static final String WARM_UP = "budget-warmup";
    static final String FIXED = "budget-fixed";
    static final String EVERY = "budget-every";

    private static final RankBudget USUAL = new RankBudget(OptionalInt.empty(), 0.5, 0.1, 0.5, 1);

    /** Checks each number. */
    public RankBudget {
        require(TARGET, "at least 1", target.orElse(1), target.orElse(1) >= 1);
        require(PENALTY, "a number of at least 0", penalty, penalty >= 0 && Double.isFinite(penalty));
        require(WARM_UP, "a share below 1 or a number of steps", warmUp, isTime(warmUp));
        require(FIXED, "a share below 1 or a number of steps", fixed, isTime(fixed));
        require(EVERY, "at least 1", every, every >= 1);
    }

    private static boolean isTime(double time) {
        return time >= 0 && (time < 1 || time == Math.rint(time) && time <= Integer.MAX_VALUE);
    }

    private static void require(String what, String expected, double found, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": expected " + expected + ", got " + found);
        }
    }

    /** Two thirds of the rank, γ = 0.5, the first tenth of the steps and the last half without a choice, otherwise one in each step. */
    public static RankBudget usual() {
        return USUAL;
    }

    /** The rank at the end of a run that starts with some rank. */
    int targetOf(int rank) {
        int wanted = target.orElse(Math.max(1, Math.round(2 * rank / 3f)));
        if (wanted > rank) {
            throw new IllegalArgumentException(
                    TARGET + ": expected at most the rank at the start, " + rank + ", got " + wanted);
        }
        return wanted;
    }

    /**
     * The schedule of a run.
     *
     * @param start what there is at the start
     * @param end what is left at the end
     * @param steps the steps of the run
     * @return the schedule
     * @throws IllegalArgumentException if no step is left between the two times
     */
    CubicBudget schedule(int start, int end, int steps) {
        int first = steps(warmUp, steps);
        int last = steps - steps(fixed, steps);
        if (first >= last) {
            throw new IllegalArgumentException("schedule of the rank: expected a warm-up and a fixed end with steps"
                    + " between them, got " + first + " and " + (steps - last) + " of " + steps + " steps");
        }
        return new CubicBudget(start, end, first, last, every);
    }

    private static int steps(double time, int steps) {
        return (int) (time < 1 ? Math.round(time * steps) : time);
    }

    /** What differs from the usual settings, by name. */
    Map<String, String> notes() {
        Map<String, String> notes = new java.util.TreeMap<>();
        target.ifPresent(rank -> notes.put(TARGET, "" + rank));
        if (penalty != USUAL.penalty) {
            notes.put(PENALTY, "" + penalty);
        }
        if (warmUp != USUAL.warmUp) {
            notes.put(WARM_UP, "" + warmUp);
        }
        if (fixed != USUAL.fixed) {
            notes.put(FIXED, "" + fixed);
        }
        if (every != USUAL.every) {
            notes.put(EVERY, "" + every);
        }
        return notes;
    }

    /** The settings of some notes. */
    static RankBudget parse(Map<String, String> notes) {
        return new RankBudget(
                notes.containsKey(TARGET) ? OptionalInt.of(Integer.parseInt(notes.get(TARGET))) : OptionalInt.empty(),
                Double.parseDouble(notes.getOrDefault(PENALTY, "" + USUAL.penalty)),
                Double.parseDouble(notes.getOrDefault(WARM_UP, "" + USUAL.warmUp)),
                Double.parseDouble(notes.getOrDefault(FIXED, "" + USUAL.fixed)),
                Integer.parseInt(notes.getOrDefault(EVERY, "" + USUAL.every)));
    }
}
