package org.peftcheck.theory.algebra;

import java.util.Locale;
import java.util.Objects;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.fraction.BigFraction;

/**
 * An activation function of a tweaker, applied entrywise (PEANuT, Sections 3.3 and 5.6, Appendix B.2).
 *
 * <p>This type only names the function; every reading of the algebra evaluates it in its own arithmetic.
 */
public sealed interface Activation {

    /** The name by which commands, certificates and reports call the function: {@code relu}, {@code sin2pi}, … */
    String id();

    /** The function in TeX, as an operator that takes its argument in parentheses. */
    String tex();

    /** max(0, x). */
    record Relu() implements Activation {
        @Override
        public String id() {
            return "relu";
        }

        @Override
        public String tex() {
            return "\\operatorname{relu}";
        }
    }

    /**
     * max(x, slope·x) with 0 &lt; slope &lt; 1.
     *
     * @param slope the slope on the negative half-line
     */
    record LeakyRelu(BigFraction slope) implements Activation {
        /** Checks that the slope lies strictly between 0 and 1. */
        public LeakyRelu {
            Objects.requireNonNull(slope, "slope");
            if (slope.compareTo(BigFraction.ZERO) <= 0 || slope.compareTo(BigFraction.ONE) >= 0) {
                throw new IllegalArgumentException("leaky ReLU: expected a slope in (0, 1), got " + slope);
            }
        }

        @Override
        public String id() {
            boolean customary = slope.equals(new BigFraction(1, 100));
            return customary ? "leaky-relu" : "leaky-relu:" + slope.getNumerator() + "/" + slope.getDenominator();
        }

        @Override
        public String tex() {
            return "\\operatorname{lrelu}_{" + slope.getNumerator() + "/" + slope.getDenominator() + "}";
        }
    }

    /** x·Φ(x) with the standard normal distribution function, the exact form with erf. */
    record Gelu() implements Activation {
        @Override
        public String id() {
            return "gelu";
        }

        @Override
        public String tex() {
            return "\\operatorname{gelu}";
        }
    }

    /** The hyperbolic tangent. */
    record Tanh() implements Activation {
        @Override
        public String id() {
            return "tanh";
        }

        @Override
        public String tex() {
            return "\\tanh";
        }
    }

    /** x / (1 + exp(−x)), also called swish. */
    record Silu() implements Activation {
        @Override
        public String id() {
            return "silu";
        }

        @Override
        public String tex() {
            return "\\operatorname{silu}";
        }
    }

    /** sin(2πx), the activation of Proposition B.1. */
    record Sin2Pi() implements Activation {
        @Override
        public String id() {
            return "sin2pi";
        }

        @Override
        public String tex() {
            return "\\sin 2\\pi";
        }
    }

    /**
     * The triangle wave of period 1: σ(0) = 0, σ(1/4) = 1, σ(3/4) = −1 and linear between these; the remark after Proposition B.1
     * speaks of any continuous periodic activation.
     */
    record Triangle() implements Activation {
        @Override
        public String id() {
            return "triangle";
        }

        @Override
        public String tex() {
            return "\\operatorname{tri}";
        }
    }

    /** sin(2πx) + cos(2πx) = √2 sin(2π(x + 1/8)), a periodic activation that is not odd. */
    record SinPlusCos() implements Activation {
        @Override
        public String id() {
            return "sin-plus-cos";
        }

        @Override
        public String tex() {
            return "(\\sin+\\cos)2\\pi";
        }
    }

    /** The ReLU. */
    Activation RELU = new Relu();
    /** The leaky ReLU with the customary slope 1/100. */
    Activation LEAKY_RELU = new LeakyRelu(new BigFraction(1, 100));
    /** The GELU with erf. */
    Activation GELU = new Gelu();
    /** The hyperbolic tangent. */
    Activation TANH = new Tanh();
    /** The SiLU. */
    Activation SILU = new Silu();
    /** The sine with period 1. */
    Activation SIN2PI = new Sin2Pi();
    /** The triangle wave with period 1. */
    Activation TRIANGLE = new Triangle();
    /** The sum of sine and cosine with period 1. */
    Activation SIN_PLUS_COS = new SinPlusCos();

    /**
     * The activation with the given {@link #id()}; the leaky ReLU takes its slope after a colon ({@code leaky-relu:1/10}).
     *
     * @param name the id
     * @return the activation
     * @throws IllegalArgumentException if no activation has that id
     */
    static Activation parse(String name) {
        String id = name.toLowerCase(Locale.ROOT);
        if (id.startsWith("leaky-relu:")) {
            return new LeakyRelu(parseFraction(id.substring("leaky-relu:".length())));
        }
        return switch (id) {
            case "relu" -> RELU;
            case "leaky-relu" -> LEAKY_RELU;
            case "gelu" -> GELU;
            case "tanh" -> TANH;
            case "silu" -> SILU;
            case "sin2pi" -> SIN2PI;
            case "triangle" -> TRIANGLE;
            case "sin-plus-cos" -> SIN_PLUS_COS;
            default ->
                throw new IllegalArgumentException(
                        "activation: expected one of relu, leaky-relu, gelu, tanh, silu, sin2pi, triangle, "
                                + "sin-plus-cos, got " + name);
        };
    }

    private static BigFraction parseFraction(String text) {
        String[] parts = text.split("/", -1);
        try {
            if (parts.length == 2) {
                return new BigFraction(new java.math.BigInteger(parts[0]), new java.math.BigInteger(parts[1]));
            }
        } catch (MathRuntimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("leaky ReLU slope: expected a fraction like 1/100, got " + text, e);
        }
        throw new IllegalArgumentException("leaky ReLU slope: expected a fraction like 1/100, got " + text);
    }
}
