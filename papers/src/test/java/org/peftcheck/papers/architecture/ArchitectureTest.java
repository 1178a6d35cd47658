package org.peftcheck.papers.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.papers.BadDataException;
import org.peftcheck.papers.Document;
import org.peftcheck.papers.peanut2025.Peanut2025;

class ArchitectureTest {

    private static final String MISTRAL = """
            {
              "model_type": "mistral",
              "hidden_size": 4096,
              "intermediate_size": 14336,
              "num_hidden_layers": 32,
              "num_attention_heads": 32,
              "num_key_value_heads": 8,
              "head_dim": null,
              "vocab_size": 32000,
              "tie_word_embeddings": false
            }
            """;

    private static final String QWEN2_SMALL = """
            {"model_type": "qwen2", "hidden_size": 896, "intermediate_size": 4864, "num_hidden_layers": 24,
             "num_attention_heads": 14, "num_key_value_heads": 2, "vocab_size": 151936, "tie_word_embeddings": true}
            """;

    private static Architecture parse(String config) {
        return Architecture.of("test", Document.parse("config.json", config));
    }

    private static void refused(String config, String message) {
        assertEquals(
                message,
                assertThrows(BadDataException.class, () -> parse(config)).getMessage());
    }

    private static void refused(String found, String planted, String message) {
        assertTrue(MISTRAL.contains(found));
        refused(MISTRAL.replace(found, planted), message);
    }

    @ParameterizedTest
    @CsvSource({
        "vit-base, without head, 85798656",
        "vit-base, with pooler, 86389248",
        "roberta-base, with pooler, 124645632",
        "roberta-base, without pooler, 124055040",
        "bert-base, with pooler, 109482240",
        "bert-base, without pooler, 108891648",
        "minilm-l6, with pooler, 22713216",
        "minilm-l6, without pooler, 22565376",
        "llama2-7b, whole model, 6738415616",
        "llama2-7b, without head, 6607343616",
        "llama3-8b, whole model, 8030261248",
        "llama3-8b, without head, 7504924672",
        "qwen3-8b, whole model, 8190735360",
        "qwen3-8b, without head, 7568405504"
    })
    void parameterCount(String name, String denominator, long parameters) {
        Architecture architecture = Peanut2025.architecture(name);
        assertEquals(name, architecture.name());
        assertEquals(parameters, architecture.denominator(denominator).parameters());
    }

    @ParameterizedTest
    @CsvSource({
        "vit-base, without head",
        "roberta-base, with pooler",
        "bert-base, with pooler",
        "minilm-l6, with pooler",
        "llama2-7b, whole model",
        "llama3-8b, whole model",
        "qwen3-8b, whole model"
    })
    void firstDenominatorIsTheDefault(String name, String denominator) {
        Architecture architecture = Peanut2025.architecture(name);
        assertEquals(denominator, architecture.denominators().get(0).name());
        assertEquals(architecture.denominator(denominator).parameters(), architecture.parameters());
    }

    @ParameterizedTest
    @CsvSource({
        "roberta-base, embeddings 39000576 + blocks 85054464 + pooler 590592, with pooler",
        "vit-base, embeddings 742656 + blocks 85054464 + final norm 1536, without head",
        "llama3-8b, embeddings 525336576 + blocks 6979584000 + final norm 4096 + head 525336576, whole model",
        "qwen3-8b, embeddings 622329856 + blocks 6946071552 + final norm 4096 + head 622329856, whole model"
    })
    void theNamedPartsAddUpToTheWhole(String name, String parts, String whole) {
        Architecture architecture = Peanut2025.architecture(name);
        assertEquals(
                parts,
                architecture.parts().stream()
                        .map(part -> part.name() + " " + part.parameters())
                        .collect(Collectors.joining(" + ")));
        assertEquals(
                architecture.denominator(whole).parameters(),
                architecture.parts().stream().mapToLong(ModelPart::parameters).sum());
    }

    @Test
    void aTiedHeadIsNoPartOfItsOwn() {
        assertTrue(parse(QWEN2_SMALL).parts().stream()
                .noneMatch(part -> part.name().equals("head")));
        Architecture untied = parse(QWEN2_SMALL.replace("true", "false"));
        assertEquals(494_032_768L + 151_936L * 896, untied.parameters());
    }

    @Test
    void countsOfOtherModelsOfTheFamily() {
        assertEquals(7_241_732_096L, parse(MISTRAL).parameters());
        assertEquals(494_032_768L, parse(QWEN2_SMALL).parameters());
        assertEquals(2, parse(QWEN2_SMALL).denominators().size());
        String bigger = QWEN2_SMALL
                .replace("896", "3584")
                .replace("4864", "18944")
                .replace(": 24", ": 28")
                .replace(": 14", ": 28")
                .replace("value_heads\": 2", "value_heads\": 4")
                .replace("151936", "152064")
                .replace("true", "false");
        assertEquals(7_615_616_512L, parse(bigger).parameters());
    }

