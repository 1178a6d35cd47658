package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peftcheck.numeric.interchange.AdaptedModule;
import org.peftcheck.numeric.interchange.FourierFtLayout;
import org.peftcheck.numeric.interchange.LoRaLayout;
import org.peftcheck.numeric.interchange.MergedModule;
import org.peftcheck.numeric.interchange.PeanutLayout;
import org.peftcheck.numeric.interchange.PeftAdapter;
import org.peftcheck.numeric.interchange.PeftLayout;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.theory.algebra.Dimension;

/**
 * What is said of adapters that were read.
 *
 * @param adapters the adapters, by their folders
 * @param merged what merging them gave, nothing where there is no model
 * @param dtype the format of the merged weights
 */
record AdapterReport(Map<String, PeftAdapter> adapters, List<MergedModule> merged, String dtype) {

    private static final int WIDEST = 44;

    String asText() {
        StringBuilder text = new StringBuilder();
        adapters.forEach((folder, adapter) -> text.append(adapter(folder, adapter)));
        if (!merged.isEmpty()) {
            TextTable table = new TextTable()
                    .text("merged weight (" + dtype + ")", WIDEST)
                    .number("d_out x d_in")
                    .number("error at most")
                    .number("survives at least")
                    .number("unchanged");
            for (MergedModule module : merged) {
                table.row(
                        module.layer(),
                        module.merged().weight().rows() + " x "
                                + module.merged().weight().columns(),
                        Numerals.upperBound(module.bound()),
                        survived(module).map(AdapterReport::percent).orElse("no update"),
                        module.merged().swallowed() + " of " + module.merged().updated());
            }
            text.append(table);
            text.append(
                    "\nError: Frobenius distance of the merged weight from the exact value. Survives: the share of the update\n"
                            + "that rounding leaves, measured along it. Unchanged: updated entries that are as without an update.\n");
        }
        return text.toString();
    }

    private static String adapter(String folder, PeftAdapter adapter) {
        FieldBlock block = new FieldBlock(folder);
        block.prose("method", adapter.modules().get(0).adapter().title() + settings(adapter.layout()));
        block.prose("rank", distinct(adapter, module -> rank(adapter, module)));
        block.prose("scaling", distinct(adapter, module -> scaling(adapter.layout(), module)));
        block.prose("modules", Integer.toString(adapter.modules().size()));
        block.prose("trained", adapter.count() + " parameters");
        adapter.origin().baseModel().ifPresent(name -> block.prose("base model", name));
        adapter.unmergeable().ifPresent(reason -> block.prose("cannot merge", reason));
        TextTable table = new TextTable()
                .text("module", WIDEST)
                .number("d_out")
                .number("d_in")
                .number("r")
                .number("parameters");
        for (AdaptedModule module : adapter.modules()) {
            table.row(
                    module.path(),
                    side(module, Dimension.D_OUT),
                    side(module, Dimension.D_IN),
                    rank(adapter, module),
                    module.count());
        }
        return block + "\n" + table + "\n";
    }

    private static String distinct(PeftAdapter adapter, java.util.function.Function<AdaptedModule, String> value) {
        return adapter.modules().stream().map(value).distinct().collect(Collectors.joining(", "));
    }

    private static String side(AdaptedModule module, Dimension dimension) {
        return module.dimension(dimension).map(BigInteger::toString).orElse("?");
    }

    private static String rank(PeftAdapter adapter, AdaptedModule module) {
        return adapter.layout() instanceof FourierFtLayout ? "none" : side(module, Dimension.RANK);
    }

    private static String settings(PeftLayout layout) {
        if (layout instanceof PeanutLayout peanut) {
            return ", depth " + (2 * peanut.blocks() + 2) + ", "
                    + peanut.activation().id() + ", transposed orientation";
        }
        if (layout instanceof LoRaLayout lora && lora.rankStabilised()) {
            return ", rank-stabilised";
        }
        return "";
    }

    private static String scaling(PeftLayout layout, AdaptedModule module) {
        if (layout instanceof LoRaLayout lora) {
            String alpha = lora.alphaOf(module.path()).toString().replace(" ", "");
            String rank = side(module, Dimension.RANK);
            return alpha + (lora.rankStabilised() ? "/sqrt(" + rank + ")" : "/" + rank);
        }
        if (layout instanceof PeanutLayout peanut) {
            return Double.toString(peanut.scaling().doubleValue());
        }
        return layout instanceof FourierFtLayout fourier
                ? Double.toString(fourier.scaling().doubleValue())
                : "1";
    }

    private static Optional<Double> survived(MergedModule module) {
        return module.merged().survived().map(Interval::lo);
    }

    private static String percent(double share) {
        return new BigDecimal(share)
                        .movePointRight(2)
                        .setScale(2, java.math.RoundingMode.FLOOR)
                        .toPlainString()
                + " %";
    }

    ObjectNode asJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        adapters.forEach((folder, adapter) -> put(root.withArray("adapters").addObject(), folder, adapter));
        if (!merged.isEmpty()) {
            root.put("dtype", dtype);
        }
        for (MergedModule module : merged) {
            ObjectNode node = root.withArray("merged").addObject();
            node.put("weight", module.layer())
                    .put("dOut", module.merged().weight().rows())
                    .put("dIn", module.merged().weight().columns())
                    .put("errorAtMost", module.bound())
                    .put("formatErrorAtMost", module.merged().errorBound())
                    .put("updateNormAtMost", module.merged().updateNorm().hi())
                    .put("updated", module.merged().updated())
                    .put("unchanged", module.merged().swallowed());
            survived(module).ifPresent(share -> node.put("survivesAtLeast", share));
        }
        return root;
    }

    private static void put(ObjectNode node, String folder, PeftAdapter adapter) {
        node.put("folder", folder)
                .put("method", adapter.modules().get(0).adapter().id())
                .put("peftType", adapter.layout().peftType())
                .put("trained", adapter.count());
        if (adapter.layout() instanceof PeanutLayout peanut) {
            node.put("depth", 2 * peanut.blocks() + 2)
                    .put("activation", peanut.activation().id())
                    .put("orientation", "transposed");
        }
        adapter.origin().baseModel().ifPresent(name -> node.put("baseModel", name));
        adapter.unmergeable().ifPresent(reason -> node.put("cannotMerge", reason));
        for (AdaptedModule module : adapter.modules()) {
            ObjectNode entry = node.withArray("modules").addObject();
            entry.put("module", module.path()).put("scaling", scaling(adapter.layout(), module));
            module.dimension(Dimension.D_OUT).ifPresent(side -> entry.put("dOut", side));
            module.dimension(Dimension.D_IN).ifPresent(side -> entry.put("dIn", side));
            if (!(adapter.layout() instanceof FourierFtLayout)) {
                module.dimension(Dimension.RANK).ifPresent(rank -> entry.put("rank", rank));
            }
            if (adapter.layout() instanceof LoRaLayout lora) {
                entry.put("alpha", lora.alphaOf(module.path()).doubleValue());
            }
            entry.put("parameters", module.count());
        }
    }
}
