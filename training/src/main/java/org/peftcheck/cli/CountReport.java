package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.Denominator;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.SymbolicAdapter;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.count.LayerShape;
import org.peftcheck.theory.count.ParameterCount;

/**
 * The trainable parameters that a method adds to some layers of a model.
 *
 * @param architecture the model
 * @param adapter the method
 * @param rank its rank or width
 * @param rows the layers, and what each run of layers adds
 * @param total what all of them add
 * @param denominator what the share is taken of
 */
record CountReport(
        Architecture architecture,
        WeightAdapter adapter,
        int rank,
        List<CountedLayers> rows,
        ParameterCount total,
        Denominator denominator) {

    private static final int WIDEST = 60;
    private static final int PERCENT_DIGITS = 4;

    /** Layers of one role, and the count of all of them. */
    private record CountedLayers(LinearLayer layer, BigInteger trainable) {

        String blocks() {
            int last = layer.first() + layer.count() - 1;
            String range = layer.count() == 1 ? "" + layer.first() : "{" + layer.first() + ".." + last + "}";
            return layer.pattern().replace("{i}", range);
        }

        String shape() {
            return layer.dOut() + " x " + layer.dIn();
        }

        BigInteger each() {
            return trainable.divide(BigInteger.valueOf(layer.count()));
        }
    }

    /**
     * Counts.
     *
     * @param architecture the model
     * @param adapter the method
     * @param rank its rank or width
     * @param layers the layers of the model that it adapts
     * @param denominator what the share is taken of
     * @throws IllegalArgumentException when the rank is below 1
     */
    static CountReport of(
            Architecture architecture,
            WeightAdapter adapter,
            int rank,
            List<LinearLayer> layers,
            Denominator denominator) {
        List<CountedLayers> rows = layers.stream()
                .map(layer -> new CountedLayers(
                        layer,
                        ParameterCount.of(adapter, List.of(shape(layer)), rank).trainable()))
                .toList();
        ParameterCount total = ParameterCount.of(
                adapter, layers.stream().map(CountReport::shape).toList(), rank);
        return new CountReport(architecture, adapter, rank, rows, total, denominator);
    }

    private static LayerShape shape(LinearLayer layer) {
        return new LayerShape(layer.pattern(), layer.dOut(), layer.dIn(), layer.count());
    }

    private BigFraction share() {
        return total.shareOf(BigInteger.valueOf(denominator.parameters()));
    }

    private String percent() {
        BigFraction share = share();
        return new BigDecimal(share.getNumerator())
                .scaleByPowerOfTen(2)
                .divide(new BigDecimal(share.getDenominator()), PERCENT_DIGITS, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** The count as text. */
    String asText() {
        String settings = adapter instanceof Peanut peanut
                ? ", depth " + peanut.depth() + ", orientation "
                        + peanut.orientation().id()
                : "";
        TextTable table = new TextTable()
                .text("layers", WIDEST)
                .number("how many")
                .number("d_out x d_in")
                .number("each")
                .number("trainable");
        for (CountedLayers row : rows) {
            table.row(row.blocks(), row.layer().count(), row.shape(), row.each(), row.trainable());
        }
        return adapter.title() + " on " + architecture.name() + ", rank " + rank + settings + "\n"
                + "per layer: " + adapter.trainableCount() + "\n\n"
                + table + "\n"
                + "trainable parameters: " + total.trainable() + "\n"
                + "share: " + percent() + " % of " + denominator.parameters() + " (" + architecture.name() + " "
                + denominator.name() + ")\n";
    }

    /** The count as JSON. */
    ObjectNode asJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("model", architecture.name()).put("method", adapter.id()).put("rank", rank);
        if (adapter instanceof Peanut peanut) {
            root.put("depth", peanut.depth())
                    .put("orientation", peanut.orientation().id())
                    .put("activation", peanut.activation().id());
        }
        root.put("formula", SymbolicAdapter.of(adapter).formula());
        root.put("perLayer", adapter.trainableCount().toString());
        ArrayNode layers = root.putArray("layers");
        for (CountedLayers row : rows) {
            layers.addObject()
                    .put("target", row.layer().target())
                    .put("name", row.blocks())
                    .put("count", row.layer().count())
                    .put("dOut", row.layer().dOut())
                    .put("dIn", row.layer().dIn())
                    .put("each", row.each())
                    .put("trainable", row.trainable());
        }
        root.put("trainable", total.trainable()).put("frozen", total.frozen());
        root.putObject("denominator").put("name", denominator.name()).put("parameters", denominator.parameters());
        root.putObject("share")
                .put("exact", total.trainable() + "/" + denominator.parameters())
                .put("percent", percent());
        return root;
    }
}
