package org.peftcheck.theory.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

class PolynomialProperties {

    private static final int TRIES = 2000;
    private static final String SEED = "27182818";
    private static final List<Dimension> DIMENSIONS =
            List.of(Dimension.D_OUT, Dimension.D_IN, Dimension.RANK, Dimension.DEPTH);

    @Provide
    Arbitrary<Polynomial> polynomials() {
        Arbitrary<Polynomial> variable = Arbitraries.of(DIMENSIONS).map(Polynomial::of);
        Arbitrary<Polynomial> power = Combinators.combine(
                        variable, Arbitraries.integers().between(0, 3))
                .as(Polynomial::pow);
        Arbitrary<Polynomial> term = Combinators.combine(Arbitraries.longs().between(-9, 9), power, power)
                .as((c, p, q) -> p.times(q).times(c));
        return term.list().ofMaxSize(4).map(terms -> terms.stream().reduce(Polynomial.ZERO, Polynomial::plus));
    }

    @Provide
    Arbitrary<Map<Dimension, BigInteger>> points() {
        return Arbitraries.bigIntegers()
                .between(BigInteger.TEN.pow(12).negate(), BigInteger.TEN.pow(12))
                .list()
                .ofSize(4)
                .map(v -> Map.of(
                        Dimension.D_OUT, v.get(0),
                        Dimension.D_IN, v.get(1),
                        Dimension.RANK, v.get(2),
                        Dimension.DEPTH, v.get(3)));
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void additionIsACommutativeGroup(
            @ForAll("polynomials") Polynomial p,
            @ForAll("polynomials") Polynomial q,
            @ForAll("polynomials") Polynomial s) {
        assertEquals(p.plus(q), q.plus(p));
        assertEquals(p.plus(q).plus(s), p.plus(q.plus(s)));
        assertEquals(Polynomial.ZERO, p.minus(p));
        assertEquals(p, p.plus(Polynomial.ZERO));
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void multiplicationIsCommutativeAssociativeAndDistributive(
            @ForAll("polynomials") Polynomial p,
            @ForAll("polynomials") Polynomial q,
            @ForAll("polynomials") Polynomial s) {
        assertEquals(p.times(q), q.times(p));
        assertEquals(p.times(q).times(s), p.times(q.times(s)));
        assertEquals(p.times(q.plus(s)), p.times(q).plus(p.times(s)));
        assertEquals(p.times(q).hashCode(), q.times(p).hashCode());
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void evaluationIsARingHomomorphism(
            @ForAll("polynomials") Polynomial p,
            @ForAll("polynomials") Polynomial q,
            @ForAll("points") Map<Dimension, BigInteger> at) {
        assertEquals(p.evaluate(at).add(q.evaluate(at)), p.plus(q).evaluate(at));
        assertEquals(p.evaluate(at).multiply(q.evaluate(at)), p.times(q).evaluate(at));
        assertEquals(p.evaluate(at).pow(3), p.pow(3).evaluate(at));
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void substitutionCommutesWithEvaluation(
            @ForAll("polynomials") Polynomial p,
            @ForAll("polynomials") Polynomial q,
            @ForAll("points") Map<Dimension, BigInteger> at) {
        Polynomial substituted = p.substitute(Map.of(Dimension.RANK, q));
        Map<Dimension, BigInteger> moved = Map.of(
                Dimension.D_OUT, at.get(Dimension.D_OUT),
                Dimension.D_IN, at.get(Dimension.D_IN),
                Dimension.RANK, q.evaluate(at),
                Dimension.DEPTH, at.get(Dimension.DEPTH));
        assertEquals(p.evaluate(moved), substituted.evaluate(at));
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void differentPolynomialsDifferSomewhere(
            @ForAll("polynomials") Polynomial p, @ForAll("polynomials") Polynomial q, @ForAll Random random) {
        boolean agree = true;
        for (int i = 0; i < 8; i++) {
            Map<Dimension, BigInteger> at = Map.of(
                    Dimension.D_OUT, new BigInteger(80, random),
                    Dimension.D_IN, new BigInteger(80, random),
                    Dimension.RANK, new BigInteger(80, random),
                    Dimension.DEPTH, new BigInteger(80, random));
            agree = agree && p.evaluate(at).equals(q.evaluate(at));
        }
        assertEquals(p.equals(q), agree);
        Statistics.collect(agree);
        Statistics.coverage(coverage -> {
            coverage.check(true).count(n -> n > 0);
            coverage.check(false).count(n -> n > 1000);
        });
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void degreesOfProductsAdd(@ForAll("polynomials") Polynomial p, @ForAll("polynomials") Polynomial q) {
        boolean zero = p.equals(Polynomial.ZERO) || q.equals(Polynomial.ZERO);
        assertEquals(zero ? -1 : p.degree() + q.degree(), p.times(q).degree());
        for (Dimension dimension : DIMENSIONS) {
            assertEquals(
                    zero ? -1 : p.degree(dimension) + q.degree(dimension),
                    p.times(q).degree(dimension));
        }
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void equalPolynomialsPrintAlikeAndOthersDoNot(
            @ForAll("polynomials") Polynomial p, @ForAll("polynomials") Polynomial q) {
        assertEquals(p.equals(q), p.toString().equals(q.toString()));
        assertEquals(p.equals(q), p.toTex().equals(q.toTex()));
        assertEquals(p.toString(), p.plus(q).minus(q).toString());
    }

    @Provide
    Arbitrary<Polynomial> positive() {
        return polynomials().map(p -> {
            Polynomial shifted = Polynomial.ZERO;
            for (Dimension dimension : p.dimensions()) {
                shifted = shifted.plus(Polynomial.of(dimension)).pow(2).plus(Polynomial.ONE);
            }
            return shifted.times(1 + p.dimensions().size());
        });
    }

    @Property(tries = TRIES, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void noNegativeCoefficientMeansNoNegativeValue(
            @ForAll("positive") Polynomial p,
            @ForAll("polynomials") Polynomial q,
            @ForAll("points") Map<Dimension, BigInteger> at) {
        Map<Dimension, BigInteger> absolute = new HashMap<>(at);
        absolute.replaceAll((dimension, value) -> value.abs());
        assertTrue(p.hasNoNegativeCoefficient());
        for (Polynomial candidate : List.of(p, q, p.plus(q))) {
            boolean none = candidate.hasNoNegativeCoefficient();
            Statistics.collect(none);
            assertTrue(!none || candidate.evaluate(absolute).signum() >= 0);
            boolean both = none && candidate.times(-1).hasNoNegativeCoefficient();
            assertEquals(candidate.equals(Polynomial.ZERO), both);
        }
        Statistics.coverage(coverage -> {
            coverage.check(true).count(n -> n > 1000);
            coverage.check(false).count(n -> n > 1000);
        });
    }
}
