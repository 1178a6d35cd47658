package org.peftcheck.theory.adapter;

import static org.peftcheck.theory.adapter.ContractChecks.EXACTLY;
import static org.peftcheck.theory.adapter.ContractChecks.NOTHING;
import static org.peftcheck.theory.adapter.ContractChecks.all;
import static org.peftcheck.theory.adapter.ContractChecks.exactWeight;
import static org.peftcheck.theory.adapter.ContractChecks.same;
import static org.peftcheck.theory.adapter.ContractChecks.that;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.numeric.reading.RoundingBoundAlgebra;
import org.peftcheck.numeric.reading.RoundingBoundAlgebra.Bounded;
import org.peftcheck.theory.exact.RationalMatrix;

/** What the contract demands of merging and unmerging. */
final class MergeChecks {

    private MergeChecks() {}

    static final ContractCheck UPDATE =
            new ContractCheck("update = f(W0; theta) - W0, and unmerging gives W0 back", i -> {
                AdaptedLayer<RationalMatrix> layer = i.layer(i.slots());
                return all(
                        same("W0 + update", layer.weight(), i.w0().plus(layer.update())),
                        same("weight - update", i.w0(), layer.weight().minus(layer.update())));
            });

    static final ContractCheck MERGE = new ContractCheck("merged forward = unmerged forward", i -> {
        AdaptedLayer<RationalMatrix> layer = i.layer(i.slots());
        return same("merged forward", layer.forwardUnmerged(i.x()), layer.forwardMerged(i.x()));
    });

    static final ContractCheck UNMERGE = new ContractCheck("a merge is undone from what was kept", i -> {
        AdaptedLayer<RationalMatrix> layer = i.layer(i.slots());
        Bounded bounded = i.unmerged(new RoundingBoundAlgebra(), EXACTLY);
        DenseMatrix inDoubles = i.unmerged(new EjmlAlgebra(), ContractInstance::dense);
        return all(
                same("unmerged weight", i.w0(), layer.unmerged(layer.weight(), layer.kept())),
                that(bounded.admits(inDoubles), "unmerged in doubles out of bounds: " + inDoubles),
                exactWeight(i).isEmpty()
                        ? NOTHING
                        : that(bounded.enclosure().contains(i.w0()), "W0 outside " + bounded.enclosure()));
    });

    static final ContractCheck SUMMANDS = new ContractCheck(
            "the adapted weight is a sum of what is frozen and what is trained, or no such sum", i -> {
                Optional<WeightAdapter.Summands<RationalMatrix>> summands = i.summands(i.slots());
                if (summands.isEmpty()) {
                    return NOTHING;
                }
                Map<String, RationalMatrix> trainedOtherwise = new LinkedHashMap<>(i.slots());
                i.adapter().slots().stream()
                        .filter(Slot::isTrainable)
                        .forEach(slot ->
                                trainedOtherwise.put(slot.symbol(), i.others().get(slot.symbol())));
                RationalMatrix frozen = summands.get().frozen();
                return all(
                        same(
                                "frozen + trained",
                                i.layer(i.slots()).weight(),
                                frozen.plus(summands.get().trained())),
                        same(
                                "what is frozen, with other trained slots",
                                frozen,
                                i.summands(trainedOtherwise).orElseThrow().frozen()));
            });

    /** How adapters are merged one after the other: the weight, an adapter and its slots, to the next weight. */
    interface Merging {
        RationalMatrix merged(ContractInstance i);
    }

    /** As {@link MergedLayer} does it. */
    static RationalMatrix together(ContractInstance i) {
        return MergedLayer.of(new SurrogateAlgebra(), i.w0())
                .merge("first", i.layer(i.slots()))
                .merge("second", i.layer(i.others()))
                .weight();
    }

    static String twoAtOnce(ContractInstance i, Merging merging) {
        RationalMatrix unmerged = i.w0().times(i.x())
                .plus(i.layer(i.slots()).update().times(i.x()))
                .plus(i.layer(i.others()).update().times(i.x()));
        return same(
                "forward of two merged adapters", unmerged, merging.merged(i).times(i.x()));
    }

    static final ContractCheck TWO_AT_ONCE = new ContractCheck(
            "two adapters at once: merged forward = unmerged forward, and each can be taken out", i -> {
                MergedLayer<RationalMatrix> both = MergedLayer.of(new SurrogateAlgebra(), i.w0())
                        .merge("first", i.layer(i.slots()))
                        .merge("second", i.layer(i.others()));
                return all(
                        twoAtOnce(i, MergeChecks::together),
                        same(
                                "without the first",
                                i.layer(i.others()).weight(),
                                both.unmerge("first").weight()),
                        same(
                                "without either",
                                i.w0(),
                                both.unmerge("first").unmerge("second").weight()));
            });
}
