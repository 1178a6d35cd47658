package org.peftcheck.numeric.density;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * How many targets a family of vectors comes near to: for A uniform in [−1, 1]^d and every 0 &lt; ε &lt; 1, the probability that
 * some vector s of the family has max_i |s_i − A_i| ≤ ε is at most factor · ε^power.
 *
 * <p><b>One column</b>, c ↦ γ(c) = sin(2πcm) with m ≠ 0 integer: factor 2‖m‖₁, power d − 1. <i>Proof.</i> γ has period 1.
 * Take points 0 = c_0 &lt; … &lt; c_n = 1, among them one where the sine of a row with m_i ≠ 0 is 1 and one where it is −1, and
 * let Q_k be the cube with centre γ(c_k) and half side ε. No A is in all Q_k, as 1 − (−1) &gt; 2ε. So going round, each A in
 * some Q_k is in a Q_{k+1} and not in Q_k, for some k. The volume of Q_{k+1} without Q_k is at most (2ε)^{d−1} times the ℓ1
 * distance of the centres: moving one coordinate after the other, each step uncovers a slab. Those distances add up to at
 * most the total variation of γ, 4 for each of the |m_i| periods of each row. Hence the union has a volume of at most
 * (2ε)^{d−1} 4‖m‖₁, out of 2^d. With finer points the cubes of half side ε + η cover all that lies within ε of the curve, and
 * η → 0. Equal and zero entries change nothing.
 *
 * <p><b>Whichever column</b>: the sum of the factors. A zero column adds nothing, as it gives γ(0) only; alone it has factor 1
 * and power d.
 *
 * <p><b>N vectors</b>, whatever they are: N cubes of side 2ε, factor N, power d. No more than N = 2^{pk} come from
 * parameters θ ∈ R^k of p bits each.
 *
 * @param factor at least 1
 * @param power at least 0
 */
public record ReachBound(BigInteger factor, int power) {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** Checks the ranges. */
    public ReachBound {
        if (factor.signum() <= 0 || power < 0) {
            throw new IllegalArgumentException(
                    "reach: expected a positive factor and no negative power, got " + factor + " and " + power);
        }
    }

    /**
     * The vectors sin(2πcm) for all real c, with m one of some columns.
     *
     * @param columns at least one, of the same number of rows
     */
    public static ReachBound ofColumns(List<IntegerColumn> columns) {
        BigInteger norms = columns.stream().map(IntegerColumn::norm).reduce(BigInteger.ZERO, BigInteger::add);
        int rows = columns.get(0).rows();
        return norms.signum() == 0
                ? new ReachBound(BigInteger.ONE, rows)
                : new ReachBound(norms.shiftLeft(1), rows - 1);
    }

    /**
     * The vectors that k parameters of p bits each can give, in each of some ways.
     *
     * @param ways how many, at least 1
     * @param bits p · k, at least 0
     * @param rows d
     */
    public static ReachBound ofBits(int ways, int bits, int rows) {
        return new ReachBound(BigInteger.valueOf(ways).shiftLeft(bits), rows);
    }

    /**
     * The same family for targets uniform in [−2^−h, 2^−h]^d and errors of 2^−h ε: scaling A down, and B up, costs a column h
     * bits. <i>Proof.</i> The volume (2 · 2^−h ε)^{d−1} 4‖m‖₁ is now out of (2 · 2^−h)^d.
     *
     * @param halvings h, at least 0
     */
    public ReachBound scaledDown(int halvings) {
        return new ReachBound(factor.shiftLeft(halvings), power);
    }

    /** An error that at least half of all targets exceed or attain, for every vector of the family; rounded down. */
    public BigDecimal typicalError() {
        return LowerRoot.of(factor.shiftLeft(1), power);
    }

    /** A lower bound of the error of the worst target; rounded down. */
    public BigDecimal worstError() {
        return LowerRoot.of(factor, power);
    }

    /**
     * A lower bound of the covering radius on the torus, in the maximum norm and mod 1, of c ↦ cm: ½‖m‖₁^{−1/(d−1)}.
     * <i>Proof.</i> As above, on the torus of volume 1: cubes of half side ρ &lt; ½ round a closed path of ℓ1 length ‖m‖₁ that
     * no one cube holds cover at most (2ρ)^{d−1}‖m‖₁.
     *
     * @param norm ‖m‖₁, at least 1
     * @param rows d
     * @return the bound, at most ½, rounded down; 0 for a single row
     */
    public static BigDecimal phaseCovering(BigInteger norm, int rows) {
        return rows == 1 ? BigDecimal.ZERO : LowerRoot.of(norm, rows - 1).multiply(HALF);
    }
}
