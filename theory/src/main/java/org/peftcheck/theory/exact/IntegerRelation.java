package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;

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
        BigInteger[][] rows = integers(matrix);
        BigInteger prime = FIRST_PRIME;
        while (true) {
            ModularEchelon echelon = ModularEchelon.of(rows, prime.longValueExact());
            if (echelon.dependent().isEmpty()) {
                return Optional.empty();
            }
            Optional<List<BigInteger>> relation = relation(matrix, echelon);
            if (relation.isPresent()) {
                return relation;
            }
            prime = before(prime);
        }
    }

    private static BigInteger before(BigInteger prime) {
        BigInteger candidate = prime.subtract(BigInteger.TWO);
        while (!candidate.isProbablePrime(100)) {
            candidate = candidate.subtract(BigInteger.TWO);
        }
        return candidate;
    }

    /** Each row times its common denominator. */
    private static BigInteger[][] integers(RationalMatrix matrix) {
        BigInteger[][] rows = new BigInteger[matrix.rows()][matrix.columns()];
        for (int i = 0; i < rows.length; i++) {
            BigInteger common = BigInteger.ONE;
            for (int j = 0; j < matrix.columns(); j++) {
                BigInteger d = matrix.get(i, j).getDenominator();
                common = d.equals(BigInteger.ONE)
                        ? common
                        : common.divide(common.gcd(d)).multiply(d);
            }
            for (int j = 0; j < matrix.columns(); j++) {
                BigFraction entry = matrix.get(i, j);
                rows[i][j] = entry.getNumerator().multiply(common.divide(entry.getDenominator()));
            }
        }
        return rows;
    }

    /** The first dependent row as a combination of those before it, if it is one over the rationals. */
    private static Optional<List<BigInteger>> relation(RationalMatrix matrix, ModularEchelon echelon) {
        int last = echelon.dependent().getAsInt();
        List<Integer> before = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            before.add(i);
        }
        RationalMatrix square = matrix.selectRows(before).selectColumns(echelon.pivots());
        RationalMatrix target = matrix.selectRows(List.of(last)).selectColumns(echelon.pivots());
        BigFraction[] combination = solve(square.transpose(), target.transpose());
        RationalMatrix relation = RationalMatrix.of(
                1,
                matrix.rows(),
                (i, j) -> j < last ? combination[j] : j == last ? BigFraction.MINUS_ONE : BigFraction.ZERO);
        return relation.times(matrix).isZero() ? Optional.of(primitive(relation)) : Optional.empty();
    }

    private static List<BigInteger> primitive(RationalMatrix relation) {
        BigInteger[] integers = integers(relation)[0];
        BigInteger common = Arrays.stream(integers).reduce(BigInteger.ZERO, BigInteger::gcd);
        int sign = Arrays.stream(integers)
                .filter(n -> n.signum() != 0)
                .findFirst()
                .orElseThrow()
                .signum();
        return Arrays.stream(integers)
                .map(n -> n.divide(common).multiply(BigInteger.valueOf(sign)))
                .toList();
    }

    /** x with matrix · x = right, for an invertible matrix. */
    private static BigFraction[] solve(RationalMatrix matrix, RationalMatrix right) {
        int n = matrix.rows();
        BigFraction[][] a = new BigFraction[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= n; j++) {
                a[i][j] = j < n ? matrix.get(i, j) : right.get(i, 0);
            }
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            while (a[pivot][column].signum() == 0) {
                pivot++;
            }
            BigFraction[] chosen = a[pivot];
            a[pivot] = a[column];
            a[column] = chosen;
            eliminate(a, column);
        }
        BigFraction[] x = new BigFraction[n];
        for (int i = 0; i < n; i++) {
            x[i] = a[i][n].divide(a[i][i]);
        }
        return x;
    }

    private static void eliminate(BigFraction[][] a, int pivot) {
        for (int i = 0; i < a.length; i++) {
            if (i == pivot || a[i][pivot].signum() == 0) {
                continue;
            }
            BigFraction factor = a[i][pivot].divide(a[pivot][pivot]);
            for (int j = pivot; j < a[i].length; j++) {
                if (a[pivot][j].signum() != 0) {
                    a[i][j] = a[i][j].subtract(factor.multiply(a[pivot][j]));
                }
            }
        }
    }
}
