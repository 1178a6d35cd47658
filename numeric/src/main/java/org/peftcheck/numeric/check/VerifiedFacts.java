package org.peftcheck.numeric.check;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proposition.InstanceFacts;
import org.peftcheck.theory.proposition.StatementForm;
import org.peftcheck.theory.verdict.Decision;

/** The facts of an instance, each verified from what the certificate offers as evidence. */
record VerifiedFacts(CheckedInstance instance) implements InstanceFacts {

    @Override
    public int dOut() {
        return instance.dOut();
    }

    @Override
    public int dIn() {
        return instance.dIn();
    }

    @Override
    public int rank() {
        return instance.rank();
    }

    @Override
    public int width() {
        return instance.width();
    }

    @Override
    public Activation activation() {
        return instance.activation();
    }

    /** Evidence: the last column of Θ1. */
    @Override
    public Decision positiveVector() {
        return Alternatives.positive(instance, "Theta1");
    }

    /** Evidence: a positive vector y with W0ᵀy = 0. One that is offered and is not such a vector spoils the certificate. */
    @Override
    public Decision trivialCone() {
        Decision decision = Alternatives.annihilator(instance, true);
        if (decision == Decision.FAILS) {
            throw new Rejection("matrix y: expected y > 0 with W0' y = 0, which could not be shown");
        }
        return decision;
    }

    /** Evidence: N with M = N W0ᵀ, so that M P = M. */
    @Override
    public Decision invariantLoss() {
        if (!instance.has("N") || !instance.has("M")) {
            return Decision.UNKNOWN;
        }
        RationalMatrix n = instance.exact("N");
        RationalMatrix m = instance.exact("M");
        RationalMatrix w0 = instance.exactWeight();
        if (n.columns() != w0.columns()) {
            throw new Rejection("matrix N: expected " + w0.columns() + " columns, got " + n.columns());
        }
        return Decision.of(n.times(w0.transpose()).equals(m));
    }

    @Override
    public Decision independentRow() {
        return Decision.of(RefutingForms.hasIndependentRow(instance));
    }

    /** Rationals depend on each other, unless there is one only, which is not 0. */
    @Override
    public Decision independentColumn() {
        if (instance.weight() instanceof MatrixData.Reals reals) {
            return Decision.of(reals.matrix().independentColumn().isPresent());
        }
        return dOut() > 1
                ? Decision.FAILS
                : Decision.of(instance.weight().reals().independentColumn().isPresent());
    }

    /** Rational rows are independent over the rationals iff they are over the reals. */
    @Override
    public Decision independentRows() {
        if (instance.weight() instanceof MatrixData.Floats) {
            Decision overTheReals = fullRowRank();
            if (overTheReals != Decision.UNKNOWN) {
                return overTheReals;
            }
        }
        return Decision.of(instance.weight().reals().hasIndependentRows());
    }

    @Override
    public Decision independentEntries() {
        if (!(instance.weight() instanceof MatrixData.Reals) && (long) dOut() * dIn() > 1) {
            return Decision.FAILS;
        }
        return Decision.of(instance.weight().reals().stacked().hasIndependentRows());
    }

    /** Over the rationals by elimination; over the doubles by a positive lower bound on the smallest singular value. */
    @Override
    public Decision fullRowRank() {
        if (instance.weight() instanceof MatrixData.Exact exact) {
            return Decision.of(RefutingForms.rank(exact.matrix()) == dOut());
        }
        if (instance.weight() instanceof MatrixData.Reals reals) {
            return rankOf(reals);
        }
        if (dOut() > dIn()) {
            return Decision.FAILS;
        }
        double[][] transposed = CompensatedProduct.transpose(instance.floatWeight());
        return SmallestSingularValue.lowerBound(transposed) > 0 ? Decision.HOLDS : Decision.UNKNOWN;
    }

    /** Irrational entries are not eliminated: independence over the rationals does not give independence over the reals. */
    private Decision rankOf(MatrixData.Reals reals) {
        return reals.matrix()
                .rational()
                .map(rational -> Decision.of(RefutingForms.rank(rational) == dOut()))
                .orElse(dOut() > dIn() ? Decision.FAILS : Decision.UNKNOWN);
    }

    @Override
    public Decision boundedTarget() {
        if (!instance.document().form().equals(StatementForm.ENTRYWISE.key())) {
            return Decision.HOLDS;
        }
        RationalMatrix a = instance.exact("A", dOut(), rank());
        return Decision.of(a.equals(a.map(x -> x.abs().compareTo(BigFraction.ONE) <= 0 ? x : BigFraction.ZERO)));
    }

    @Override
    public Decision nonNegativeTarget() {
        if (!instance.has("A")) {
            return Decision.UNKNOWN;
        }
        return Decision.of(RefutingForms.nonNegative(instance.exact("A")));
    }
}
