package org.peftcheck.numeric.checkpoint;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the linear layers of an ONNX graph: the {@code MatMul} and {@code Gemm} nodes with one stored matrix and one
 * computed operand. A stored matrix may reach its node through {@code Identity} and {@code Transpose}.
 */
final class OnnxGraph {
    private final String file;
    private final GraphProto graph;
    private final boolean withData;
    private final Map<String, TensorProto> initializers = new HashMap<>();
    private final Map<String, NodeProto> producers = new HashMap<>();

    OnnxGraph(String file, GraphProto graph) {
        this(file, graph, true);
    }

    /**
     * A graph.
     *
     * @param withData whether the data of its tensors is there and is checked; without, names and shapes are all there is
     */
    OnnxGraph(String file, GraphProto graph, boolean withData) {
        this.withData = withData;
        this.file = file;
        this.graph = graph;
        graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
        for (NodeProto node : graph.getNodeList()) {
            node.getOutputList().forEach(output -> producers.put(output, node));
        }
    }

    /**
     * The layers by name, in the order of the graph.
     *
     * @throws BadCheckpointException when a layer's stored matrix is unsound, or there is no layer at all
     */
    Map<String, OnnxWeight> linearLayers() {
        Map<String, OnnxWeight> layers = new LinkedHashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            Optional<OnnxWeight> weight = switch (node.getOpType()) {
                case "MatMul" -> weight(node, false, false);
                case "Gemm" -> weight(node, attribute(node, "transA") != 0, attribute(node, "transB") != 0);
                default -> Optional.empty();
            };
            weight.ifPresent(found -> add(layers, node, found));
        }
        if (layers.isEmpty()) {
            String found = "none among " + graph.getNodeCount() + " nodes";
            throw new BadCheckpointException(file, "ONNX graph", "MatMul or Gemm nodes with a stored matrix", found);
        }
        return layers;
    }

    private void add(Map<String, OnnxWeight> layers, NodeProto node, OnnxWeight weight) {
        String name = layerName(node, weight.tensor().getName());
        OnnxWeight known = layers.get(name);
        if (known != null && known.tensor() == weight.tensor()) {
            return;
        }
        String unique = name;
        for (int n = 2; layers.containsKey(unique); n++) {
            unique = name + "#" + n;
        }
        if (withData) {
            weight.check(file, unique);
        }
        layers.put(unique, weight);
    }

    /**
     * The weight of a node's product A' B', where a prime transposes where the flag says so. With a stored B, y = x B', so
     * W is the transpose of B'; with a stored A, y = A' x, so W is A'.
     */
    private Optional<OnnxWeight> weight(NodeProto node, boolean transA, boolean transB) {
        if (node.getInputCount() < 2) {
            return Optional.empty();
        }
        Optional<OnnxWeight> a = stored(node.getInput(0));
        Optional<OnnxWeight> b = stored(node.getInput(1));
        if (a.isPresent() == b.isPresent()) {
            return Optional.empty();
        }
        OnnxWeight operand = b.or(() -> a).orElseThrow();
        if (operand.tensor().getDimsCount() != 2) {
            return Optional.empty();
        }
        refuseScale(node);
        boolean flip = b.isPresent() ? !transB : transA;
        return Optional.of(new OnnxWeight(operand.tensor(), operand.flipped() ^ flip));
    }

    private void refuseScale(NodeProto node) {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getName().equals("alpha") && attribute.getF() != 1) {
                String place = "node " + Quote.of(node.getName());
                throw new BadCheckpointException(file, place, "Gemm with alpha = 1", "alpha = " + attribute.getF());
            }
        }
    }

    /** The stored tensor behind a value, through Constant, Identity and Transpose nodes; empty for a computed value. */
    private Optional<OnnxWeight> stored(String value) {
        String at = value;
        boolean flipped = false;
        for (int hops = 0; hops <= producers.size(); hops++) {
            TensorProto tensor = initializers.get(at);
            if (tensor != null) {
                return Optional.of(new OnnxWeight(tensor, flipped));
            }
            NodeProto node = producers.get(at);
            String operation = node == null ? "" : node.getOpType();
            if (operation.equals("Constant")) {
                return constant(node, flipped);
            }
            boolean passes = operation.equals("Identity") || operation.equals("Transpose") && swapsTwo(node);
            if (!passes || node.getInputCount() != 1) {
                return Optional.empty();
            }
            flipped ^= operation.equals("Transpose");
            at = node.getInput(0);
        }
        throw new BadCheckpointException(file, "value " + Quote.of(value), "a graph without cycles", "a cycle");
    }

    private static Optional<OnnxWeight> constant(NodeProto node, boolean flipped) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("value") && attribute.hasT())
                .map(attribute -> new OnnxWeight(attribute.getT(), flipped))
                .findFirst();
    }

    private static boolean swapsTwo(NodeProto node) {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getName().equals("perm")) {
                return attribute.getIntsList().equals(List.of(1L, 0L));
            }
        }
        return true;
    }

    private static long attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .mapToLong(AttributeProto::getI)
                .findFirst()
                .orElse(0);
    }

    /**
     * The layer's name as its framework knew it. A node's name is the path of its module, such as
     * {@code /encoder/layer.0/attention/self/query/MatMul}; where it is none, the tensor's name counts.
     */
    private static String layerName(NodeProto node, String tensor) {
        String path = node.getName();
        int last = path.lastIndexOf('/');
        if (last > 0) {
            String module = path.substring(path.startsWith("/") ? 1 : 0, last);
            return module.replace('/', '.') + ".weight";
        }
        if (tensor.endsWith(".weight")) {
            return tensor;
        }
        return (path.isEmpty() ? tensor : path.substring(last + 1)) + ".weight";
    }
}
