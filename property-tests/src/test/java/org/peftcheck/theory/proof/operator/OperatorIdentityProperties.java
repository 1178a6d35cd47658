package org.peftcheck.theory.proof.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;
import org.peftcheck.theory.exact.RationalMatrix;

/** Laws of the free *-algebra and of its checker. */
class OperatorIdentityProperties {

    @Provide
    Arbitrary<OperatorTheorem> theorems() {
        return Arbitraries.of(OperatorIdentities.all());
    }

    /** Soundness: where the hypotheses vanish the goal does, exactly. */
    @Property(tries = 1500, seed = "3401")
    void anAcceptedIdentityHoldsInEveryModel(@ForAll("theorems") OperatorTheorem theorem, @ForAll Random random) {
        RationalModel model = RandomModels.of(theorem, random);
        for (OperatorHypothesis hypothesis : theorem.identity().hypotheses()) {
            assertTrue(
                    model.evaluate(hypothesis.polynomial()).isZero(),
                    () -> "the model of " + theorem.name() + " violates " + hypothesis + ": " + model);
        }
        assertTrue(model.evaluate(theorem.identity().goal()).isZero(), () -> theorem.name() + " fails in " + model);
    }

    /** The cofactors give the goal for any matrices at all, by arithmetic that shares nothing with the free algebra's. */
    @Property(tries = 500, seed = "3402")
    void theCofactorsGiveTheGoalForAnyMatrices(@ForAll("theorems") OperatorTheorem theorem, @ForAll Random random) {
        RationalModel model = anyMatrices(theorem.identity(), random);
        RationalMatrix goal = model.evaluate(theorem.identity().goal());
        RationalMatrix sum = RationalMatrix.zero(goal.rows(), goal.columns());
        for (Cofactor cofactor : theorem.proof().cofactors()) {
            RationalMatrix hypothesis = model.evaluate(theorem.identity()
                    .hypothesis(cofactor.hypothesis())
                    .orElseThrow()
                    .polynomial());
            sum = sum.plus(model.evaluate(cofactor.left())
                    .times(cofactor.adjoint() ? hypothesis.transpose() : hypothesis)
                    .times(model.evaluate(cofactor.right())));
        }
        assertEquals(goal, sum);
        Statistics.collect(goal.isZero() ? "zero" : "not zero");
        Statistics.coverage(check -> check.check("not zero").percentage(share -> share > 60));
    }

