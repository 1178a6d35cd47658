package org.peftcheck.theory.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.peftcheck.numeric.interval.IntervalAlgebra;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;

/** The contract catches adapters that are wrong on purpose, each by the demand that is meant for it. */
class BrokenAdaptersTest {

    private static final Shape TALL = Shape.of(Dimension.D_OUT, Dimension.RANK);
    private static final Shape WIDE = Shape.of(Dimension.RANK, Dimension.D_IN);
    private static final Initialiser RANDOM = Initialiser.uniformFanIn(Polynomial.of(Dimension.D_IN));

    /** LoRA without scaling, open to changes. */
    private static class Plain implements WeightAdapter {
        @Override
        public String id() {
            return "broken";
        }

        @Override
        public String title() {
            return "broken";
        }

        @Override
        public String source() {
            return "made for the contract";
        }

        @Override
        public List<Slot> slots() {
            return List.of(Slot.trainable("A", "A", TALL, Initialiser.ZERO), Slot.trainable("B", "B", WIDE, RANDOM));
        }

        @Override
        public Polynomial statedCount() {
            return TALL.entries().plus(WIDE.entries());
        }

        @Override
        public boolean startsAtPretrained() {
            return true;
        }

        @Override
        public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            return algebra.times(slots.get("A"), slots.get("B"));
        }
    }

    private static final class FalseIdentityClaim extends Plain {
        @Override
        public List<Slot> slots() {
            return List.of(Slot.trainable("A", "A", TALL, RANDOM), Slot.trainable("B", "B", WIDE, RANDOM));
        }
    }

    private static final class WrongStatedCount extends Plain {
        @Override
        public Polynomial statedCount() {
            return WIDE.entries().times(2);
        }
    }

    private static final class WrongSymbolicCount extends Plain {
        @Override
        public Polynomial trainableCount() {
            return statedCount().plus(Polynomial.ONE);
        }
    }

    private static final class SwappedShape extends Plain {
        @Override
        public List<Slot> slots() {
            return List.of(
                    Slot.trainable("A", "A", TALL.transposed(), Initialiser.ZERO),
                    Slot.trainable("B", "B", WIDE, RANDOM));
        }
    }

    private static final class UpdateOfAnotherShape extends Plain {
        @Override
        public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            return algebra.transpose(super.update(algebra, w0, slots));
        }
    }

    private static final class UnusedSlot extends Plain {
        @Override
        public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            return algebra.times(slots.get("A"), algebra.times(algebra.transpose(slots.get("A")), w0));
        }
    }

    private static final class UnbalancedTex extends Plain {
        @Override
        public List<Slot> slots() {
            return List.of(Slot.trainable("A", "A_{0", TALL, Initialiser.ZERO), Slot.trainable("B", "B", WIDE, RANDOM));
        }
    }

    private static final class SameSymbolTwice extends Plain {
        @Override
        public List<Slot> slots() {
            List<Slot> slots = new ArrayList<>(super.slots());
            slots.add(slots.get(0));
            return slots;
        }
    }

    private static final class MergesWithAnotherFactor extends Plain {
        @Override
        public <M> M adaptedWeight(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            return algebra.plus(w0, algebra.scale(new BigFraction(2), update(algebra, w0, slots)));
        }
    }

    private static final class RemembersItsCalls extends Plain {
        private long calls;

        @Override
        public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            calls++;
            return algebra.scale(new BigFraction(calls), super.update(algebra, w0, slots));
        }
    }

    /** Gives one reading a formula that is off by a billionth. */
    private static final class FavoursAReading extends Plain {
        private final Class<?> reading;

        FavoursAReading(Class<?> reading) {
            this.reading = reading;
        }

        @Override
        public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
            M update = super.update(algebra, w0, slots);
            BigFraction off = new BigFraction(1000000001, 1000000000);
            return reading.isInstance(algebra) ? algebra.scale(off, update) : update;
        }
    }

    private static final class ChangesItsTitle extends Plain {
        private int calls;

        @Override
        public String title() {
            calls++;
            return "broken " + calls;
        }
    }

    private record Fault(String name, WeightAdapter adapter, ContractCheck... by) {
        Fault(WeightAdapter adapter, ContractCheck... by) {
            this(adapter.getClass().getSimpleName(), adapter, by);
        }
    }

    private static final List<Fault> FAULTS = List.of(
            new Fault(new FalseIdentityClaim(), ContractChecks.STARTS_AT_PRETRAINED),
            new Fault(new WrongStatedCount(), ContractChecks.COUNT),
            new Fault(new WrongSymbolicCount(), ContractChecks.COUNT, ContractChecks.COUNT_OVER_LAYERS),
            new Fault(new SwappedShape(), ContractChecks.SHAPES),
            new Fault(new UpdateOfAnotherShape(), ContractChecks.SHAPES, ContractChecks.FACTORED),
            new Fault(new UnusedSlot(), ContractChecks.SLOTS, ContractChecks.LATEX),
            new Fault(new UnbalancedTex(), ContractChecks.LATEX),
            new Fault(new SameSymbolTwice(), ContractChecks.SLOTS),
            new Fault(new MergesWithAnotherFactor(), MergeChecks.UPDATE, MergeChecks.MERGE),
            new Fault(
                    new RemembersItsCalls(),
                    ContractChecks.PURE,
                    MergeChecks.MERGE,
                    MergeChecks.TWO_AT_ONCE,
                    ContractChecks.TERM),
            new Fault(
                    new ChangesItsTitle(),
                    ContractChecks.REFUSES_MISSHAPEN_SLOTS,
                    ContractChecks.REFUSES_MISSING_AND_UNKNOWN_SLOTS),
            new Fault("ScalesByAlpha", MethodMistakes.SCALES_BY_ALPHA, ContractChecks.FORMULA),
            new Fault("ScalesByAlphaOverRank", MethodMistakes.SCALES_BY_ALPHA_OVER_RANK, ContractChecks.FORMULA),
            new Fault(
                    "NormsAlongTheWrongAxis",
                    MethodMistakes.NORMS_ALONG_THE_WRONG_AXIS,
                    ContractChecks.FORMULA,
                    ContractChecks.STARTS_AT_PRETRAINED),
            new Fault("DividesWronglyWhenUnmerging", MethodMistakes.DIVIDES_WRONGLY, MergeChecks.UNMERGE),
            new Fault("UnmergesByTheMergedWeight", MethodMistakes.UNMERGES_BY_THE_MERGED_WEIGHT, MergeChecks.UNMERGE),
            new Fault("TrainsHalf", MethodMistakes.TRAINS_HALF, MergeChecks.SUMMANDS),
            new Fault("FreezesWhatIsTrained", MethodMistakes.FREEZES_WHAT_IS_TRAINED, MergeChecks.SUMMANDS),
            new Fault("StoresWhatIsSharedForEachLayer", MethodMistakes.STORES_FOR_EACH_LAYER, ContractChecks.SHARED),
            new Fault("FavoursDoubles", new FavoursAReading(EjmlAlgebra.class), ContractChecks.ROUNDING),
            new Fault("FavoursEnclosures", new FavoursAReading(IntervalAlgebra.class), ContractChecks.ENCLOSURE));

    private static Set<ContractCheck> failing(WeightAdapter adapter) {
        Set<ContractCheck> failing = new LinkedHashSet<>();
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            ContractInstance instance = ContractInstances.draw(adapter, random);
            for (ContractCheck check : ContractChecks.ALL) {
                if (check.failureOf(instance).isPresent()) {
                    failing.add(check);
                }
            }
        }
        return failing;
    }

    @Test
    void thePlainAdapterMeetsTheContract() {
        assertEquals(Set.of(), failing(new Plain()));
    }

    @TestFactory
    Stream<DynamicTest> everyFaultIsCaughtByTheDemandsThatAreMeantForIt() {
        return FAULTS.stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> {
                    Set<ContractCheck> failing = failing(fault.adapter());
                    List<String> names =
                            failing.stream().map(ContractCheck::name).toList();
                    assertTrue(failing.containsAll(Arrays.asList(fault.by())), "failing: " + names);
                }));
    }

    /** PEFT tools merge adapters one into the result of the other; that is another layer than the two side by side. */
    @TestFactory
    Stream<DynamicTest> mergingIntoAMergedWeightIsNotTwoAdaptersAtOnce() {
        return Stream.of(
                        new MultiplicativeLoRa(Scaling.alphaOverRank(new BigFraction(16))),
                        new DoRa(Scaling.alphaOverRank(new BigFraction(16)), NormAxis.ROW),
                        Peanut.of(AdapterOptions.DEFAULT))
                .map(adapter -> DynamicTest.dynamicTest(adapter.title(), () -> {
                    Random random = new Random(11);
                    long found = Stream.generate(() -> ContractInstances.draw(adapter, random))
                            .limit(40)
                            .filter(i -> !MergeChecks.twoAtOnce(i, MethodMistakes::oneIntoTheOther)
                                    .isEmpty())
                            .count();
                    assertTrue(found > 20, "found " + found);
                }));
    }

    @Test
    void everyDemandCatchesSomeFault() {
        Set<ContractCheck> catching =
                FAULTS.stream().flatMap(fault -> Arrays.stream(fault.by())).collect(Collectors.toSet());
        assertEquals(Set.copyOf(ContractChecks.ALL), catching);
    }

    @Test
    void aFailureSaysWhatWasExpectedAndFound() {
        ContractInstance instance = ContractInstances.draw(new WrongStatedCount(), new Random(1));
        assertEquals(
                Optional.of("stated count: expected d_in*r + d_out*r, got 2*d_in*r"),
                ContractChecks.COUNT.failureOf(instance));
    }
}
