package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The first relation between the rows of a rational matrix.
 *
 * <p>Full rank modulo a prime proves full rank. A row that depends on those before it modulo the prime is either shown to depend on
 * them over the rationals, by a combination that is checked in every column, or another prime is tried.
 */
final class IntegerRelation {

    private static final BigInteger FIRST_PRIME = BigInteger.valueOf((1L << 31) - 1);

    private IntegerRelation() {}

    /** A primitive n with nᵀM = 0; none if the rows of M are independent. */
    static Optional<List<BigInteger>> among(RationalMatrix matrix) {
        BigInteger[] scales = new BigInteger[matrix.rows()];
        BigInteger[][] rows = new BigInteger[matrix.rows()][];
        for (int i = 0; i < rows.length; i++) {
            scales[i] = commonDenominator(matrix, i);
            rows[i] = integers(matrix, i, scales[i]);
        }
        for (BigInteger prime = FIRST_PRIME; ; prime = before(prime)) {
            ModularEchelon echelon = ModularEchelon.of(rows, prime.longValueExact());
            if (echelon.dependent().isEmpty()) {
                return Optional.empty();
            }
            BigInteger[] relation = relation(rows, echelon);
            if (annihilates(relation, rows)) {
                return Optional.of(primitive(relation, scales));
            }
        }
    }

    private static BigInteger before(BigInteger prime) {
        BigInteger candidate = prime.subtract(BigInteger.TWO);
        while (!candidate.isProbablePrime(100)) {
            candidate = candidate.subtract(BigInteger.TWO);
        }
        return candidate;
    }

    private static BigInteger commonDenominator(RationalMatrix matrix, int row) {
        BigInteger common = BigInteger.ONE;
        for (int j = 0; j < matrix.columns(); j++) {
            BigInteger d = matrix.get(row, j).getDenominator();
            common = d.equals(BigInteger.ONE)
                    ? common
                    : common.divide(common.gcd(d)).multiply(d);
        }
        return common;
    }

    private static BigInteger[] integers(RationalMatrix matrix, int row, BigInteger scale) {
        BigInteger[] integers = new BigInteger[matrix.columns()];
        Arrays.setAll(integers, j -> {
            var entry = matrix.get(row, j);
            return entry.signum() == 0
                    ? BigInteger.ZERO
                    : entry.getNumerator().multiply(scale.divide(entry.getDenominator()));
        });
        return integers;
    }

    /** The first dependent row against those before it, in the columns of their pivots. */
    private static BigInteger[] relation(BigInteger[][] rows, ModularEchelon echelon) {
        int last = echelon.dependent().getAsInt();
        BigInteger[][] system = new BigInteger[last][last + 1];
        for (int i = 0; i < last; i++) {
            for (int j = 0; j <= last; j++) {
                system[i][j] = rows[j][echelon.pivots().get(i)];
            }
        }
        BigInteger[] combination = FractionFreeSolver.solve(system);
        BigInteger[] relation = new BigInteger[rows.length];
        Arrays.fill(relation, BigInteger.ZERO);
        System.arraycopy(combination, 0, relation, 0, last);
        relation[last] = combination[last].negate();
        return relation;
    }

    private static boolean annihilates(BigInteger[] relation, BigInteger[][] rows) {
        for (int j = 0; j < rows[0].length; j++) {
            BigInteger sum = BigInteger.ZERO;
            for (int i = 0; i < rows.length; i++) {
                if (relation[i].signum() != 0 && rows[i][j].signum() != 0) {
                    sum = sum.add(relation[i].multiply(rows[i][j]));
                }
            }
            if (sum.signum() != 0) {
                return false;
            }
        }
        return true;
    }

    /** A relation between multiples of the rows as one between the rows, without a common divisor, its first number positive. */
    private static List<BigInteger> primitive(BigInteger[] relation, BigInteger[] scales) {
        BigInteger[] scaled = new BigInteger[relation.length];
        Arrays.setAll(scaled, i -> relation[i].multiply(scales[i]));
        BigInteger common = Arrays.stream(scaled).reduce(BigInteger.ZERO, BigInteger::gcd);
        BigInteger first =
                Arrays.stream(scaled).filter(n -> n.signum() != 0).findFirst().orElseThrow();
        BigInteger divisor = first.signum() < 0 ? common.negate() : common;
        return Arrays.stream(scaled).map(n -> n.divide(divisor)).toList();
    }
}