    @Test
    void linearLayersOfMiniLm() {
        List<LinearLayer> layers = Peanut2025.architecture("minilm-l6").layers();
        assertEquals(
                new LinearLayer(
                        LinearRole.QUERY, "query", "encoder.layer.{i}.attention.self.query", 0, 6, 384, 384, true),
                layers.get(0));
        assertEquals(
                36,
                layers.stream()
                        .filter(layer -> layer.role().isInBlock())
                        .mapToInt(LinearLayer::count)
                        .sum());
        LinearLayer up = layers.get(4);
        assertEquals("encoder.layer.5.intermediate.dense", up.names().get(5));
        assertEquals(1536, up.dOut());
        assertEquals(384, up.dIn());
        assertEquals(6L * 1536 * 384 + 6 * 1536, up.parameters());
        assertEquals("pooler.dense", layers.get(6).names().get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "llama3-8b, q_proj, 4096, 4096",
        "llama3-8b, k_proj, 1024, 4096",
        "llama3-8b, v_proj, 1024, 4096",
        "llama3-8b, o_proj, 4096, 4096",
        "llama3-8b, gate_proj, 14336, 4096",
        "llama3-8b, up_proj, 14336, 4096",
        "llama3-8b, down_proj, 4096, 14336",
        "llama3-8b, lm_head, 128256, 4096",
        "llama2-7b, v_proj, 4096, 4096",
        "llama2-7b, up_proj, 11008, 4096",
        "qwen3-8b, k_proj, 1024, 4096",
        "qwen3-8b, down_proj, 4096, 12288",
        "vit-base, query, 768, 768",
        "vit-base, intermediate, 3072, 768",
        "vit-base, output, 768, 3072",
        "roberta-base, attention_output, 768, 768"
    })
    void shapes(String name, String target, int dOut, int dIn) {
        LinearLayer layer =
                Peanut2025.architecture(name).layers(List.of(target)).get(0);
        assertEquals(target, layer.target());
        assertEquals(dOut, layer.dOut());
        assertEquals(dIn, layer.dIn());
    }

    /** Counts of the paper's runs: LoRA has r (d_out + d_in) a layer, PEANuT 2 r d_in, transposed 2 r d_out. */
    @ParameterizedTest
    @CsvSource({
        "llama2-7b, 56098816, 56098816, 56098816",
        "llama3-8b, 56623104, 62914560, 50331648",
        "qwen3-8b, 58982400, 66060288, 51904512"
    })
    void shapesGiveTheKnownAdapterCounts(String name, long lora, long peanut, long transposed) {
        List<LinearLayer> layers = Peanut2025.architecture(name).layers(List.of("q", "k", "v", "up", "down"));
        assertEquals(5, layers.size());
        long out = layers.stream().mapToLong(l -> (long) l.count() * l.dOut()).sum();
        long in = layers.stream().mapToLong(l -> (long) l.count() * l.dIn()).sum();
        assertEquals(lora, 32 * (out + in));
        assertEquals(peanut, 64 * in);
        assertEquals(transposed, 64 * out);
    }

    @Test
    void readsAFileOrAFolder(@TempDir Path folder) throws Exception {
        Path model = Files.createDirectories(folder.resolve("my-mistral"));
        Files.writeString(model.resolve("config.json"), MISTRAL);
        Files.writeString(folder.resolve("other.json"), MISTRAL);
        assertEquals("my-mistral", Architecture.read(model).name());
        assertEquals(
                "my-mistral", Architecture.read(model.resolve("config.json")).name());
        assertEquals("other", Architecture.read(folder.resolve("other.json")).name());
        Path missing = folder.resolve("none.json");
        assertEquals(
                missing + ": expected a model configuration, found no such file",
                assertThrows(BadDataException.class, () -> Architecture.read(missing))
                        .getMessage());
    }

    @Test
    void refusesBadConfigurations() {
        refused(
                "mistral",
                "gpt2",
                "config.json:2: field `model_type`: expected one of bert, roberta, xlm-roberta, vit, llama, mistral, qwen2,"
                        + " qwen3, got `gpt2`");
        refused(
                "  \"hidden_size\": 4096,\n",
                "",
                "config.json:1: field `hidden_size`: expected a positive whole number, got nothing");
        refused(
                "32000",
                "\"32000\"",
                "config.json:9: field `vocab_size`: expected a positive whole number, got `32000`");
        refused("32000", "-1", "config.json:9: field `vocab_size`: expected a positive whole number, got `-1`");
        refused(
                "32000",
                "3000000000",
                "config.json:9: field `vocab_size`: expected a positive whole number, got `3000000000`");
        refused(
                "\"num_key_value_heads\": 8",
                "\"num_key_value_heads\": 5",
                "config.json:7: field `num_key_value_heads`: expected a divisor of num_attention_heads = 32, got 5");
        refused(
                "\"hidden_size\": 4096",
                "\"hidden_size\": 4097",
                "config.json:6: field `num_attention_heads`: expected a divisor of hidden_size = 4097, got 32");
        refused(
                "embeddings\": false",
                "embeddings\": \"no\"",
                "config.json:10: field `tie_word_embeddings`: expected true or false, got `no`");
        refused("[]", "config.json:1: expected a mapping, got a list");
        refused("", "config.json: expected a mapping, got an empty document");
        assertTrue(assertThrows(BadDataException.class, () -> parse(MISTRAL.substring(0, 60)))
                .getMessage()
                .matches("config\\.json:\\d+: not well formed: .*"));
        refused(
                "{\"model_type\": \"vit\", \"hidden_size\": 8, \"num_attention_heads\": 2, \"image_size\": 224,"
                        + " \"patch_size\": 15}",
                "config.json:1: field `patch_size`: expected a divisor of image_size = 224, got 15");
    }

    @Test
    void unknownNamesListNearOnes() {
        assertEquals(
                "architecture `roberta`: not known; near names: roberta-base",
                assertThrows(IllegalArgumentException.class, () -> Peanut2025.architecture("roberta"))
                        .getMessage());
        assertEquals(
                "denominator `with poolr` of minilm-l6: not known; near names: with pooler, without pooler",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Peanut2025.architecture("minilm-l6").denominator("with poolr"))
                        .getMessage());
    }

    @Test
    void everyNamedArchitectureIsRead() {
        assertEquals(7, Set.copyOf(Peanut2025.architectureNames()).size());
        for (String name : Peanut2025.architectureNames()) {
            assertTrue(Peanut2025.architecture(name).parameters() > 0);
        }
    }
}
