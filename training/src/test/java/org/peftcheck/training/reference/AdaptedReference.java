package org.peftcheck.training.reference;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.theory.adapter.AdaptedLayer;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenAdapter.Hook;
import org.peftcheck.theory.adapter.PenalisedAdapter;
import org.peftcheck.theory.adapter.SlotValues;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.training.engine.AdaptedStates;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.NetworkWeights;

/**
 * A network with adapters in double precision, whose tensors can be changed between evaluations. What a formula holds constant for the
 * gradient keeps the value that it had at first, so that differences of losses are what the gradient should be.
 */
public class AdaptedReference implements NetworkWeights<ReferenceTensor> {

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
        network.states()
                .forEach(
                        (place, states) -> states.slots().forEach((symbol, value) -> put(place + ":" + symbol, value)));
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
        return network.formula().loss(algebra, outputs, inputs).values()[0] + network.penalty() * penalty();
    }

    /** The squares of the entries of what adapters want to be 0, added up. */
    protected double penalty() {
        double sum = 0;
        for (String weight : network.adapted().keySet()) {
            if (network.penalty() > 0) {
                sum += penalty(weight, network.adapted().get(weight));
            }
        }
        return sum;
    }

    private double penalty(String weight, AdaptedWeight adapted) {
        int[] shape = shapes.get(weight);
        Dimensions dimensions = Dimensions.of(shape[0], shape[1], adapted.rank());
        SlotValues<DenseMatrix> slots =
                SlotValues.drawn(adapted.adapter(), dimensions, slot -> matrix(weight + ":" + slot.symbol()));
        DenseMatrix identity = DenseMatrix.of(adapted.rank(), adapted.rank(), (i, j) -> i == j ? 1 : 0);
        double sum = 0;
        for (DenseMatrix matrix :
                ((PenalisedAdapter) adapted.adapter()).penalised(new EjmlAlgebra(), identity, slots)) {
            for (double entry : matrix.copyOfEntries()) {
                sum += entry * entry;
            }
        }
        return sum;
    }

    /** The formula as it is written, with a state a column. */
    @Override
    public ReferenceTensor at(Hook hook, int block, ReferenceTensor states) {
        AdaptedStates adapted = network.states().get(AdaptedStates.place(hook, block));
        if (adapted == null) {
            return states;
        }
        int n = states.shape()[0];
        int d = states.shape()[1];
        DenseMatrix columns = columns(n, d, states.values());
        DenseMatrix ones = DenseMatrix.of(1, n, (i, j) -> 1);
        SlotValues<DenseMatrix> slots = SlotValues.drawn(
                adapted.adapter(),
                adapted.siteSlots(),
                adapted.dimensions().values(),
                slot -> matrix(adapted.slotName(slot.symbol())));
        DenseMatrix edited =
                adapted.adapter().forward(new EjmlAlgebra(), new HiddenAdapter.Batch<>(columns, ones), slots);
        double[] rows = new double[n * d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                rows[i * d + j] = edited.get(j, i);
            }
        }
        return ReferenceTensor.of(new int[] {n, d}, rows);
    }

    /** n × d numbers as d × n. */
    protected DenseMatrix columns(int n, int d, double... rows) {
        return DenseMatrix.of(d, n, (i, j) -> rows[j * d + i]);
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
