package org.peftcheck.numeric.certificate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proof.operator.Cofactor;
import org.peftcheck.theory.proof.operator.NamedOperator;
import org.peftcheck.theory.proof.operator.Necessity;
import org.peftcheck.theory.proof.operator.OperatorHypothesis;
import org.peftcheck.theory.proof.operator.OperatorIdentity;
import org.peftcheck.theory.proof.operator.OperatorPolynomial;
import org.peftcheck.theory.proof.operator.OperatorSyntax;
import org.peftcheck.theory.proof.operator.RationalModel;

/** Reads the parts of a cofactor file. */
final class CofactorReader {

    private final StrictNode root;
    private final Map<String, Term.Symbol> symbols = new TreeMap<>();

    CofactorReader(StrictNode root) {
        this.root = root;
    }

    CofactorDocument document() {
        root.object(
                "format",
                "claim",
                "identity",
                "statement",
                "operators",
                "hypotheses",
                "goal",
                "cofactors",
                "witness",
                "necessity");
        if (!root.get("format").text().equals(CofactorJson.FORMAT)) {
            throw root.get("format").bad(CofactorJson.FORMAT, root.get("format").text());
        }
        OperatorIdentity identity = identity();
        return new CofactorDocument(
                root.get("claim").text(),
                identity,
                root.get("cofactors").elements().stream()
                        .map(node -> cofactor(node, identity))
                        .toList(),
                model(root.get("witness")),
                necessity());
    }

    private OperatorIdentity identity() {
        List<NamedOperator> operators = new ArrayList<>();
        for (StrictNode node : root.get("operators").elements()) {
            node.object("name", "rows", "columns", "meaning");
            Shape shape = new Shape(side(node.get("rows")), side(node.get("columns")));
            Term.Symbol symbol = new Term.Symbol(node.get("name").text(), shape);
            operators.add(valid(
                    node.get("name"),
                    () -> new NamedOperator(symbol, node.get("meaning").text())));
            symbols.put(symbol.name(), symbol);
        }
        List<OperatorHypothesis> hypotheses = new ArrayList<>();
        for (StrictNode node : root.get("hypotheses").elements()) {
            node.object("name", "vanishes");
            OperatorPolynomial polynomial = polynomial(node.get("vanishes"));
            hypotheses.add(valid(
                    node.get("name"),
                    () -> new OperatorHypothesis(node.get("name").text(), polynomial)));
        }
        OperatorPolynomial goal = polynomial(root.get("goal"));
        return valid(
                root.get("identity"),
                () -> new OperatorIdentity(
                        root.get("identity").text(), root.get("statement").text(), operators, hypotheses, goal));
    }

    private static Polynomial side(StrictNode node) {
        String text = node.text();
        if (text.matches("[1-9]\\d{0,8}")) {
            return Polynomial.constant(Long.parseLong(text));
        }
        if (!text.matches("[a-z]+(_[a-z]+)*")) {
            throw node.bad("a dimension such as d_out, or a number", text);
        }
        return Polynomial.of(new Dimension(text, text));
    }

    private OperatorPolynomial polynomial(StrictNode node) {
        return valid(node, () -> OperatorSyntax.parse(node.text(), symbols));
    }

    private Cofactor cofactor(StrictNode node, OperatorIdentity identity) {
        node.object("left", "hypothesis", "adjoint", "right");
        StrictNode name = node.get("hypothesis");
        Shape plain = identity.hypothesis(name.text())
                .orElseThrow(() -> name.bad("one of the hypotheses", name.text()))
                .polynomial()
                .shape();
        boolean adjoint = node.get("adjoint").truth();
        Shape shape = adjoint ? plain.transposed() : plain;
        Shape goal = identity.goal().shape();
        return new Cofactor(
                factor(node.get("left"), new Shape(goal.rows(), shape.rows())),
                name.text(),
                adjoint,
                factor(node.get("right"), new Shape(shape.columns(), goal.columns())));
    }

    private OperatorPolynomial factor(StrictNode node, Shape shape) {
        return valid(node, () -> OperatorSyntax.parse(node.text(), symbols, shape));
    }

    private static RationalModel model(StrictNode node) {
        node.object("sizes", "matrices");
        Map<Dimension, Integer> sizes = new TreeMap<>();
        node.get("sizes").entries().forEach((name, size) -> {
            if (name.isBlank()) {
                throw size.bad("the name of a dimension", "a blank one");
            }
            sizes.put(new Dimension(name, name), size.positiveInteger());
        });
        Map<String, RationalMatrix> values = new TreeMap<>();
        node.get("matrices").entries().forEach((name, rows) -> values.put(name, matrix(rows)));
        return new RationalModel(sizes, values);
    }

    private static RationalMatrix matrix(StrictNode node) {
        List<StrictNode> rows = node.elements();
        if (rows.isEmpty()) {
            throw node.bad("a list of rows", "an empty list");
        }
        List<String[]> cells =
                rows.stream().map(row -> row.text().strip().split(" +")).toList();
        int columns = cells.get(0).length;
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).length != columns) {
                throw rows.get(i).bad(columns + " numbers", cells.get(i).length + " numbers");
            }
        }
        return RationalMatrix.of(cells.size(), columns, (i, j) -> number(rows.get(i), cells.get(i)[j]));
    }

    private static BigFraction number(StrictNode row, String text) {
        try {
            return ExactNumber.parse(text);
        } catch (NumberFormatException e) {
            throw row.bad("exact numbers such as -3/4", text);
        }
    }

    private Map<String, Necessity> necessity() {
        Map<String, Necessity> necessity = new LinkedHashMap<>();
        for (StrictNode node : root.get("necessity").elements()) {
            boolean needed = node.node().has("counterexample");
            node.object("hypothesis", needed ? "counterexample" : "unknown");
            String hypothesis = node.get("hypothesis").text();
            Necessity known = needed
                    ? new Necessity.Needed(model(node.get("counterexample")))
                    : valid(
                            node.get("unknown"),
                            () -> new Necessity.Unknown(node.get("unknown").text()));
            if (necessity.put(hypothesis, known) != null) {
                throw node.get("hypothesis").bad("each hypothesis once", hypothesis + " twice");
            }
        }
        return necessity;
    }

    /** A value whose type refuses what does not fit, with the place of it. */
    private static <T> T valid(StrictNode node, Supplier<T> value) {
        try {
            return value.get();
        } catch (BadCertificateException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw node.refused(e.getMessage());
        }
    }
}
