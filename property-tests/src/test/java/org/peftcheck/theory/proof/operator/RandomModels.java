package org.peftcheck.theory.proof.operator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.exact.ExactPseudoInverse;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Term;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Random exact models of the hypotheses of a theorem, of random sizes. An operator that a hypothesis defines by earlier ones gets
 * that value; those that solve an equation are made from exact pseudo-inverses and orthogonal matrices; the others are free.
 */
final class RandomModels {

    private final OperatorIdentity identity;
    private final Random random;
    private final Map<Dimension, Integer> sizes = new TreeMap<>();
    private final Map<String, RationalMatrix> values = new HashMap<>();
    private final Set<String> suppositions = new TreeSet<>();
    private RationalMatrix basis = RationalMatrix.identity(1);

    private RandomModels(OperatorIdentity identity, Random random) {
        this.identity = identity;
        this.random = random;
        identity.hypotheses().forEach(h -> suppositions.add(h.polynomial().toString()));
        for (String name : List.of("d_out", "d_in", "r", "n")) {
            sizes.put(new Dimension(name, name), 1 + random.nextInt(4));
        }
        int r = size("r");
        set("h", identity.symbols().containsKey("e") ? r + 1 : 2 * r);
        set("k", 1 + random.nextInt(Math.min(size("d_out"), size("d_in"))));
        if (suppositions.contains("J W* W - 1")) {
            set("d_out", size("d_in") + random.nextInt(3));
        }
        if (suppositions.contains("H K - 1")) {
            set("r", size("d_out") + random.nextInt(3));
        }
        if (suppositions.contains("W W* K - 1") || suppositions.contains("W R - 1")) {
            set("d_in", size("d_out") + random.nextInt(3));
        }
    }

    static RationalModel of(OperatorTheorem theorem, Random random) {
        RandomModels made = new RandomModels(theorem.identity(), random);
        for (NamedOperator operator : theorem.identity().operators()) {
            Term.Symbol symbol = operator.symbol();
            made.values.put(
                    symbol.name(),
                    made.defined(symbol).or(() -> made.solving(symbol.name())).orElseGet(() -> made.free(symbol)));
        }
        return new RationalModel(made.sizes, made.values);
    }

    private int size(String dimension) {
        return sizes.get(new Dimension(dimension, dimension));
    }

    private void set(String dimension, int size) {
        sizes.put(new Dimension(dimension, dimension), size);
    }

    private int size(Polynomial side) {
        return side.isConstant() ? side.constantValue().intValueExact() : size(side.toString());
    }

