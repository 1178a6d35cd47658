package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.List;

/** Integer polynomials as text: {@code 2*x^3-x+5}, from the leading coefficient down, without spaces. */
final class PolynomialText {

    private PolynomialText() {}

    static String format(List<BigInteger> polynomial) {
        StringBuilder text = new StringBuilder();
        for (int i = polynomial.size() - 1; i >= 0; i--) {
            BigInteger a = polynomial.get(i);
            if (a.signum() != 0) {
                text.append(a.signum() < 0 ? "-" : text.length() > 0 ? "+" : "");
                text.append(monomial(a.abs(), i));
            }
        }
        return text.length() == 0 ? "0" : text.toString();
    }

    private static String monomial(BigInteger size, int power) {
        String x = power == 0 ? "" : power == 1 ? "x" : "x^" + power;
        if (power == 0) {
            return size.toString();
        }
        return size.equals(BigInteger.ONE) ? x : size + "*" + x;
    }

    /** A sum of monomials, read up to the first character that continues none; powers may come in any order, but each once. */
    static List<BigInteger> read(TextCursor cursor, int largestDegree) {
        java.util.TreeMap<Integer, BigInteger> terms = new java.util.TreeMap<>();
        boolean first = true;
        while (first || cursor.sees('+') || cursor.sees('-')) {
            boolean negative = cursor.sign(first);
            first = false;
            BigInteger size = BigInteger.ONE;
            boolean bare = !cursor.sees('x');
            if (bare) {
                size = cursor.digits("a coefficient or x");
            }
            int power = 0;
            if (!bare || cursor.take('*')) {
                cursor.expect("x");
                power = cursor.take('^') ? cursor.integer("a power of x", largestDegree) : 1;
            }
            if (terms.put(power, negative ? size.negate() : size) != null) {
                throw cursor.refused("each power of x once", "x^" + power + " twice");
            }
        }
        BigInteger[] coefficients = new BigInteger[terms.lastKey() + 1];
        java.util.Arrays.setAll(coefficients, i -> terms.getOrDefault(i, BigInteger.ZERO));
        return List.of(coefficients);
    }
}
