package org.peftcheck.theory.proof.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Term;

/** Kinds of mistakes that can be planted in a theorem, each with all the places where it can be made. */
enum Mistake {
    COFACTOR_SIGN(cofactors(c -> Stream.of(scaled(c, BigFraction.MINUS_ONE)))),
    COFACTOR_TWICE(cofactors(c -> Stream.of(scaled(c, BigFraction.TWO)))),
    COFACTOR_HALVED(cofactors(c -> Stream.of(scaled(c, BigFraction.ONE_HALF)))),
    COFACTOR_DROPPED(cofactors(c -> Stream.of(scaled(c, BigFraction.ZERO)))),
    COFACTOR_OTHER_ADJOINT((t, at) -> Stream.of(cofactor(t, at))
            .filter(c -> !polynomial(t, c).equals(polynomial(t, c).adjoint()))
            .map(c -> changed(t, at, new Cofactor(c.left(), c.hypothesis(), !c.adjoint(), c.right())))),
    COFACTOR_OTHER_HYPOTHESIS((t, at) -> t.identity().hypotheses().stream()
            .filter(h -> !h.name().equals(cofactor(t, at).hypothesis()))
            .map(h -> changed(
                    t,
                    at,
                    new Cofactor(
                            cofactor(t, at).left(),
                            h.name(),
                            cofactor(t, at).adjoint(),
                            cofactor(t, at).right())))),
    COFACTOR_SIDES_EXCHANGED((t, at) -> Stream.of(cofactor(t, at))
            .map(c -> new Cofactor(c.right(), c.hypothesis(), c.adjoint(), c.left()))
            .filter(c -> !sameProduct(t, c, cofactor(t, at)))
            .map(c -> changed(t, at, c))),
    LEFT_TERM_DROPPED(lefts((p, i) -> Rewriting.coefficients(p, 0))),
    LEFT_TERM_SIGN(lefts((p, i) -> Rewriting.coefficients(p, -1))),
    LEFT_LETTER_SWAPPED(lefts(Rewriting::letters)),
    LEFT_LETTER_DROPPED(lefts((p, i) -> Rewriting.omissions(p))),
    LEFT_ADJOINT_FOR_INVERSE(lefts(Rewriting::adjointForInverse)),
    RIGHT_TERM_DROPPED(rights((p, i) -> Rewriting.coefficients(p, 0))),
    RIGHT_TERM_SIGN(rights((p, i) -> Rewriting.coefficients(p, -1))),
    RIGHT_LETTER_SWAPPED(rights(Rewriting::letters)),
    RIGHT_LETTER_DROPPED(rights((p, i) -> Rewriting.omissions(p))),
    RIGHT_ADJOINT_FOR_INVERSE(rights(Rewriting::adjointForInverse)),
    HYPOTHESIS_DROPPED(
            (t, at) -> Stream.of(() -> proof(t, without(t, at), t.identity().goal()))),
    HYPOTHESIS_TERM_DROPPED(hypotheses((p, i) -> Rewriting.coefficients(p, 0))),
    HYPOTHESIS_TERM_SIGN(hypotheses((p, i) -> Rewriting.coefficients(p, -1))),
    HYPOTHESIS_TERM_TWICE(hypotheses((p, i) -> Rewriting.coefficients(p, 2))),
    HYPOTHESIS_LETTER_SWAPPED(hypotheses(Rewriting::letters)),
    HYPOTHESIS_ADJOINT_FOR_INVERSE(hypotheses(Rewriting::adjointForInverse)),
    GOAL_TERM_DROPPED(goals((p, i) -> Rewriting.coefficients(p, 0))),
    GOAL_TERM_SIGN(goals((p, i) -> Rewriting.coefficients(p, -1))),
    GOAL_TERM_TWICE(goals((p, i) -> Rewriting.coefficients(p, 2))),
    GOAL_LETTER_SWAPPED(goals(Rewriting::letters)),
    GOAL_LETTER_DROPPED(goals((p, i) -> Rewriting.omissions(p))),
    GOAL_ADJOINT_FOR_INVERSE(goals(Rewriting::adjointForInverse)),
    GOAL_ADJOINT(goals((p, i) -> Stream.of(p.adjoint()).filter(a -> !a.equals(p)))),
    SHAPE_TRANSPOSED((t, at) -> Stream.of(() -> transposed(t, at)));

    /** A proof with a mistake; making it has to fail. */
    @FunctionalInterface
    interface Attempt {
        OperatorProof make();
    }

    /** Changes at one index: of a cofactor, a hypothesis, or an operator. */
    @FunctionalInterface
    private interface Planting {
        Stream<Attempt> at(OperatorTheorem theorem, int index);
    }

    private final Planting planting;

    Mistake(Planting planting) {
        this.planting = planting;
    }

