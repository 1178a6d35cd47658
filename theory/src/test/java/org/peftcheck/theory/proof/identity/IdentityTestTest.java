package org.peftcheck.theory.proof.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proof.identity.Expression.Variable;

class IdentityTestTest {

    private static final Expression X = new Variable("X", 2, 2);
    private static final Expression Y = new Variable("Y", 2, 2);

    static List<RationalIdentity> atFullSize() {
        return new WidthIdentities(40, 16, 3, 20).all();
    }

    private static RationalIdentity identity(Expression left, Expression right) {
        return new RationalIdentity("test", "prop-3.2-first", "left = right", left, right);
    }

    @ParameterizedTest
    @MethodSource("atFullSize")
    void holdsWithATinyError(RationalIdentity identity) {
        IdentityVerdict verdict = IdentityTest.run(identity, 2, 7);
        ProbableIdentity probable = assertInstanceOf(ProbableIdentity.class, verdict);
        assertEquals(2, probable.trials());
        assertTrue(probable.errorBound().doubleValue() < 1e-25, probable.errorBound()::toString);
        assertTrue(probable.errorBound().signum() > 0);
        probable.primes().forEach(p -> assertTrue(BigInteger.valueOf(p).isProbablePrime(50)));
        probable.primes().forEach(p -> assertEquals(61, BigInteger.valueOf(p).bitLength()));
    }

    @Test
    void refutesCommutationAtSmallIntegers() {
        RationalIdentity commuting = identity(X.times(Y), Y.times(X));
        RefutedIdentity refuted = assertInstanceOf(RefutedIdentity.class, IdentityTest.run(commuting, 1, 3));
        RationalMatrix x = refuted.point().get("X");
        RationalMatrix y = refuted.point().get("Y");
        assertEquals(x.times(y).minus(y.times(x)), refuted.difference());
        assertFalse(refuted.difference().isZero());
    }

    @Test
    void anIdentityThatIsNowhereDefinedIsRefused() {
        Expression deficient = new Variable("C", 4, 1).times(new Variable("D", 1, 2));
        Expression inverse = deficient.t().times(deficient).inverse();
        RationalIdentity nowhere = identity(inverse, inverse);
        String message = assertThrows(IllegalArgumentException.class, () -> IdentityTest.run(nowhere, 1, 1))
                .getMessage();
        assertEquals("identity test: expected a point at which all inverses exist, got none in 5 draws", message);
    }

    @Test
    void evidenceForAFalseIdentityCannotBeMade() {
        RationalIdentity right = identity(X.times(Y).t(), Y.t().times(X.t()));
        ProbableIdentity good = (ProbableIdentity) IdentityTest.run(right, 1, 5);
        RationalIdentity wrong = identity(X.times(Y).t(), X.t().times(Y.t()));
        assertThrows(
                IllegalArgumentException.class, () -> new ProbableIdentity(wrong, 5, good.primes(), good.errorBound()));
        assertThrows(
                IllegalArgumentException.class, () -> new ProbableIdentity(right, 6, good.primes(), good.errorBound()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProbableIdentity(
                        right, 5, good.primes(), good.errorBound().divide(2)));
        assertThrows(IllegalArgumentException.class, () -> new ProbableIdentity(right, 5, List.of(), BigFraction.ONE));
    }

    @Test
    void aRefutationMustRefute() {
        RationalIdentity right = identity(X.plus(Y), Y.plus(X));
        RationalMatrix one = RationalMatrix.identity(2);
        assertThrows(IllegalArgumentException.class, () -> new RefutedIdentity(right, Map.of("X", one, "Y", one)));
        assertThrows(IllegalArgumentException.class, () -> new RefutedIdentity(right, Map.of("X", one)));
        RationalIdentity singular = identity(X.inverse(), X);
        assertThrows(
                IllegalArgumentException.class,
                () -> new RefutedIdentity(singular, Map.of("X", RationalMatrix.zero(2, 2))));
    }

    @Test
    void shapesAreChecked() {
        Expression tall = new Variable("W", 3, 2);
        assertThrows(IllegalArgumentException.class, () -> tall.times(tall));
        assertThrows(IllegalArgumentException.class, () -> tall.plus(tall.t()));
        assertThrows(IllegalArgumentException.class, tall::inverse);
        assertThrows(IllegalArgumentException.class, () -> identity(tall, tall.t()));
        Expression other = new Variable("W", 2, 3);
        assertThrows(IllegalArgumentException.class, () -> identity(tall, other.t()));
    }

    @Test
    void boundsOfAnInverse() {
        SizeBound bound = X.inverse().bound();
        assertEquals(1, bound.degree());
        assertEquals(2, bound.denominatorDegree());
        assertEquals(2, bound.domainDegree());
        SizeBound twice = X.inverse().inverse().bound();
        assertEquals(3, twice.degree());
        assertEquals(4, twice.domainDegree());
    }

    @Test
    void aBoundThatSaysNothingIsRefused() {
        SizeBound bound = X.inverse().bound();
        while (bound.domainDegree() < 1L << 61) {
            bound = bound.inverse(2);
        }
        SizeBound large = bound;
        assertThrows(IllegalArgumentException.class, () -> ErrorBound.ofTrial(large));
        assertThrows(ArithmeticException.class, () -> large.inverse(1000));
    }

    @Test
    void theFieldMultipliesAsIntegersDo() {
        SplittableRandom random = new SplittableRandom(11);
        PrimeField field = PrimeField.draw(random);
        BigInteger p = BigInteger.valueOf(field.prime());
        for (int i = 0; i < 1000; i++) {
            long a = field.drawElement(random);
            long b = field.drawElement(random);
            BigInteger product = BigInteger.valueOf(field.integer(a)).multiply(BigInteger.valueOf(field.integer(b)));
            assertEquals(product.mod(p).longValueExact(), field.integer(field.multiply(a, b)));
        }
        assertEquals(field.one(), field.multiply(field.element(-3), field.inverse(field.element(-3))));
        assertThrows(IllegalArgumentException.class, () -> PrimeField.of(3215031751L));
        assertEquals((1L << 61) - 1, PrimeField.of((1L << 61) - 1).prime());
    }
}
