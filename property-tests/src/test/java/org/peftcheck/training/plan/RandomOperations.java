package org.peftcheck.training.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.peftcheck.training.plan.RandomPlan.Meaning;
import org.peftcheck.training.plan.RandomPlan.Term;

/** Operations chosen at random on expressions chosen at random. */
final class RandomOperations {

    private static final Operation[] BOUNDED = {
        Operation.ERF,
        Operation.TANH,
        Operation.SIGMOID,
        Operation.RELU,
        Operation.STEP,
        Operation.ABS,
        Operation.SIGN,
        Operation.ROUND,
        Operation.SIN,
        Operation.COS,
        Operation.COPY,
        Operation.SQUARE
    };
    private static final Operation[] OF_POSITIVE = {
        Operation.SQRT, Operation.INVERSE_SQRT, Operation.RECIPROCAL, Operation.LOG
    };

    private final RandomPlan plan;
    private final Random random;
    private final Expressions expressions;

    RandomOperations(RandomPlan plan, Random random) {
        this.plan = plan;
        this.random = random;
        this.expressions = plan.expressions();
    }

    /** One more expression, or a few. */
    void extend() {
        Term x = plan.anyTerm();
        switch (random.nextInt(15)) {
            case 0, 1, 2 -> binary(x, partner(x));
            case 3 -> unary(x);
            case 4 -> linear(x);
            case 5 -> reduction(x);
            case 6 -> reduceTo(x);
            case 7, 8 -> product(x);
            case 9 -> reshape(x);
            case 10 -> permute(x);
            case 11 -> rows(x);
            case 12 -> softmax(x);
            case 13 -> product(reshape(permute(x)));
            default -> leaf(x);
        }
    }

    private static Meaning same(Term x, UnaryOperator<Bounded> meaning) {
        return before -> meaning.apply(before.get(x.index()));
    }

    private void leaf(Term x) {
        switch (random.nextInt(3)) {
            case 0 -> number(random.nextBoolean() ? x.shape() : part(x.shape()));
            case 1 -> expand(x);
            default -> plan.source(part(x.shape()));
        }
    }

    private Term number(int... shape) {
        double value = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextInt(16) / 8.0 - 1;
        double[] values = new double[Bounded.count(shape)];
        Arrays.fill(values, value);
        return plan.term(expressions.number(value, shape), before -> Bounded.exact(shape, values));
    }

    private void expand(Term x) {
        int[] shape = x.shape();
        int[] larger =
                Arrays.stream(shape).map(d -> d == 1 ? plan.dimension() : d).toArray();
        if (random.nextBoolean() && larger.length < 4) {
            int[] longer = new int[larger.length + 1];
            longer[0] = plan.dimension();
            System.arraycopy(larger, 0, longer, 1, larger.length);
            larger = longer;
        }
        if (plan.isSmall(larger)) {
            int[] target = larger;
            plan.term(expressions.expand(x.node(), target), same(x, a -> NaiveOperations.expand(a, target)));
        }
    }

    /** A shape that is broadcast to the given one. */
    private int[] part(int... shape) {
        int from = shape.length == 0 || random.nextInt(3) > 0 ? 0 : random.nextInt(shape.length + 1);
        int[] result = Arrays.copyOfRange(shape, from, shape.length);
        int kept = random.nextInt(1 << 4) | random.nextInt(1 << 4);
        for (int k = 0; k < result.length; k++) {
            result[k] = (kept >> k & 1) == 1 ? result[k] : 1;
        }
        return result;
    }

    private Term partner(Term x) {
        List<Term> shuffled = new ArrayList<>(plan.terms());
        Collections.shuffle(shuffled, random);
        return shuffled.stream()
                .filter(y -> common(x.shape(), y.shape()) != null)
                .findFirst()
                .filter(y -> random.nextInt(4) > 0)
                .orElseGet(() -> plan.source(part(x.shape())));
    }

    /** The shape to which two are broadcast; null when there is none that is small. */
    private int[] common(int[] a, int... b) {
        int[] result = new int[Math.max(a.length, b.length)];
        for (int k = 1; k <= result.length; k++) {
            int p = k > a.length ? 1 : a[a.length - k];
            int q = k > b.length ? 1 : b[b.length - k];
            if (p != q && p != 1 && q != 1) {
                return null;
            }
            result[result.length - k] = Math.max(p, q);
        }
        return plan.isSmall(result) ? result : null;
    }