    /** A random combination of hypotheses is accepted as evidence for what it expands to, and for nothing else. */
    @Property(tries = 500, seed = "3403")
    void aCombinationProvesItsExpansionOnly(@ForAll("theorems") OperatorTheorem theorem, @ForAll Random random) {
        OperatorIdentity identity = theorem.identity();
        Polynomial rows = side(identity, random);
        Polynomial columns = side(identity, random);
        OperatorPolynomial goal = OperatorPolynomial.zero(new Shape(rows, columns));
        List<Cofactor> cofactors = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            OperatorHypothesis hypothesis = identity.hypotheses()
                    .get(random.nextInt(identity.hypotheses().size()));
            boolean adjoint = random.nextBoolean();
            OperatorPolynomial polynomial = adjoint ? hypothesis.polynomial().adjoint() : hypothesis.polynomial();
            OperatorPolynomial left =
                    random(identity, new Shape(rows, polynomial.shape().rows()), random);
            OperatorPolynomial right =
                    random(identity, new Shape(polynomial.shape().columns(), columns), random);
            cofactors.add(new Cofactor(left, hypothesis.name(), adjoint, right));
            goal = goal.plus(left.times(polynomial).times(right));
        }
        assertEquals(Optional.empty(), CofactorChecker.rejection(stating(identity, goal), cofactors));
        OperatorPolynomial more = random(identity, goal.shape(), random);
        assertEquals(
                more.isZero(),
                CofactorChecker.rejection(stating(identity, goal.plus(more)), cofactors)
                        .isEmpty());
    }

    private static OperatorIdentity stating(OperatorIdentity identity, OperatorPolynomial goal) {
        return new OperatorIdentity(
                identity.name(), identity.statement(), identity.operators(), identity.hypotheses(), goal);
    }

    @Property(tries = 500, seed = "3404")
    void theFreeAlgebraIsAStarAlgebra(@ForAll("theorems") OperatorTheorem theorem, @ForAll Random random) {
        OperatorIdentity identity = theorem.identity();
        Polynomial[] sides = {side(identity, random), side(identity, random), side(identity, random)};
        OperatorPolynomial p = random(identity, new Shape(sides[0], sides[1]), random);
        OperatorPolynomial q = random(identity, new Shape(sides[1], sides[2]), random);
        OperatorPolynomial s = random(identity, new Shape(sides[1], sides[2]), random);
        assertEquals(p, p.adjoint().adjoint());
        assertEquals(p.times(q).adjoint(), q.adjoint().times(p.adjoint()));
        assertEquals(p.times(q).plus(p.times(s)), p.times(q.plus(s)));
        assertEquals(p.times(q.times(s.adjoint())), p.times(q).times(s.adjoint()));
        assertEquals(
                p.times(q.minus(s)).scale(BigFraction.TWO),
                p.scale(BigFraction.TWO).times(q.minus(s)));
        assertEquals(p.isZero() || q.isZero(), p.times(q).isZero(), "no divisors of zero");
        RationalModel model = anyMatrices(identity, random);
        assertEquals(model.evaluate(p).times(model.evaluate(q)), model.evaluate(p.times(q)));
        assertEquals(model.evaluate(q).minus(model.evaluate(s)), model.evaluate(q.minus(s)));
        assertEquals(model.evaluate(p).transpose(), model.evaluate(p.adjoint()));
    }

    @Property(tries = 500, seed = "3405")
    void whatIsWrittenReadsBack(@ForAll("theorems") OperatorTheorem theorem, @ForAll Random random) {
        OperatorIdentity identity = theorem.identity();
        Shape shape = new Shape(side(identity, random), side(identity, random));
        OperatorPolynomial p = random(identity, shape, random);
        assertEquals(p, OperatorSyntax.parse(p.toString(), identity.symbols(), shape));
    }

    /** The counterexamples violate the hypothesis that they are about; otherwise the identity would be unsound. */
    @Property(tries = 200, seed = "3406")
    void aCounterexampleViolatesWhatItDrops(@ForAll("theorems") OperatorTheorem theorem) {
        theorem.necessity().forEach((name, known) -> {
            RationalModel model = ((Necessity.Needed) known).counterexample();
            assertFalse(model.evaluate(
                            theorem.identity().hypothesis(name).orElseThrow().polynomial())
                    .isZero());
        });
    }

    private static Polynomial side(OperatorIdentity identity, Random random) {
        Shape shape = identity.operators()
                .get(random.nextInt(identity.operators().size()))
                .symbol()
                .shape();
        return random.nextBoolean() ? shape.rows() : shape.columns();
    }

    /** A polynomial of up to three words of the shape, of up to six letters; zero where no walk through the operators leads there. */
    private static OperatorPolynomial random(OperatorIdentity identity, Shape shape, Random random) {
        OperatorPolynomial sum = OperatorPolynomial.zero(shape);
        for (int i = 0; i < 60 && sum.terms().size() < 3; i++) {
            OperatorPolynomial word = OperatorPolynomial.identity(shape.rows());
            for (int length = random.nextInt(7); length > 0; length--) {
                Term.Symbol symbol = identity.operators()
                        .get(random.nextInt(identity.operators().size()))
                        .symbol();
                OperatorPolynomial letter = random.nextBoolean()
                        ? OperatorPolynomial.of(symbol)
                        : OperatorPolynomial.of(symbol).adjoint();
                if (letter.shape().rows().equals(word.shape().columns())) {
                    word = word.times(letter);
                }
            }
            if (word.shape().equals(shape)) {
                sum = sum.plus(word.scale(new BigFraction(1 + random.nextInt(5), random.nextBoolean() ? 2 : -3)));
            }
        }
        return sum;
    }

    private static RationalModel anyMatrices(OperatorIdentity identity, Random random) {
        Map<Dimension, Integer> sizes = new TreeMap<>();
        Map<String, RationalMatrix> values = new TreeMap<>();
        for (NamedOperator operator : identity.operators()) {
            Shape shape = operator.symbol().shape();
            values.put(
                    operator.symbol().name(),
                    RationalMatrix.of(
                            size(shape.rows(), sizes, random),
                            size(shape.columns(), sizes, random),
                            (i, j) -> new BigFraction(random.nextInt(9) - 4, 1 + random.nextInt(2))));
        }
        return new RationalModel(sizes, values);
    }

    private static int size(Polynomial side, Map<Dimension, Integer> sizes, Random random) {
        return side.isConstant()
                ? side.constantValue().intValueExact()
                : sizes.computeIfAbsent(side.dimensions().first(), d -> 1 + random.nextInt(3));
    }
}
