package org.peftcheck.numeric.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.AlgebraicNumber;
import org.peftcheck.theory.exact.ExactReal;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

/** Random certificates about periodic activations, and their true errors in decimals. */
record PeriodicInstance(String form, Activation activation, MatrixData weight, Map<String, MatrixData> matrices) {

    static final List<String> HYPOTHESES =
            List.of("sine", "rank-positive", "width-r", "independent-column", "bounded-target");

    static PeriodicInstance random(Random random) {
        String form = List.of("approximation", "entrywise", "one-parameter").get(random.nextInt(3));
        Activation activation = List.of(Activation.SIN2PI, Activation.TRIANGLE, Activation.SIN_PLUS_COS)
                .get(random.nextInt(3));
        int d1 = 1 + random.nextInt(4);
        int d2 = 1 + random.nextInt(3);
        return of(form, activation, weight(d1, d2, random), random);
    }

    /** A certificate of the claim about columns, with √2, √3, … in the weight. */
    static PeriodicInstance provable(Random random) {
        int d1 = 1 + random.nextInt(4);
        int d2 = 1 + random.nextInt(3);
        String form = random.nextBoolean() ? "approximation" : "entrywise";
        MatrixData weight = new MatrixData.Reals(ExactRealMatrix.squareRootsOfPrimes(d1, d2));
        return of(form, Activation.SIN2PI, weight, random);
    }

    private static PeriodicInstance of(String form, Activation activation, MatrixData weight, Random random) {
        int rank = 1 + random.nextInt(2);
        Map<String, MatrixData> matrices = new TreeMap<>();
        matrices.put("A", data(RationalMatrix.of(weight.rows(), rank, (i, j) -> unit(random)), random));
        if (form.equals("one-parameter")) {
            matrices.put("c", new MatrixData.Exact(RationalMatrix.of(1, 1, (i, j) -> parameter(random))));
            matrices.put("M", new MatrixData.Exact(RationalMatrix.of(1, 1, (i, j) -> unit(random))));
        } else {
            matrices.put(
                    "Theta1",
                    new MatrixData.Exact(RationalMatrix.of(weight.columns(), rank, (i, j) -> parameter(random))));
        }
        if (!form.equals("entrywise")) {
            matrices.put("B", data(RationalMatrix.of(rank, weight.columns(), (i, j) -> unit(random)), random));
        }
        if (form.equals("approximation")) {
            matrices.put("Theta2", data(RationalMatrix.of(rank, weight.columns(), (i, j) -> unit(random)), random));
        }
        return new PeriodicInstance(form, activation, weight, matrices);
    }

    private static MatrixData data(RationalMatrix matrix, Random random) {
        return random.nextBoolean()
                ? new MatrixData.Exact(matrix)
                : new MatrixData.Floats(FloatMatrix.of(matrix.toDoubles()));
    }

    private static MatrixData weight(int d1, int d2, Random random) {
        RationalMatrix rational =
                RationalMatrix.of(d1, d2, (i, j) -> unit(random).multiply(9));
        AlgebraicNumber root = AlgebraicNumber.rootOf(2, 3);
        return switch (random.nextInt(4)) {
            case 0 -> new MatrixData.Exact(rational);
            case 1 -> new MatrixData.Floats(FloatMatrix.of(rational.toDoubles()));
            case 2 ->
                new MatrixData.Reals(ExactRealMatrix.of(
                        d1,
                        d2,
                        (i, j) -> ExactReal.power(root, random.nextInt(3))
                                .times(unit(random))
                                .plus(ExactReal.of(unit(random)))));
            default ->
                new MatrixData.Reals(ExactRealMatrix.of(
                        d1,
                        d2,
                        (i, j) -> ExactReal.sqrt(1 + random.nextInt(40))
                                .times(unit(random))
                                .plus(ExactReal.sqrt(1 + random.nextInt(40)))));
        };
    }

    private static BigFraction unit(Random random) {
        int denominator = 1 + random.nextInt(1000);
        return new BigFraction(random.nextInt(2 * denominator + 1) - denominator, denominator);
    }

