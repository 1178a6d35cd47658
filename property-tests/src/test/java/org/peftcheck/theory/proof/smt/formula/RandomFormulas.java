package org.peftcheck.theory.proof.smt.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.fraction.BigFraction;

/** Small random formulas in x, y, z with at most four ReLUs, and points for them. */
final class RandomFormulas {

    private static final List<String> NAMES = List.of("x", "y", "z");

    private final Random random;
    private final Sort sort;
    private int relus = 4;

    RandomFormulas(long seed, Sort sort) {
        this.random = new Random(seed);
        this.sort = sort;
    }

    Formula formula(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            Formula.Relation relation = Formula.Relation.values()[random.nextInt(3)];
            return new Formula.Comparison(expression(3), relation, expression(2));
        }
        return switch (random.nextInt(4)) {
            case 0 -> formula(depth - 1).negated();
            case 1 -> Formula.and(formula(depth - 1), formula(depth - 1));
            case 2 -> Formula.or(formula(depth - 1), formula(depth - 1));
            default -> formula(depth - 1).iff(formula(depth - 1));
        };
    }

    private Expression expression(int depth) {
        int kind = depth == 0 ? random.nextInt(2) : random.nextInt(6);
        if (kind == 5 && relus > 0) {
            relus--;
            return expression(depth - 1).relu();
        }
        return switch (kind) {
            case 0 -> new Expression.Constant(number());
            case 1 -> Expression.variable(NAMES.get(random.nextInt(NAMES.size())));
            case 2 -> expression(depth - 1).times(expression(depth - 1));
            case 3 -> expression(depth - 1).minus(expression(depth - 1));
            default ->
                Expression.sum(
                        new ArrayList<>(List.of(expression(depth - 1), expression(depth - 1), expression(depth - 1))));
        };
    }

    private BigFraction number() {
        return new BigFraction(random.nextInt(7) - 3, sort == Sort.REAL ? random.nextInt(3) + 1 : 1);
    }

    Map<String, BigFraction> point() {
        Map<String, BigFraction> point = new LinkedHashMap<>();
        NAMES.forEach(name -> point.put(name, number()));
        return point;
    }
}
