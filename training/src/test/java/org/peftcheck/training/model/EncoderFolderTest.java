package org.peftcheck.training.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.papers.BadDataException;

class EncoderFolderTest {

    @TempDir
    private Path folder;

    private PretrainedEncoder open() {
        return PretrainedEncoders.open(folder.toString());
    }

    private void refused(String message) {
        BadModelException refused = assertThrows(BadModelException.class, this::open);
        assertEquals(message, refused.getMessage());
    }

    private String name() {
        return folder.getFileName().toString();
    }

    @Test
    void aBertComesBackAsItWasWritten() throws IOException {
        PretrainedEncoder written = RandomEncoder.bert(1);
        for (String prefix : List.of("", "bert.")) {
            RandomEncoder.write(folder, written, prefix, Dtype.F32);
            PretrainedEncoder read = open();
            assertEquals(name(), read.name());
            assertEquals(written.config(), read.config());
            assertEquals(written.weights(), read.weights());
            assertEquals(written.tokenizer(), read.tokenizer());
            assertTrue(read.hasPooler());
            assertTrue(read.hasMaskedWordHead());
        }
    }

    @Test
    void aRobertaComesBackAsItWasWritten() throws IOException {
        PretrainedEncoder written = RandomEncoder.roberta(2);
        RandomEncoder.write(folder, written, "roberta.", Dtype.F32);
        PretrainedEncoder read = open();
        assertEquals(written.config(), read.config());
        assertEquals(17, read.config().longestInput());
        assertEquals(written.weights(), read.weights());
        byte[] expected = assertInstanceOf(TokenizerSource.TokenizerJson.class, written.tokenizer())
                .json();
        assertArrayEquals(
                expected,
                assertInstanceOf(TokenizerSource.TokenizerJson.class, read.tokenizer())
                        .json());
    }

