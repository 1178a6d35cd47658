package org.peftcheck.theory.adapter;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.peftcheck.numeric.interval.IntervalAlgebra;
import org.peftcheck.numeric.interval.IntervalMatrix;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.numeric.reading.RationalAlgebra;
import org.peftcheck.numeric.reading.RoundingBoundAlgebra;
import org.peftcheck.numeric.reading.RoundingBoundAlgebra.Bounded;
import org.peftcheck.theory.algebra.Cost;
import org.peftcheck.theory.algebra.CostAlgebra;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.LatexAlgebra;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;
import org.peftcheck.theory.count.LayerShape;
import org.peftcheck.theory.count.ParameterCount;
import org.peftcheck.theory.exact.RationalMatrix;

/** The contract of an adapter, demand by demand. */
final class ContractChecks {

    private ContractChecks() {}

    static final String NOTHING = "";
    static final Function<RationalMatrix, Bounded> EXACTLY = m -> Bounded.exactly(ContractInstance.dense(m));

    static String same(String what, Object expected, Object found) {
        return that(Objects.equals(expected, found), what + ": expected " + expected + ", got " + found);
    }

    static String that(boolean holds, String otherwise) {
        return holds ? NOTHING : otherwise;
    }

    static String all(String... failures) {
        return Arrays.stream(failures).filter(failure -> !failure.isEmpty()).collect(Collectors.joining("; "));
    }

    /** In doubles W0 comes out exactly, but where a residual W0 - A B is rounded: there within the bound on the roundings. */
    private static String startsInDoubles(ContractInstance i) {
        DenseMatrix found = i.initialWeight(new EjmlAlgebra(), ContractInstance::dense);
        boolean residual =
                i.adapter().slots().stream().anyMatch(s -> s.sharing() == Slot.Sharing.IN_PLACE && !s.isTrainable());
        if (!residual) {
            return same("f(W0; theta0) in doubles", ContractInstance.dense(i.w0()), found);
        }
        Bounded bounded = i.initialWeight(new RoundingBoundAlgebra(), EXACTLY);
        return all(
                that(bounded.admits(found), "f(W0; theta0) in doubles out of bounds: " + found),
                that(bounded.enclosure().contains(i.w0()), "W0 outside " + bounded.enclosure()));
    }

    static final ContractCheck STARTS_AT_PRETRAINED = new ContractCheck(
            "f(W0; theta0) = W0 where it is claimed",
            i -> !i.adapter().startsAtPretrained()
                    ? NOTHING
                    : all(same("f(W0; theta0)", i.w0(), i.layer(i.initial()).weight()), startsInDoubles(i)));

