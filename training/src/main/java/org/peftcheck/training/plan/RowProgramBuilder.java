package org.peftcheck.training.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import org.peftcheck.training.plan.Instruction.Place;
import org.peftcheck.training.plan.Registers.Use;

/** Makes the program that computes some results over the rows of one space. */
final class RowProgramBuilder {

    private final Analysis analysis;
    private final Function<Node, Place> places;
    private final int[] space;
    private final int level;
    private final int threads;
    private final int width;

    private final List<Instruction> once = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<RowProgram.Sum> sums = new ArrayList<>();
    private final Registers registers = new Registers();

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
        results.stream()
                .filter(this::isComputedValue)
                .forEach(result -> registers.expect(new Use(result, isWide(result))));
        for (Node node : needed.values()) {
            emit(node);
            if (results.contains(node) && isComputedValue(node)) {
                store(node);
            }
        }
        int rows = Arrays.stream(space).limit(Math.max(0, space.length - 1)).reduce(1, Math::multiplyExact);
        return new RowProgram(rows, width, registers.count(), once, instructions, sums);
    }

    private boolean isComputedValue(Node node) {
        return node.operation() != Operation.COLUMN_SUM && !analysis.views().copies(node);
    }

    private boolean isWide(Node node) {
        return width == 1 || node.width() == width && !Analysis.isNarrow(node.shape(), space);
    }

    private void countUses(Node node) {
        if (node.operation().readsIndices() || analysis.views().copies(node)) {
            return;
        }
        boolean wide = needsWideOperands(node);
        node.operands().forEach(operand -> registers.expect(new Use(operand, wide)));
    }

    private boolean needsWideOperands(Node node) {
        return isWide(node) || node.operation().reducesRows() || node.operation() == Operation.COLUMN_SUM;
    }

    private void emit(Node node) {
        if (node.operation() == Operation.GATHER) {
            emitGather(node);
        } else if (node.operation() == Operation.ONE_HOT) {
            Indices indices = (Indices) node.operand(0).source();
            int to = registers.take(new Use(node, isWide(node)));
            instructions.add(new Instruction.LoadOnes(indices, node.operand(0).count(), node.width(), to));
        } else if (analysis.views().copies(node)) {
            emitCopy(node);
        } else {
            boolean wide = needsWideOperands(node);
            int[] operands =
                    node.operands().stream().mapToInt(o -> register(o, wide)).toArray();
            node.operands().forEach(operand -> registers.release(new Use(operand, wide)));
            if (node.operation() == Operation.COLUMN_SUM) {
                float[][] parts = new float[threads][width];
                instructions.add(new Instruction.Accumulate(operands[0], width, parts));
                sums.add(new RowProgram.Sum(parts, places.apply(node)));
                return;
            }
            int to = registers.take(new Use(node, isWide(node)));
            instructions.add(instruction(node, to, operands));
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
        int to = registers.take(new Use(node, isWide(node)));
        Indices indices = (Indices) node.operand(1).source();
        View view = analysis.views().of(node.operand(0));
        Table table = Table.of(places.apply(view.base()), view);
        instructions.add(
                new Instruction.LoadGathered(table, indices, node.operand(1).count(), to));
    }

    private void emitCopy(Node node) {
        int to = registers.take();
        View from = analysis.views().of(node.operand(0));
        load(node.operation() == Operation.PERMUTE ? from.permuted(node.axes()) : from, width, to);
        instructions.add(new Instruction.Store(to, width, places.apply(node)));
        registers.give(to);
    }

    private void store(Node node) {
        Use use = new Use(node, isWide(node));
        int from = registers.find(use).orElseThrow();
        instructions.add(new Instruction.Store(from, isWide(node) ? width : 1, places.apply(node)));
        registers.release(use);
    }

    /** The register of an operand, which is loaded or repeated along the row if it has to be. */
    private int register(Node operand, boolean wide) {
        OptionalInt known = registers.find(new Use(operand, wide));
        if (known.isPresent()) {
            return known.getAsInt();
        }
        OptionalInt narrow = wide && width > 1 ? registers.find(new Use(operand, false)) : OptionalInt.empty();
        if (narrow.isEmpty()) {
            return loaded(operand, wide);
        }
        int to = registers.take(new Use(operand, true));
        instructions.add(new Instruction.Expand(narrow.getAsInt(), width, to));
        return to;
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
        boolean asWanted = !wide || whole || width == 1;
        int to = registers.take(new Use(operand, wide && asWanted));
        load(view, whole ? width : 1, to);
        return asWanted ? to : register(operand, true);
    }

    /** A row that is the same for all, in a register that nothing else uses: it is filled once. */
    private int repeated(Node operand, View view, int rows) {
        int to = registers.pin(new Use(operand, true));
        Place from = places.apply(view.base());
        once.add(new Instruction.LoadRows(from, new int[rows], width, view.stride(1), to));
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