    /** The value that a hypothesis ±symbol + rest gives, where the rest has values already. */
    private Optional<RationalMatrix> defined(Term.Symbol symbol) {
        OperatorPolynomial alone = OperatorPolynomial.of(symbol);
        for (OperatorHypothesis hypothesis : identity.hypotheses()) {
            BigFraction sign = hypothesis
                    .polynomial()
                    .terms()
                    .getOrDefault(new Word(List.of(new Letter(symbol, false))), BigFraction.ZERO);
            if (sign.abs().equals(BigFraction.ONE)) {
                OperatorPolynomial rest = hypothesis.polynomial().minus(alone.scale(sign));
                if (values.keySet().containsAll(rest.operators())) {
                    return Optional.of(
                            new RationalModel(sizes, values).evaluate(rest).scale(sign.negate()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<RationalMatrix> solving(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "W" ->
                        Stream.of("J W* W - 1", "W W* K - 1", "W R - 1").anyMatch(suppositions::contains)
                                ? fullRank(size("d_out"), size("d_in"))
                                : integers(size("d_out"), size("d_in")).times(integers(size("d_in"), size("d_in")));
                    case "X", "G" -> inverse(name);
                    case "Y" ->
                        identity.symbols().containsKey("Q")
                                ? inverse().plus(nullRows().times(integers(size("d_in"), size("d_out"))))
                                : inverse();
                    case "J" -> ExactPseudoInverse.of(weight().transpose().times(weight()));
                    case "K" ->
                        suppositions.contains("W W* K - 1")
                                ? ExactPseudoInverse.of(weight().times(weight().transpose()))
                                : suppositions.contains("H K - 1") ? ExactPseudoInverse.of(values.get("H")) : null;
                    case "H" -> suppositions.contains("H K - 1") ? fullRank(size("d_out"), size("r")) : null;
                    case "n" -> suppositions.contains("n* W") ? nullColumns().times(integers(size("d_out"), 1)) : null;
                    case "U" -> orthonormalRows(size("k"), size("d_out")).transpose();
                    case "V" -> orthonormalRows(size("k"), size("d_in")).transpose();
                    case "S" -> fullRank(size("k"), size("k"));
                    case "T" -> ExactPseudoInverse.of(values.get("S"));
                    case "E1" -> orthonormalRows(size("r"), size("h"));
                    case "E2", "e" -> complement(values.get("E1"));
                    case "R" -> suppositions.contains("W R - 1") ? inverse() : projectedAlike();
                    case "O" ->
                        values.get("W")
                                .plus(values.get("A").times(values.get("B")))
                                .times(values.get("Z"))
                                .minus(orthogonalTo(values.get("B").times(values.get("Z"))));
                    case "D" -> suppositions.contains("D B*") ? orthogonalTo(values.get("B")) : null;
                    default -> null;
                });
    }

    private RationalMatrix weight() {
        return values.get("W");
    }

    private RationalMatrix inverse() {
        return ExactPseudoInverse.of(weight());
    }

    /** I − W⁺W. */
    private RationalMatrix nullRows() {
        return RationalMatrix.identity(size("d_in")).minus(inverse().times(weight()));
    }

    /** I − WW⁺. */
    private RationalMatrix nullColumns() {
        return RationalMatrix.identity(size("d_out")).minus(weight().times(inverse()));
    }

    /** As general a solution of those of Penrose's equations that are supposed as is easily made. */
    private RationalMatrix inverse(String name) {
        RationalMatrix any = integers(size("d_in"), size("d_out"));
        boolean outer = suppositions.contains("X W X - X");
        boolean columns = suppositions.contains("-W X + X* W*") || suppositions.contains("W* W X - W*");
        boolean rows = suppositions.contains("W* X* - X W") || suppositions.contains("-X W + W* X*");
        if (outer || columns && rows) {
            return inverse();
        }
        if (columns) {
            return inverse().plus(nullRows().times(any));
        }
        if (rows) {
            return inverse().plus(any.times(nullColumns()));
        }
        boolean inner = suppositions.contains("W " + name + " W - W");
        return inner
                ? inverse()
                        .plus(any)
                        .minus(inverse()
                                .times(weight())
                                .times(any)
                                .times(weight())
                                .times(inverse()))
                : any;
    }

    /** A matrix with the projection of the target, where that is supposed. */
    private RationalMatrix projectedAlike() {
        String target = suppositions.contains("-W X L + W X R") || suppositions.contains("W X R - W X L")
                ? "L"
                : suppositions.stream().anyMatch(s -> s.contains("W* A")) ? "A" : "";
        if (target.isEmpty()) {
            return null;
        }
        if (target.equals("L") && !suppositions.contains("W X W - W")) {
            RationalMatrix seen = weight().times(values.get("X"));
            RationalMatrix unseen = RationalMatrix.identity(size("d_out"))
                    .minus(ExactPseudoInverse.of(seen).times(seen));
            return values.get("L").plus(unseen.times(integers(size("d_out"), size("r"))));
        }
        return values.get(target).plus(nullColumns().times(integers(size("d_out"), size("r"))));
    }

    /** A matrix of d_out rows, each orthogonal to the rows of another. */
    private RationalMatrix orthogonalTo(RationalMatrix rows) {
        RationalMatrix rest = RationalMatrix.identity(rows.columns())
                .minus(ExactPseudoInverse.of(rows).times(rows));
        return integers(size("d_out"), rows.columns()).times(rest);
    }

    private RationalMatrix free(Term.Symbol symbol) {
        return integers(size(symbol.shape().rows()), size(symbol.shape().columns()));
    }

    private RationalMatrix integers(int rows, int columns) {
        return RationalMatrix.of(rows, columns, (i, j) -> new BigFraction(random.nextInt(7) - 3));
    }

    private RationalMatrix fullRank(int rows, int columns) {
        return RationalMatrix.of(
                rows,
                columns,
                (i, j) -> new BigFraction(i == j ? 1 + random.nextInt(3) : i > j ? random.nextInt(7) - 3 : 0));
    }

    private RationalMatrix orthonormalRows(int count, int length) {
        basis = orthogonal(length);
        return basis.selectRows(IntStream.range(0, count).boxed().toList());
    }

    /** The rest of the orthonormal basis that the last rows were taken from. */
    private RationalMatrix complement(RationalMatrix rows) {
        return basis.selectRows(
                IntStream.range(rows.rows(), basis.rows()).boxed().toList());
    }

    /** A product of two reflections I − 2vvᵀ/‖v‖². */
    private RationalMatrix orthogonal(int size) {
        RationalMatrix product = RationalMatrix.identity(size);
        for (int i = 0; i < 2; i++) {
            RationalMatrix v = RationalMatrix.of(size, 1, (k, l) -> new BigFraction(1 + random.nextInt(4)));
            BigFraction factor = BigFraction.TWO.divide(v.squaredFrobeniusNorm());
            product = product.minus(v.times(v.transpose()).scale(factor).times(product));
        }
        return product;
    }
}
