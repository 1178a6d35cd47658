package org.peftcheck.numeric.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.peanut2025.Propositions;
import org.peftcheck.theory.proposition.Proposition;
import org.peftcheck.theory.proposition.StatementForm;

/** Ways to spoil a certificate. Where there is nothing to spoil the document stays as it is. */
enum Mutation {
    /** One number of a matrix. */
    NUMBER {
        @Override
        CertificateDocument apply(CertificateDocument document, Random random) {
            return withMatrix(document, random, matrix -> otherNumber(matrix, random));
        }
    },
    /** One number of the weight. */
    WEIGHT_NUMBER {
        @Override
        CertificateDocument apply(CertificateDocument document, Random random) {
            return withWeight(document, otherNumber(weight(document), random));
        }
    },
    /** Two rows of a matrix or of the weight. */
    ROWS {
        @Override
        CertificateDocument apply(CertificateDocument document, Random random) {
            return random.nextInt(4) == 0
                    ? withWeight(document, swapped(weight(document), random))
                    : withMatrix(document, random, matrix -> swapped(matrix, random));
        }
    },
    /** A matrix is transposed. */
    TRANSPOSED {
        @Override
        CertificateDocument apply(CertificateDocument document, Random random) {
            return withMatrix(document, random, Mutation::transposed);
        }
    },
    /** A matrix is removed. */
    MATRIX_REMOVED {
        @Override
        CertificateDocument apply(CertificateDocument document, Random random) {
            Map<String, MatrixData> matrices = new TreeMap<>(document.matrices());
            if (!matrices.isEmpty()) {
                matrices.remove(pick(List.copyOf(matrices.keySet()), random));
            }
            return with(document, document.hypotheses(), document.weight(), matrices);
        }
    },
    /** A hypothesis is dropped. */
    HYPOTHESIS_DROPPED {
        @Override
        CertificateDocument apply(CertificateDocument document, Random random) {
            List<String> names = new ArrayList<>(document.hypotheses());
            if (!names.isEmpty()) {
                names.remove(random.nextInt(names.size()));
            }
            return with(document, names, document.weight(), document.matrices());
        }
    },
    /** A hypothesis is added that the proposition does not have. */
    HYPOTHESIS_ADDED {
        @Override
        CertificateDocument apply(CertificateDocument document, Random random) {
            List<String> names = new ArrayList<>(document.hypotheses());
            List<String> others = new ArrayList<>(List.of("convex-loss", "RELU", "", "width"));
            Propositions.all().forEach(proposition -> others.addAll(proposition.hypothesisNames()));
            others.removeAll(names);
            names.add(random.nextInt(names.size() + 1), pick(others, random));
            return with(document, names, document.weight(), document.matrices());
        }
    },
    /** The claim is replaced. */
    CLAIM {
        @Override
        CertificateDocument apply(CertificateDocument document, Random random) {
            List<String> others = new ArrayList<>(
                    Propositions.all().stream().map(Proposition::claim).toList());
            others.addAll(List.of("relu-identity", "prop-3.2", "", "Prop-3.2-first"));
            others.remove(document.claim());
            return renamed(document, pick(others, random), document.form(), document.activation(), document.rank());
        }
    },
    /** The form is replaced. */
    FORM {
        @Override
        CertificateDocument apply(CertificateDocument document, Random random) {
            List<String> others = new ArrayList<>(Arrays.stream(StatementForm.values())
                    .map(StatementForm::key)
                    .toList());
            others.addAll(List.of("equality", "", "Range"));
            others.remove(document.form());
            return renamed(document, document.claim(), pick(others, random), document.activation(), document.rank());
        }
    },
    /** The activation is replaced. */
    ACTIVATION {
        @Override
        CertificateDocument apply(CertificateDocument document, Random random) {
            List<String> others = new ArrayList<>(List.of(
                    "relu",
                    "leaky-relu",
                    "leaky-relu:1/7",
                    "tanh",
                    "gelu",
                    "silu",
                    "sin2pi",
                    "softplus",
                    "leaky-relu:1/0",
                    "leaky-relu:2/1",
                    "leaky-relu:",
                    ""));
            others.remove(document.activation());
            return renamed(document, document.claim(), document.form(), pick(others, random), document.rank());
        }
    },
    /** The rank is replaced. */
    RANK {
        @Override
        CertificateDocument apply(CertificateDocument document, Random random) {
            List<Integer> others = new ArrayList<>(List.of(1, 2, 3, 4, 1 << 30, Integer.MAX_VALUE));
            others.remove(Integer.valueOf(document.rank()));
            return renamed(document, document.claim(), document.form(), document.activation(), pick(others, random));
        }
    };

