package org.peftcheck.training.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.peftcheck.numeric.checkpoint.FloatValues;

/** Random expressions beside what they mean, for results that are chosen at random among them. */
final class RandomPlan implements AutoCloseable {

    /** What an expression means, from the meanings of all expressions before it. */
    interface Meaning {
        Bounded of(List<Bounded> before);
    }

    /** An expression and its place among all. */
    record Term(Node node, int index) {
        int[] shape() {
            return node.shape();
        }

        int rank() {
            return node.rank();
        }
    }

    private final Random random;
    private final Expressions expressions = new Expressions();
    private final List<Term> terms = new ArrayList<>();
    private final List<Meaning> meanings = new ArrayList<>();
    private final Map<Numbers, float[]> sources = new LinkedHashMap<>();
    private final Set<float[]> rounded = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Indices, int[]> chosen = new LinkedHashMap<>();
    private final Map<Indices, Integer> heights = new LinkedHashMap<>();
    private final Map<Node, Storage> results = new LinkedHashMap<>();
    private final Map<Node, Term> resultTerms = new LinkedHashMap<>();
    private final boolean narrow;
    private final int largest;

    RandomPlan(long seed) {
        this(seed, true);
    }

    /**
     * Expressions.
     *
     * @param narrow whether the sources whose numbers are all bf16 are held as such
     */
    RandomPlan(long seed, boolean narrow) {
        this.narrow = narrow;
        this.random = new Random(seed);
        this.largest = random.nextInt(4) == 0 ? 40_000 : 13_000;
        RandomOperations operations = new RandomOperations(this, random);
        int steps = 3 + random.nextInt(25);
        source(firstShape());
        while (terms.size() < steps) {
            operations.extend();
        }
        int outputs = 1 + random.nextInt(5);
        result(terms.get(terms.size() - 1));
        for (int k = 1; k < outputs; k++) {
            result(anyTerm());
        }
    }

    private int[] firstShape() {
        return switch (random.nextInt(8)) {
            case 0 -> new int[] {1 + random.nextInt(3000), 1 + random.nextInt(3)};
            case 1 -> new int[] {1 + random.nextInt(5), 1000 + random.nextInt(1500)};
            case 2 -> new int[] {2, 1 + random.nextInt(50), 1 + random.nextInt(60)};
            case 3 -> new int[] {};
            default -> shape(1 + random.nextInt(4));
        };
    }

    /** A shape of small dimensions, often equal ones, often 1. */
    int[] shape(int rank) {
        return IntStream.generate(this::dimension).limit(rank).toArray();
    }

    int dimension() {
        return random.nextInt(4) == 0 ? 1 : 2 + random.nextInt(random.nextBoolean() ? 2 : 6);
    }

    private void result(Term term) {
        if (!results.containsKey(term.node())) {
            results.put(term.node(), Storage.allocate(term.node().count()));
            resultTerms.put(term.node(), term);
        }
    }

    Expressions expressions() {
        return expressions;
    }

    /** Any expression, often one of the last. */
    Term anyTerm() {
        int among = random.nextBoolean() ? terms.size() : Math.min(2, terms.size());
        return terms.get(terms.size() - 1 - random.nextInt(among));
    }

    List<Term> terms() {
        return terms;
    }

