package org.peftcheck.papers.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors that Hugging Face makes for a configuration, written down apart from the code under test. */
final class MadeModel {

    private final Map<String, Object> config;
    private final List<TensorShape> tensors = new ArrayList<>();

    private MadeModel(Map<String, Object> config) {
        this.config = config;
    }

    static List<TensorShape> of(Map<String, Object> config) {
        MadeModel made = new MadeModel(config);
        switch (config.get("model_type").toString()) {
            case "bert", "roberta" -> made.bert();
            case "vit" -> made.vit();
            default -> made.llama();
        }
        return made.tensors;
    }

    static String json(Map<String, Object> config) {
        Map<String, String> quoted = new LinkedHashMap<>();
        config.forEach((key, value) -> quoted.put(key, value instanceof String ? "\"" + value + "\"" : "" + value));
        List<String> fields = new ArrayList<>();
        quoted.forEach((key, value) -> fields.add("\"" + key + "\": " + value));
        return "{" + String.join(", ", fields) + "}";
    }

    private long number(String field) {
        return ((Number) config.get(field)).longValue();
    }

    private boolean truth(String field) {
        return Boolean.TRUE.equals(config.get(field));
    }

    private void add(String name, long... shape) {
        tensors.add(new TensorShape(name, java.util.Arrays.stream(shape).boxed().toList()));
    }

    private void linear(String name, long out, long in, boolean bias) {
        add(name + ".weight", out, in);
        if (bias) {
            add(name + ".bias", out);
        }
    }

    private void norm(String name, long size) {
        add(name + ".weight", size);
        add(name + ".bias", size);
    }

    private void bert() {
        long h = number("hidden_size");
        add("embeddings.word_embeddings.weight", number("vocab_size"), h);
        add("embeddings.position_embeddings.weight", number("max_position_embeddings"), h);
        add("embeddings.token_type_embeddings.weight", number("type_vocab_size"), h);
        norm("embeddings.LayerNorm", h);
        for (int i = 0; i < number("num_hidden_layers"); i++) {
            String block = "encoder.layer." + i;
            for (String part : List.of("query", "key", "value")) {
                linear(block + ".attention.self." + part, h, h, true);
            }
            linear(block + ".attention.output.dense", h, h, true);
            norm(block + ".attention.output.LayerNorm", h);
            linear(block + ".intermediate.dense", number("intermediate_size"), h, true);
            linear(block + ".output.dense", h, number("intermediate_size"), true);
            norm(block + ".output.LayerNorm", h);
        }
        linear("pooler.dense", h, h, true);
    }

    private void vit() {
        long h = number("hidden_size");
        long side = number("image_size") / number("patch_size");
        add("embeddings.cls_token", 1, 1, h);
        add("embeddings.position_embeddings", 1, side * side + 1, h);
        add(
                "embeddings.patch_embeddings.projection.weight",
                h,
                number("num_channels"),
                number("patch_size"),
                number("patch_size"));
        add("embeddings.patch_embeddings.projection.bias", h);
        for (int i = 0; i < number("num_hidden_layers"); i++) {
            String block = "encoder.layer." + i;
            for (String part : List.of("query", "key", "value")) {
                linear(block + ".attention.attention." + part, h, h, truth("qkv_bias"));
            }
            linear(block + ".attention.output.dense", h, h, true);
            linear(block + ".intermediate.dense", number("intermediate_size"), h, true);
            linear(block + ".output.dense", h, number("intermediate_size"), true);
            norm(block + ".layernorm_before", h);
            norm(block + ".layernorm_after", h);
        }
        norm("layernorm", h);
    }

    private void llama() {
        long h = number("hidden_size");
        long head = config.containsKey("head_dim") ? number("head_dim") : h / number("num_attention_heads");
        long q = head * number("num_attention_heads");
        long kv = head * number("num_key_value_heads");
        String type = config.get("model_type").toString();
        boolean qkv = type.equals("qwen2") || !type.equals("mistral") && truth("attention_bias");
        boolean out = !type.equals("qwen2") && !type.equals("mistral") && truth("attention_bias");
        boolean mlp = type.equals("llama") && truth("mlp_bias");
        add("model.embed_tokens.weight", number("vocab_size"), h);
        for (int i = 0; i < number("num_hidden_layers"); i++) {
            String block = "model.layers." + i;
            linear(block + ".self_attn.q_proj", q, h, qkv);
            linear(block + ".self_attn.k_proj", kv, h, qkv);
            linear(block + ".self_attn.v_proj", kv, h, qkv);
            linear(block + ".self_attn.o_proj", h, q, out);
            if (type.equals("qwen3")) {
                add(block + ".self_attn.q_norm.weight", head);
                add(block + ".self_attn.k_norm.weight", head);
            }
            linear(block + ".mlp.gate_proj", number("intermediate_size"), h, mlp);
            linear(block + ".mlp.up_proj", number("intermediate_size"), h, mlp);
            linear(block + ".mlp.down_proj", h, number("intermediate_size"), mlp);
            add(block + ".input_layernorm.weight", h);
            add(block + ".post_attention_layernorm.weight", h);
        }
        add("model.norm.weight", h);
        if (!truth("tie_word_embeddings")) {
            add("lm_head.weight", number("vocab_size"), h);
        }
    }
}
