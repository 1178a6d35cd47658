package org.peftcheck.training.tie;

import java.util.List;
import java.util.Optional;

/**
 * The twins of one kind.
 *
 * @param kind their kind
 * @param layers what came of each weight
 * @param measured the network with the twins, slots in single precision, and LoRA where a weight has no twin; empty where none has one
 */
public record TwinReport(TwinKind kind, List<Layer> layers, Optional<NetworkMeasure> measured) {

    /** Copies the list. */
    public TwinReport {
        layers = List.copyOf(layers);
    }

    /**
     * The twin of a weight.
     *
     * @param weight the weight's name
     * @param built whether there is a twin
     * @param width its hidden units h
     * @param parameters its parameters, 2 h d_in
     * @param error the certified error with slots in double precision
     * @param relativeError over the norm of the target
     * @param singleError the certified error with slots rounded to single precision
     * @param reason why there is no twin, or none in single precision
     */
    public record Layer(
            String weight,
            boolean built,
            int width,
            long parameters,
            double error,
            double relativeError,
            double singleError,
            String reason) {

        static Layer of(TrainedWeight weight, Twin.Attempt attempt) {
            if (attempt.twin().isEmpty()) {
                double none = Double.NaN;
                return new Layer(weight.name(), false, 0, 0, none, none, none, attempt.reason());
            }
            Twin twin = attempt.twin().get();
            Twin.Attempt single = twin.inSinglePrecision();
            return new Layer(
                    weight.name(),
                    true,
                    twin.width(),
                    2L * twin.width() * weight.w0().columns(),
                    twin.error(),
                    twin.relativeError(),
                    single.twin().map(Twin::error).orElse(Double.POSITIVE_INFINITY),
                    single.reason());
        }
    }

    /** How many weights have a twin. */
    public int built() {
        return (int) layers.stream().filter(Layer::built).count();
    }

    /** The parameters of all twins. */
    public long parameters() {
        return layers.stream().mapToLong(Layer::parameters).sum();
    }

    /** The largest certified error, slots in double precision. */
    public double worstError() {
        return layers.stream()
                .filter(Layer::built)
                .mapToDouble(Layer::error)
                .max()
                .orElse(Double.NaN);
    }

    /** The largest certified error over the norm of its target, slots in double precision. */
    public double worstRelativeError() {
        return layers.stream()
                .filter(Layer::built)
                .mapToDouble(Layer::relativeError)
                .max()
                .orElse(Double.NaN);
    }

    /** The largest certified error, slots in single precision. */
    public double worstSingleError() {
        return layers.stream()
                .filter(Layer::built)
                .mapToDouble(Layer::singleError)
                .max()
                .orElse(Double.NaN);
    }
}