    boolean isSmall(int... shape) {
        return Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b) <= largest;
    }

    Term term(Node node, Meaning meaning) {
        Term term = new Term(node, terms.size());
        terms.add(term);
        meanings.add(meaning);
        return term;
    }

    Term source(int... shape) {
        float[] values = new float[Bounded.count(shape)];
        boolean bf16 = random.nextInt(3) == 0;
        if (bf16) {
            rounded.add(values);
        }
        Numbers numbers = bf16 && narrow
                ? new NarrowNumbers(new FloatValues.Bf16(new short[values.length]))
                : Storage.allocate(values.length);
        sources.put(numbers, values);
        return term(
                expressions.source(numbers, shape),
                before -> Bounded.exact(
                        shape,
                        IntStream.range(0, values.length)
                                .mapToDouble(i -> values[i])
                                .toArray()));
    }

    /** Indices of a table, and the numbers that they have. */
    Indices indices(int count, int height) {
        Indices indices = new Indices();
        chosen.put(indices, new int[count]);
        heights.put(indices, height);
        return indices;
    }

    int[] chosen(Indices indices) {
        return chosen.get(indices);
    }

    /** Sets all sources to new numbers. */
    void draw(long seed) {
        Random numbers = new Random(seed);
        sources.forEach((source, values) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = numbers.nextInt(10) == 0 ? 0 : 4 * numbers.nextFloat() - 2;
            }
            FloatValues.Bf16 nearest = FloatValues.Bf16.nearest(values);
            if (rounded.contains(values)) {
                nearest.widen(0, values, 0, values.length);
            }
            if (source instanceof NarrowNumbers held) {
                System.arraycopy(nearest.bits(), 0, held.values().bits(), 0, values.length);
            } else {
                ((Storage) source).buffer().put(0, values);
            }
        });
        chosen.forEach((indices, values) -> {
            Arrays.setAll(values, i -> numbers.nextInt(heights.get(indices)));
            indices.set(values.clone());
        });
    }

    /** Holds sources in bf16 as a copy that forgets the last bit of each number would. */
    void loseLastBits() {
        sources.keySet().forEach(source -> {
            if (source instanceof NarrowNumbers held) {
                short[] bits = held.values().bits();
                for (int k = 0; k < bits.length; k++) {
                    bits[k] &= ~1;
                }
            }
        });
    }

    Plan plan(Plans plans) {
        return plans.make(expressions, results);
    }

    /** The results of a run, whose storage held nothing of use before. */
    List<float[]> run(Plan plan, Workers workers) {
        results.forEach((node, storage) -> {
            float[] nothing = new float[node.count()];
            Arrays.fill(nothing, Float.NaN);
            storage.buffer().put(0, nothing);
        });
        plan.run(workers);
        List<float[]> values = new ArrayList<>();
        results.forEach((node, storage) -> {
            float[] result = new float[node.count()];
            storage.buffer().get(0, result);
            values.add(result);
        });
        return values;
    }

    /** What the results should be. */
    List<Bounded> expected() {
        List<Bounded> all = new ArrayList<>();
        meanings.forEach(meaning -> all.add(meaning.of(all)));
        return resultTerms.values().stream().map(term -> all.get(term.index())).toList();
    }

    /** What is wrong with results; empty when nothing is. */
    static String difference(List<Bounded> expected, List<float[]> found) {
        for (int k = 0; k < found.size(); k++) {
            Bounded reference = expected.get(k);
            if (reference.count() != found.get(k).length) {
                return "result " + k + ": expected " + reference.count() + " entries, got " + found.get(k).length;
            }
            for (int i = 0; i < reference.count(); i++) {
                double error = Math.abs(found.get(k)[i] - reference.values()[i]);
                if (!Double.isInfinite(reference.errors()[i])
                        && !(error <= reference.errors()[i])) {
                    return "result " + k + " of shape " + Arrays.toString(reference.shape()) + ", entry " + i
                            + ": expected " + reference.values()[i] + " ± "
                            + reference.errors()[i] + ", got "
                            + found.get(k)[i];
                }
            }
        }
        return "";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        terms.forEach(term -> text.append(term.node())
                .append(' ')
                .append(term.node().operands())
                .append(results.containsKey(term.node()) ? " ->\n" : "\n"));
        return text.toString();
    }

    @Override
    public void close() {
        sources.keySet().forEach(source -> {
            if (source instanceof Storage storage) {
                storage.release();
            }
        });
        results.values().forEach(Storage::release);
    }
}
