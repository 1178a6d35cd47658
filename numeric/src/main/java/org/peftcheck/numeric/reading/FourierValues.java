package org.peftcheck.numeric.reading;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.peftcheck.theory.adapter.FourierFrequencies;
import org.peftcheck.theory.adapter.FourierFrequencies.Frequency;
import org.peftcheck.theory.adapter.Initialiser.Fourier;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Shape;

/** The factors of an inverse discrete Fourier transform in double precision. */
final class FourierValues {

    private static final DoubleUnaryOperator SINE = ActivationValues.inDoubles(Activation.SIN2PI);

    private FourierValues() {}

    static DenseMatrix of(Fourier fourier, Shape shape, int dOut, int dIn) {
        boolean output = fourier.axis() == NormAxis.ROW;
        int n = (output ? shape.columns() : shape.rows()).constantValue().intValueExact();
        List<Frequency> frequencies = FourierFrequencies.pick(fourier.seed(), dOut, dIn, n);
        return output
                ? DenseMatrix.of(
                        dOut, n, (p, l) -> wave(fourier, p, frequencies.get(l).row(), dOut))
                : DenseMatrix.of(
                        n, dIn, (l, q) -> wave(fourier, q, frequencies.get(l).column(), dIn));
    }

    /** The turn is reduced exactly to less than 1, so that the quarters are exact. */
    private static double wave(Fourier fourier, int feature, int frequency, int features) {
        double turn = (double) ((long) feature * frequency % features) / features;
        return SINE.applyAsDouble(fourier.wave() == Fourier.Wave.SINE ? turn : turn + 0.25);
    }
}
