package org.peftcheck.training.method;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.peftcheck.numeric.reading.InitialValues;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.training.engine.AdaptedStates;
import org.peftcheck.training.model.FloatTensor;

/** The adapters on hidden states before training. What is drawn for a place follows from the seed and the place's name. */
final class InitialStates {

    private InitialStates() {}

    /**
     * Draws the adapters of all blocks.
     *
     * @param adapter the method, whose places are all within blocks
     * @param architecture the model
     * @param bottleneck its bottleneck or rank
     * @param seed what the values follow from
     * @return the adapters by their places
     */
    static Map<String, AdaptedStates> draw(
            HiddenAdapter adapter, Architecture architecture, int bottleneck, long seed) {
        HiddenDimensions dimensions = MethodSizes.hidden(architecture, bottleneck);
        Map<String, AdaptedStates> states = new LinkedHashMap<>();
        for (int block = 0; block < architecture.blocks(); block++) {
            for (HiddenAdapter.Site site : adapter.sites()) {
                String place = AdaptedStates.place(site.hook(), block);
                RandomGenerator random = SeededRandom.of(seed, place);
                Map<String, FloatTensor> slots = new LinkedHashMap<>();
                for (Slot slot : site.slots()) {
                    slots.put(
                            slot.symbol(),
                            Matrices.rounded(InitialValues.draw(adapter, slot, dimensions.values(), random)));
                }
                states.put(place, new AdaptedStates(adapter, site.hook(), block, dimensions, slots));
            }
        }
        return states;
    }
}
