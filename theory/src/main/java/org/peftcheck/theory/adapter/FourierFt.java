package org.peftcheck.theory.adapter;

import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.adapter.Initialiser.Fourier.Wave;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Scalar;
import org.peftcheck.theory.algebra.Shape;

/**
 * FourierFT: W = W0 + α Re(F⁻¹(E)), where E is a d_out × d_in spectrum that is 0 but at n frequencies (j_l, k_l), which a seed picks,
 * and has the trained coefficients c_l there. F⁻¹ is the inverse discrete Fourier transform with its factor 1/(d_out d_in), as numerical
 * libraries define it; the source prints it without.
 *
 * <p>Re exp(i(x + y)) = cos x cos y − sin x sin y makes it a formula of products: with C_o, S_o the d_out × n matrices of
 * cos(2π p j_l/d_out) and sin(2π p j_l/d_out), and C_i, S_i the n × d_in matrices of cos(2π q k_l/d_in) and sin(2π q k_l/d_in), the
 * update is α/(d_out d_in) (C_o diag(c) C_i − S_o diag(c) S_i). The four are made of the seed and not stored.
 *
 * <p>c is drawn normal, so training does not start at W0. There is no rank: n is a setting, and a scaling of α/r means the r that the
 * layer is given.
 *
 * @param scaling the factor α
 * @param coefficients the number n of coefficients, at least 1 and at most d_out · d_in
 * @param seed picks the frequencies, see {@link FourierFrequencies}
 */
public record FourierFt(Scaling scaling, int coefficients, long seed) implements WeightAdapter {

    private static final String COEFFICIENTS = "c";

    /** Checks the number of coefficients. */
    public FourierFt {
        if (coefficients < 1) {
            throw new IllegalArgumentException("FourierFT coefficients: expected a number >= 1, got " + coefficients);
        }
    }

    /**
     * FourierFT with some options.
     *
     * @param options what is wanted otherwise than: scaling 150, 1000 coefficients, seed 777
     * @return the adapter
     */
    public static FourierFt of(AdapterOptions options) {
        return new FourierFt(
                options.scaling().orElse(Scaling.constant(new BigFraction(150))),
                options.coefficients().orElse(1000),
                options.seed().orElse(777));
    }

    @Override
    public String id() {
        return "fourierft";
    }

    @Override
    public String title() {
        return "FourierFT";
    }

    @Override
    public String source() {
        return "Gao et al., FourierFT (2024), Section 3.1, equations (2) to (4); PEANuT, Section 2";
    }

    @Override
    public List<Slot> slots() {
        return List.of(
                Slot.trainable(
                        COEFFICIENTS,
                        "c",
                        new Shape(number(), Polynomial.ONE),
                        new Initialiser.Normal(BigFraction.ONE)),
                wave(Wave.COSINE, NormAxis.ROW),
                wave(Wave.COSINE, NormAxis.COLUMN),
                wave(Wave.SINE, NormAxis.ROW),
                wave(Wave.SINE, NormAxis.COLUMN));
    }

    @Override
    public Polynomial statedCount() {
        return number();
    }

    @Override
    public boolean startsAtPretrained() {
        return false;
    }

    @Override
    public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        M even = product(algebra, Wave.COSINE, slots);
        M odd = product(algebra, Wave.SINE, slots);
        Polynomial entries = slots.dimension(Dimension.D_OUT).times(slots.dimension(Dimension.D_IN));
        Scalar factor = scaling.at(slots.rank()).times(new Scalar(BigFraction.ONE, entries));
        return algebra.scale(factor, algebra.minus(even, odd));
    }

    private <M> M product(MatrixAlgebra<M> algebra, Wave wave, SlotValues<M> slots) {
        M inner = algebra.scaleRows(slots.get(COEFFICIENTS), slots.get(symbol(wave, NormAxis.COLUMN)));
        return algebra.times(slots.get(symbol(wave, NormAxis.ROW)), inner);
    }

    private Polynomial number() {
        return Polynomial.constant(coefficients);
    }

    private static String symbol(Wave wave, NormAxis axis) {
        return (wave == Wave.COSINE ? "C" : "S") + (axis == NormAxis.ROW ? "o" : "i");
    }

    private Slot wave(Wave wave, NormAxis axis) {
        String symbol = symbol(wave, axis);
        String tex = symbol.charAt(0) + "_{" + symbol.charAt(1) + "}";
        Shape shape = axis == NormAxis.ROW
                ? new Shape(Polynomial.of(Dimension.D_OUT), number())
                : new Shape(number(), Polynomial.of(Dimension.D_IN));
        return Slot.frozen(symbol, tex, shape, Slot.Sharing.RECOMPUTED, new Initialiser.Fourier(wave, axis, seed));
    }
}
