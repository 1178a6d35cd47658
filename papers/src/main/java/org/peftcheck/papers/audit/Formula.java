package org.peftcheck.papers.audit;

import java.util.Optional;
import org.hipparchus.fraction.BigFraction;

/**
 * An expression, or a relation of two.
 *
 * @param left the expression, or the left side
 * @param relation the sign of the relation: {@code >=}, {@code >}, {@code =}, {@code <=} or {@code <}
 * @param right the right side; empty exactly when the relation is
 */
record Formula(Expression left, Optional<String> relation, Optional<Expression> right) {

    boolean isRelation() {
        return relation.isPresent();
    }

    /** Whether the relation holds. */
    boolean holds(Scope scope) {
        int order = left.value(scope).compareTo(rightSide(scope));
        return switch (relation.orElseThrow()) {
            case ">=" -> order >= 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            case "<" -> order < 0;
            default -> order == 0;
        };
    }

    BigFraction rightSide(Scope scope) {
        return right.orElseThrow().value(scope);
    }
}
