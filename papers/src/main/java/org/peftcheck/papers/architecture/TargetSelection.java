package org.peftcheck.papers.architecture;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.peftcheck.papers.NearNames;

/** Finds the linear layers that the targets of a user name. */
final class TargetSelection {

    private static final String ALL_LINEAR = "all-linear";
    private static final Set<String> PREFIXES = Set.of("base_model", "model", "bert", "roberta", "vit");

    private final String architecture;
    private final List<LinearLayer> layers;

    TargetSelection(String architecture, List<LinearLayer> layers) {
        this.architecture = architecture;
        this.layers = layers;
    }

    List<LinearLayer> select(Collection<String> targets) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets of " + architecture + ": expected at least one" + known());
        }
        Map<LinearLayer, BitSet> wanted = new LinkedHashMap<>();
        layers.forEach(layer -> wanted.put(layer, new BitSet()));
        for (String target : targets) {
            if (!mark(target.strip(), wanted)) {
                throw new IllegalArgumentException("target `" + target + "`: names no linear layer of " + architecture
                        + NearNames.hint(target, names()));
            }
        }
        List<LinearLayer> selected = new ArrayList<>();
        wanted.forEach((layer, blocks) -> addRuns(layer, blocks, selected));
        return List.copyOf(selected);
    }

    private boolean mark(String target, Map<LinearLayer, BitSet> wanted) {
        return markByRole(target, wanted) || markByName(target, wanted) || markByGlob(target, wanted);
    }

    private boolean markByRole(String target, Map<LinearLayer, BitSet> wanted) {
        Optional<LinearRole> role = LinearRole.of(target);
        boolean found = false;
        for (LinearLayer layer : layers) {
            boolean all = role.map(layer.role()::equals)
                    .orElse(target.equals(ALL_LINEAR) && layer.role().isInBlock());
            if (all) {
                wanted.get(layer).set(layer.first(), layer.first() + layer.count());
                found = true;
            }
        }
        return found;
    }

    private boolean markByName(String target, Map<LinearLayer, BitSet> wanted) {
        boolean found = false;
        for (LinearLayer layer : layers) {
            found |= markByName(target, layer, wanted.get(layer));
        }
        return found;
    }

    /** A glob over whole module names: {@code *} for any characters, {@code ?} for one. */
    private static boolean markByGlob(String target, Map<LinearLayer, BitSet> wanted) {
        if (target.indexOf('*') < 0 && target.indexOf('?') < 0) {
            return false;
        }
        StringBuilder regex = new StringBuilder();
        for (char c : target.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        Pattern pattern = Pattern.compile(regex.toString());
        boolean found = false;
        for (Map.Entry<LinearLayer, BitSet> entry : wanted.entrySet()) {
            LinearLayer layer = entry.getKey();
            List<String> names = layer.names();
            for (int i = 0; i < names.size(); i++) {
                if (pattern.matcher(names.get(i)).matches()) {
                    entry.getValue().set(layer.first() + i);
                    found = true;
                }
            }
        }
        return found;
    }

    private static boolean markByName(String target, LinearLayer layer, BitSet blocks) {
        List<String> typed = List.of(target.replaceFirst("\\.weight$", "").split("\\.", -1));
        List<String> parts = List.of(layer.pattern().split("\\."));
        int common = Math.min(typed.size(), parts.size());
        String block = "";
        for (int back = 1; back <= common; back++) {
            String part = parts.get(parts.size() - back);
            String word = typed.get(typed.size() - back);
            if (part.equals(LinearLayer.BLOCK)) {
                block = word;
            } else if (!part.equals(word)) {
                return false;
            }
        }
        boolean prefixed = PREFIXES.containsAll(typed.subList(0, typed.size() - common));
        return prefixed && markBlock(block, layer, blocks);
    }

    private static boolean markBlock(String block, LinearLayer layer, BitSet blocks) {
        if (block.isEmpty() || block.equals(LinearLayer.BLOCK) || block.equals("*")) {
            blocks.set(layer.first(), layer.first() + layer.count());
            return true;
        }
        if (!block.matches("\\d{1,6}")) {
            return false;
        }
        int number = Integer.parseInt(block);
        if (number < layer.first() || number >= layer.first() + layer.count()) {
            return false;
        }
        blocks.set(number);
        return true;
    }

    private static void addRuns(LinearLayer layer, BitSet blocks, List<LinearLayer> selected) {
        int from = blocks.nextSetBit(0);
        while (from >= 0) {
            int end = blocks.nextClearBit(from);
            selected.add(layer.inBlocks(from, end - 1));
            from = blocks.nextSetBit(end);
        }
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (LinearLayer layer : layers) {
            names.add(layer.target());
            names.addAll(layer.role().aliases());
            int last = layer.first() + layer.count() - 1;
            names.add(layer.pattern().replace(LinearLayer.BLOCK, "{" + layer.first() + ".." + last + "}"));
        }
        names.add(ALL_LINEAR);
        return names;
    }

    private String known() {
        return "; known names: "
                + String.join(", ", layers.stream().map(LinearLayer::target).toList());
    }
}
