package org.peftcheck.training.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.peftcheck.training.plan.Instruction.Place;

/** Makes the program that computes some results over the rows of one space. */
final class RowProgramBuilder {

    /** An operand, as one number a row or as whole rows. */
    private record Use(Node node, boolean wide) {}

    private final Analysis analysis;
    private final Function<Node, Place> places;
    private final int[] space;
    private final int level;
    private final int threads;
    private final int width;

    private final List<Instruction> once = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<RowProgram.Sum> sums = new ArrayList<>();
    private final Map<Use, Integer> registers = new HashMap<>();
    private final Map<Use, Integer> remaining = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int registerCount;

    RowProgramBuilder(Analysis analysis, Function<Node, Place> places, int level, int threads, int... space) {
        this.analysis = analysis;
        this.places = places;
        this.level = level;
        this.threads = threads;
        this.space = space;
        this.width = space.length == 0 ? 1 : space[space.length - 1];
    }

    RowProgram build(Collection<Node> results) {
        TreeMap<Integer, Node> needed = new TreeMap<>();
        Deque<Node> open = new ArrayDeque<>(results);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (needed.putIfAbsent(node.id(), node) == null) {
                open.addAll(analysis.within(node, level));
            }
        }
        needed.values().forEach(this::countUses);
        results.stream().filter(this::isComputedValue).forEach(result -> count(new Use(result, isWide(result))));
        for (Node node : needed.values()) {
            emit(node);
            if (results.contains(node) && isComputedValue(node)) {
                store(node);
            }
        }
        int rows = Arrays.stream(space).limit(Math.max(0, space.length - 1)).reduce(1, Math::multiplyExact);
        return new RowProgram(rows, width, registerCount, once, instructions, sums);
    }

    private boolean isComputedValue(Node node) {
        return node.operation() != Operation.COLUMN_SUM && !analysis.views().copies(node);
    }

    private boolean isWide(Node node) {
        return width == 1 || node.width() == width && !Analysis.isNarrow(node.shape(), space);
    }

    private void countUses(Node node) {
        if (node.operation() == Operation.GATHER || analysis.views().copies(node)) {
            return;
        }
        boolean wide = needsWideOperands(node);
        node.operands().forEach(operand -> count(new Use(operand, wide)));
    }

    private boolean needsWideOperands(Node node) {
        return isWide(node) || node.operation().reducesRows() || node.operation() == Operation.COLUMN_SUM;
    }

    private void count(Use use) {
        remaining.merge(use, 1, Integer::sum);
    }

    private void emit(Node node) {
        if (node.operation() == Operation.GATHER) {
            emitGather(node);
        } else if (analysis.views().copies(node)) {
            emitCopy(node);
        } else {
            boolean wide = needsWideOperands(node);
            int[] operands =
                    node.operands().stream().mapToInt(o -> register(o, wide)).toArray();
            node.operands().forEach(operand -> release(new Use(operand, wide)));
            if (node.operation() == Operation.COLUMN_SUM) {
                float[][] parts = new float[threads][width];
                instructions.add(new Instruction.Accumulate(operands[0], width, parts));
                sums.add(new RowProgram.Sum(parts, places.apply(node)));
                return;
            }
            int to = acquire();
            instructions.add(instruction(node, to, operands));
            registers.put(new Use(node, isWide(node)), to);
        }
    }

    private Instruction instruction(Node node, int to, int... operands) {
        int length = isWide(node) ? width : 1;
        if (node.operation().reducesRows()) {
            return new Instruction.Reduce(node.operation(), width, operands[0], to);
        }
        return operands.length == 1
                ? new Instruction.Unary(node.operation(), node.number(), length, operands[0], to)
                : new Instruction.Binary(node.operation(), length, operands[0], operands[1], to);
    }

    private void emitGather(Node node) {
        int to = acquire();
        Indices indices = (Indices) node.operand(1).source();
        View view = analysis.views().of(node.operand(0));
        Table table = Table.of(places.apply(view.base()), view);
        instructions.add(
                new Instruction.LoadGathered(table, indices, node.operand(1).count(), to));
        registers.put(new Use(node, isWide(node)), to);
    }

    private void emitCopy(Node node) {
        int to = acquire();
        View from = analysis.views().of(node.operand(0));
        load(node.operation() == Operation.PERMUTE ? from.permuted(node.axes()) : from, width, to);
        instructions.add(new Instruction.Store(to, width, places.apply(node)));
        free.push(to);
    }

    private void store(Node node) {
        Use use = new Use(node, isWide(node));
        instructions.add(new Instruction.Store(registers.get(use), isWide(node) ? width : 1, places.apply(node)));
        release(use);
    }

    private int acquire() {
        return free.isEmpty() ? registerCount++ : free.pop();
    }

    private void release(Use use) {
        int left = remaining.merge(use, -1, Integer::sum);
        if (left > 0 || isUsedExpanded(use)) {
            return;
        }
        Integer register = registers.get(use);
        if (register != null && register >= 0) {
            free.push(register);
            registers.remove(use);
        }
        Use narrow = new Use(use.node(), false);
        if (use.wide() && width > 1 && remaining.getOrDefault(narrow, 0) <= 0 && registers.containsKey(narrow)) {
            free.push(registers.remove(narrow));
        }
    }

    /** Whether one number a row is still to be repeated along the row. */
    private boolean isUsedExpanded(Use use) {
        Use expanded = new Use(use.node(), true);
        return !use.wide() && remaining.getOrDefault(expanded, 0) > 0 && !registers.containsKey(expanded);
    }

    /** The register of an operand, which is loaded or repeated along the row if it has to be. */
    private int register(Node operand, boolean wide) {
        Use use = new Use(operand, wide);
        Integer known = registers.get(use);
        if (known != null) {
            return known < 0 ? -known - 1 : known;
        }
        Use narrow = new Use(operand, false);
        if (wide && width > 1 && registers.containsKey(narrow)) {
            int to = acquire();
            instructions.add(new Instruction.Expand(registers.get(narrow), width, to));
            registers.put(use, to);
            return to;
        }
        return loaded(operand, wide);
    }

    private int loaded(Node operand, boolean wide) {
        View view = analysis.views().of(operand);
        boolean whole = view.shape().length > 0 && view.shape()[view.shape().length - 1] == width;
        if (whole && width > 1 && Arrays.stream(view.rowOffsets(space)).allMatch(offset -> offset == 0)) {
            int rows = Arrays.stream(space).limit(space.length - 1L).reduce(1, Math::multiplyExact);
            if (rows > 1) {
                return repeated(operand, view, rows);
            }
        }
        int to = acquire();
        load(view, whole ? width : 1, to);
        if (!wide || whole || width == 1) {
            registers.put(new Use(operand, wide), to);
            return to;
        }
        registers.put(new Use(operand, false), to);
        return register(operand, true);
    }

    /** A row that is the same for all, in a register that nothing else uses: it is filled once. */
    private int repeated(Node operand, View view, int rows) {
        int to = registerCount++;
        Place from = places.apply(view.base());
        once.add(new Instruction.LoadRows(from, new int[rows], width, view.stride(1), to));
        registers.put(new Use(operand, true), -to - 1);
        return to;
    }

    private void load(View view, int length, int to) {
        int[] offsets = view.rowOffsets(space);
        int stride = length == 1 ? 1 : view.stride(1);
        Place from = places.apply(view.base());
        boolean inOrder = stride == 1;
        for (int row = 0; row < offsets.length && inOrder; row++) {
            inOrder = offsets[row] == row * length;
        }
        instructions.add(
                inOrder
                        ? new Instruction.Load(from, length, to)
                        : new Instruction.LoadRows(from, offsets, length, stride, to));
    }
}
