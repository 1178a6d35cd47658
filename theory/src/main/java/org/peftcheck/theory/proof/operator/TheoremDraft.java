package org.peftcheck.theory.proof.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Writes a theorem down as text: operators with their values in the witness, hypotheses, goal, cofactors, and what to change in
 * the witness to see that a hypothesis is needed. Nothing here is trusted: {@link OperatorTheorem} checks the result.
 */
final class TheoremDraft {

    private record Step(NamedOperator operator, Function<RationalModel, RationalMatrix> value) {}

    private record Change(String operator, Function<RationalMatrix, RationalMatrix> value) {}

    private final String claim;
    private final String name;
    private final String statement;
    private final Map<String, Term.Symbol> symbols = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<OperatorHypothesis> hypotheses = new ArrayList<>();
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private final List<Cofactor> cofactors = new ArrayList<>();
    private OperatorPolynomial goal;

    private TheoremDraft(String claim, String name, String statement) {
        this.claim = claim;
        this.name = name;
        this.statement = statement;
    }

    static TheoremDraft of(String claim, String name, String statement) {
        return new TheoremDraft(claim, name, statement);
    }

    /** An operator with its value in the witness, as rows between semicolons. The shape is two dimensions or numbers. */
    TheoremDraft operator(String letter, String shape, String meaning, String value) {
        RationalMatrix matrix = matrix(value);
        return computed(letter, shape, meaning, model -> matrix);
    }

    private TheoremDraft computed(
            String letter, String shape, String meaning, Function<RationalModel, RationalMatrix> value) {
        String[] sides = shape.split(" ");
        Term.Symbol symbol = new Term.Symbol(letter, new Shape(side(sides[0]), side(sides[1])));
        symbols.put(letter, symbol);
        steps.add(new Step(new NamedOperator(symbol, meaning), value));
        return this;
    }

    /** An operator that is a polynomial in earlier ones: its definition is a hypothesis, needed since another value breaks it. */
    TheoremDraft define(String hypothesis, String letter, String shape, String meaning, String text) {
        OperatorPolynomial definition = OperatorSyntax.parse(text, symbols);
        computed(letter, shape, meaning, model -> model.evaluate(definition));
        hypotheses.add(new OperatorHypothesis(
                hypothesis, OperatorPolynomial.of(symbols.get(letter)).minus(definition)));
        return disturbing(hypothesis, letter);
    }

    /** The positive and the negative part of a polynomial in earlier operators, with ReLU's identity as a hypothesis. */
    TheoremDraft relu(String positive, String negative, String shape, String text) {
        OperatorPolynomial argument = OperatorSyntax.parse(text, symbols);
        computed(positive, shape, "relu of " + text, model -> positivePart(model.evaluate(argument)));
        computed(
                negative,
                shape,
                "relu of -(" + text + ")",
                model -> positivePart(model.evaluate(argument).scale(BigFraction.MINUS_ONE)));
        hypotheses.add(new OperatorHypothesis(
                "relu-identity",
                OperatorPolynomial.of(symbols.get(positive))
                        .minus(OperatorPolynomial.of(symbols.get(negative)))
                        .minus(argument)));
        return disturbing("relu-identity", positive);
    }

    private static RationalMatrix positivePart(RationalMatrix matrix) {
        return matrix.map(x -> x.signum() < 0 ? BigFraction.ZERO : x);
    }

    TheoremDraft suppose(String hypothesis, String text) {
        hypotheses.add(new OperatorHypothesis(hypothesis, OperatorSyntax.parse(text, symbols)));
        return this;
    }

    /** The hypothesis is needed: with this value of an operator the others hold and the goal does not. */
    TheoremDraft without(String hypothesis, String letter, String value) {
        RationalMatrix matrix = matrix(value);
        changes.put(hypothesis, new Change(letter, old -> matrix));
        return this;
    }

    private TheoremDraft disturbing(String hypothesis, String letter) {
        changes.put(
                hypothesis,
                new Change(
                        letter,
                        old -> old.plus(RationalMatrix.of(
                                old.rows(), old.columns(), (i, j) -> new BigFraction(1 + i + 2 * j)))));
        return this;
    }

    TheoremDraft conclude(String text) {
        goal = OperatorSyntax.parse(text, symbols);
        return this;
    }

    /** A cofactor; a star behind the hypothesis takes its adjoint. */
    TheoremDraft by(String left, String hypothesis, String right) {
        boolean adjoint = hypothesis.endsWith("*");
        String plain = adjoint ? hypothesis.substring(0, hypothesis.length() - 1) : hypothesis;
        Shape shape = hypotheses.stream()
                .filter(h -> h.name().equals(plain))
                .map(h -> adjoint
                        ? h.polynomial().shape().transposed()
                        : h.polynomial().shape())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "identity " + name + ": expected a hypothesis, got `" + plain + "`"));
        cofactors.add(new Cofactor(
                OperatorSyntax.parse(left, symbols, new Shape(goal.shape().rows(), shape.rows())),
                plain,
                adjoint,
                OperatorSyntax.parse(
                        right, symbols, new Shape(shape.columns(), goal.shape().columns()))));
        return this;
    }

    OperatorTheorem theorem() {
        OperatorIdentity identity = new OperatorIdentity(
                name, statement, steps.stream().map(Step::operator).toList(), hypotheses, goal);
        Map<String, Necessity> necessity = new LinkedHashMap<>();
        for (OperatorHypothesis hypothesis : hypotheses) {
            Change change = changes.get(hypothesis.name());
            if (change != null) {
                necessity.put(hypothesis.name(), new Necessity.Needed(model(change)));
            }
        }
        Change none = new Change("", old -> old);
        return new OperatorTheorem(claim, new OperatorProof(identity, cofactors), model(none), necessity);
    }

    private RationalModel model(Change change) {
        Map<Dimension, Integer> sizes = new TreeMap<>();
        Map<String, RationalMatrix> values = new TreeMap<>();
        for (Step step : steps) {
            Term.Symbol symbol = step.operator().symbol();
            RationalMatrix value = step.value().apply(new RationalModel(sizes, values));
            values.put(
                    symbol.name(),
                    symbol.name().equals(change.operator()) ? change.value().apply(value) : value);
            symbol.shape().rows().dimensions().forEach(d -> sizes.put(d, value.rows()));
            symbol.shape().columns().dimensions().forEach(d -> sizes.put(d, value.columns()));
        }
        return new RationalModel(sizes, values);
    }

    private static Polynomial side(String side) {
        return side.matches("\\d+")
                ? Polynomial.constant(Long.parseLong(side))
                : Polynomial.of(new Dimension(side, side));
    }

    private static RationalMatrix matrix(String text) {
        String[][] cells = Arrays.stream(text.split(";"))
                .map(row -> row.strip().split(" +"))
                .toArray(String[][]::new);
        return RationalMatrix.of(cells.length, cells[0].length, (i, j) -> {
            String[] parts = cells[i][j].split("/");
            return new BigFraction(Long.parseLong(parts[0]), parts.length == 1 ? 1 : Long.parseLong(parts[1]));
        });
    }
}
