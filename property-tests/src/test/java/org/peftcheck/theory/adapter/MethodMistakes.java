package org.peftcheck.theory.adapter;

import java.util.List;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;
import org.peftcheck.theory.exact.RationalMatrix;

/** Mistakes that implementations of these methods are known for. */
final class MethodMistakes {

    private static final BigFraction ALPHA = new BigFraction(16);
    private static final DoRa DORA = new DoRa(Scaling.alphaOverRank(ALPHA), NormAxis.ROW);
    private static final MultiplicativeLoRa MULTIPLICATIVE = new MultiplicativeLoRa(Scaling.alphaOverRank(ALPHA));

    static final WeightAdapter SCALES_BY_ALPHA =
            new Disguised(new LoRa(Scaling.alphaOverRank(ALPHA)), new LoRa(Scaling.constant(ALPHA)));
    static final WeightAdapter SCALES_BY_ALPHA_OVER_RANK =
            new Disguised(new LoRa(Scaling.alphaOverRootRank(ALPHA)), new LoRa(Scaling.alphaOverRank(ALPHA)));

    static final WeightAdapter NORMS_ALONG_THE_WRONG_AXIS = new Disguised(DORA, DORA) {
        @Override
        public <M> M adaptedWeight(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            M product = algebra.times(slots.get("A"), slots.get("B"));
            M columns = algebra.transpose(algebra.plus(w0, DORA.scaling().apply(algebra, slots.rank(), product)));
            M norms = algebra.rowNorms(columns);
            M inverse = algebra.divide(algebra.divide(norms, norms), norms);
            return algebra.scaleRows(slots.get("m"), algebra.transpose(algebra.scaleRows(inverse, columns)));
        }
    };

    static final WeightAdapter DIVIDES_WRONGLY = new Disguised(DORA, DORA) {
        @Override
        public <M> M unmerged(MatrixAlgebra<M> algebra, M merged, M kept, SlotValues<M> slots) {
            M product = algebra.times(slots.get("A"), slots.get("B"));
            M factors = algebra.divide(slots.get("m"), kept);
            return algebra.minus(
                    algebra.scaleRows(factors, merged), DORA.scaling().apply(algebra, slots.rank(), product));
        }
    };

    static final WeightAdapter UNMERGES_BY_THE_MERGED_WEIGHT = new Disguised(MULTIPLICATIVE, MULTIPLICATIVE) {
        @Override
        public <M> M unmerged(MatrixAlgebra<M> algebra, M merged, M kept, SlotValues<M> slots) {
            return algebra.minus(merged, MULTIPLICATIVE.update(algebra, merged, slots));
        }
    };

    static final WeightAdapter STORES_FOR_EACH_LAYER = new Disguised(new VeRa(), new VeRa()) {
        @Override
        public List<Slot> slots() {
            return super.slots().stream()
                    .map(s -> new Slot(
                            s.symbol(), s.tex(), s.shape(), s.training(), Slot.Sharing.PER_LAYER, s.initialiser()))
                    .toList();
        }
    };

    static final WeightAdapter TRAINS_HALF = new Disguised(MULTIPLICATIVE, MULTIPLICATIVE) {
        @Override
        public <M> Optional<Summands<M>> summands(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            M update = MULTIPLICATIVE.update(algebra, w0, slots);
            return Optional.of(new Summands<>(w0, algebra.scale(Scalar.of(new BigFraction(1, 2)), update)));
        }
    };

    static final WeightAdapter FREEZES_WHAT_IS_TRAINED = new Disguised(DORA, DORA) {
        @Override
        public <M> Optional<Summands<M>> summands(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            M product = DORA.scaling().apply(algebra, slots.rank(), algebra.times(slots.get("A"), slots.get("B")));
            return Optional.of(new Summands<>(algebra.minus(DORA.adaptedWeight(algebra, w0, slots), product), product));
        }
    };

    private MethodMistakes() {}

    /** Two adapters, the second one on the weight into which the first is merged. */
    static RationalMatrix oneIntoTheOther(ContractInstance i) {
        RationalMatrix first = i.layer(i.slots()).weight();
        ContractInstance onMerged = new ContractInstance(
                i.adapter(),
                i.dOut(),
                i.dIn(),
                i.rank(),
                i.rankCorner(),
                i.weightCorner(),
                first,
                i.others(),
                i.others(),
                i.initial(),
                i.x());
        return onMerged.layer(i.others()).weight();
    }
}