    private void binary(Term x, Term y) {
        int[] shape = common(x.shape(), y.shape());
        boolean swapped = random.nextBoolean();
        Term a = swapped ? y : x;
        Term b = swapped ? x : y;
        switch (random.nextInt(4)) {
            case 0 -> combined(Operation.ADD, expressions.add(a.node(), b.node()), a, b, shape);
            case 1 -> combined(Operation.SUBTRACT, expressions.subtract(a.node(), b.node()), a, b, shape);
            case 2 -> combined(Operation.MULTIPLY, expressions.multiply(a.node(), b.node()), a, b, shape);
            default -> {
                Term c = positive(b);
                combined(Operation.DIVIDE, expressions.divide(a.node(), c.node()), a, c, shape);
            }
        }
    }

    private void combined(Operation operation, Node node, Term a, Term b, int... shape) {
        plan.term(
                node, before -> NaiveOperations.binary(operation, before.get(a.index()), before.get(b.index()), shape));
    }

    private Term entrywise(Operation operation, Term x) {
        return plan.term(expressions.unary(operation, x.node()), same(x, a -> NaiveOperations.unary(operation, a)));
    }

    private Term shift(double summand, Term x) {
        return plan.term(
                expressions.shift(summand, x.node()),
                same(x, a -> a.map(v -> v + summand, 1, 1e-7 * Math.abs(summand))));
    }

    private Term scale(double factor, Term x) {
        return plan.term(
                expressions.scale(factor, x.node()), same(x, a -> a.map(v -> factor * v, Math.abs(factor), 0)));
    }

    private Term positive(Term x) {
        return shift(0.5, entrywise(random.nextBoolean() ? Operation.ABS : Operation.SQUARE, x));
    }

    private void unary(Term x) {
        switch (random.nextInt(4)) {
            case 0 -> entrywise(OF_POSITIVE[random.nextInt(OF_POSITIVE.length)], positive(x));
            case 1 -> entrywise(Operation.EXP, entrywise(Operation.SIN, x));
            default -> entrywise(BOUNDED[random.nextInt(BOUNDED.length)], x);
        }
    }

    private void linear(Term x) {
        double number = random.nextInt(5) - 2 + (random.nextBoolean() ? 0.25 : 0);
        if (random.nextBoolean()) {
            scale(number, x);
        } else {
            shift(number, x);
        }
    }

    private void reduction(Term x) {
        if (x.rank() == 0) {
            return;
        }
        int[] shape = x.shape();
        shape[shape.length - 1] = 1;
        if (random.nextInt(3) == 0) {
            plan.term(
                    expressions.reduceRows(Operation.ROW_MAX, x.node()),
                    same(x, a -> NaiveOperations.rowMax(a, shape)));
        } else {
            plan.term(
                    expressions.reduceRows(Operation.ROW_SUM, x.node()),
                    same(x, a -> NaiveOperations.sum(a, shape, shape)));
        }
    }

    private void reduceTo(Term x) {
        int[] shape = part(x.shape());
        if (random.nextBoolean() && x.rank() > 0) {
            shape = new int[] {x.node().width()};
        }
        int[] target = shape;
        expressions
                .reduceTo(x.node(), target)
                .ifPresent(node -> plan.term(node, same(x, a -> NaiveOperations.sum(a, target, target))));
    }

    private void softmax(Term x) {
        if (x.rank() == 0) {
            return;
        }
        boolean logarithm = random.nextBoolean();
        Node node = logarithm ? expressions.logSoftmax(x.node()) : expressions.softmax(x.node());
        plan.term(node, same(x, a -> {
            int[] narrow = a.shape().clone();
            narrow[narrow.length - 1] = 1;
            Bounded most = NaiveOperations.rowMax(a, narrow);
            Bounded shifted = NaiveOperations.binary(Operation.SUBTRACT, a, most, a.shape());
            Bounded shares = NaiveOperations.unary(Operation.EXP, shifted);
            Bounded sums = NaiveOperations.sum(shares, narrow, narrow);
            return logarithm
                    ? NaiveOperations.binary(
                            Operation.SUBTRACT, shifted, NaiveOperations.unary(Operation.LOG, sums), a.shape())
                    : NaiveOperations.binary(Operation.DIVIDE, shares, sums, a.shape());
        }));
    }

