package org.peftcheck.numeric.check;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.exact.PositiveVectorAlternative;
import org.peftcheck.numeric.peanut2025.CornerInstances;
import org.peftcheck.numeric.peanut2025.CornerInstances.RankKind;
import org.peftcheck.numeric.peanut2025.CornerInstances.ShapeKind;
import org.peftcheck.numeric.peanut2025.CornerInstances.TargetKind;
import org.peftcheck.numeric.peanut2025.CornerInstances.WeightKind;
import org.peftcheck.numeric.peanut2025.Counterexamples;
import org.peftcheck.numeric.peanut2025.ExactInstance;
import org.peftcheck.numeric.peanut2025.InvariantMonotoneWidthConstruction;
import org.peftcheck.numeric.peanut2025.InvariantReluWidthConstruction;
import org.peftcheck.numeric.peanut2025.PositiveVectorAlternativeConstruction;
import org.peftcheck.numeric.peanut2025.PositiveVectorWidthConstruction;
import org.peftcheck.numeric.peanut2025.PseudoInverseWidthConstruction;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.SlotValues;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.peanut2025.Propositions;

/** The kinds of exact certificates, each with a maker of honest ones. */
enum ExactDocument {
    /** 2r units. */
    FIRST {
        @Override
        CertificateDocument honest(Random random) {
            return PseudoInverseWidthConstruction.exact(instance(WeightKind.GENERIC, random));
        }
    },
    /** 2r units of a weight of low rank. */
    FIRST_RANK_DEFICIENT {
        @Override
        CertificateDocument honest(Random random) {
            return PseudoInverseWidthConstruction.exact(instance(WeightKind.RANK_DEFICIENT, random));
        }
    },
    /** The loss under invariance. */
    LOSS {
        @Override
        CertificateDocument honest(Random random) {
            ExactInstance instance = instance(WeightKind.GENERIC, random);
            int dIn = instance.w0().columns();
            RationalMatrix n = CornerInstances.integers(1 + random.nextInt(2), dIn, 3, random);
            RationalMatrix t = CornerInstances.integers(instance.w0().rows(), dIn, 3, random);
            return PseudoInverseWidthConstruction.exactLoss(instance, n, t);
        }
    },
    /** A tweaker of depth 2, 4 or 6 is a LoRA update. */
    SECOND {
        @Override
        CertificateDocument honest(Random random) {
            return tweaker(random);
        }
    },
    /** r + 1 units. */
    R_PLUS_ONE {
        @Override
        CertificateDocument honest(Random random) {
            ExactInstance instance = instance(WeightKind.POSITIVE_COLUMN, random);
            PositiveVectorAlternative.PositiveVector side =
                    (PositiveVectorAlternative.PositiveVector) PositiveVectorAlternative.decide(instance.w0());
            return PositiveVectorWidthConstruction.exact(instance, side.theta());
        }
    },
    /** A positive vector. */
    ALTERNATIVE_POSITIVE {
        @Override
        CertificateDocument honest(Random random) {
            return PositiveVectorAlternativeConstruction.exact(
                    instance(WeightKind.POSITIVE_COLUMN, random).w0());
        }
    },
    /** No positive vector. */
    ALTERNATIVE_ANNIHILATED {
        @Override
        CertificateDocument honest(Random random) {
            return PositiveVectorAlternativeConstruction.exact(
                    instance(WeightKind.OPPOSITE_ROWS, random).w0());
        }
    },
    /** One unit for a non-negative vector. */
    CONE_PROJECTION {
        @Override
        CertificateDocument honest(Random random) {
            ExactInstance instance = instance(WeightKind.GENERIC, random);
            RationalMatrix a = instance.a().selectColumns(List.of(0)).map(BigFraction::abs);
            return InvariantReluWidthConstruction.exactProjection(instance.w0(), a);
        }
    },
    /** r units where K = {0}. */
    RELU_TRIVIAL_CONE {
        @Override
        CertificateDocument honest(Random random) {
            return InvariantReluWidthConstruction.exact(instance(WeightKind.TRIVIAL_CONE, random));
        }
    },
    /** r + 1 units where K is not {0}. */
    RELU_CONE {
        @Override
        CertificateDocument honest(Random random) {
            return InvariantReluWidthConstruction.exact(instance(WeightKind.POSITIVE_COLUMN, random));
        }
    },
    /** r leaky units. */
    LEAKY {
        @Override
        CertificateDocument honest(Random random) {
            BigFraction slope = random.nextBoolean() ? new BigFraction(1, 100) : new BigFraction(1, 3);
            return InvariantMonotoneWidthConstruction.exact(
                    instance(WeightKind.GENERIC, random), new Activation.LeakyRelu(slope));
        }
    },
    /** A stored counterexample. */
    COUNTEREXAMPLE {
        @Override
        CertificateDocument honest(Random random) {
            List<String> claims = Counterexamples.claims();
            return Counterexamples.of(claims.get(random.nextInt(claims.size())));
        }
    };

    /** A certificate that holds. */
    abstract CertificateDocument honest(Random random);

    /** A tall instance of rank 1 or 2. */
    static ExactInstance instance(WeightKind weight, Random random) {
        ShapeKind shape = random.nextInt(3) == 0 ? ShapeKind.THRICE : ShapeKind.TALL;
        RankKind rank = random.nextBoolean() ? RankKind.ONE : RankKind.TWO;
        return CornerInstances.corner(shape, weight, rank, TargetKind.GENERIC, random)
                .instance();
    }

    private static CertificateDocument tweaker(Random random) {
        int depth = 2 + 2 * random.nextInt(3);
        int dOut = 2 + random.nextInt(4);
        int dIn = 1 + random.nextInt(3);
        int r = 1 + random.nextInt(3);
        Activation activation = random.nextBoolean() ? Activation.RELU : Activation.LEAKY_RELU;
        Peanut adapter = Peanut.of(AdapterOptions.DEFAULT.with(activation).withDepth(depth));
        Dimensions dimensions = Dimensions.of(dOut, dIn, r);
        RationalMatrix w0 = CornerInstances.integers(dOut, dIn, 4, random);
        Map<String, MatrixData> matrices = new TreeMap<>();
        SlotValues<RationalMatrix> slots = SlotValues.drawn(adapter, dimensions, slot -> {
            int rows = slot.symbol().equals("Theta1") ? dIn : r;
            int columns = slot.symbol().equals("Theta2") ? dIn : r;
            RationalMatrix value = CornerInstances.integers(rows, columns, 4, random);
            matrices.put(slot.symbol(), new MatrixData.Exact(value));
            return value;
        });
        SlotValues<RationalMatrix> identity = SlotValues.drawn(
                adapter,
                dimensions,
                slot -> slot.symbol().equals("Theta2") ? RationalMatrix.identity(r) : slots.get(slot.symbol()));
        RationalAlgebra algebra = new RationalAlgebra();
        matrices.put("A", new MatrixData.Exact(adapter.update(algebra, w0, identity)));
        matrices.put("B", matrices.get("Theta2"));
        matrices.put("Update", new MatrixData.Exact(adapter.update(algebra, w0, slots)));
        return new CertificateDocument(
                "prop-3.2-second",
                "factors",
                activation.id(),
                r,
                Propositions.of("prop-3.2-second").orElseThrow().hypothesisNames(),
                new WeightSource.Inline(new MatrixData.Exact(w0)),
                matrices,
                BigFraction.ZERO);
    }
}
