package org.peftcheck.numeric.interchange;

import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.WeightAdapter;

/**
 * FourierFT. The coefficients are stored; their frequencies are not, they follow from PyTorch's random numbers, so that such an adapter
 * can be counted but not merged.
 *
 * @param coefficients the number of coefficients
 * @param scaling the factor in front of the update
 * @param seed the seed of PyTorch's random numbers
 */
public record FourierFtLayout(int coefficients, BigFraction scaling, long seed) implements PeftLayout {

    @Override
    public String peftType() {
        return "FOURIERFT";
    }

    @Override
    public WeightAdapter adapter(String module) {
        AdapterOptions options = AdapterOptions.DEFAULT
                .with(Scaling.constant(scaling))
                .withCoefficients(coefficients)
                .withSeed(seed);
        return AdapterRegistry.standard().method("fourierft").configure(options);
    }

    @Override
    public int rank(String module) {
        return 1;
    }

    @Override
    public List<StoredSlot> stored() {
        return List.of(new StoredSlot("fourierft_spectrum", "c", StoredSlot.Form.VECTOR));
    }
}
