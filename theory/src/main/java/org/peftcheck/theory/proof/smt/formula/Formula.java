package org.peftcheck.theory.proof.smt.formula;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hipparchus.fraction.BigFraction;

/** A statement on expressions without quantifiers; its variables are understood as arbitrary. */
public sealed interface Formula {

    /** How two numbers compare. */
    enum Relation {
        /** =. */
        EQUAL("="),
        /** ≤. */
        AT_MOST("<="),
        /** &lt;. */
        LESS("<");

        private final String symbol;

        Relation(String symbol) {
            this.symbol = symbol;
        }

        /**
         * The symbol in SMT-LIB.
         *
         * @return the symbol
         */
        public String symbol() {
            return symbol;
        }
    }

    /**
     * A comparison.
     *
     * @param left the left side
     * @param relation the relation
     * @param right the right side
     */
    record Comparison(Expression left, Relation relation, Expression right) implements Formula {
        /** Checks that all parts are there. */
        public Comparison {
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(relation, "relation");
            Objects.requireNonNull(right, "right");
        }
    }

    /**
     * The negation.
     *
     * @param formula what is denied
     */
    record Not(Formula formula) implements Formula {
        /** Checks that there is a formula. */
        public Not {
            Objects.requireNonNull(formula, "formula");
        }
    }

    /**
     * All of them.
     *
     * @param parts the formulas; none of them is true
     */
    record And(List<Formula> parts) implements Formula {
        /** Copies the parts. */
        public And {
            parts = List.copyOf(parts);
        }
    }

    /**
     * At least one of them.
     *
     * @param parts the formulas; none of them is false
     */
    record Or(List<Formula> parts) implements Formula {
        /** Copies the parts. */
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Both or neither.
     *
     * @param left one formula
     * @param right the other
     */
    record Iff(Formula left, Formula right) implements Formula {
        /** Checks that both parts are there. */
        public Iff {
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(right, "right");
        }
    }

    /**
     * All of the given formulas.
     *
     * @param parts the formulas
     * @return the conjunction
     */
    static Formula and(Formula... parts) {
        return new And(List.of(parts));
    }

    /**
     * At least one of the given formulas.
     *
     * @param parts the formulas
     * @return the disjunction
     */
    static Formula or(Formula... parts) {
        return new Or(List.of(parts));
    }

    /**
     * The equivalence with another formula.
     *
     * @param other the other formula
     * @return this ⇔ other
     */
    default Formula iff(Formula other) {
        return new Iff(this, other);
    }

    /**
     * The negation.
     *
     * @return ¬ this
     */
    default Formula negated() {
        return new Not(this);
    }

    /**
     * Whether it holds at a rational point, in exact arithmetic.
     *
     * @param point a value for each variable that occurs
     * @return whether it holds
     * @throws IllegalArgumentException if a variable has no value
     */
    default boolean holdsAt(Map<String, BigFraction> point) {
        return ExactEvaluation.holds(this, point);
    }
}
