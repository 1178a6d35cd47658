package org.peftcheck.theory.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.fraction.BigFraction;

/** Laws of the real numbers that are known exactly. */
class ExactRealProperties {

    private static final AlgebraicNumber ROOT = new AlgebraicNumber(
            IntStream.of(-1, -1, 0, 0, 0, 1).mapToObj(BigInteger::valueOf).toList(), BigFraction.ONE, BigFraction.TWO);

    private static BigFraction fraction(Random random) {
        return new BigFraction(random.nextInt(201) - 100, 1 + random.nextInt(12));
    }

    private static ExactReal number(Random random, boolean powers) {
        ExactReal sum = ExactReal.ZERO;
        for (int i = random.nextInt(5); i > 0; i--) {
            ExactReal atom = powers
                    ? ExactReal.power(ROOT, random.nextInt(9))
                    : ExactReal.sqrt(1 + random.nextInt(random.nextBoolean() ? 60 : 1_000_000));
            sum = sum.plus(atom.times(fraction(random)));
        }
        return sum;
    }

    /** Two numbers over the same atoms. */
    record Pair(ExactReal x, ExactReal y) {}

    @Provide
    Arbitrary<Pair> pairs() {
        return Arbitraries.randomValue(random -> {
            boolean powers = random.nextBoolean();
            return new Pair(number(random, powers), number(random, powers));
        });
    }

    private static BigDecimal decimal(ExactReal x) {
        MathContext digits = new MathContext(60);
        BigDecimal root = new BigDecimal("1.167303978261418684256045899854842180720560371525489039140");
        BigDecimal sum = BigDecimal.ZERO;
        for (var term : x.terms().entrySet()) {
            BigDecimal atom = x.generator().isPresent()
                    ? root.pow(term.getKey().intValue(), digits)
                    : BigDecimal.valueOf(term.getKey()).sqrt(digits);
            BigDecimal q = new BigDecimal(term.getValue().getNumerator())
                    .divide(new BigDecimal(term.getValue().getDenominator()), digits);
            sum = sum.add(atom.multiply(q), digits);
        }
        return sum;
    }

    @Property(tries = 3000, seed = "4301")
    void whatIsPrintedIsReadAgain(@ForAll("pairs") Pair pair) {
        assertEquals(pair.x(), ExactReal.parse(pair.x().toString()));
    }

    @Property(tries = 3000, seed = "4302")
    void additionIsThatOfAVectorSpace(@ForAll("pairs") Pair pair, @ForAll Random random) {
        ExactReal x = pair.x();
        ExactReal y = pair.y();
        BigFraction q = fraction(random);
        assertEquals(x.plus(y), y.plus(x));
        assertEquals(x, x.plus(y).plus(y.negate()));
        assertEquals(x.plus(y).times(q), x.times(q).plus(y.times(q)));
        assertEquals(ExactReal.ZERO, x.plus(x.negate()));
    }

    /** The third row is a combination of the others, so its coordinates are too, and there is no relation without it. */
    @Property(tries = 1000, seed = "4303")
    void coordinatesAreLinear(@ForAll("pairs") Pair pair, @ForAll Random random) {
        BigFraction p = fraction(random);
        BigFraction q = fraction(random);
        ExactReal z = pair.x().times(p).plus(pair.y().times(q));
        RationalMatrix c = ExactRealMatrix.of(3, 1, (i, j) -> i == 0 ? pair.x() : i == 1 ? pair.y() : z)
                .coordinates();
        RationalMatrix combination = RationalMatrix.of(1, 3, (i, j) -> j == 0 ? p : j == 1 ? q : BigFraction.MINUS_ONE);
        assertTrue(combination.times(c).isZero());
    }

    @Property(tries = 1500, seed = "4304")
    void anEnclosureHoldsTheNumberAndTheSumThatOfTheSum(
            @ForAll("pairs") Pair pair, @ForAll @IntRange(max = 140) int bits) {
        DyadicInterval x = pair.x().enclosure(bits);
        DyadicInterval y = pair.y().enclosure(bits);
        DyadicInterval sum = pair.x().plus(pair.y()).enclosure(bits + 20);
        DyadicInterval outer = x.plus(y);
        assertTrue(outer.lo().shiftLeft(20).compareTo(sum.lo()) <= 0);
        assertTrue(outer.hi().shiftLeft(20).compareTo(sum.hi()) >= 0);
        assertTrue(x.hi().subtract(x.lo()).intValueExact() <= 2);
        BigDecimal scaled = decimal(pair.x()).multiply(new BigDecimal(BigInteger.ONE.shiftLeft(bits)));
        assertTrue(new BigDecimal(x.lo()).compareTo(scaled.add(BigDecimal.valueOf(0.001))) <= 0);
        assertTrue(new BigDecimal(x.hi()).compareTo(scaled.subtract(BigDecimal.valueOf(0.001))) >= 0);
    }

    /** A planted relation is found, and what is found annihilates the rows and is primitive. */
    @Property(tries = 500, seed = "4305")
    void relationsAreFoundAndHold(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 3) int columns,
            @ForAll Random random) {
        ExactRealMatrix free = ExactRealMatrix.squareRootsOfPrimes(rows, columns);
        assertEquals(Optional.empty(), free.relation());
        int copies = 1 + random.nextInt(2);
        int[][] factors = new int[copies][rows];
        for (int[] row : factors) {
            java.util.Arrays.setAll(row, i -> random.nextInt(9) - 4);
        }
        ExactRealMatrix dependent = ExactRealMatrix.of(rows + copies, columns, (i, j) -> {
            if (i < rows) {
                return free.get(i, j);
            }
            ExactReal sum = ExactReal.ZERO;
            for (int l = 0; l < rows; l++) {
                sum = sum.plus(free.get(l, j).times(new BigFraction(factors[i - rows][l])));
            }
            return sum;
        });
        List<BigInteger> relation = dependent.relation().orElseThrow();
        for (int j = 0; j < columns; j++) {
            ExactReal sum = ExactReal.ZERO;
            for (int i = 0; i < relation.size(); i++) {
                sum = sum.plus(dependent.get(i, j).times(new BigFraction(relation.get(i))));
            }
            assertEquals(ExactReal.ZERO, sum);
        }
        assertEquals(BigInteger.ONE, relation.stream().reduce(BigInteger.ZERO, BigInteger::gcd));
    }

    /** a²b with b squarefree gives a√b, so that its square is n. */
    @Property(tries = 2000, seed = "4306")
    void squareDivisorsAreTakenOut(
            @ForAll @IntRange(min = 1, max = 30_000) int a, @ForAll @IntRange(min = 1, max = 900_000) int n) {
        ExactReal root = ExactReal.sqrt((long) a * a * n);
        long radicand = root.terms().firstKey();
        BigFraction factor = root.terms().get(radicand);
        assertEquals(new BigFraction((long) a * a * n), factor.multiply(factor).multiply(new BigFraction(radicand)));
        for (long p = 2; p * p <= radicand; p++) {
            assertTrue(radicand % (p * p) != 0, radicand + " has a square divisor");
        }
    }
}
