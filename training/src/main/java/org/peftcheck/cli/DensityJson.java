package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import org.peftcheck.numeric.density.ColumnDensity;
import org.peftcheck.numeric.density.LayerDensity;

/** What is left of Proposition B.1, as JSON; every bound is rounded to the safe side. */
record DensityJson(int rank, boolean relations) {

    ObjectNode of(List<LayerDensity> found) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("rank", rank);
        ArrayNode layers = root.putArray("layers");
        found.forEach(layer -> layers.add(layer(layer)));
        root.put("columns", found.stream().mapToLong(l -> l.columns().size()).sum());
        root.put(
                "hypothesisHolds",
                found.stream()
                        .mapToLong(l -> l.count(ColumnDensity::isIndependent))
                        .sum());
        return root;
    }

    private ObjectNode layer(LayerDensity layer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("layer", layer.layer())
                .put("precision", layer.format().label())
                .put("rows", layer.rows())
                .put("columns", layer.columns().size())
                .put("hypothesisHolds", layer.count(ColumnDensity::isIndependent))
                .put("withZero", layer.count(ColumnDensity::hasZero))
                .put("withEqualSizes", layer.count(ColumnDensity::hasEqualSizes));
        ObjectNode norms = node.putObject("relationNorms");
        for (BigInteger norm : layer.relationNorms()) {
            String key = norm.toString();
            norms.put(key, norms.path(key).asInt() + 1);
        }
        node.put("relationsShortest", layer.allShortest()).put("missedTargetError", layer.leastMissedError());
        node.putObject("typicalError")
                .put("anyColumn", layer.anyColumn().typicalError())
                .put("anyColumnStored", layer.storedScalar().typicalError())
                .put("allColumnsStored", layer.storedVector().typicalError());
        node.putObject("worstError")
                .put("anyColumn", layer.anyColumn().worstError())
                .put("anyColumnStored", layer.storedScalar().worstError())
                .put("allColumnsStored", layer.storedVector().worstError());
        node.put("phaseCoveringRadius", layer.phaseCovering())
                .put("rankAtLeast", layer.rank().atLeast())
                .put("rankExact", layer.rank().exact())
                .put("verdict", layer.verdict().toString())
                .put("atRank", layer.verdict().at(rank));
        if (relations) {
            ArrayNode list = node.putArray("relations");
            layer.columns()
                    .forEach(column -> list.add(column.relation()
                            .map(found -> found.relation().toString())
                            .orElse("")));
        }
        return node;
    }
}
