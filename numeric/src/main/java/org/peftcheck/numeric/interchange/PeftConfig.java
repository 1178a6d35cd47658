package org.peftcheck.numeric.interchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.ExactDouble;

/**
 * A configuration, {@code adapter_config.json}.
 *
 * @param layout the method
 * @param origin what else it says
 * @param savesProjection whether it says that VeRA's projections are stored
 * @param savedModules the modules that are kept whole
 */
record PeftConfig(PeftLayout layout, PeftOrigin origin, boolean savesProjection, List<String> savedModules) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    /** Fields that say how the adapter was trained, or for which modules, which the tensors tell. */
    private static final Set<String> HARMLESS = Set.of(
            "auto_mapping",
            "d_initial",
            "exclude_modules",
            "inference_mode",
            "init_lora_weights",
            "init_weights",
            "layers_pattern",
            "layers_to_transform",
            "lora_dropout",
            "megatron_core",
            "peft_version",
            "projection_prng_key",
            "qalora_group_size",
            "revision",
            "runtime_config",
            "target_modules",
            "task_type",
            "vera_dropout",
            "eva_config",
            "n_frequency_pattern",
            "loftq_config");

    static PeftConfig parse(String file, String text) {
        ConfigFields fields;
        try {
            fields = new ConfigFields(file, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new BadAdapterException(file, "whole file", "a JSON object", e.getOriginalMessage(), e);
        }
        String type = fields.text("peft_type");
        PeftConfig config;
        try {
            config = of(file, type, fields);
        } catch (BadAdapterException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        fields.requireText("bias", "none");
        fields.requireNoMore(HARMLESS);
        return config;
    }

    private static PeftConfig of(String file, String type, ConfigFields fields) {
        PeftLayout layout = switch (type) {
            case "LORA" ->
                new LoRaLayout(
                        fields.whole("r", 1),
                        fields.number("lora_alpha"),
                        fields.flag("use_rslora"),
                        fields.flag("use_dora"),
                        fields.wholes("rank_pattern"),
                        fields.numbers("alpha_pattern"));
            case "VERA" -> new VeRaLayout(fields.whole("r", 1));
            case "FOURIERFT" ->
                new FourierFtLayout(
                        fields.whole("n_frequency", 1),
                        fields.number("scaling"),
                        fields.whole("random_loc_seed", 777L));
            case "PEANUT" ->
                new PeanutLayout(
                        fields.whole("r", 1),
                        fields.whole("depth", 0),
                        PeanutLayout.activation(fields.text("act_fn")),
                        fields.number("scaling"));
            default ->
                throw new BadAdapterException(file, "field 'peft_type'", "one of LORA, VERA, FOURIERFT, PEANUT", type);
        };
        PeftOrigin origin = new PeftOrigin(
                fields.optionalText("base_model_name_or_path"),
                fields.flag("fan_in_fan_out"),
                layout instanceof LoRaLayout ? fields.nameOrFlag("init_lora_weights") : Optional.empty());
        return new PeftConfig(layout, origin, fields.flag("save_projection"), fields.names("modules_to_save"));
    }

    /** The configuration of an adapter as text, fields in the order of their names. */
    static String text(PeftAdapter adapter) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("peft_type", adapter.layout().peftType())
                .put("base_model_name_or_path", adapter.origin().baseModel().orElse(null))
                .put("inference_mode", true)
                .putNull("task_type");
        adapter.modules().forEach(module -> node.withArray("target_modules").add(module.path()));
        put(node, adapter.layout());
        if (!(adapter.layout() instanceof PeanutLayout)) {
            node.put("fan_in_fan_out", adapter.origin().fanInFanOut()).put("bias", "none");
        }
        if (adapter.layout() instanceof VeRaLayout) {
            node.put("save_projection", !adapter.shared().isEmpty());
        }
        adapter.savedModules()
                .forEach(module -> node.withArray("modules_to_save").add(module));
        adapter.origin().initialisation().ifPresent(name -> node.put("init_lora_weights", name));
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(sorted) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes does not serialise", e);
        }
    }

    private static void put(ObjectNode node, PeftLayout layout) {
        if (layout instanceof LoRaLayout lora) {
            node.put("r", lora.rank()).put("use_rslora", lora.rankStabilised()).put("use_dora", lora.dora());
            node.set("lora_alpha", number(lora.alpha()));
            ObjectNode ranks = node.putObject("rank_pattern");
            lora.rankPattern().forEach(ranks::put);
            ObjectNode alphas = node.putObject("alpha_pattern");
            lora.alphaPattern().forEach((key, alpha) -> alphas.set(key, number(alpha)));
        } else if (layout instanceof VeRaLayout vera) {
            node.put("r", vera.rank());
        } else if (layout instanceof FourierFtLayout fourier) {
            node.put("n_frequency", fourier.coefficients()).put("random_loc_seed", fourier.seed());
            node.set("scaling", number(fourier.scaling()));
        } else if (layout instanceof PeanutLayout peanut) {
            node.put("r", peanut.rank()).put("depth", peanut.blocks()).put("act_fn", peanut.activationName());
            node.set("scaling", number(peanut.scaling()));
        }
    }

    private static JsonNode number(BigFraction value) {
        double number = value.doubleValue();
        if (!ExactDouble.of(number).equals(value)) {
            throw new IllegalArgumentException(
                    "adapter_config.json: expected a number that a double holds, got " + value);
        }
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return whole ? JsonNodeFactory.instance.numberNode((long) number) : JsonNodeFactory.instance.numberNode(number);
    }
}
