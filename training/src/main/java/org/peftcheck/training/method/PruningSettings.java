package org.peftcheck.training.method;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.peftcheck.theory.adapter.RoseLoRa;

/**
 * The settings of methods that set parameters to 0 while training: AdaLoRA (Zhang et al. 2023, Sections 3.2 and 3.3) and RoseLoRA (Wang
 * et al. 2024). Times are numbers of steps, or shares of the run's steps if below 1.
 *
 * @param target the mean rank of a layer at the end (AdaLoRA); where it is not given, two thirds of the rank at the start
 * @param penalty the coefficient γ of the penalty ‖PᵀP − I‖² + ‖QQᵀ − I‖², summed over layers (AdaLoRA)
 * @param keep the share of each column of A and row of B that is left at the end (RoseLoRA)
 * @param warmUp how long nothing is set to 0, t_i
 * @param fixed how long at the end there is as little as wanted, t_f
 * @param every steps from one choice to the next, Δ_T
 */
public record PruningSettings(OptionalInt target, double penalty, double keep, double warmUp, double fixed, int every) {

    /** The names of the settings in the record of a run, which are those of the command's options. */
    private static final String TARGET = "target-rank";

    private static final String PENALTY = "penalty";
    private static final String KEEP = "keep";
    private static final String WARM_UP = "budget-warmup";
    private static final String FIXED = "budget-fixed";
    private static final String EVERY = "budget-every";

    private static final PruningSettings USUAL = new PruningSettings(OptionalInt.empty(), 0.5, 0.05, 0.1, 0.5, 1);

    /** Checks each number. */
    public PruningSettings {
        require(TARGET, "at least 1", target.orElse(1), target.orElse(1) >= 1);
        require(PENALTY, "a number of at least 0", penalty, penalty >= 0 && Double.isFinite(penalty));
        require(KEEP, "a share above 0 and up to 1", keep, keep > 0 && keep <= 1);
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

    /**
     * Two thirds of the rank and γ = 0.5, or a twentieth of the entries; the first tenth of the steps with all parameters, the last half
     * with as few as wanted, a choice in each step.
     */
    public static PruningSettings usual() {
        return USUAL;
    }

    /**
     * These settings with another share.
     *
     * @param share the share of each vector that is left
     * @return the settings
     * @throws IllegalArgumentException if it is not above 0 and up to 1
     */
    public PruningSettings withKeep(double share) {
        return new PruningSettings(target, penalty, share, warmUp, fixed, every);
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

    /** How many of some entries are left at the end, at least 1. */
    int keptOf(int entries) {
        return RoseLoRa.kept(keep, entries);
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
            throw new IllegalArgumentException("schedule: expected a warm-up and a fixed end with steps between them,"
                    + " got " + first + " and " + (steps - last) + " of " + steps + " steps");
        }
        return new CubicBudget(start, end, first, last, every);
    }

    private static int steps(double time, int steps) {
        return (int) (time < 1 ? Math.round(time * steps) : time);
    }

    /** What differs from the usual settings, by name. */
    Map<String, String> notes() {
        Map<String, String> notes = new TreeMap<>();
        target.ifPresent(rank -> notes.put(TARGET, "" + rank));
        note(notes, PENALTY, penalty, USUAL.penalty);
        note(notes, KEEP, keep, USUAL.keep);
        note(notes, WARM_UP, warmUp, USUAL.warmUp);
        note(notes, FIXED, fixed, USUAL.fixed);
        if (every != USUAL.every) {
            notes.put(EVERY, "" + every);
        }
        return notes;
    }

    private static void note(Map<String, String> notes, String name, double value, double usual) {
        if (value != usual) {
            notes.put(name, "" + value);
        }
    }

    /** The settings of some notes. */
    static PruningSettings parse(Map<String, String> notes) {
        return new PruningSettings(
                notes.containsKey(TARGET) ? OptionalInt.of(Integer.parseInt(notes.get(TARGET))) : OptionalInt.empty(),
                Double.parseDouble(notes.getOrDefault(PENALTY, "" + USUAL.penalty)),
                Double.parseDouble(notes.getOrDefault(KEEP, "" + USUAL.keep)),
                Double.parseDouble(notes.getOrDefault(WARM_UP, "" + USUAL.warmUp)),
                Double.parseDouble(notes.getOrDefault(FIXED, "" + USUAL.fixed)),
                Integer.parseInt(notes.getOrDefault(EVERY, "" + USUAL.every)));
    }

    private static Set<String> names(String method) {
        return switch (method) {
            case MethodChoice.ADALORA -> Set.of(TARGET, PENALTY, WARM_UP, FIXED, EVERY);
            case MethodChoice.ROSELORA -> Set.of(KEEP, WARM_UP, FIXED, EVERY);
            default -> Set.of();
        };
    }

    /**
     * Of these settings those that a method heeds, the others being the usual ones.
     *
     * @param method the id of a method
     * @return the settings
     */
    public PruningSettings heededBy(String method) {
        Map<String, String> heeded = notes();
        heeded.keySet().retainAll(names(method));
        return parse(heeded);
    }

    /** The name of a setting that is not the usual one and that a method does not heed. */
    Optional<String> unheededBy(String method) {
        return notes().keySet().stream()
                .filter(name -> !names(method).contains(name))
                .findFirst();
    }
}
