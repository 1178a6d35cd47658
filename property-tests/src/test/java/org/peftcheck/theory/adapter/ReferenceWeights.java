package org.peftcheck.theory.adapter;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.theory.exact.RationalMatrix;

/** The adapted weights of the methods, written out entry by entry from the sources and apart from the adapters' own formulas. */
final class ReferenceWeights {

    private ReferenceWeights() {}

    /** The number that stands for a scaling: the root is the double next to it, as in {@link SurrogateAlgebra}. */
    static BigFraction factor(Scaling scaling, int rank) {
        return factor(scaling, rank, 1);
    }

    private static BigFraction factor(Scaling scaling, int rank, int divisor) {
        if (scaling instanceof Scaling.AlphaOverRank over) {
            return over.alpha().divide(rank).divide(divisor);
        }
        if (scaling instanceof Scaling.AlphaOverRootRank over) {
            int root = (int) Math.round(Math.sqrt(rank));
            BigFraction alpha = over.alpha().divide(divisor);
            return root * root == rank ? alpha.divide(root) : Interval.exactly(alpha.doubleValue() / Math.sqrt(rank));
        }
        return ((Scaling.Constant) scaling).factor().divide(divisor);
    }

    /** The weight of a method with some settings, empty for the methods whose own laws write it out. */
    static Optional<RationalMatrix> of(WeightAdapter settings, ContractInstance i) {
        Map<String, RationalMatrix> v = i.slots();
        int r = i.rank();
        if (settings instanceof FullFineTuning) {
            return Optional.of(v.get("W"));
        }
        if (settings instanceof LoRaTraining training) {
            return of(training.lora(), i);
        }
        if (settings instanceof LoRa lora) {
            return Optional.of(low(i, (p, l) -> v.get("A").get(p, l), "B", factor(lora.scaling(), r), i.w0()));
        }
        if (settings instanceof PiSsa || settings instanceof MiLoRa) {
            return Optional.of(low(i, (p, l) -> v.get("A").get(p, l), "B", BigFraction.ONE, v.get("R")));
        }
        if (settings instanceof AdaLoRa ada) {
            RationalMatrix.Entry left =
                    (p, l) -> v.get("P").get(p, l).multiply(v.get("lambda").get(l, 0));
            return Optional.of(low(i, left, "Q", factor(ada.scaling(), r), i.w0()));
        }
        if (settings instanceof VeRa) {
            RationalMatrix.Entry left = (p, l) -> v.get("b")
                    .get(p, 0)
                    .multiply(v.get("B").get(p, l))
                    .multiply(v.get("d").get(l, 0));
            return Optional.of(low(i, left, "A", BigFraction.ONE, i.w0()));
        }
        if (settings instanceof DoRa dora) {
            return Optional.of(magnitudes(dora, i));
        }
        return settings instanceof FourierFt fourier ? Optional.of(spectrum(fourier, i)) : Optional.empty();
    }

    private static RationalMatrix low(
            ContractInstance i, RationalMatrix.Entry left, String right, BigFraction factor, RationalMatrix base) {
        return RationalMatrix.of(
                i.dOut(),
                i.dIn(),
                (p, q) -> IntStream.range(0, i.rank())
                        .mapToObj(
                                l -> left.at(p, l).multiply(i.slots().get(right).get(l, q)))
                        .reduce(BigFraction.ZERO, BigFraction::add)
                        .multiply(factor)
                        .add(base.get(p, q)));
    }

    private static RationalMatrix magnitudes(DoRa dora, ContractInstance i) {
        BigFraction factor = factor(dora.scaling(), i.rank());
        RationalMatrix v = low(i, (p, l) -> i.slots().get("A").get(p, l), "B", factor, i.w0());
        boolean rows = dora.axis() == NormAxis.ROW;
        return RationalMatrix.of(i.dOut(), i.dIn(), (p, q) -> {
            int side = rows ? p : q;
            BigFraction square = IntStream.range(0, rows ? i.dIn() : i.dOut())
                    .mapToObj(l -> rows ? v.get(p, l) : v.get(l, q))
                    .map(x -> x.multiply(x))
                    .reduce(BigFraction.ZERO, BigFraction::add);
            BigFraction norm = RationalAlgebra.squareRoot(square)
                    .orElseGet(() -> Interval.exactly(Math.sqrt(square.doubleValue())));
            return i.slots().get("m").get(side, 0).multiply(v.get(p, q)).divide(norm);
        });
    }

    private static RationalMatrix spectrum(FourierFt fourier, ContractInstance i) {
        Map<String, RationalMatrix> v = i.slots();
        BigFraction factor = factor(fourier.scaling(), i.rank(), i.dOut() * i.dIn());
        return RationalMatrix.of(
                i.dOut(),
                i.dIn(),
                (p, q) -> IntStream.range(0, fourier.coefficients())
                        .mapToObj(l -> v.get("c")
                                .get(l, 0)
                                .multiply(v.get("Co")
                                        .get(p, l)
                                        .multiply(v.get("Ci").get(l, q))
                                        .subtract(v.get("So")
                                                .get(p, l)
                                                .multiply(v.get("Si").get(l, q)))))
                        .reduce(BigFraction.ZERO, BigFraction::add)
                        .multiply(factor)
                        .add(i.w0().get(p, q)));
    }
}
