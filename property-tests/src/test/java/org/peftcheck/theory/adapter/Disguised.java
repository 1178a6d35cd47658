package org.peftcheck.theory.adapter;

import java.util.List;
import java.util.Optional;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Polynomial;

/** An adapter that says it is another one. */
class Disguised implements WeightAdapter {

    private final WeightAdapter settings;
    private final WeightAdapter faulty;

    Disguised(WeightAdapter settings, WeightAdapter faulty) {
        this.settings = settings;
        this.faulty = faulty;
    }

    /** What it says it is. */
    WeightAdapter settings() {
        return settings;
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public String title() {
        return settings.title();
    }

    @Override
    public String source() {
        return settings.source();
    }

    @Override
    public List<Slot> slots() {
        return faulty.slots();
    }

    @Override
    public Polynomial statedCount() {
        return settings.statedCount();
    }

    @Override
    public boolean startsAtPretrained() {
        return settings.startsAtPretrained();
    }

    @Override
    public <M> M update(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return algebra.minus(adaptedWeight(algebra, w0, slots), w0);
    }

    @Override
    public <M> M adaptedWeight(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return faulty.adaptedWeight(algebra, w0, slots);
    }

    @Override
    public <M> Optional<Summands<M>> summands(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return faulty.summands(algebra, w0, slots);
    }

    @Override
    public <M> M kept(MatrixAlgebra<M> algebra, M w0, SlotValues<M> slots) {
        return faulty.kept(algebra, w0, slots);
    }

    @Override
    public <M> M unmerged(MatrixAlgebra<M> algebra, M merged, M kept, SlotValues<M> slots) {
        return faulty.unmerged(algebra, merged, kept, slots);
    }
}
