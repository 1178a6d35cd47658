package org.peftcheck.training.experiment;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.peftcheck.training.model.FloatTensor;

/** How the pre-trained tensors of a run are held; those that are trained are single-precision numbers in training whatever they were. */
public enum WeightStorage {
    /** As the model's files have them: bf16 as bf16, anything else in single precision. */
    AS_STORED {
        @Override
        public Map<String, FloatTensor> of(Map<String, FloatTensor> weights) {
            return weights;
        }
    },
    /** All rounded to bf16, as if the model had been stored so: to the nearest value, of two the even one. */
    BF16 {
        @Override
        public Map<String, FloatTensor> of(Map<String, FloatTensor> weights) {
            Map<String, FloatTensor> rounded = new LinkedHashMap<>();
            weights.forEach((name, tensor) -> rounded.put(name, rounded(name, tensor)));
            return rounded;
        }
    };

    private static FloatTensor rounded(String name, FloatTensor tensor) {
        try {
            return tensor.inBf16();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("storage bf16, tensor " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * The tensors as they are held.
     *
     * @param weights the tensors by their names
     * @return the tensors by the same names
     * @throws IllegalArgumentException when a number is too large for the format
     */
    public abstract Map<String, FloatTensor> of(Map<String, FloatTensor> weights);

    /** The name that users type. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The storage of a name.
     *
     * @param name as in {@link #id}
     * @return the storage
     * @throws IllegalArgumentException when there is none of that name
     */
    public static WeightStorage parse(String name) {
        for (WeightStorage storage : values()) {
            if (storage.id().equals(name)) {
                return storage;
            }
        }
        throw new IllegalArgumentException(
                "storage: expected " + AS_STORED.id() + " or " + BF16.id() + ", got " + name);
    }
}
