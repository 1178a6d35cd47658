package org.peftcheck.numeric.interchange;

import java.util.List;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.WeightAdapter;

/**
 * VeRA. The two projections are stored once, in the largest sizes that a module needs: A is r × (at least d_in) and B is (at least
 * d_out) × r, and a module has the first columns of A and the first rows of B. They are stored only where {@code save_projection} says
 * so; otherwise they follow from PyTorch's random numbers.
 *
 * @param rank the rank r
 */
public record VeRaLayout(int rank) implements PeftLayout {

    /** The name of the tensor A. */
    public static final String A = "base_model.vera_A";
    /** The name of the tensor B. */
    public static final String B = "base_model.vera_B";

    /** Checks the rank. */
    public VeRaLayout {
        if (rank < 1) {
            throw new IllegalArgumentException("rank: expected at least 1, got " + rank);
        }
    }

    @Override
    public String peftType() {
        return "VERA";
    }

    @Override
    public WeightAdapter adapter(String module) {
        return AdapterRegistry.standard().method("vera").configure(AdapterOptions.DEFAULT);
    }

    @Override
    public int rank(String module) {
        return rank;
    }

    @Override
    public List<StoredSlot> stored() {
        return List.of(
                new StoredSlot("vera_lambda_b", "b", StoredSlot.Form.VECTOR),
                new StoredSlot("vera_lambda_d", "d", StoredSlot.Form.VECTOR));
    }

    @Override
    public List<String> shared() {
        return List.of(A, B);
    }
}
