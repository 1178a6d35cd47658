package org.peftcheck.numeric.check;

import org.peftcheck.theory.exact.RationalMatrix;

/**
 * The last hidden layer of a tweaker of depth 2, 4 or 6 with the residual connections of the released code: with σ after every
 * layer but the last, h0 = σ(W0Θ1), then an encoder and a decoder of equal depth, each decoder layer adding the hidden layer
 * that mirrors it (PEANuT, Section 5.5 and Figure 2).
 */
final class DeepTweaker {

    private DeepTweaker() {}

    static RationalMatrix hidden(CheckedInstance c) {
        int h = c.width();
        RationalMatrix h0 = step(c, c.exactWeight(), "Theta1", c.dIn(), h);
        if (!c.has("E0")) {
            return h0;
        }
        RationalMatrix h1 = step(c, h0, "E0", h, h);
        if (!c.has("E1")) {
            return step(c, h1, "D0", h, h).plus(h0);
        }
        RationalMatrix h2 = step(c, h1, "E1", h, h);
        RationalMatrix h3 = step(c, h2, "D0", h, h).plus(h1);
        return step(c, h3, "D1", h, h).plus(h0);
    }

    private static RationalMatrix step(CheckedInstance c, RationalMatrix input, String name, int rows, int columns) {
        return ExactForms.activate(c.activation(), input.times(c.exact(name, rows, columns)));
    }
}
