package org.peftcheck.theory.proof.sturm;

/** Chebyshev polynomials: cos(nx) = T_n(cos x) and sin((n+1)x) = U_n(cos x) sin x. */
public final class Chebyshev {

    private static final UnivariatePolynomial TWO_X = UnivariatePolynomial.of(0, 2);

    private Chebyshev() {}

    /**
     * The polynomial of the first kind.
     *
     * @param n its degree, at least 0
     * @return T_n
     */
    public static UnivariatePolynomial first(int n) {
        return member(n, UnivariatePolynomial.X);
    }

    /**
     * The polynomial of the second kind.
     *
     * @param n its degree, at least 0
     * @return U_n
     */
    public static UnivariatePolynomial second(int n) {
        return member(n, TWO_X);
    }

    private static UnivariatePolynomial member(int n, UnivariatePolynomial one) {
        if (n < 0) {
            throw new IllegalArgumentException("Chebyshev polynomial: expected a degree >= 0, got " + n);
        }
        UnivariatePolynomial current = UnivariatePolynomial.of(1);
        UnivariatePolynomial next = one;
        for (int i = 0; i < n; i++) {
            UnivariatePolynomial after = TWO_X.times(next).minus(current);
            current = next;
            next = after;
        }
        return current;
    }
}
