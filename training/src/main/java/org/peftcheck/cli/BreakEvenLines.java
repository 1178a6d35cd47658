package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.count.BreakEven;

/**
 * When the forms of PEANuT that can do what LoRA does have fewer parameters than it, on each shape of layer of a model.
 *
 * @param rank the rank of LoRA
 * @param layers the layers
 */
record BreakEvenLines(int rank, List<LinearLayer> layers) {

    private Map<String, LinearLayer> shapes() {
        Map<String, LinearLayer> shapes = new LinkedHashMap<>();
        layers.forEach(layer -> shapes.putIfAbsent(layer.dOut() + " x " + layer.dIn(), layer));
        return shapes;
    }

    /** The statements as text. */
    String asText() {
        TextTable table = new TextTable()
                .text("PEANuT with", 29)
                .text("saves iff", 24)
                .number("parameters")
                .text("here", 8)
                .text("claim", 30);
        shapes().forEach((shape, layer) -> {
            List<BreakEven> lines = BreakEven.on(ModelOptions.shape(layer), rank);
            table.note(shape + " (d_out x d_in): LoRA has " + lines.get(0).loraCount(), 1);
            lines.forEach(line -> table.row(
                    line.form(), line.condition(), line.formCount(), line.holds() ? "yes" : "no", line.claim()));
        });
        return "break-even against LoRA of rank r = " + rank
                + ", a layer (PEANuT's guaranteed form saves here iff ...);\n"
                + "each line is a proved claim: peanut prove CLAIM shows why\n\n" + table;
    }

    /** The statements as JSON. */
    void putInto(ArrayNode array) {
        shapes().forEach((shape, layer) -> BreakEven.on(ModelOptions.shape(layer), rank)
                .forEach(line -> array.addObject()
                        .put("dOut", layer.dOut())
                        .put("dIn", layer.dIn())
                        .put("rank", rank)
                        .put("form", line.form())
                        .put("condition", line.condition())
                        .put("parameters", line.formCount())
                        .put("lora", line.loraCount())
                        .put("saves", line.holds())
                        .put("claim", line.claim())));
    }
}
