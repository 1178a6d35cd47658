package org.peftcheck.training.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.peftcheck.papers.NearNames;
import org.peftcheck.theory.algebra.Activation;

/**
 * Vision transformers with random weights, to be pre-trained, by their sizes in words:
 * {@code random-vit:image=32,patch=4,channels=3,d=96,layers=4,heads=4}, and if need be {@code inner=}, 4 d if not given, and
 * {@code seed=}, 1 if not given.
 */
public final class UntrainedVision {

    /** What such names begin with. */
    public static final String PREFIX = "random-vit:";

    private static final List<String> SIZES = List.of("image", "patch", "channels", "d", "layers", "heads");
    private static final List<String> KNOWN =
            List.of("image", "patch", "channels", "d", "layers", "heads", "inner", "seed");
    private static final double EPSILON = 1e-12;

    private UntrainedVision() {}

    /**
     * A network of a name.
     *
     * @param name the prefix and the sizes
     * @return the network; the same name gives the same weights
     * @throws BadModelException when a size is missing, not known or no whole number above 0
     */
    public static PretrainedVision of(String name) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (String setting : name.substring(PREFIX.length()).split(",", -1)) {
            String[] parts = setting.split("=", 2);
            if (!KNOWN.contains(parts[0])) {
                throw new BadModelException(
                        "model " + name,
                        "sizes such as d=96, of " + String.join(", ", KNOWN),
                        "`" + setting + "`" + NearNames.hint(parts[0], KNOWN));
            }
            if (parts.length < 2
                    || !parts[1].matches("[1-9]\\d{0,5}")
                    || sizes.put(parts[0], Integer.valueOf(parts[1])) != null) {
                throw new BadModelException(
                        "model " + name, parts[0] + "= once, with a whole number above 0", "`" + setting + "`");
            }
        }
        for (String size : SIZES) {
            if (!sizes.containsKey(size)) {
                throw new BadModelException("model " + name, "a size " + size + "=", "none");
            }
        }
        VisionConfig config = config(name, sizes);
        return new PretrainedVision(
                name, config, draw(config, sizes.getOrDefault("seed", 1)), ImageProcessing.usual(config));
    }

    private static VisionConfig config(String name, Map<String, Integer> sizes) {
        int d = sizes.get("d");
        try {
            return new VisionConfig(
                    sizes.get("image"),
                    sizes.get("patch"),
                    sizes.get("channels"),
                    sizes.get("layers"),
                    d,
                    sizes.get("heads"),
                    sizes.getOrDefault("inner", 4 * d),
                    EPSILON,
                    Activation.GELU,
                    true);
        } catch (IllegalArgumentException e) {
            throw new BadModelException("model " + name, "sizes that fit together", e.getMessage(), e);
        }
    }

    /**
     * Random weights: matrices and the convolution normal with variance 1 / d_in, class token and positions with deviation 0.02, biases
     * 0, gains 1.
     *
     * @param config the sizes
     * @param seed what the numbers are drawn from
     * @return the tensors by name
     */
    public static Map<String, FloatTensor> draw(VisionConfig config, long seed) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        VisionTensors.required(config).forEach((name, shape) -> {
            FloatTensor tensor = FloatTensor.zeros(shape);
            boolean vector = shape.length == 1;
            double deviation = vector ? 0 : deviation(name, shape);
            float centre = vector && name.endsWith(".weight") ? 1 : 0;
            RandomGenerator random = new SplittableRandom(31 * seed + name.hashCode());
            for (int k = 0; k < tensor.values().length; k++) {
                tensor.values()[k] = centre + (float) (deviation == 0 ? 0 : deviation * random.nextGaussian());
            }
            weights.put(name, tensor);
        });
        return weights;
    }

    private static double deviation(String name, int... shape) {
        return name.endsWith(".weight") ? Math.sqrt((double) shape[0] / FloatTensor.count(shape)) : 0.02;
    }
}