    static final ContractCheck COUNT = new ContractCheck("symbolic count = stated count = numbers allocated", i -> {
        BigInteger allocated = i.adapter().slots().stream()
                .filter(Slot::isTrainable)
                .map(slot -> i.slots().get(slot.symbol()))
                .map(m -> BigInteger.valueOf((long) m.rows() * m.columns()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        Polynomial symbolic = i.adapter().trainableCount();
        return all(
                same("stated count", symbolic, i.adapter().statedCount()),
                same(
                        "numbers allocated",
                        symbolic.substitute(i.dimensions().values()).constantValue(),
                        allocated));
    });

    static final ContractCheck COUNT_OVER_LAYERS = new ContractCheck("counts of layers add up", i -> {
        LayerShape first = new LayerShape("first", i.dOut(), i.dIn(), 3);
        LayerShape second = new LayerShape("second", i.dIn(), i.dOut());
        BigInteger both =
                ParameterCount.of(i.adapter(), List.of(first, second), i.rank()).trainable();
        Polynomial count = i.adapter().trainableCount();
        BigInteger one = count.substitute(i.dimensions().values()).constantValue();
        BigInteger mirrored = count.evaluate(Map.of(
                Dimension.D_OUT, BigInteger.valueOf(i.dIn()),
                Dimension.D_IN, BigInteger.valueOf(i.dOut()),
                Dimension.RANK, BigInteger.valueOf(i.rank())));
        boolean shared = i.adapter().slots().stream().anyMatch(s -> s.sharing() == Slot.Sharing.SHARED);
        BigInteger sum = one.multiply(BigInteger.valueOf(3)).add(mirrored);
        return shared
                ? that(both.compareTo(sum) <= 0, "shared slots: expected at most " + sum + ", got " + both)
                : same("count over layers", sum, both);
    });

    static final ContractCheck SHAPES = new ContractCheck("shapes of the formula are those of its value", i -> {
        Shape weight = Shape.of(Dimension.D_OUT, Dimension.D_IN);
        SymbolicAdapter numbers = new SymbolicAdapter(i.adapter(), i.dimensions());
        return all(
                same(
                        "symbolic shape of the weight",
                        weight,
                        SymbolicAdapter.of(i.adapter()).weightShape()),
                same(
                        "symbolic shape of the update",
                        weight,
                        SymbolicAdapter.of(i.adapter()).updateShape()),
                same(
                        "shape of the update",
                        numbers.updateShape(),
                        RationalAlgebra.shapeOf(i.layer(i.slots()).update())),
                same(
                        "shape of the weight",
                        numbers.weightShape(),
                        i.ejmlLayer(i.slots()).weight().shape()));
    });

    private static String refusal(Runnable action, String beginning) {
        try {
            action.run();
            return "expected a refusal beginning with \"" + beginning + "\", got none";
        } catch (IllegalArgumentException e) {
            return that(
                    e.getMessage().startsWith(beginning),
                    "expected a refusal beginning with \"" + beginning + "\", got \"" + e.getMessage() + "\"");
        }
    }

    static final ContractCheck REFUSES_MISSHAPEN_SLOTS =
            new ContractCheck("a slot of another shape is refused by name", i -> {
                String failures = NOTHING;
                for (Slot slot : i.adapter().slots()) {
                    RationalMatrix good = i.slots().get(slot.symbol());
                    RationalMatrix bad = good.rows() != good.columns() ? good.transpose() : good.above(good);
                    Map<String, RationalMatrix> values = new HashMap<>(i.slots());
                    values.put(slot.symbol(), bad);
                    Shape shape = RationalAlgebra.shapeOf(good);
                    String number = slot.shape().equals(shape) ? "" : " = " + shape;
                    String beginning = i.adapter().title() + " " + slot.symbol() + ": expected " + slot.shape() + number
                            + ", got " + RationalAlgebra.shapeOf(bad);
                    failures = all(
                            failures,
                            refusal(() -> i.layer(values), beginning),
                            refusal(() -> i.ejmlLayer(values), beginning));
                }
                return failures;
            });

    static final ContractCheck REFUSES_MISSING_AND_UNKNOWN_SLOTS =
            new ContractCheck("a missing or unknown slot is refused by name", i -> {
                String failures = NOTHING;
                for (Slot slot : i.adapter().slots()) {
                    Map<String, RationalMatrix> less = new HashMap<>(i.slots());
                    less.remove(slot.symbol());
                    String beginning = i.adapter().title() + " " + slot.symbol() + ": expected " + slot.shape();
                    failures = all(failures, refusal(() -> i.layer(less), beginning));
                }
                Map<String, RationalMatrix> more = new HashMap<>(i.slots());
                more.put("no such slot", i.w0());
                return all(failures, refusal(() -> i.layer(more), i.adapter().title() + ": expected slots "));
            });

    static final ContractCheck SLOTS =
            new ContractCheck("slots have names of their own, and the formula uses each", i -> {
                List<String> symbols =
                        i.adapter().slots().stream().map(Slot::symbol).toList();
                Set<String> used = SymbolicAdapter.of(i.adapter()).updateTerm().symbols().stream()
                        .map(Term.Symbol::name)
                        .collect(Collectors.toSet());
                boolean reads = used.contains(SymbolicAdapter.W0);
                Set<String> expected = new HashSet<>(symbols);
                if (reads) {
                    expected.add(SymbolicAdapter.W0);
                }
                return all(
                        same(
                                "number of distinct symbols",
                                symbols.size(),
                                Set.copyOf(symbols).size()),
                        that(symbols.stream().noneMatch(String::isBlank), "expected no blank symbol"),
                        same("symbols of the formula", expected, used));
            });

    private static final Map<Character, Integer> BRACES = Map.of('{', 1, '}', -1);

    private static boolean isBalanced(String tex) {
        int depth = 0;
        for (char c : tex.toCharArray()) {
            depth += BRACES.getOrDefault(c, 0);
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0 && tex.split("\\\\left\\(", -1).length == tex.split("\\\\right\\)", -1).length;
    }

    static final ContractCheck LATEX = new ContractCheck("the TeX is balanced and names every slot", i -> {
        String whole = SymbolicAdapter.of(i.adapter()).formula();
        String tex = whole.substring(whole.indexOf('=') + 1).strip();
        String failures =
                all(that(!tex.isEmpty(), "expected TeX, got none"), that(isBalanced(tex), "unbalanced: " + tex));
        for (Slot slot : i.adapter().slots()) {
            failures = all(failures, that(tex.contains(slot.tex()), "expected " + slot.tex() + " in " + tex));
        }
        Term.Symbol w0 = SymbolicAdapter.of(i.adapter()).weightSymbol();
        boolean reads = SymbolicAdapter.of(i.adapter()).weightTerm().symbols().contains(w0);
        return all(failures, same("W_{0} in " + tex, reads, tex.contains("W_{0}")));
    });

    static final ContractCheck TERM = new ContractCheck("reading the term is reading the formula", i -> {
        Term term = new SymbolicAdapter(i.adapter(), i.dimensions()).weightTerm();
        Function<Term.Symbol, RationalMatrix> values =
                s -> s.name().equals(SymbolicAdapter.W0) ? i.w0() : i.slots().get(s.name());
        LatexAlgebra latex = new LatexAlgebra();
        Map<String, String> tex = i.adapter().slots().stream().collect(Collectors.toMap(Slot::symbol, Slot::tex));
        tex.put(SymbolicAdapter.W0, "W_{0}");
        String formula = new SymbolicAdapter(i.adapter(), i.dimensions()).formula();
        return all(
                same("exact value", i.layer(i.slots()).weight(), term.read(new SurrogateAlgebra(), values)),
                same(
                        "value in doubles",
                        i.ejmlLayer(i.slots()).weight(),
                        term.read(new EjmlAlgebra(), values.andThen(ContractInstance::dense))),
                same(
                        "TeX",
                        formula.substring(formula.indexOf('=') + 2),
                        term.read(latex, s -> latex.symbol(tex.get(s.name()))).toString()));
    });

    static final ContractCheck FORMULA = new ContractCheck("the weight is that of the formula written out", i -> {
        WeightAdapter settings = i.adapter() instanceof Disguised d ? d.settings() : i.adapter();
        return ReferenceWeights.of(settings, i)
                .map(expected -> same("weight", expected, i.layer(i.slots()).weight()))
                .orElse(NOTHING);
    });

    private static BigInteger frozen(WeightAdapter adapter, int rank, LayerShape... layers) {
        return ParameterCount.of(adapter, List.of(layers), rank).frozen();
    }

    static final ContractCheck SHARED =
            new ContractCheck("what layers share is stored once, whatever their number", i -> {
                WeightAdapter settings = i.adapter() instanceof Disguised d ? d.settings() : i.adapter();
                LayerShape one = new LayerShape("one", i.dOut(), i.dIn());
                LayerShape many = new LayerShape("many", i.dOut(), i.dIn(), 24);
                BigInteger expected = settings instanceof VeRa
                        ? BigInteger.valueOf((long) i.rank() * (i.dOut() + i.dIn()))
                        : BigInteger.ZERO;
                return all(
                        same("frozen parameters of a layer", expected, frozen(i.adapter(), i.rank(), one)),
                        same("frozen parameters of 25 layers", expected, frozen(i.adapter(), i.rank(), one, many)));
            });

    static final ContractCheck PURE = new ContractCheck("two layers at once do not disturb each other", i -> {
        AdaptedLayer<RationalMatrix> first = i.layer(i.slots());
        RationalMatrix before = first.update();
        AdaptedLayer<RationalMatrix> second = i.layer(i.initial());
        RationalMatrix other = second.update();
        return all(
                same("update of the first layer", before, first.update()),
                same("update of the second layer", other, second.update()));
    });

    static final ContractCheck ROUNDING = new ContractCheck("the value in doubles is within the rounding bound", i -> {
        RoundingBoundAlgebra bounds = new RoundingBoundAlgebra();
        DenseMatrix update = i.ejmlLayer(i.slots()).update();
        DenseMatrix weight = i.ejmlLayer(i.slots()).weight();
        return all(
                that(i.update(bounds, EXACTLY).admits(update), "update out of bounds: " + update),
                that(i.weight(bounds, EXACTLY).admits(weight), "weight out of bounds: " + weight));
    });

    /** The exact weight, unless an activation, a norm or a root makes it irrational. */
    static Optional<RationalMatrix> exactWeight(ContractInstance i) {
        boolean exact =
                SymbolicAdapter.of(i.adapter()).weightTerm().read(new ActivationCollector(), s -> Set.of()).stream()
                        .allMatch(RationalAlgebra::isExact);
        if (!exact) {
            return Optional.empty();
        }
        try {
            return Optional.of(i.weight(new RationalAlgebra(), m -> m));
        } catch (IllegalArgumentException e) {
            if (e.getMessage().startsWith("exact norm of row ")
                    || e.getMessage().contains("square root")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static final ContractCheck ENCLOSURE = new ContractCheck("the enclosure contains the exact value", i -> {
        IntervalMatrix enclosure = i.weight(new IntervalAlgebra(), IntervalMatrix::of);
        String shape = same(
                "shape of the enclosure", i.dimensions().weight(), Shape.of(enclosure.rows(), enclosure.columns()));
        return exactWeight(i)
                .map(exact -> all(shape, that(enclosure.contains(exact), "exact value outside " + enclosure)))
                .orElse(shape);
    });

    static final ContractCheck FACTORED = new ContractCheck("applying the factors is applying the update", i -> {
        CostAlgebra costs = new CostAlgebra();
        Term.Symbol x = new Term.Symbol("x", new Shape(Polynomial.of(Dimension.D_IN), Polynomial.constant(2)));
        CostAlgebra.Costed applied = costs.apply(SymbolicAdapter.of(i.adapter()).updateTerm(), costs.given(x));
        Cost cost = applied.cost(t -> true);
        RationalMatrix value = applied.term()
                .at(i.dimensions().values())
                .read(new SurrogateAlgebra(), s -> switch (s.name()) {
                    case SymbolicAdapter.W0 -> i.w0();
                    case "x" -> i.x();
                    default -> i.slots().get(s.name());
                });
        return all(
                that(cost.flops().hasNoNegativeCoefficient(), "negative cost " + cost),
                same("shape", new Shape(Polynomial.of(Dimension.D_OUT), Polynomial.constant(2)), applied.shape()),
                same(
                        "update applied through factors",
                        i.layer(i.slots()).update().times(i.x()),
                        value));
    });

    static final List<ContractCheck> ALL = List.of(
            STARTS_AT_PRETRAINED,
            COUNT,
            COUNT_OVER_LAYERS,
            SHAPES,
            REFUSES_MISSHAPEN_SLOTS,
            REFUSES_MISSING_AND_UNKNOWN_SLOTS,
            SLOTS,
            LATEX,
            TERM,
            MergeChecks.UPDATE,
            MergeChecks.UNMERGE,
            MergeChecks.MERGE,
            MergeChecks.SUMMANDS,
            MergeChecks.TWO_AT_ONCE,
            FORMULA,
            SHARED,
            PURE,
            ROUNDING,
            ENCLOSURE,
            FACTORED);
}
