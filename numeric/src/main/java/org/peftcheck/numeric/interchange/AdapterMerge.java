package org.peftcheck.numeric.interchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.checkpoint.Checkpoint;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.numeric.checkpoint.WeightMatrix;
import org.peftcheck.numeric.interval.IntervalAlgebra;
import org.peftcheck.numeric.interval.IntervalMatrix;
import org.peftcheck.numeric.merge.MergedWeight;
import org.peftcheck.numeric.merge.NarrowFormat;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.theory.adapter.AdaptedLayer;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Shape;

/**
 * Merges adapters into a model: each adapted weight becomes the base weight plus the updates of all adapters that have the module. Every
 * update is that of the base weight itself, so that the order does not matter.
 *
 * <p>Updates are computed in double precision; W0 + Δ is rounded once to the format.
 */
public final class AdapterMerge {

    private final Map<String, PeftAdapter> adapters;
    private final Checkpoint base;
    private final NarrowFormat format;

    /**
     * A merge.
     *
     * @param adapters the adapters, by names for messages
     * @param base the model; a module has there the layer {@code <path>.weight}
     * @param format the format of the merged weights
     * @throws IllegalArgumentException when an adapter cannot be merged, a module is not in the model or a tensor does not fit its weight
     */
    public AdapterMerge(Map<String, PeftAdapter> adapters, Checkpoint base, NarrowFormat format) {
        this.adapters = Collections.unmodifiableMap(new LinkedHashMap<>(adapters));
        this.base = base;
        this.format = format;
        adapters.forEach((name, adapter) -> adapter.unmergeable().ifPresent(reason -> {
            throw new BadAdapterException(name, "merge", "all values of the adapter", "that " + reason);
        }));
        modules().forEach(path -> parts(path, base.layer(layer(path))));
    }

    /** The paths of the modules that any adapter has, in the order in which they come. */
    public List<String> modules() {
        return adapters.values().stream()
                .flatMap(adapter -> adapter.modules().stream())
                .map(AdaptedModule::path)
                .distinct()
                .toList();
    }

    private static String layer(String path) {
        return path + ".weight";
    }

    private record Part(AdaptedModule module, Map<String, FloatMatrix> slots) {}

    private List<Part> parts(String path, WeightMatrix w0) {
        List<Part> parts = new ArrayList<>();
        adapters.forEach((name, adapter) -> adapter.module(path).ifPresent(module -> {
            try {
                parts.add(new Part(module, adapter.slots(module, w0.dOut(), w0.dIn())));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        }));
        return parts;
    }

    /**
     * Merges a module.
     *
     * @param path its path
     * @return the merged weight with its bounds
     * @throws IllegalArgumentException when no adapter has the module, or an entry is beyond the format, naming it
     */
    public MergedModule merge(String path) {
        WeightMatrix w0 = base.layer(layer(path));
        List<Part> parts = parts(path, w0);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("merge: expected one of the modules " + modules() + ", got " + path);
        }
        FloatMatrix weight = FloatMatrix.of(w0.toRows());
        DenseMatrix delta = sum(
                new EjmlAlgebra(),
                layers(parts, weight, new EjmlAlgebra(), m -> DenseMatrix.of(m.toRows()), DenseMatrix::shape));
        IntervalAlgebra intervals = new IntervalAlgebra();
        List<AdaptedLayer<IntervalMatrix>> enclosed = layers(
                parts, weight, intervals, m -> IntervalMatrix.of(m.toRows()), m -> Shape.of(m.rows(), m.columns()));
        IntervalMatrix exact = enclosed.size() == 1
                ? enclosed.get(0).weight()
                : intervals.plus(IntervalMatrix.of(weight.toRows()), sum(intervals, enclosed));
        MergedWeight merged = MergedWeight.of(weight, FloatMatrix.of(delta.toDoubles()), format);
        return new MergedModule(path, layer(path), merged, merged.distanceFrom(exact));
    }

    private static <M> M sum(MatrixAlgebra<M> algebra, List<AdaptedLayer<M>> layers) {
        return layers.stream().map(AdaptedLayer::update).reduce(algebra::plus).orElseThrow();
    }

    private static <M> List<AdaptedLayer<M>> layers(
            List<Part> parts,
            FloatMatrix w0,
            MatrixAlgebra<M> algebra,
            Function<FloatMatrix, M> reading,
            Function<M, Shape> shape) {
        return parts.stream()
                .map(part -> layer(part, w0, algebra, reading, shape))
                .toList();
    }

    private static <M> AdaptedLayer<M> layer(
            Part part,
            FloatMatrix w0,
            MatrixAlgebra<M> algebra,
            Function<FloatMatrix, M> reading,
            Function<M, Shape> shape) {
        Map<String, M> values = new LinkedHashMap<>();
        part.slots().forEach((symbol, value) -> values.put(symbol, reading.apply(value)));
        long rank = part.module()
                .dimension(org.peftcheck.theory.algebra.Dimension.RANK)
                .orElseThrow()
                .longValueExact();
        Dimensions dimensions = Dimensions.of(w0.rows(), w0.columns(), rank);
        return AdaptedLayer.of(part.module().adapter(), algebra, dimensions, reading.apply(w0), values, shape);
    }

    /**
     * Merges all modules and writes the merged weights under the names of the base weights; other weights of the model are not written.
     *
     * @param path the safetensors file
     * @param each told of each module once it is merged
     * @throws IllegalArgumentException when a weight cannot be merged or the file not be written
     */
    public void write(Path path, Consumer<MergedModule> each) {
        Map<String, String> modules = new LinkedHashMap<>();
        modules().forEach(module -> modules.put(layer(module), module));
        List<Tensor.Head> heads = modules.keySet().stream().map(this::head).toList();
        SafetensorsFile.write(path, heads, head -> {
            MergedModule merged = merge(modules.get(head.name()));
            each.accept(merged);
            return Tensor.matrix(
                    head.name(), head.dtype(), merged.merged().weight().toRows());
        });
    }

    private Tensor.Head head(String layer) {
        WeightMatrix w0 = base.layer(layer);
        return new Tensor.Head(layer, Dtype.valueOf(format.name()), List.of((long) w0.dOut(), (long) w0.dIn()));
    }
}
