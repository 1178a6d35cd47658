package org.peftcheck.numeric.kronecker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Finds, for each target a, a parameter θ ∈ R^k with σ(Wθ) within a tolerance of a (Kronecker's theorem, made constructive).
 *
 * <p>The lattice of {@link ApproximationLattice} is reduced in stages, each of which divides its last coordinates by a power of 2;
 * as soon as the basis is short enough, Babai's nearest plane is tried on random preimages of the targets, and the search
 * stops at the first that is good enough. One reduction serves all targets.
 */
public final class KroneckerSearch {

    private static final int LARGE = 128;
    private static final int STEP = 30;
    private static final int SMALL_STEP = 20;
    private static final int TRIALS = 300;
    /** Where stages begin to try: this many times the tolerance. */
    private static final double NEAR = 4;

    private static final double LARGEST_SPREAD = 0x1p40;

    private final FixedPointNumbers numbers;
    private final List<PhaseTarget> targets;
    private final SearchProgress progress;
    private final Random random;
    private final SearchOutcome.Parameter[] found;
    private final double phaseTolerance;

    private RowElimination elimination;
    private List<Integer> otherRows;
    private ApproximationLattice lattice;
    private int stages;

    private KroneckerSearch(FixedPointNumbers numbers, List<PhaseTarget> targets, long seed, SearchProgress progress) {
        this.numbers = Objects.requireNonNull(numbers, "numbers");
        this.targets = List.copyOf(targets);
        this.progress = Objects.requireNonNull(progress, "progress");
        this.random = new Random(seed);
        this.found = new SearchOutcome.Parameter[targets.size()];
        this.phaseTolerance =
                targets.stream().mapToDouble(PhaseTarget::phaseTolerance).min().orElse(1);
    }

    /**
     * Searches. An interrupt of the thread ends the search after its present stage.
     *
     * @param numbers W, d×k
     * @param targets columns of length d, at least one
     * @param seed of the choice of preimages
     * @param progress hears of every stage
     * @return what was found
     */
    public static SearchOutcome run(
            FixedPointNumbers numbers, List<PhaseTarget> targets, long seed, SearchProgress progress) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("search: expected at least one target, got none");
        }
        return new KroneckerSearch(numbers, targets, seed, progress).run();
    }

    private void requireSizes(int rows) {
        for (int t = 0; t < targets.size(); t++) {
            if (targets.get(t).size() != rows) {
                throw new IllegalArgumentException("search: target " + t + ": expected as many values as W has rows, "
                        + rows + ", got " + targets.get(t).size());
            }
        }
    }

    private SearchOutcome run() {
        int d = targets.get(0).size();
        BigInteger[][] coarse = numbers.at(0);
        requireSizes(coarse.length);
        prepare(d, precision(d, Math.min(coarse[0].length, d)));
        if (otherRows.isEmpty()) {
            for (int t = 0; t < found.length; t++) {
                found[t] = exact(targets.get(t));
            }
            return new SearchOutcome.Found(Arrays.asList(found), 0);
        }
        return elimination.pivotRows().isEmpty()
                ? new SearchOutcome.Stalled("all numbers are zero", 0)
                : stages(d, elimination.pivotRows().size());
    }

    private SearchOutcome stages(int d, int columns) {
        int goal = (int) Math.ceil(d * (-log2(phaseTolerance) + 8 + 0.035 * d) / columns);
        int step = step(d);
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                return new SearchOutcome.Interrupted(stages, stages == 0 ? 1 : predicted());
            }
            try {
                step = reduce(step);
            } catch (ArithmeticException e) {
                return new SearchOutcome.Stalled(
                        "after integers of " + lattice.bits() + " bits doubles no longer suffice (" + e.getMessage()
                                + "), as when a relation binds the rows",
                        stages);
            }
            stages++;
            double predicted = predicted();
            progress.stage(stages, lattice.bits(), predicted);
            if (predicted <= NEAR * phaseTolerance && tryAll()) {
                return new SearchOutcome.Found(Arrays.asList(found), stages);
            }
            boolean used = lattice.scale() > goal || lattice.bits() + 2 * Long.SIZE > lattice.capacity();
            if (used || spread() > LARGEST_SPREAD) {
                return new SearchOutcome.Stalled(stall(predicted), stages);
            }
            lattice.scale(next(step, predicted, columns));
        }
    }

    /** The longest of the b* over the shortest: a relation of the rows keeps one long for ever. */
    private double spread() {
        double[][] lower = lattice.factors().lower();
        double longest = 0;
        double shortest = Double.MAX_VALUE;
        for (int i = 0; i < lower.length; i++) {
            longest = Math.max(longest, lower[i][i]);
            shortest = Math.min(shortest, lower[i][i]);
        }
        return longest / shortest;
    }

    /** The bits by which a stage of dimension d may scale, so that doubles suffice. */
    static int step(int d) {
        return d <= LARGE ? STEP : SMALL_STEP;
    }

    private String stall(double predicted) {
        return "with integers of " + lattice.bits() + " bits the phases are still expected to be off by "
                + String.format(java.util.Locale.ROOT, "%.2g", predicted)
                + "; independent rows would have come closer long before";
    }

    /** Bits of α: enough for the integers at the goal, and 160 more. */
    private int precision(int d, int k) {
        return (int) Math.ceil((double) d / k * (-log2(phaseTolerance) + 9 + 0.035 * d)) + 320;
    }

    private void prepare(int d, int bits) {
        elimination = RowElimination.of(numbers, bits);
        otherRows = new ArrayList<>();
        for (int i = 0; i < d; i++) {
            if (!elimination.pivotRows().contains(i)) {
                otherRows.add(i);
            }
        }
        int columns = elimination.pivotRows().size();
        if (otherRows.isEmpty() || columns == 0) {
            return;
        }
        BigInteger[][] alpha = new BigInteger[otherRows.size()][columns];
        for (int j = 0; j < alpha.length; j++) {
            for (int l = 0; l < columns; l++) {
                alpha[j][l] = elimination.alpha(otherRows.get(j), l);
            }
        }
        lattice = ApproximationLattice.of(alpha, elimination.bits());
    }

    /** Reduces; where doubles do not suffice, takes back the last step and goes on in smaller ones. */
    private int reduce(int step) {
        int smaller = step;
        while (true) {
            try {
                lattice.reduce();
                return smaller;
            } catch (ArithmeticException e) {
                if (smaller < 2 || stages == 0) {
                    throw e;
                }
                lattice.scale(-(smaller - smaller / 2));
                smaller /= 2;
            }
        }
    }

    /** The sup norm of what nearest plane is expected to leave of a target. */
    private double predicted() {
        double[][] lower = lattice.factors().lower();
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += lower[i][i] * lower[i][i];
        }
        return 3.3 * Math.sqrt(sum / (12 * lower.length));
    }

    private int next(int step, double predicted, int columns) {
        int d = lattice.dimension();
        double gap = d * log2(predicted / phaseTolerance) / columns;
        if (gap >= step) {
            return step;
        }
        return Math.max(1, Math.min(step, (int) Math.max(gap, d / (8.0 * columns))));
    }

    private boolean tryAll() {
        NearestPhases phases = new NearestPhases(lattice, elimination, otherRows);
        boolean all = true;
        for (int t = 0; t < found.length; t++) {
            if (found[t] == null) {
                found[t] = phases.search(targets.get(t), TRIALS, random).orElse(null);
            }
            all &= found[t] != null;
        }
        return all;
    }

    private SearchOutcome.Parameter exact(PhaseTarget target) {
        return NearestPhases.parameter(
                elimination,
                target,
                elimination.pivotRows().stream()
                        .mapToDouble(row -> target.preimages()[row][0])
                        .toArray(),
                null,
                0,
                1);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
