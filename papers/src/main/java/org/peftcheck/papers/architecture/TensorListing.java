package org.peftcheck.papers.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds blocks, linear layers and parts in a list of named tensors. */
final class TensorListing {

    private static final Pattern NUMBER = Pattern.compile("(?<=^|\\.)(\\d{1,6})(?=\\.|$)");
    private static final String WEIGHT = ".weight";

    private final String model;
    private final List<TensorShape> tensors;
    private final Set<String> names;

    TensorListing(String model, List<TensorShape> tensors) {
        this.model = model;
        this.tensors = tensors.stream().filter(TensorListing::isParameter).toList();
        this.names = this.tensors.stream().map(TensorShape::name).collect(Collectors.toSet());
    }

    private static boolean isParameter(TensorShape tensor) {
        boolean buffer = Stream.of("position_ids", "inv_freq", "masked_bias", "token_type_ids")
                .anyMatch(tensor.name()::endsWith);
        boolean mask = tensor.shape().size() == 4
                && tensor.shape().get(0) == 1
                && tensor.shape().get(1) == 1
                && tensor.name().endsWith("attn.bias");
        return !buffer && !mask;
    }

    ListedArchitecture architecture() {
        List<LinearLayer> layers = layers();
        if (layers.isEmpty()) {
            throw new IllegalArgumentException(
                    model + ": expected a matrix *.weight that is no embedding or norm, found none among "
                            + tensors.size() + " tensors");
        }
        int blocks = layers.stream()
                .filter(layer -> layer.role().isInBlock())
                .mapToInt(layer -> layer.first() + layer.count())
                .max()
                .orElse(0);
        return new ListedArchitecture(model, layers, blocks, parts());
    }

    private List<ModelPart> parts() {
        Map<String, Long> parts = new LinkedHashMap<>();
        for (String part : List.of(
                ModelPart.EMBEDDINGS,
                ModelPart.BLOCKS,
                ModelPart.FINAL_NORM,
                ModelPart.POOLER,
                ModelPart.HEAD,
                ModelPart.OTHER)) {
            parts.put(part, 0L);
        }
        tensors.forEach(tensor -> parts.merge(part(tensor.name()), tensor.entries(), Math::addExact));
        return parts.entrySet().stream()
                .filter(part -> part.getValue() > 0)
                .map(part -> new ModelPart(part.getKey(), part.getValue()))
                .toList();
    }

    private static String part(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("pooler")) {
            return ModelPart.POOLER;
        }
        if (isEmbedding(lower)) {
            return ModelPart.EMBEDDINGS;
        }
        if (Stream.of("head", "classifier", "cls", "score")
                .anyMatch(word -> lower.matches("(.*\\.)?(lm_)?" + word + "\\..*"))) {
            return ModelPart.HEAD;
        }
        if (NUMBER.matcher(name).find()) {
            return ModelPart.BLOCKS;
        }
        return lower.contains("norm") || lower.contains("ln_f") ? ModelPart.FINAL_NORM : ModelPart.OTHER;
    }

    private static boolean isEmbedding(String lower) {
        return Stream.of("embed", "wte", "wpe", "shared.weight").anyMatch(lower::contains);
    }

    /** Matrices of one name but for the number of the block, of one shape, in consecutive blocks. */
    private List<LinearLayer> layers() {
        Map<String, TreeMap<Integer, TensorShape>> families = new LinkedHashMap<>();
        for (TensorShape tensor : tensors) {
            if (isLinear(tensor)) {
                Matcher number = NUMBER.matcher(tensor.name());
                int block = number.find() ? Integer.parseInt(number.group()) : 0;
                families.computeIfAbsent(pattern(tensor.name()), key -> new TreeMap<>())
                        .put(block, tensor);
            }
        }
        List<LinearLayer> inside = new ArrayList<>();
        List<LinearLayer> outside = new ArrayList<>();
        families.forEach(
                (pattern, blocks) -> runs(pattern, blocks, pattern.contains(LinearLayer.BLOCK) ? inside : outside));
        return Stream.concat(inside.stream(), outside.stream()).toList();
    }

    private boolean isLinear(TensorShape tensor) {
        String lower = tensor.name().toLowerCase(Locale.ROOT);
        boolean fits = tensor.shape().stream().allMatch(side -> side >= 1 && side <= Integer.MAX_VALUE);
        return tensor.shape().size() == 2
                && fits
                && lower.endsWith(WEIGHT)
                && !isEmbedding(lower)
                && !lower.contains("norm");
    }

    private static String pattern(String name) {
        String module = name.substring(0, name.length() - WEIGHT.length());
        return NUMBER.matcher(module).replaceFirst(Matcher.quoteReplacement(LinearLayer.BLOCK));
    }

    private void runs(String pattern, TreeMap<Integer, TensorShape> blocks, List<LinearLayer> to) {
        LinearLayer run = null;
        for (Map.Entry<Integer, TensorShape> entry : blocks.entrySet()) {
            LinearLayer next = layer(pattern, entry.getKey(), entry.getValue());
            boolean continues =
                    run != null && next.equals(copy(run, next.first(), 1)) && run.first() + run.count() == next.first();
            if (continues) {
                run = copy(run, run.first(), run.count() + 1);
            } else {
                if (run != null) {
                    to.add(run);
                }
                run = next;
            }
        }
        to.add(run);
    }

    private static LinearLayer copy(LinearLayer layer, int first, int count) {
        return new LinearLayer(
                layer.role(), layer.target(), layer.pattern(), first, count, layer.dOut(), layer.dIn(), layer.bias());
    }

    private LinearLayer layer(String pattern, int block, TensorShape tensor) {
        String stem = tensor.name().substring(0, tensor.name().length() - WEIGHT.length());
        boolean bias = names.contains(stem + ".bias");
        boolean inBlock = pattern.contains(LinearLayer.BLOCK);
        List<String> words = List.of(pattern.split("\\."));
        String target = words.get(words.size() - 1);
        LinearRole role = role(words)
                .filter(found -> found.isInBlock() == inBlock)
                .orElse(inBlock ? LinearRole.OTHER_IN_BLOCK : LinearRole.OTHER);
        int dOut = Math.toIntExact(tensor.shape().get(0));
        int dIn = Math.toIntExact(tensor.shape().get(1));
        return new LinearLayer(role, target(words, target), pattern, block, 1, dOut, dIn, bias);
    }

    /** BERT calls several of its layers {@code dense}; the words before it tell them apart. */
    private static Optional<LinearRole> role(List<String> words) {
        String last = words.get(words.size() - 1);
        String before = words.size() > 1 ? words.get(words.size() - 2) : "";
        String earlier = words.size() > 2 ? words.get(words.size() - 3) : "";
        if (!last.equals("dense")) {
            return LinearRole.of(last);
        }
        return before.equals("output") && earlier.equals("attention")
                ? Optional.of(LinearRole.ATTENTION_OUTPUT)
                : LinearRole.of(before);
    }

    private static String target(List<String> words, String last) {
        return last.equals("dense") && words.size() > 1 ? words.get(words.size() - 2) : last;
    }
}
