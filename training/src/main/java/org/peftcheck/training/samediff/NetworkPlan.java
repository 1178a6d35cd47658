package org.peftcheck.training.samediff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.array.SingleThreadArrayHolder;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.DroppedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.plan.Expressions;
import org.peftcheck.training.plan.Indices;
import org.peftcheck.training.plan.Node;
import org.peftcheck.training.plan.Numbers;
import org.peftcheck.training.plan.Operation;
import org.peftcheck.training.plan.Plan;
import org.peftcheck.training.plan.Plans;
import org.peftcheck.training.plan.Source;
import org.peftcheck.training.plan.Storage;

/** The plan of a network for batches of one shape: its outputs, or its loss with the gradients. */
final class NetworkPlan implements AutoCloseable {

    private static final String GRADIENTS = "grad";

    private final NetworkFormula formula;
    private final Map<String, Indices> indices = new HashMap<>();
    private final Map<String, Storage> inputs = new HashMap<>();
    private final Map<String, String> masks;
    private final Storage result;
    private final int resultSize;
    private final Plan plan;

    /** What a plan computes. */
    enum Purpose {
        /** The outputs. */
        OUTPUTS,
        /** The loss and the gradients. */
        STEP,
        /** These with dropout. */
        STEP_WITH_DROPOUT
    }

    NetworkPlan(FineTuning network, NetworkTensors tensors, Plans plans, int rows, int length, Purpose purpose) {
        boolean training = purpose != Purpose.OUTPUTS;
        this.formula = network.formula();
        NetworkGraph graph = new NetworkGraph(network, tensors, rows, length, purpose == Purpose.STEP_WITH_DROPOUT);
        this.masks = graph.masks();
        this.resultSize = training ? 1 : FloatTensor.count(graph.outputs().shape());
        this.result = Storage.allocate(resultSize);
        Expressions expressions = new Expressions();
        Map<String, Node> sources = sources(graph, tensors, expressions);
        if (training) {
            this.plan = trainingPlan(graph, tensors, plans, expressions, sources);
        } else {
            Node outputs = new GraphReader(expressions, graph.graph(), sources)
                    .node(graph.outputs().node().name());
            this.plan = plans.make(expressions, Map.of(outputs, result));
        }
    }

    private Map<String, Node> sources(NetworkGraph graph, NetworkTensors tensors, Expressions expressions) {
        Map<String, Node> sources = new HashMap<>();
        Map<Numbers, Node> known = new IdentityHashMap<>();
        graph.nodes().forEach((name, node) -> {
            String inGraph = node.node().name();
            if (graph.isInput(name)) {
                sources.put(inGraph, expressions.source(input(name, node), node.shape()));
            } else {
                Numbers numbers = tensors.numbers(name);
                sources.put(inGraph, known.computeIfAbsent(numbers, n -> expressions.source(n, node.shape())));
            }
        });
        graph.gathered()
                .forEach((table, gathered) -> gathered.forEach(rows ->
                        sources.put(rows.rows(), expressions.gather(sources.get(table), sources.get(rows.indices())))));
        return sources;
    }

    private Source input(String name, GraphTensor node) {
        if (node.node().dataType().isFPType()) {
            Storage storage = Storage.allocate(Arrays.stream(node.shape()).reduce(1, Math::multiplyExact));
            inputs.put(name, storage);
            return storage;
        }
        Indices chosen = new Indices();
        indices.put(name, chosen);
        return chosen;
    }

    private Plan trainingPlan(
            NetworkGraph graph,
            NetworkTensors tensors,
            Plans plans,
            Expressions expressions,
            Map<String, Node> sources) {
        List<String> names = tensors.trained().stream().map(TrainedTensor::name).toList();
        String[] inGraph =
                names.stream().map(name -> graph.tensor(name).node().name()).toArray(String[]::new);
        String[] differentiated = Arrays.stream(inGraph).flatMap(graph::readAs).toArray(String[]::new);
        SameDiff gradients = gradientGraph(graph.graph(), differentiated);
        GraphReader reader = new GraphReader(expressions, gradients, sources);
        Map<Node, Storage> results = new LinkedHashMap<>();
        results.put(reader.node(graph.loss().name()), result);
        for (int k = 0; k < inGraph.length; k++) {
            int[] shape = tensors.shape(names.get(k));
            Map<String, String> indices = graph.indices(inGraph[k]);
            Node gradient = graph.readAs(inGraph[k])
                    .map(name -> {
                        Node part = reader.gradient(gradients, name);
                        return indices.containsKey(name)
                                ? expressions.scatter(part, sources.get(indices.get(name)), shape)
                                : part;
                    })
                    .reduce(expressions::add)
                    .orElseThrow();
            while (results.containsKey(gradient)) {
                gradient = expressions.unary(Operation.COPY, gradient);
            }
            results.put(gradient, tensors.gradient(names.get(k)));
        }
        return plans.make(expressions, results);
    }

    /** SameDiff's graph with the gradients. It would copy what is trained, so the graph forgets it: the plan knows where it is. */
    private static SameDiff gradientGraph(SameDiff graph, String... variables) {
        graph.setVariablesArrays(new SingleThreadArrayHolder());
        SilencedOutput.run(() -> graph.createGradFunction(variables));
        return graph.getFunction(GRADIENTS);
    }

    Plan plan() {
        return plan;
    }

    /** Sets the inputs of the next run. */
    void set(Batch given) {
        Batch batch = given;
        if (given instanceof DroppedBatch dropped) {
            batch = dropped.batch();
            masks.forEach((input, weight) -> {
                Storage mask = inputs.get(input);
                mask.buffer().put(0, dropped.mask(weight, mask.capacity()));
            });
        }
        formula.indices(batch).forEach((name, values) -> indices.get(name).set(values));
        formula.numbers(batch)
                .forEach((name, values) -> inputs.get(name).buffer().put(0, values));
    }

    /** The outputs, or the loss. */
    float[] result() {
        float[] values = new float[resultSize];
        result.buffer().get(0, values);
        return values;
    }

    @Override
    public void close() {
        result.release();
        inputs.values().forEach(Storage::release);
    }
}
