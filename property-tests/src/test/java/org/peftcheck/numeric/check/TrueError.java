package org.peftcheck.numeric.check;

import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.exact.ExactRank;
import org.peftcheck.numeric.exact.ExactSolver;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * The squared left side of a certificate over the doubles, from its doubles taken exactly: in rationals where the activation allows
 * it, otherwise to about 60 digits. With C a basis of columns of W0, ‖P E‖² = ⟨Z, (CᵀC)⁻¹Z⟩ for Z = CᵀE.
 */
final class TrueError {

    private TrueError() {}

    static BigFraction squared(CertificateDocument document) {
        RationalMatrix w0 = Mutation.weight(document).exactly();
        Activation activation = Activation.parse(document.activation());
        RationalMatrix update = w0.times(document.matrix("Theta1").exactly())
                .map(x -> PreciseActivation.of(activation, x))
                .times(document.matrix("Theta2").exactly());
        RationalMatrix target =
                document.matrix("A").exactly().times(document.matrix("B").exactly());
        RationalMatrix c = w0.selectColumns(ExactRank.independentColumns(w0));
        BigFraction inside = projected(c, update.minus(target));
        if (document.form().equals("projected")) {
            return inside;
        }
        return inside.add(update.squaredFrobeniusNorm()).subtract(projected(c, update));
    }

    private static BigFraction projected(RationalMatrix c, RationalMatrix e) {
        if (c.columns() == 0) {
            return BigFraction.ZERO;
        }
        RationalMatrix z = c.transpose().times(e);
        RationalMatrix solved = ExactSolver.solve(c.transpose().times(c), z).orElseThrow();
        return IntStream.range(0, z.rows())
                .boxed()
                .flatMap(i -> IntStream.range(0, z.columns())
                        .mapToObj(j -> z.get(i, j).multiply(solved.get(i, j))))
                .reduce(BigFraction.ZERO, BigFraction::add);
    }
}
