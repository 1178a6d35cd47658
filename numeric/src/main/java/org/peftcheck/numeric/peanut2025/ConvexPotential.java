package org.peftcheck.numeric.peanut2025;

import org.peftcheck.theory.algebra.Activation;

/** A convex function φ of one variable with a piecewise continuous second derivative. */
interface ConvexPotential {

    double value(double w);

    double slope(double w);

    double curvature(double w);

    /** ½ max(0, w)², whose slope is the ReLU. */
    ConvexPotential RELU = new ConvexPotential() {
        @Override
        public double value(double w) {
            return w > 0 ? 0.5 * w * w : 0;
        }

        @Override
        public double slope(double w) {
            return Math.max(0, w);
        }

        @Override
        public double curvature(double w) {
            return w > 0 ? 1 : 0;
        }
    };

    /** ½ max(0, 1 − w)², zero where w ≥ 1. */
    ConvexPotential SHORTFALL = new ConvexPotential() {
        @Override
        public double value(double w) {
            return RELU.value(1 - w);
        }

        @Override
        public double slope(double w) {
            return -RELU.slope(1 - w);
        }

        @Override
        public double curvature(double w) {
            return RELU.curvature(1 - w);
        }
    };

    /** log cosh w, whose slope is tanh. */
    ConvexPotential TANH = new ConvexPotential() {
        @Override
        public double value(double w) {
            double size = Math.abs(w);
            return size + Math.log1p(Math.exp(-2 * size)) - Math.log(2);
        }

        @Override
        public double slope(double w) {
            return Math.tanh(w);
        }

        @Override
        public double curvature(double w) {
            double t = Math.tanh(w);
            return 1 - t * t;
        }
    };

    /** The potential whose slope is the leaky ReLU. */
    record Leaky(double slopeBelow) implements ConvexPotential {
        @Override
        public double value(double w) {
            return 0.5 * w * slope(w);
        }

        @Override
        public double slope(double w) {
            return w > 0 ? w : slopeBelow * w;
        }

        @Override
        public double curvature(double w) {
            return w > 0 ? 1 : slopeBelow;
        }
    }

    /** The potential whose slope is the given increasing activation. */
    static ConvexPotential of(Activation activation) {
        if (activation instanceof Activation.LeakyRelu leaky) {
            return new Leaky(leaky.slope().doubleValue());
        }
        if (activation instanceof Activation.Tanh) {
            return TANH;
        }
        throw new IllegalArgumentException("potential: expected leaky-relu or tanh, got " + activation.id());
    }
}
