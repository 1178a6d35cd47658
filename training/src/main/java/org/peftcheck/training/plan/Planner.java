package org.peftcheck.training.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.peftcheck.training.plan.Instruction.Place;
import org.peftcheck.training.plan.Product.Matrices;

/** Makes a plan of expressions: what is computed together, in which order, and in which buffers. */
final class Planner {

    /** What is computed together: results over the rows of one space, or one product. */
    private record Unit(int level, boolean product, List<Integer> space, List<Node> results) {}

    private final Analysis analysis;
    private final Storage arena;
    private final Map<Node, Storage> outputs;
    private final int threads;
    private final Widened[] widened;
    private final Map<Node, Place> places = new HashMap<>();
    private long arenaSize;

    /**
     * @param outputs the storage of each result
     * @param arena the storage of everything between, made larger as needed
     * @param widened for each thread its room for parts of matrices in bf16, made larger as needed
     */
    Planner(Map<Node, Storage> outputs, Storage arena, Widened... widened) {
        this.analysis = new Analysis(outputs.keySet());
        this.arena = arena;
        this.outputs = outputs;
        this.threads = widened.length;
        this.widened = widened;
    }

    Plan plan() {
        for (Node node : analysis.nodes()) {
            if (node.source() instanceof Storage storage && outputs.containsValue(storage)) {
                throw new IllegalArgumentException(
                        "plan: expected results in other storage than sources, got a result in that of " + node);
            }
        }
        List<Unit> units = units();
        assignBuffers(units);
        List<Step> steps = new ArrayList<>();
        units.forEach(unit -> steps.add(step(unit)));
        arena.reserve(arenaSize);
        return new Plan(steps, arenaSize, threads);
    }

    private List<Unit> units() {
        TreeMap<Integer, Map<List<Integer>, Unit>> programs = new TreeMap<>();
        TreeMap<Integer, List<Unit>> products = new TreeMap<>();
        for (Node node : analysis.nodes()) {
            int level = analysis.level(node);
            if (analysis.isProgramResult(node)) {
                List<Integer> space =
                        Arrays.stream(analysis.space(node)).boxed().toList();
                programs.computeIfAbsent(level, l -> new LinkedHashMap<>())
                        .computeIfAbsent(space, s -> new Unit(level, false, s, new ArrayList<>()))
                        .results()
                        .add(node);
            } else if (node.operation() == Operation.MATMUL || node.operation() == Operation.SCATTER) {
                products.computeIfAbsent(level, l -> new ArrayList<>())
                        .add(new Unit(level, true, List.of(), List.of(node)));
            }
        }
        List<Unit> units = new ArrayList<>();
        int last = Math.max(programs.isEmpty() ? 0 : programs.lastKey(), products.isEmpty() ? 0 : products.lastKey());
        for (int level = 0; level <= last; level++) {
            units.addAll(programs.getOrDefault(level, Map.of()).values());
            units.addAll(products.getOrDefault(level, List.of()));
        }
        return units;
    }

    private void assignBuffers(List<Unit> units) {
        Map<Node, Integer> lastUse = new HashMap<>();
        for (int k = 0; k < units.size(); k++) {
            for (Node read : reads(units.get(k))) {
                lastUse.put(read, k);
            }
        }
        List<List<Node>> dying = new ArrayList<>();
        IntStream.range(0, units.size()).forEach(k -> dying.add(new ArrayList<>()));
        lastUse.forEach((node, k) -> dying.get(k).add(node));
        FreeList free = new FreeList();
        for (int k = 0; k < units.size(); k++) {
            for (Node result : units.get(k).results()) {
                Storage own = outputs.get(result);
                places.put(result, own == null ? new Place(arena, free.take(result.count())) : new Place(own, 0));
                if (!lastUse.containsKey(result) && own == null) {
                    throw new IllegalStateException("a result that nothing reads: " + result);
                }
            }
            for (Node node : dying.get(k)) {
                if (places.containsKey(node) && !outputs.containsKey(node)) {
                    free.give(places.get(node).offset(), node.count());
                }
            }
        }
        arenaSize = free.size();
    }

    /** The stored nodes that a unit reads. */
    private Collection<Node> reads(Unit unit) {
        Map<Node, Boolean> seen = new LinkedHashMap<>();
        Map<Node, Boolean> bases = new LinkedHashMap<>();
        List<Node> open = new ArrayList<>(unit.results());
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (seen.put(node, true) != null) {
                continue;
            }
            List<Node> within = unit.product() ? List.of() : analysis.within(node, unit.level());
            open.addAll(within);
            for (Node operand : node.operands()) {
                if (!within.contains(operand)) {
                    bases.put(analysis.views().of(operand).base(), true);
                }
            }
        }
        return bases.keySet();
    }

    private Place place(Node node) {
        if (node.isNumber()) {
            return places.computeIfAbsent(
                    node, number -> new Place(Storage.filled(number.count(), number.number()), 0));
        }
        return node.operation() == Operation.SOURCE ? new Place((Numbers) node.source(), 0) : places.get(node);
    }

    private Step step(Unit unit) {
        if (!unit.product()) {
            int[] space = unit.space().stream().mapToInt(Integer::intValue).toArray();
            return new RowProgramBuilder(analysis, this::place, unit.level(), threads, space).build(unit.results());
        }
        Node node = unit.results().get(0);
        if (node.operation() == Operation.SCATTER) {
            Indices indices = (Indices) node.operand(1).source();
            View view = analysis.views().of(node.operand(0));
            return new Scatter(Table.of(place(view.base()), view), indices, place(node), node.dimension(0));
        }
        View left = analysis.views().of(node.operand(0));
        View right = analysis.views().of(node.operand(1));
        int k = node.operand(0).dimension(node.transposes(0) ? -2 : -1);
        return new Product(
                matrices(left, node.transposes(0)),
                matrices(right, node.transposes(1)),
                matrices(analysis.views().of(node), false),
                node.dimension(-2),
                node.dimension(-1),
                k,
                widened);
    }

    private Matrices matrices(View view, boolean transpose) {
        int axes = view.shape().length;
        int rows = view.shape()[axes - 2];
        int columns = view.shape()[axes - 1];
        boolean byColumns = view.stride(1) != 1 && columns != 1;
        int leading = byColumns ? Math.max(view.stride(1), rows) : Math.max(view.stride(2), columns);
        int[] offsets = {0};
        if (axes > 2) {
            int[] space = Arrays.copyOf(view.shape(), axes - 1);
            space[axes - 2] = 1;
            View padded = new View(view.base(), space, Arrays.copyOf(view.strides(), axes - 1));
            offsets = padded.rowOffsets(space);
        }
        boolean given = view.base().operation() == Operation.SOURCE;
        return new Matrices(place(view.base()), offsets, byColumns != transpose, leading, given);
    }
}
