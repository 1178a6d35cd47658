package org.peftcheck.numeric.kronecker;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.peftcheck.numeric.lattice.NearestPlane;

/** Tries random preimages of a target against a reduced lattice. */
final class NearestPhases {

    private static final int PHASE_BITS = 1074;

    private final ApproximationLattice lattice;
    private final RowElimination elimination;
    private final List<Integer> otherRows;
    private final NearestPlane plane;
    private final double[][] alpha;

    NearestPhases(ApproximationLattice lattice, RowElimination elimination, List<Integer> otherRows) {
        this.lattice = lattice;
        this.elimination = elimination;
        this.otherRows = otherRows;
        this.plane = new NearestPlane(lattice.factors());
        int columns = elimination.pivotRows().size();
        this.alpha = new double[otherRows.size()][columns];
        for (int j = 0; j < alpha.length; j++) {
            for (int l = 0; l < columns; l++) {
                alpha[j][l] = ApproximationLattice.toDouble(elimination.alpha(otherRows.get(j), l), elimination.bits());
            }
        }
    }

    /** The first parameter that is good enough, if any is. */
    Optional<SearchOutcome.Parameter> search(PhaseTarget target, int trials, Random random) {
        double[] exactPhases = new double[elimination.pivotRows().size()];
        double[] phases = new double[otherRows.size()];
        double[] rest = new double[lattice.dimension()];
        for (int trial = 1; trial <= trials; trial++) {
            for (int l = 0; l < exactPhases.length; l++) {
                exactPhases[l] = choose(target, elimination.pivotRows().get(l), random);
            }
            Arrays.fill(rest, 0);
            for (int j = 0; j < phases.length; j++) {
                phases[j] = choose(target, otherRows.get(j), random);
                double missing = phases[j];
                for (int l = 0; l < exactPhases.length; l++) {
                    missing -= alpha[j][l] * exactPhases[l];
                }
                rest[j] = missing - Math.rint(missing);
            }
            double[] integers = plane.reduce(rest);
            double error = error(target, phases, rest);
            if (error <= target.tolerance()) {
                return Optional.of(parameter(elimination, target, exactPhases, combined(integers), error, trial));
            }
        }
        return Optional.empty();
    }

    private static double choose(PhaseTarget target, int row, Random random) {
        double[] preimages = target.preimages()[row];
        return preimages[random.nextInt(preimages.length)];
    }

    /** The largest error over the other rows, or the first that is too large. */
    private double error(PhaseTarget target, double[] phases, double[] rest) {
        double error = 0;
        for (int j = 0; j < phases.length && error <= target.tolerance(); j++) {
            error = Math.max(error, target.error(otherRows.get(j), phases[j] - rest[j]));
        }
        return error;
    }

    /** The integers z of the combination. */
    private BigInteger[] combined(double[] integers) {
        BigInteger[] z = new BigInteger[elimination.pivotRows().size()];
        Arrays.fill(z, BigInteger.ZERO);
        for (int i = 0; i < lattice.dimension(); i++) {
            if (integers[i] != 0) {
                BigInteger factor = new BigDecimal(integers[i]).toBigIntegerExact();
                for (int l = 0; l < z.length; l++) {
                    z[l] = z[l].add(lattice.multipliers(i)[l].multiply(factor));
                }
            }
        }
        return z;
    }

    /** θ = M (a_I + z), rounded to a few bits more than the tolerance asks for. */
    static SearchOutcome.Parameter parameter(
            RowElimination elimination,
            PhaseTarget target,
            double[] exactPhases,
            BigInteger[] z,
            double error,
            int trial) {
        BigInteger[] sums = new BigInteger[exactPhases.length];
        for (int l = 0; l < sums.length; l++) {
            BigInteger phase = new BigDecimal(exactPhases[l])
                    .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(PHASE_BITS)))
                    .toBigInteger();
            sums[l] = z == null ? phase : phase.add(z[l].shiftLeft(PHASE_BITS));
        }
        int resultBits = elimination.resultBits(target.phaseTolerance());
        BigInteger[] theta = elimination.parameters(sums, PHASE_BITS, resultBits);
        return new SearchOutcome.Parameter(Arrays.asList(theta), resultBits, error, trial);
    }
}
