package org.peftcheck.numeric.density;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.peftcheck.numeric.checkpoint.WeightMatrix;

/**
 * What was found on a layer in one format.
 *
 * @param layer its name
 * @param rows d1
 * @param format the format
 * @param columns for each of its d2 columns
 * @param anyColumn how many targets sin(2πcw) comes near to, with w any of the columns and c any real number
 * @param storedScalar the same with c a number of this format
 * @param storedVector the same with sin(2πW0θ), all columns, and θ ∈ R^d2 of this format
 * @param rank the rank of W0
 * @param verdict what all columns together can do, with real parameters
 */
public record LayerDensity(
        String layer,
        int rows,
        FloatFormat format,
        List<ColumnDensity> columns,
        ReachBound anyColumn,
        ReachBound storedScalar,
        ReachBound storedVector,
        CertifiedRank rank,
        LayerVerdict verdict) {

    /** Copies the columns. */
    public LayerDensity {
        columns = List.copyOf(columns);
    }

    /**
     * Looks at a layer.
     *
     * @param weight W0
     * @param format to which it is rounded
     * @throws IllegalArgumentException if a weight overflows
     */
    public static LayerDensity of(WeightMatrix weight, FloatFormat format) {
        double[][] values = format.columns(weight);
        List<IntegerColumn> integers =
                Arrays.stream(values).map(IntegerColumn::of).toList();
        CertifiedRank rank = CertifiedRank.of(integers);
        ColumnDensity[] found = new ColumnDensity[values.length];
        Arrays.setAll(found, j -> ColumnDensity.of(values[j], integers.get(j)));
        return new LayerDensity(
                weight.name(),
                weight.dOut(),
                format,
                List.of(found),
                ReachBound.ofColumns(integers),
                ReachBound.ofBits(weight.dIn(), format.bits(), weight.dOut()),
                ReachBound.ofBits(1, Math.multiplyExact(format.bits(), weight.dIn()), weight.dOut()),
                rank,
                LayerVerdict.of(values, rank));
    }

    /** How many columns are such. */
    public long count(Predicate<ColumnDensity> such) {
        return columns.stream().filter(such).count();
    }

    /** The ℓ1 norms of the relations found, ascending. */
    public List<BigInteger> relationNorms() {
        return relations().map(found -> found.relation().norm()).sorted().toList();
    }

    /** Whether each relation found is shown to be a shortest one of its column. */
    public boolean allShortest() {
        return relations().allMatch(ShortestRelation::shortest);
    }

    private Stream<ShortestRelation> relations() {
        return columns.stream().map(ColumnDensity::relation).flatMap(Optional::stream);
    }

    /** The least error by which the missed targets of the columns are missed; 1 if all columns are independent. */
    public double leastMissedError() {
        return columns.stream()
                .flatMap(column -> column.missed().stream())
                .mapToDouble(MissedTarget::error)
                .min()
                .orElse(1);
    }

    /** The covering radius on the torus that c ↦ cw has at least, for each column. */
    public BigDecimal phaseCovering() {
        BigInteger largest = columns.stream().map(ColumnDensity::norm).reduce(BigInteger.ONE, BigInteger::max);
        return ReachBound.phaseCovering(largest, rows);
    }
}
