package org.peftcheck.training.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.theory.algebra.Activation;

/**
 * Tiny encoders with random weights: 2 layers, d 12, 3 heads, 20 inner features, 31 tokens (5 marks and the letters), with pooler and head for
 * masked words. All sizes but those of attention differ.
 */
public final class RandomEncoder {

    /** BERT's sizes. */
    public static final EncoderConfig BERT =
            new EncoderConfig(EncoderConfig.Family.BERT, 2, 12, 3, 20, 31, 17, 2, 1e-12, Activation.GELU);
    /** RoBERTa's sizes: one segment, positions from 2. */
    public static final EncoderConfig ROBERTA =
            new EncoderConfig(EncoderConfig.Family.ROBERTA, 2, 12, 3, 20, 31, 19, 1, 1e-5, Activation.GELU);

    private static final List<String> BERT_MARKS = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
    private static final List<String> ROBERTA_MARKS = List.of("<s>", "<pad>", "</s>", "<unk>", "<mask>");

    private RandomEncoder() {}

    /** A BERT with a vocabulary of word pieces. */
    public static PretrainedEncoder bert(long seed) {
        return new PretrainedEncoder(
                "tiny-bert", BERT, weights(BERT, seed), new TokenizerSource.WordPieces(pieces(BERT_MARKS), true));
    }

    /** A RoBERTa with a tokenizer of whole words. */
    public static PretrainedEncoder roberta(long seed) {
        return new PretrainedEncoder(
                "tiny-roberta", ROBERTA, weights(ROBERTA, seed), new TokenizerSource.TokenizerJson(tokenizer()));
    }

    /** All weights of an encoder, optional ones too: gains near 1, everything else of deviation 0.3. */
    public static Map<String, FloatTensor> weights(EncoderConfig config, long seed) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>(EncoderTensors.required(config));
        EncoderTensors.optional(config).forEach(shapes::putAll);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            int[] dimensions = shape.stream().mapToInt(Integer::intValue).toArray();
            float centre = name.endsWith("LayerNorm.weight") ? 1 : 0;
            float[] values = new float[FloatTensor.count(dimensions)];
            for (int k = 0; k < values.length; k++) {
                values[k] = centre + 0.3f * (float) random.nextGaussian();
            }
            weights.put(name, new FloatTensor(dimensions, values));
        });
        return weights;
    }

    private static List<String> pieces(List<String> marks) {
        List<String> pieces = new ArrayList<>(marks);
        IntStream.rangeClosed('a', 'z').mapToObj(Character::toString).forEach(pieces::add);
        return pieces;
    }

    private static byte[] tokenizer() {
        List<String> pieces = pieces(ROBERTA_MARKS);
        List<String> vocabulary = IntStream.range(0, pieces.size())
                .mapToObj(k -> "\"" + pieces.get(k) + "\":" + k)
                .toList();
        List<String> added = IntStream.range(0, ROBERTA_MARKS.size())
                .mapToObj(k -> "{\"id\":" + k + ",\"content\":\"" + ROBERTA_MARKS.get(k) + "\",\"single_word\":false,"
                        + "\"lstrip\":false,\"rstrip\":false,\"normalized\":false,\"special\":true}")
                .toList();
        String json = "{\"version\":\"1.0\",\"truncation\":null,\"padding\":null,\"added_tokens\":["
                + String.join(",", added) + "],\"normalizer\":null,\"pre_tokenizer\":{\"type\":\"WhitespaceSplit\"},"
                + "\"post_processor\":{\"type\":\"RobertaProcessing\",\"sep\":[\"</s>\",2],\"cls\":[\"<s>\",0],"
                + "\"trim_offsets\":true,\"add_prefix_space\":false},\"decoder\":null,"
                + "\"model\":{\"type\":\"WordLevel\",\"unk_token\":\"<unk>\",\"vocab\":{"
                + String.join(",", vocabulary) + "}}}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes an encoder as Hugging Face's libraries would, each name after a prefix. */
    public static void write(Path folder, PretrainedEncoder encoder, String prefix, Dtype dtype) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), config(encoder.config()));
        List<Tensor> tensors = new ArrayList<>();
        encoder.weights()
                .forEach((name, tensor) ->
                        tensors.add(tensor(name.startsWith("cls.") ? name : prefix + name, tensor, dtype)));
        SafetensorsFile.write(folder.resolve("model.safetensors"), tensors);
        if (encoder.tokenizer() instanceof TokenizerSource.TokenizerJson file) {
            Files.write(folder.resolve("tokenizer.json"), file.json());
        } else if (encoder.tokenizer() instanceof TokenizerSource.WordPieces words) {
            Files.write(folder.resolve("vocab.txt"), words.pieces());
        }
    }

    static Tensor tensor(String name, FloatTensor tensor, Dtype dtype) {
        List<Long> shape = IntStream.of(tensor.shape()).asLongStream().boxed().toList();
        double[] values = new double[tensor.values().length];
        for (int k = 0; k < values.length; k++) {
            values[k] = tensor.values()[k];
        }
        return Tensor.of(new Tensor.Head(name, dtype, shape), values);
    }

    /** The fields of {@code config.json}. */
    static String config(EncoderConfig config) {
        return """
                {
                  "model_type": "%s",
                  "hidden_act": "gelu",
                  "num_hidden_layers": %d,
                  "hidden_size": %d,
                  "num_attention_heads": %d,
                  "intermediate_size": %d,
                  "vocab_size": %d,
                  "max_position_embeddings": %d,
                  "type_vocab_size": %d,
                  "layer_norm_eps": %s,
                  "position_embedding_type": "absolute"
                }
                """.formatted(
                        config.family() == EncoderConfig.Family.BERT ? "bert" : "roberta",
                        config.layers(),
                        config.hidden(),
                        config.heads(),
                        config.intermediate(),
                        config.vocabulary(),
                        config.positions(),
                        config.tokenTypes(),
                        config.layerNormEpsilon());
    }
}