    /** Zero, tiny or of up to 400 bits, as a dyadic or with an odd denominator. */
    static BigFraction parameter(Random random) {
        BigInteger size = new BigInteger(random.nextInt(400), random);
        BigInteger denominator = random.nextBoolean()
                ? BigInteger.ONE.shiftLeft(random.nextInt(200))
                : BigInteger.valueOf(3 + 2 * random.nextInt(50));
        return new BigFraction(random.nextBoolean() ? size : size.negate(), denominator);
    }

    CertificateDocument document(BigFraction epsilon) {
        return new CertificateDocument(
                "prop-b1-column",
                form,
                activation.id(),
                matrices.get("A").columns(),
                HYPOTHESES,
                new WeightSource.Inline(weight),
                matrices,
                epsilon);
    }

    CheckedInstance checked() {
        return new CheckedInstance(document(BigFraction.ZERO), activation, weight);
    }

    Evidence evidence() {
        return switch (form) {
            case "approximation" -> PeriodicForms.approximation(checked());
            case "entrywise" -> PeriodicForms.entrywise(checked());
            default -> PeriodicForms.oneParameter(checked());
        };
    }

    PeriodicInstance with(String name, MatrixData matrix) {
        Map<String, MatrixData> changed = new TreeMap<>(matrices);
        changed.put(name, matrix);
        return new PeriodicInstance(form, activation, weight, changed);
    }

    /** The left side of the statement, right to about 80 digits. */
    BigDecimal trueError() {
        BigDecimal[][] hidden = hidden();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < weight.rows(); i++) {
            int columns = form.equals("entrywise") ? matrices.get("A").columns() : weight.columns();
            for (int l = 0; l < columns; l++) {
                BigDecimal off = update(hidden, i, l).subtract(target(i, l)).abs();
                sum = form.equals("entrywise") ? sum.max(off) : sum.add(off.multiply(off));
            }
        }
        return form.equals("entrywise") ? sum : sum.sqrt(DecimalPeriodic.LONG);
    }

    private BigDecimal[][] hidden() {
        ExactRealMatrix w0 = weight.reals();
        boolean single = form.equals("one-parameter");
        RationalMatrix theta = matrices.get(single ? "c" : "Theta1").exactly();
        int columns = single ? weight.columns() : theta.columns();
        BigDecimal[][] hidden = new BigDecimal[weight.rows()][columns];
        for (int i = 0; i < hidden.length; i++) {
            for (int j = 0; j < columns; j++) {
                BigDecimal phase = BigDecimal.ZERO;
                for (int l = 0; l < (single ? 1 : theta.rows()); l++) {
                    BigDecimal entry = DecimalPeriodic.of(w0.get(i, single ? j : l));
                    phase = phase.add(
                            entry.multiply(DecimalPeriodic.of(theta.get(l, single ? 0 : j))), DecimalPeriodic.LONG);
                }
                hidden[i][j] = DecimalPeriodic.value(activation, phase);
            }
        }
        return hidden;
    }

    private BigDecimal update(BigDecimal[][] hidden, int i, int l) {
        return switch (form) {
            case "entrywise" -> hidden[i][l];
            case "one-parameter" ->
                hidden[i][l].multiply(
                        DecimalPeriodic.of(matrices.get("M").exactly().get(0, 0)));
            default -> {
                BigDecimal sum = BigDecimal.ZERO;
                RationalMatrix theta2 = matrices.get("Theta2").exactly();
                for (int j = 0; j < theta2.rows(); j++) {
                    sum = sum.add(hidden[i][j].multiply(DecimalPeriodic.of(theta2.get(j, l))));
                }
                yield sum;
            }
        };
    }

    private BigDecimal target(int i, int l) {
        RationalMatrix a = matrices.get("A").exactly();
        if (form.equals("entrywise")) {
            return DecimalPeriodic.of(a.get(i, l));
        }
        RationalMatrix product = a.times(matrices.get("B").exactly());
        return DecimalPeriodic.of(product.get(i, l));
    }
}