    List<Attempt> in(OperatorTheorem theorem) {
        OperatorIdentity identity = theorem.identity();
        int places = name().startsWith("HYPOTHESIS")
                ? identity.hypotheses().size()
                : name().startsWith("GOAL")
                        ? 1
                        : name().startsWith("SHAPE")
                                ? identity.operators().size()
                                : theorem.proof().cofactors().size();
        return IntStream.range(0, places)
                .boxed()
                .flatMap(at -> planting.at(theorem, at))
                .toList();
    }

    @FunctionalInterface
    private interface Change {
        Stream<OperatorPolynomial> of(OperatorPolynomial polynomial, OperatorIdentity identity);
    }

    private static Planting cofactors(Function<Cofactor, Stream<Cofactor>> change) {
        return (t, at) -> change.apply(cofactor(t, at)).map(c -> changed(t, at, c));
    }

    private static Planting lefts(Change change) {
        return (t, at) -> change.of(cofactor(t, at).left(), t.identity())
                .map(left -> changed(
                        t,
                        at,
                        new Cofactor(
                                left,
                                cofactor(t, at).hypothesis(),
                                cofactor(t, at).adjoint(),
                                cofactor(t, at).right())));
    }

    private static Planting rights(Change change) {
        return (t, at) -> change.of(cofactor(t, at).right(), t.identity())
                .map(right -> changed(
                        t,
                        at,
                        new Cofactor(
                                cofactor(t, at).left(),
                                cofactor(t, at).hypothesis(),
                                cofactor(t, at).adjoint(),
                                right)));
    }

    private static Planting hypotheses(Change change) {
        return (t, at) -> change.of(t.identity().hypotheses().get(at).polynomial(), t.identity())
                .map(polynomial -> () -> {
                    List<OperatorHypothesis> hypotheses =
                            new ArrayList<>(t.identity().hypotheses());
                    hypotheses.set(at, new OperatorHypothesis(hypotheses.get(at).name(), polynomial));
                    return proof(t, hypotheses, t.identity().goal());
                });
    }

    private static Planting goals(Change change) {
        return (t, at) -> change.of(t.identity().goal(), t.identity())
                .map(goal -> () -> proof(t, t.identity().hypotheses(), goal));
    }

    private static Cofactor cofactor(OperatorTheorem theorem, int at) {
        return theorem.proof().cofactors().get(at);
    }

    private static Cofactor scaled(Cofactor cofactor, BigFraction factor) {
        return new Cofactor(cofactor.left().scale(factor), cofactor.hypothesis(), cofactor.adjoint(), cofactor.right());
    }

    private static OperatorPolynomial polynomial(OperatorTheorem theorem, Cofactor cofactor) {
        return theorem.identity()
                .hypothesis(cofactor.hypothesis())
                .orElseThrow()
                .polynomial();
    }

    private static boolean sameProduct(OperatorTheorem theorem, Cofactor one, Cofactor other) {
        try {
            return product(theorem, one).equals(product(theorem, other));
        } catch (IllegalArgumentException misfit) {
            return false;
        }
    }

    private static OperatorPolynomial product(OperatorTheorem theorem, Cofactor cofactor) {
        OperatorPolynomial hypothesis = polynomial(theorem, cofactor);
        return cofactor.left()
                .times(cofactor.adjoint() ? hypothesis.adjoint() : hypothesis)
                .times(cofactor.right());
    }

    private static Attempt changed(OperatorTheorem theorem, int at, Cofactor cofactor) {
        List<Cofactor> cofactors = new ArrayList<>(theorem.proof().cofactors());
        cofactors.set(at, cofactor);
        return () -> new OperatorProof(theorem.identity(), cofactors);
    }

    private static List<OperatorHypothesis> without(OperatorTheorem theorem, int at) {
        List<OperatorHypothesis> hypotheses = new ArrayList<>(theorem.identity().hypotheses());
        hypotheses.remove(at);
        return hypotheses;
    }

    private static OperatorProof proof(
            OperatorTheorem theorem, List<OperatorHypothesis> hypotheses, OperatorPolynomial goal) {
        OperatorIdentity from = theorem.identity();
        return new OperatorProof(
                new OperatorIdentity(from.name(), from.statement(), from.operators(), hypotheses, goal),
                theorem.proof().cofactors());
    }

    private static OperatorProof transposed(OperatorTheorem theorem, int at) {
        OperatorIdentity from = theorem.identity();
        List<NamedOperator> operators = new ArrayList<>(from.operators());
        Term.Symbol symbol = operators.get(at).symbol();
        if (symbol.shape().equals(symbol.shape().transposed())) {
            throw new IllegalArgumentException("nothing to transpose");
        }
        operators.set(
                at,
                new NamedOperator(new Term.Symbol(symbol.name(), symbol.shape().transposed()), ""));
        return new OperatorProof(
                new OperatorIdentity(from.name(), from.statement(), operators, from.hypotheses(), from.goal()),
                theorem.proof().cofactors());
    }
}
