package org.peftcheck.papers.architecture;

import java.util.List;
import org.peftcheck.papers.Fields;

/** Makes an architecture of the fields of a Hugging Face configuration, by its model type. */
final class ArchitectureReader {

    private static final List<String> TYPES =
            List.of("bert", "roberta", "xlm-roberta", "vit", "llama", "mistral", "qwen2", "qwen3");

    private final String name;
    private final String type;
    private final Fields config;

    private ArchitectureReader(String name, String type, Fields config) {
        this.name = name;
        this.type = type;
        this.config = config;
    }

    static Architecture read(String name, Fields config) {
        String type = config.text("model_type");
        ArchitectureReader reader = new ArchitectureReader(name, type, config);
        return switch (type) {
            case "bert", "roberta", "xlm-roberta" -> reader.bert();
            case "vit" -> reader.vit();
            case "llama", "mistral", "qwen2", "qwen3" -> reader.llama();
            default ->
                throw config.refuse(
                        "model_type", "expected one of " + String.join(", ", TYPES) + ", got `" + type + "`");
        };
    }

    private Architecture bert() {
        headSize();
        return new BertArchitecture(
                name,
                type,
                hidden(),
                blocks(),
                config.positive("num_attention_heads"),
                config.positive("intermediate_size"),
                config.positive("vocab_size"),
                config.positive("max_position_embeddings"),
                config.positive("type_vocab_size"));
    }

    private Architecture vit() {
        headSize();
        int image = config.positive("image_size");
        int patch = config.positive("patch_size");
        if (image % patch != 0) {
            throw config.refuse("patch_size", "expected a divisor of image_size = " + image + ", got " + patch);
        }
        return new VitArchitecture(
                name,
                type,
                hidden(),
                blocks(),
                config.positive("num_attention_heads"),
                config.positive("intermediate_size"),
                image,
                patch,
                config.positive("num_channels"),
                config.truth("qkv_bias", true));
    }

    private Architecture llama() {
        int heads = config.positive("num_attention_heads");
        int groups = config.positive("num_key_value_heads", heads);
        if (heads % groups != 0) {
            throw config.refuse(
                    "num_key_value_heads", "expected a divisor of num_attention_heads = " + heads + ", got " + groups);
        }
        return new LlamaArchitecture(
                name,
                type,
                hidden(),
                blocks(),
                config.positive("intermediate_size"),
                config.positive("vocab_size"),
                heads,
                groups,
                config.has("head_dim") ? config.positive("head_dim") : headSize(),
                config.truth("tie_word_embeddings", false),
                biases(),
                type.equals("qwen3"));
    }

    private LlamaArchitecture.Biases biases() {
        boolean attention = config.truth("attention_bias", false);
        return switch (type) {
            case "qwen2" -> new LlamaArchitecture.Biases(true, false, false);
            case "mistral" -> new LlamaArchitecture.Biases(false, false, false);
            case "qwen3" -> new LlamaArchitecture.Biases(attention, attention, false);
            default -> new LlamaArchitecture.Biases(attention, attention, config.truth("mlp_bias", false));
        };
    }

    private int hidden() {
        return config.positive("hidden_size");
    }

    private int blocks() {
        return config.positive("num_hidden_layers");
    }

    private int headSize() {
        int heads = config.positive("num_attention_heads");
        if (hidden() % heads != 0) {
            throw config.refuse(
                    "num_attention_heads", "expected a divisor of hidden_size = " + hidden() + ", got " + heads);
        }
        return hidden() / heads;
    }
}
