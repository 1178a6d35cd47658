package org.peftcheck.training.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peftcheck.numeric.checkpoint.StoredFloats;

/**
 * Brings the tensors of a file to the names of {@link EncoderTensors}: the model's prefix goes, RoBERTa's head gets the names of BERT's,
 * and what belongs to another head is left out.
 */
final class EncoderNames {

    private static final String DECODER = "cls.predictions.decoder.";
    private static final String WORDS = "embeddings.word_embeddings.weight";
    private static final List<String> PREFIXES = List.of("bert.", "roberta.");
    private static final List<String> PARTS = List.of("embeddings.", "encoder.", "pooler.", "cls.predictions.");
    /** Beginnings of RoBERTa's names and of BERT's in their place. */
    private static final List<String[]> CHANGES = Arrays.asList(
            new String[] {"lm_head.dense.", "cls.predictions.transform.dense."},
            new String[] {"lm_head.layer_norm.", "cls.predictions.transform.LayerNorm."},
            new String[] {"lm_head.decoder.", DECODER},
            new String[] {"lm_head.bias", "cls.predictions.bias"});

    private EncoderNames() {}

    /**
     * The encoder's tensors. The head that predicts masked words is left out where its output matrix is not that of the word embeddings.
     *
     * @param tensors the tensors of a file
     * @throws BadModelException when two have one name without the prefix
     */
    static Map<String, FloatTensor> canonical(List<StoredFloats> tensors) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        for (StoredFloats tensor : tensors) {
            canonical(tensor.name()).ifPresent(name -> add(weights, name, tensor));
        }
        FloatTensor bias = weights.get(DECODER + "bias");
        if (bias != null) {
            weights.putIfAbsent("cls.predictions.bias", bias);
        }
        FloatTensor decoder = weights.get(DECODER + "weight");
        boolean tied = decoder == null || decoder.equals(weights.get(WORDS));
        weights.keySet().removeIf(name -> name.startsWith(DECODER) || !tied && name.startsWith("cls."));
        return weights;
    }

    private static void add(Map<String, FloatTensor> weights, String name, StoredFloats tensor) {
        if (weights.putIfAbsent(name, FloatTensor.of(tensor)) != null) {
            throw new BadModelException("tensor " + name, "it once", "it again as " + tensor.name());
        }
    }

    /** The name in an encoder, empty for what is no part of one. */
    private static Optional<String> canonical(String stored) {
        String name = PREFIXES.stream()
                .filter(stored::startsWith)
                .map(prefix -> stored.substring(prefix.length()))
                .findFirst()
                .orElse(stored);
        for (String[] change : CHANGES) {
            if (name.startsWith(change[0])) {
                name = change[1] + name.substring(change[0].length());
                break;
            }
        }
        String modern = name.replaceFirst("LayerNorm\\.gamma$", "LayerNorm.weight")
                .replaceFirst("LayerNorm\\.beta$", "LayerNorm.bias");
        return Stream.of(modern)
                .filter(known -> PARTS.stream().anyMatch(known::startsWith))
                .findFirst();
    }
}