    private void product(Term x) {
        int rank = x.rank();
        if (rank < 2) {
            return;
        }
        boolean first = random.nextBoolean();
        boolean second = random.nextBoolean();
        int[] shape = x.shape();
        int inner = shape[first ? rank - 2 : rank - 1];
        int outer = plan.dimension();
        int[] other = shape.clone();
        other[rank - 2] = second ? outer : inner;
        other[rank - 1] = second ? inner : outer;
        shape[rank - 2] = shape[first ? rank - 1 : rank - 2];
        shape[rank - 1] = outer;
        if (!plan.isSmall(shape) || !plan.isSmall(other)) {
            return;
        }
        Term y = plan.terms().stream()
                .filter(term -> Arrays.equals(term.shape(), other))
                .reduce((p, q) -> random.nextBoolean() ? p : q)
                .orElseGet(() -> plan.source(other));
        plan.term(
                expressions.matmul(x.node(), y.node(), first, second),
                before -> NaiveOperations.matmul(before.get(x.index()), before.get(y.index()), first, second, shape));
    }

    private Term reshape(Term x) {
        List<Integer> factors = new ArrayList<>();
        int rest = x.node().count();
        for (int factor = 2; rest > 1; factor++) {
            while (rest % factor == 0) {
                factors.add(factor);
                rest /= factor;
            }
        }
        int[] shape = new int[1 + random.nextInt(4)];
        Arrays.fill(shape, 1);
        if (random.nextBoolean()) {
            Collections.shuffle(factors, random);
        }
        factors.forEach(factor -> shape[random.nextInt(shape.length)] *= factor);
        return reshape(x, random.nextInt(3) > 0 ? split(x.shape()) : shape);
    }

    private Term reshape(Term x, int... shape) {
        return plan.term(expressions.reshape(x.node(), shape), same(x, a -> a.picked(shape, i -> i)));
    }

    /** The shape with a dimension split in two where it is even, or with two joined. */
    private int[] split(int... shape) {
        if (shape.length == 0) {
            return shape;
        }
        int axis = random.nextInt(shape.length);
        boolean splits = shape[axis] % 2 == 0 && shape.length < 4;
        if (!splits && axis == 0) {
            return shape;
        }
        int[] result = new int[splits ? shape.length + 1 : shape.length - 1];
        System.arraycopy(shape, 0, result, 0, axis);
        System.arraycopy(shape, axis + 1, result, result.length - (shape.length - axis - 1), shape.length - axis - 1);
        if (splits) {
            result[axis] = random.nextBoolean() ? 2 : shape[axis] / 2;
            result[axis + 1] = shape[axis] / result[axis];
        } else {
            result[axis - 1] = shape[axis - 1] * shape[axis];
        }
        return result;
    }

    private Term permute(Term x) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        Collections.shuffle(order, random);
        int[] axes = order.stream().mapToInt(Integer::intValue).toArray();
        int[] shape = Arrays.stream(axes).map(axis -> x.shape()[axis]).toArray();
        return plan.term(expressions.permute(x.node(), axes), same(x, a -> NaiveOperations.permute(a, shape, axes)));
    }

    private void rows(Term x) {
        if (x.rank() != 2) {
            return;
        }
        if (random.nextInt(4) == 0) {
            oneHot(x.node().width());
        } else if (random.nextBoolean()) {
            int count = random.nextInt(4) == 0 ? x.node().dimension(0) : plan.dimension();
            if (!plan.isSmall(count, x.node().width())) {
                return;
            }
            Indices indices = plan.indices(count, x.node().dimension(0));
            Node node = expressions.gather(x.node(), expressions.source(indices, count));
            plan.term(node, same(x, a -> NaiveOperations.gather(a, plan.chosen(indices))));
        } else {
            int[] shape = {plan.dimension(), x.node().dimension(1)};
            if (!plan.isSmall(shape)) {
                return;
            }
            int count = x.node().dimension(0);
            Indices indices = plan.indices(count, shape[0]);
            Node node = expressions.scatter(x.node(), expressions.source(indices, count), shape);
            plan.term(node, same(x, a -> NaiveOperations.scatter(a, plan.chosen(indices), shape)));
        }
    }

    private void oneHot(int width) {
        int count = plan.dimension();
        if (plan.isSmall(count, width)) {
            Indices indices = plan.indices(count, width);
            Node node = expressions.oneHot(expressions.source(indices, count), width);
            plan.term(node, before -> NaiveOperations.oneHot(width, plan.chosen(indices)));
        }
    }
}
