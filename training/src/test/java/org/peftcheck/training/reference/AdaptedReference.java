package org.peftcheck.training.reference;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.theory.adapter.AdaptedLayer;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.NetworkWeights;

/**
 * A network with adapters in double precision, whose tensors can be changed between evaluations. What a formula holds constant for the
 * gradient keeps the value that it had at first, so that differences of losses are what the gradient should be.
 */
public final class AdaptedReference implements NetworkWeights<ReferenceTensor> {

    private final FineTuning network;
    private final ReferenceAlgebra algebra = new ReferenceAlgebra();
    private final Map<String, double[]> values = new HashMap<>();
    private final Map<String, int[]> shapes = new HashMap<>();
    private final Map<String, DenseMatrix> held = new HashMap<>();

    public AdaptedReference(FineTuning network) {
        this.network = network;
        network.weights().forEach(this::put);
        network.head().forEach(this::put);
        network.adapted()
                .forEach((weight, adapted) ->
                        adapted.slots().forEach((symbol, value) -> put(weight + ":" + symbol, value)));
    }

    private void put(String name, FloatTensor tensor) {
        double[] numbers = new double[tensor.values().length];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = tensor.values()[k];
        }
        values.put(name, numbers);
        shapes.put(name, tensor.shape());
    }

    /** The entries of a tensor, which may be changed. */
    public double[] values(String name) {
        return values.get(name);
    }

    /** The outputs for a batch, row by row. */
    public double[] outputs(Batch batch) {
        return network.formula()
                .outputs(algebra, this, ReferenceInputs.of(network.formula(), batch))
                .values();
    }

    /** The loss of a batch. */
    public double loss(Batch batch) {
        Map<String, ReferenceTensor> inputs = ReferenceInputs.of(network.formula(), batch);
        ReferenceTensor outputs = network.formula().outputs(algebra, this, inputs);
        return network.formula().loss(algebra, outputs, inputs).values()[0];
    }

    @Override
    public ReferenceTensor tensor(String name) {
        return ReferenceTensor.of(shapes.get(name), values.get(name));
    }

    @Override
    public ReferenceTensor linear(String weight, ReferenceTensor rows) {
        AdaptedWeight adapted = network.adapted().get(weight);
        if (adapted == null) {
            return algebra.linear(rows, tensor(weight));
        }
        int[] shape = shapes.get(weight);
        Map<String, DenseMatrix> slots = new HashMap<>();
        adapted.slots().keySet().forEach(symbol -> slots.put(symbol, matrix(weight + ":" + symbol)));
        Dimensions dimensions = Dimensions.of(shape[0], shape[1], adapted.rank());
        DenseMatrix formed = AdaptedLayer.of(
                        adapted.adapter(), holding(weight), dimensions, matrix(weight), slots, DenseMatrix::shape)
                .weight();
        return algebra.linear(rows, ReferenceTensor.of(shape, formed.copyOfEntries()));
    }

    private DenseMatrix matrix(String name) {
        int[] shape = shapes.get(name);
        double[] entries = values.get(name);
        return DenseMatrix.of(shape[0], shape[1], (i, j) -> entries[i * shape[1] + j]);
    }

    @SuppressWarnings("unchecked")
    private MatrixAlgebra<DenseMatrix> holding(String weight) {
        EjmlAlgebra plain = new EjmlAlgebra();
        return (MatrixAlgebra<DenseMatrix>) Proxy.newProxyInstance(
                MatrixAlgebra.class.getClassLoader(), new Class<?>[] {MatrixAlgebra.class}, (proxy, method, given) -> {
                    if (method.getName().equals("detached")) {
                        return held.computeIfAbsent(weight, w -> (DenseMatrix) given[0]);
                    }
                    try {
                        return method.invoke(plain, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