    /** The spoilt document. */
    abstract CertificateDocument apply(CertificateDocument document, Random random);

    /** Changes of a matrix. */
    private interface Change {
        MatrixData of(MatrixData matrix);
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    static MatrixData weight(CertificateDocument document) {
        return ((WeightSource.Inline) document.weight()).matrix();
    }

    private static CertificateDocument withWeight(CertificateDocument document, MatrixData weight) {
        return with(document, document.hypotheses(), new WeightSource.Inline(weight), document.matrices());
    }

    private static CertificateDocument withMatrix(CertificateDocument document, Random random, Change change) {
        Map<String, MatrixData> matrices = new TreeMap<>(document.matrices());
        if (matrices.isEmpty()) {
            return document;
        }
        matrices.computeIfPresent(pick(List.copyOf(matrices.keySet()), random), (name, matrix) -> change.of(matrix));
        return with(document, document.hypotheses(), document.weight(), matrices);
    }

    static CertificateDocument with(
            CertificateDocument d, List<String> hypotheses, WeightSource weight, Map<String, MatrixData> matrices) {
        return new CertificateDocument(
                d.claim(), d.form(), d.activation(), d.rank(), hypotheses, weight, matrices, d.epsilon());
    }

    private static CertificateDocument renamed(
            CertificateDocument d, String claim, String form, String activation, int rank) {
        return new CertificateDocument(
                claim, form, activation, rank, d.hypotheses(), d.weight(), d.matrices(), d.epsilon());
    }

    private static MatrixData otherNumber(MatrixData matrix, Random random) {
        int row = random.nextInt(matrix.rows());
        int column = random.nextInt(matrix.columns());
        if (matrix instanceof MatrixData.Floats floats) {
            double[][] rows = floats.matrix().toRows();
            rows[row][column] = otherNumber(rows[row][column], random);
            return new MatrixData.Floats(FloatMatrix.of(rows));
        }
        RationalMatrix exact = matrix.exactly();
        BigFraction changed = otherNumber(exact.get(row, column), random);
        return new MatrixData.Exact(RationalMatrix.of(
                exact.rows(), exact.columns(), (i, j) -> i == row && j == column ? changed : exact.get(i, j)));
    }

    private static BigFraction otherNumber(BigFraction x, Random random) {
        return switch (random.nextInt(x.signum() == 0 ? 3 : 5)) {
            case 0 -> x.add(1);
            case 1 -> x.subtract(new BigFraction(1, 1 + random.nextInt(9)));
            case 2 -> x.add(new BigFraction(Math.scalb(random.nextBoolean() ? 1.0 : -1.0, -300)));
            case 3 -> x.negate();
            default -> x.multiply(2);
        };
    }

    private static double otherNumber(double x, Random random) {
        return switch (random.nextInt(x == 0 ? 2 : 4)) {
            case 0 -> x + Math.max(1e-3, Math.abs(x));
            case 1 -> x - Math.scalb(1.0, random.nextInt(20) - 10);
            case 2 -> -x;
            default -> 2 * x;
        };
    }

    private static MatrixData swapped(MatrixData matrix, Random random) {
        int n = matrix.rows();
        int first = random.nextInt(n);
        int second = (first + 1 + random.nextInt(Math.max(1, n - 1))) % n;
        List<Integer> order =
                new ArrayList<>(java.util.stream.IntStream.range(0, n).boxed().toList());
        java.util.Collections.swap(order, first, second);
        if (matrix instanceof MatrixData.Floats floats) {
            double[][] rows = floats.matrix().toRows();
            return new MatrixData.Floats(
                    FloatMatrix.of(order.stream().map(i -> rows[i]).toArray(double[][]::new)));
        }
        return new MatrixData.Exact(matrix.exactly().selectRows(order));
    }

    private static MatrixData transposed(MatrixData matrix) {
        if (matrix instanceof MatrixData.Floats floats) {
            return new MatrixData.Floats(
                    FloatMatrix.of(CompensatedProduct.transpose(floats.matrix().toRows())));
        }
        return new MatrixData.Exact(matrix.exactly().transpose());
    }
}
