package org.peftcheck.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import org.peftcheck.numeric.density.ColumnDensity;
import org.peftcheck.numeric.density.FloatFormat;
import org.peftcheck.numeric.density.LayerDensity;

/** What is left of Proposition B.1, as text: a table with a row for each layer and format, and what it comes to. */
record DensityReport(List<LayerDensity> found, int rank) {

    private static final int WIDE = 60;
    private static final int HALVINGS = 20;

    String table() {
        TextTable table = new TextTable()
                .text("layer", WIDE)
                .text("stored as", WIDE)
                .number("d1 x d2")
                .number("hypothesis on")
                .number("zero or equal")
                .number("relation")
                .number("misses by >=")
                .number("any c >=")
                .number("stored c >=")
                .number("stored theta >=")
                .number("rank")
                .number("rk Lambda")
                .text("all columns", WIDE);
        for (LayerDensity layer : found) {
            int columns = layer.columns().size();
            table.row(
                    layer.layer(),
                    layer.format().label(),
                    layer.rows() + " x " + columns,
                    layer.count(ColumnDensity::isIndependent) + " of " + columns,
                    layer.count(ColumnDensity::missesByOne),
                    relation(layer),
                    Numerals.lowerBound(new BigDecimal(layer.leastMissedError())),
                    Numerals.lowerBound(layer.anyColumn().typicalError()),
                    Numerals.lowerBound(layer.storedScalar().typicalError()),
                    Numerals.lowerBound(layer.storedVector().typicalError()),
                    (layer.rank().exact() ? "" : ">= ") + layer.rank().atLeast(),
                    (layer.rank().exact() ? "" : "<= ")
                            + (layer.rows() - layer.rank().atLeast()),
                    layer.verdict());
        }
        return table.toString();
    }

    /** The middle and the largest norm of the relations, such as {@code 3..4}. */
    private static String relation(LayerDensity layer) {
        List<BigInteger> norms = layer.relationNorms();
        if (norms.isEmpty()) {
            return "";
        }
        BigInteger middle = norms.get((norms.size() - 1) / 2);
        BigInteger largest = norms.get(norms.size() - 1);
        return (layer.allShortest() ? "" : "<= ")
                + brief(middle)
                + (middle.equals(largest) ? "" : ".." + brief(largest));
    }

    private static String brief(BigInteger norm) {
        return norm.bitLength() < Long.SIZE / 2 ? norm.toString() : "2^" + norm.bitLength();
    }

    /** What the columns mean, and what all came to. */
    String summary() {
        return "\n" + paragraph(columns()) + paragraph(bounds()) + paragraph(all()) + "\n" + paragraph(legend());
    }

    private static String paragraph(String text) {
        return WordUtils.wrap(text, Console.WIDTH, "\n", false) + "\n";
    }

    private String columns() {
        long columns = sum(layer -> layer.columns().size());
        long holds = sum(layer -> layer.count(ColumnDensity::isIndependent));
        long byOne = sum(layer -> layer.count(ColumnDensity::missesByOne));
        BigInteger longest = found.stream()
                .flatMap(layer -> layer.relationNorms().stream())
                .max(Comparator.naturalOrder())
                .orElse(BigInteger.ZERO);
        String relations = holds == columns
                ? ""
                : ": the others have an integer relation, of l1 norm at most " + brief(longest) + ". On " + byOne
                        + " of them an entry is 0 or two are equal or opposite, and then every c misses some target by 1,"
                        + " the most there is";
        return "B.1's hypothesis holds on " + holds + " of " + columns + " columns" + relations + ".";
    }

    private String bounds() {
        return "On at least half of all targets in [-1, 1]^d1, the best error that any c reaches, on any column, is at least "
                + byFormat(format -> typicalError(format, 0))
                + ". Scaling A down and B up does not help: for targets in [-s,"
                + " s]^d1 with s = 2^-" + HALVINGS + ", it is at least s times "
                + byFormat(format -> typicalError(format, HALVINGS)) + ".";
    }

    private String byFormat(Function<FloatFormat, String> value) {
        return found.stream()
                .map(LayerDensity::format)
                .distinct()
                .map(format -> value.apply(format) + " (" + format.label() + ")")
                .collect(Collectors.joining(", "));
    }

    private String typicalError(FloatFormat format, int halvings) {
        BigDecimal least = found.stream()
                .filter(layer -> layer.format() == format)
                .map(LayerDensity::anyColumn)
                .map(bound -> bound.scaledDown(halvings).typicalError())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Numerals.lowerBound(least);
    }

    private String all() {
        long open = verdicts("open");
        return String.format(
                Locale.ROOT,
                "With all columns and real parameters, updates of rank %d are reached exactly on %d of %d stored layers, where"
                        + " rank W0 = d1 and no number theory is needed; on %d, some updates are not even approximated%s.",
                rank,
                verdicts("exact"),
                found.size(),
                verdicts("not dense"),
                open == 0 ? "" : "; on " + open + ", that is open");
    }

    private long verdicts(String verdict) {
        return found.stream()
                .filter(layer -> layer.verdict().at(rank).equals(verdict))
                .count();
    }

    private long sum(ToLongFunction<LayerDensity> number) {
        return found.stream().mapToLong(number).sum();
    }

    private static String legend() {
        return "relation: middle and largest l1 norm of the relations found, a shortest one each unless <= says at most."
                + " misses by: each column has a target that every real c misses by this. any c, stored c, stored theta: errors"
                + " that half of all targets exceed or attain, for c real and for c of the format on the best column, and for"
                + " theta of the format on all columns. rk Lambda = d1 - rank: the integer relations of the rows of W0.";
    }
}