    @Test
    void severalFilesAreTheModelInOneFile() throws IOException {
        PretrainedEncoder written = RandomEncoder.bert(4);
        RandomEncoder.write(folder, written, "bert.", Dtype.F32);
        Path whole = folder.resolve("model.safetensors");
        List<Tensor> tensors = SafetensorsFile.read(whole);
        Files.delete(whole);
        List<String> map = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            String shard = "model-0000" + (part + 1) + "-of-00002.safetensors";
            List<Tensor> some = tensors.subList(part * 7, part == 0 ? 7 : tensors.size());
            SafetensorsFile.write(folder.resolve(shard), some);
            some.forEach(tensor -> map.add("\"" + tensor.name() + "\": \"" + shard + "\""));
        }
        Files.writeString(
                folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {" + String.join(", ", map) + "}}");
        assertEquals(written.weights(), open().weights());
    }

    @Test
    void theNamesOfOlderAndOtherFilesAreKnown() throws IOException {
        PretrainedEncoder written = RandomEncoder.roberta(3);
        RandomEncoder.write(folder, written, "roberta.", Dtype.F32);
        rewrite(tensor -> List.of(tensor.named(tensor.name()
                .replace("cls.predictions.transform.dense", "lm_head.dense")
                .replace("cls.predictions.transform.LayerNorm", "lm_head.layer_norm")
                .replace("cls.predictions.bias", "lm_head.decoder.bias")
                .replaceFirst("output.LayerNorm.weight$", "output.LayerNorm.gamma")
                .replaceFirst("output.LayerNorm.bias$", "output.LayerNorm.beta"))));
        assertEquals(written.weights(), open().weights());
    }

    @Test
    void whatBelongsToAnotherHeadIsLeftOut() throws IOException {
        PretrainedEncoder written = RandomEncoder.bert(4);
        RandomEncoder.write(folder, written, "bert.", Dtype.F32);
        rewrite(tensor -> tensor.name().equals("bert.embeddings.word_embeddings.weight")
                ? List.of(
                        tensor,
                        tensor.named("cls.predictions.decoder.weight"),
                        Tensor.vector("classifier.bias", Dtype.F32, 1, 2),
                        Tensor.vector("cls.seq_relationship.bias", Dtype.F32, 1, 2))
                : List.of(tensor));
        assertEquals(written.weights(), open().weights());
    }

    @Test
    void aHeadForMaskedWordsWithItsOwnMatrixIsLeftOut() throws IOException {
        RandomEncoder.write(folder, RandomEncoder.bert(5), "bert.", Dtype.F32);
        rewrite(tensor -> tensor.name().equals("bert.embeddings.word_embeddings.weight")
                ? List.of(
                        tensor,
                        RandomEncoder.tensor("cls.predictions.decoder.weight", FloatTensor.zeros(31, 12), Dtype.F32))
                : List.of(tensor));
        assertFalse(open().hasMaskedWordHead());
        assertTrue(open().hasPooler());
    }

    @Test
    void halfPrecisionIsWidened() throws IOException {
        PretrainedEncoder random = RandomEncoder.bert(6);
        random.weights().values().forEach(tensor -> {
            for (int k = 0; k < tensor.values().length; k++) {
                tensor.values()[k] = Math.round(64 * tensor.values()[k]) / 64f;
                tensor.values()[k] = Math.max(-1, Math.min(1, tensor.values()[k]));
            }
        });
        for (Dtype dtype : List.of(Dtype.F16, Dtype.BF16)) {
            RandomEncoder.write(folder, random, "", dtype);
            assertEquals(random.weights(), open().weights());
        }
    }

    @Test
    void weightsThatDoNotFitTheConfigAreRefused() throws IOException {
        RandomEncoder.write(folder, RandomEncoder.bert(7), "", Dtype.F32);
        String query = "encoder.layer.1.attention.self.query.weight";
        rewrite(tensor -> tensor.name().equals(query) ? List.of() : List.of(tensor));
        refused("model " + name() + ": expected " + query + " of 12×12, found no such tensor");
        RandomEncoder.write(folder, RandomEncoder.bert(7), "", Dtype.F32);
        String inner = "encoder.layer.0.intermediate.dense.weight";
        rewrite(tensor -> tensor.name().equals(inner)
                ? List.of(RandomEncoder.tensor(inner, FloatTensor.zeros(12, 20), Dtype.F32))
                : List.of(tensor));
        refused("model " + name() + ": expected " + inner + " of 20×12, found 12×20");
        RandomEncoder.write(folder, RandomEncoder.bert(7), "", Dtype.F32);
        rewrite(tensor -> tensor.name().equals("pooler.dense.bias") ? List.of() : List.of(tensor));
        refused("model " + name() + ": expected pooler.dense.bias of 12, found no such tensor");
    }

    @Test
    void aConfigThatIsNotThatOfTheWeightsIsRefused() throws IOException {
        RandomEncoder.write(folder, RandomEncoder.bert(8), "", Dtype.F32);
        config("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1");
        refused("model " + name() + ": expected the tensors of 1 layers and nothing else, found 16 more, such as "
                + "encoder.layer.1.attention.output.LayerNorm.bias");
        config("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3");
        refused("model " + name()
                + ": expected encoder.layer.2.attention.self.query.weight of 12×12, found no such tensor");
        config("\"vocab_size\": 31", "\"vocab_size\": 30");
        refused("model " + name() + ": expected embeddings.word_embeddings.weight of 30×12, found 31×12");
    }

    @Test
    void aVocabularyOfTooManyPiecesIsRefused() throws IOException {
        RandomEncoder.write(folder, RandomEncoder.bert(9), "", Dtype.F32);
        Path vocabulary = folder.resolve("vocab.txt");
        Files.writeString(vocabulary, Files.readString(vocabulary) + "more\n");
        refused("model " + name() + ": expected a vocabulary of at most 31 pieces, found 32");
        Files.write(vocabulary, new byte[] {(byte) 0xff, '\n'});
        refused(vocabulary + ": expected UTF-8 text, found other bytes");
    }

    @Test
    void oneTensorUnderTwoNamesIsRefused() throws IOException {
        RandomEncoder.write(folder, RandomEncoder.bert(10), "", Dtype.F32);
        rewrite(tensor -> tensor.name().equals("pooler.dense.bias")
                ? List.of(tensor, tensor.named("roberta.pooler.dense.bias"))
                : List.of(tensor));
        refused("tensor pooler.dense.bias: expected it once, found it again as roberta.pooler.dense.bias");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        refused("model " + folder + ": expected a file config.json, found none");
        RandomEncoder.write(folder, RandomEncoder.roberta(11), "", Dtype.F32);
        Files.delete(folder.resolve("model.safetensors"));
        refused("model " + folder + ": expected a file model.safetensors or model.safetensors.index.json, found none");
        Files.move(folder.resolve("tokenizer.json"), folder.resolve("vocab.txt"));
        refused("model " + folder + ": expected a file tokenizer.json, found none");
        Files.writeString(folder.resolve("config.json"), RandomEncoder.config(RandomEncoder.BERT));
        Files.delete(folder.resolve("vocab.txt"));
        refused("model " + folder + ": expected a file tokenizer.json or vocab.txt, found none");
        Path file = folder.resolve("config.json");
        assertEquals(
                "model " + file + ": expected one of minilm, e5-small, bert-base, or a folder with config.json and"
                        + " model.safetensors, found a file",
                assertThrows(BadModelException.class, () -> PretrainedEncoders.open(file.toString()))
                        .getMessage());
    }

    @Test
    void lowerCaseIsTheTokenizersToSay() throws IOException {
        RandomEncoder.write(folder, RandomEncoder.bert(12), "", Dtype.F32);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
        assertFalse(assertInstanceOf(TokenizerSource.WordPieces.class, open().tokenizer())
                .lowerCase());
    }

    @Test
    void aConfigOfAnotherKindIsRefused() throws IOException {
        RandomEncoder.write(folder, RandomEncoder.bert(13), "", Dtype.F32);
        refusedConfig("\"bert\"", "\"gpt2\"", 2, "model_type", "expected bert or roberta, got `gpt2`");
        refusedConfig(
                "\"gelu\"",
                "\"gelu_new\"",
                3,
                "hidden_act",
                "expected one of gelu, relu, silu, swish, tanh, got `gelu_new`");
        refusedConfig(
                "heads\": 3", "heads\": 5", 6, "num_attention_heads", "expected a divisor of hidden_size = 12, got 5");
        refusedConfig(
                "\"absolute\"",
                "\"relative_key\"",
                12,
                "position_embedding_type",
                "expected absolute, got `relative_key`");
        refusedConfig("1.0E-12", "0", 11, "layer_norm_eps", "expected a number above zero, got `0`");
        refusedConfig("1.0E-12", "\"a\"", 11, "layer_norm_eps", "expected a number above zero, got `a`");
    }

    @Test
    void aRobertaNeedsMorePositionsThanItsFirstTwo() throws IOException {
        RandomEncoder.write(folder, RandomEncoder.roberta(15), "", Dtype.F32);
        Path file = folder.resolve("config.json");
        Files.writeString(file, Files.readString(file).replace("embeddings\": 19", "embeddings\": 2"));
        BadDataException refused = assertThrows(BadDataException.class, this::open);
        assertEquals(file + ":9: field `max_position_embeddings`: expected at least 3, got 2", refused.getMessage());
    }

    private void refusedConfig(String old, String changed, int line, String field, String detail) throws IOException {
        config(old, changed);
        Path file = folder.resolve("config.json");
        BadDataException refused = assertThrows(BadDataException.class, this::open);
        assertEquals(file + ":" + line + ": field `" + field + "`: " + detail, refused.getMessage());
    }

    /** Writes the config of the tiny BERT with a change. */
    private void config(String old, String changed) throws IOException {
        String text = RandomEncoder.config(RandomEncoder.BERT);
        assertTrue(text.contains(old), old);
        Files.writeString(folder.resolve("config.json"), text.replace(old, changed));
    }

    /** Puts other tensors in the place of each. */
    private void rewrite(Function<Tensor, List<Tensor>> change) {
        Path file = folder.resolve("model.safetensors");
        List<Tensor> tensors = new ArrayList<>();
        SafetensorsFile.read(file).forEach(tensor -> tensors.addAll(change.apply(tensor)));
        SafetensorsFile.write(file, tensors);
    }

    @Test
    void bytesThatAreNoJsonAreRefused() throws IOException {
        RandomEncoder.write(folder, RandomEncoder.bert(14), "", Dtype.F32);
        Files.write(folder.resolve("config.json"), "{".getBytes(StandardCharsets.UTF_8));
        BadDataException refused = assertThrows(BadDataException.class, this::open);
        assertTrue(refused.getMessage().startsWith(folder.resolve("config.json") + ":"), refused.getMessage());
    }
}
