package org.peftcheck.numeric.interchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.WeightAdapter;

/**
 * LoRA and DoRA. The tensor {@code lora_A.weight} (r × d_in) is the slot B, {@code lora_B.weight} (d_out × r) the slot A:
 * the letters of PEFT are those of Hu et al. {@code lora_magnitude_vector} has a magnitude for each output feature.
 *
 * @param rank the rank r
 * @param alpha the number α; updates are scaled by α/r, with {@code rankStabilised} by α/√r
 * @param rankStabilised whether it is rsLoRA
 * @param dora whether it is DoRA
 * @param rankPattern other ranks, by the end of a module's path
 * @param alphaPattern other numbers α, by the end of a module's path
 */
public record LoRaLayout(
        int rank,
        BigFraction alpha,
        boolean rankStabilised,
        boolean dora,
        Map<String, Integer> rankPattern,
        Map<String, BigFraction> alphaPattern)
        implements PeftLayout {

    private static final Pattern PLAIN = Pattern.compile("\\^?[A-Za-z0-9_.]+");

    /** Copies the patterns, and refuses those whose meaning depends on the dialect of regular expressions. */
    public LoRaLayout {
        requirePositive(rank);
        rankPattern = Collections.unmodifiableMap(new LinkedHashMap<>(rankPattern));
        alphaPattern = Collections.unmodifiableMap(new LinkedHashMap<>(alphaPattern));
        rankPattern.values().forEach(LoRaLayout::requirePositive);
        requirePlain("rank_pattern", rankPattern.keySet());
        requirePlain("alpha_pattern", alphaPattern.keySet());
    }

    private static void requirePositive(int rank) {
        if (rank < 1) {
            throw new IllegalArgumentException("rank: expected at least 1, got " + rank);
        }
    }

    private static void requirePlain(String field, Set<String> keys) {
        for (String key : keys) {
            if (!PLAIN.matcher(key).matches()) {
                throw new IllegalArgumentException(
                        field + ": expected keys of letters, digits, `_`, `.` and a leading `^`, got `" + key + "`");
            }
        }
    }

    /**
     * LoRA with one rank and one α for all modules.
     *
     * @param rank the rank r
     * @param alpha the number α
     * @return the layout
     */
    public static LoRaLayout of(int rank, BigFraction alpha) {
        return new LoRaLayout(rank, alpha, false, false, Map.of(), Map.of());
    }

    @Override
    public String peftType() {
        return "LORA";
    }

    @Override
    public WeightAdapter adapter(String module) {
        BigFraction own = alphaOf(module);
        AdapterOptions options = AdapterOptions.DEFAULT.with(
                rankStabilised ? Scaling.alphaOverRootRank(own) : Scaling.alphaOverRank(own));
        return dora
                ? AdapterRegistry.standard().method("dora").configure(options.with(NormAxis.ROW))
                : AdapterRegistry.standard().method("lora").configure(options);
    }

    /**
     * The number α of a module.
     *
     * @param module the path of the module
     * @return α
     */
    public BigFraction alphaOf(String module) {
        return value("alpha_pattern", alphaPattern, module, alpha);
    }

    @Override
    public int rank(String module) {
        return value("rank_pattern", rankPattern, module, rank);
    }

    /** The first key that matches counts; as PEFT sorts the keys when it saves, keys that disagree are refused. */
    private static <T> T value(String field, Map<String, T> pattern, String module, T otherwise) {
        Map<String, T> matching = pattern.entrySet().stream()
                .filter(entry -> Pattern.matches("(.*\\.)?(" + entry.getKey() + ")", module))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
        if (Set.copyOf(matching.values()).size() > 1) {
            throw new IllegalArgumentException(
                    field + ": expected one value for `" + module + "`, got those of " + matching.keySet());
        }
        return matching.values().stream().findFirst().orElse(otherwise);
    }

    @Override
    public List<StoredSlot> stored() {
        StoredSlot b = new StoredSlot("lora_A.weight", "B", StoredSlot.Form.PLAIN);
        StoredSlot a = new StoredSlot("lora_B.weight", "A", StoredSlot.Form.PLAIN);
        StoredSlot magnitude = new StoredSlot("lora_magnitude_vector", "m", StoredSlot.Form.VECTOR);
        return dora ? List.of(b, a, magnitude) : List.of(b, a);
    }
}
