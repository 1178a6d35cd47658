package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountCommandTest {

    private static final String MLP_AND_ATTENTION = "q,k,v,up,down";

    private static String[] peanut(String model, int rank, String targets, String... more) {
        String[] args = {"count", "--model", model, "--method", "peanut", "--rank", "" + rank, "--targets", targets};
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return all;
    }

    @Test
    void countsTheLargeModelOfTableThree() {
        String out = Run.good(peanut("roberta-base", 8, "query,value", "--depth", "6"));
        assertTrue(out.startsWith("PEANuT on roberta-base, rank 8, depth 6, orientation standard\n"), out);
        assertTrue(out.contains("per layer: 2*d_in*r + 4*r^2\n"), out);
        assertTrue(out.contains(
                "encoder.layer.{0..11}.attention.self.query |       12 |    768 x 768 | 12544 |    150528"));
        assertTrue(out.contains("\ntrainable parameters: 301056\n"), out);
        assertTrue(out.contains("\nshare: 0.2415 % of 124645632 (roberta-base with pooler)\n"), out);
    }

    @Test
    void aShareIsOfTheDenominatorThatIsNamed() {
        String out = Run.good(peanut("roberta-base", 8, "q,v", "--depth", "6", "--denominator", "without pooler"));
        assertTrue(out.contains("share: 0.2427 % of 124055040 (roberta-base without pooler)"), out);
    }

    @ParameterizedTest
    @CsvSource({
        "llama2-7b, standard, 56098816",
        "llama2-7b, transposed, 56098816",
        "llama3-8b, standard, 62914560",
        "llama3-8b, transposed, 50331648",
        "qwen3-8b, standard, 66060288",
        "qwen3-8b, transposed, 51904512"
    })
    void countsBothOrientations(String model, String orientation, String trainable) {
        String out = Run.good(peanut(model, 32, MLP_AND_ATTENTION, "--orientation", orientation));
        assertTrue(out.contains("trainable parameters: " + trainable + "\n"), out);
    }

    @ParameterizedTest
    @CsvSource({"lora, 589824", "multiplicative-lora, 589824", "nonlinear-lora, 589824"})
    void countsTheOtherMethods(String method, String trainable) {
        String out = Run.good("count", "--model", "vit-base", "--method", method, "--rank", "16");
        assertTrue(out.contains("trainable parameters: " + trainable + "\n"), out);
        assertTrue(out.contains("share: 0.6875 % of 85798656 (vit-base without head)"), out);
    }

    @Test
    void jsonAloneGoesToTheStandardOutput() {
        JsonNode count = Run.json(Run.good(peanut("llama3-8b", 32, MLP_AND_ATTENTION, "--json")));
        assertEquals("llama3-8b", count.get("model").textValue());
        assertEquals("standard", count.get("orientation").textValue());
        assertEquals("2*d_in*r", count.get("perLayer").textValue());
        assertEquals(62914560, count.get("trainable").longValue());
        assertEquals(5, count.get("layers").size());
        assertEquals(29360128, count.at("/layers/4/trainable").longValue());
        assertEquals("62914560/8030261248", count.at("/share/exact").textValue());
        long sum = 0;
        for (JsonNode layer : count.get("layers")) {
            sum += layer.get("trainable").longValue();
        }
        assertEquals(62914560, sum);
    }

    @Test
    void countsOnlySomeBlocks() {
        String out = Run.good(peanut("roberta-base", 8, "query,pooler", "--layers", "3..5"));
        assertTrue(out.contains("encoder.layer.{3..5}.attention.self.query"), out);
        assertTrue(out.contains("trainable parameters: " + 3 * 2 * 768 * 8 + "\n"), out);
        String one = Run.good(peanut("roberta-base", 8, "query", "--layers", "11"));
        assertTrue(one.contains("encoder.layer.11.attention.self.query"), one);
    }

    @Test
    void readsAConfigurationFromAFileOrAFolder(@TempDir Path folder) throws IOException {
        Path model = Files.createDirectory(folder.resolve("tiny llama"));
        Path config = model.resolve("config.json");
        Files.writeString(
                config,
                "{\"model_type\": \"llama\", \"hidden_size\": 64, \"num_hidden_layers\": 2, \"intermediate_size\": 96,"
                        + " \"vocab_size\": 100, \"num_attention_heads\": 8, \"num_key_value_heads\": 4}");
        String expected = "trainable parameters: " + 2 * 2 * 64 * 3 * 2 + "\n";
        for (Path path : new Path[] {model, config}) {
            String out = Run.good(peanut(path.toString(), 3, "q,k"));
            assertTrue(out.startsWith("PEANuT on tiny llama, rank 3"), out);
            assertTrue(out.contains(expected), out);
        }
        Files.writeString(config, "{\"model_type\": \"llama\", \"hidden_size\": 64");
        assertTrue(
                Run.refusal(peanut(config.toString(), 3, "q")).startsWith("peanut: " + config + ":1: not well formed"));
        Files.writeString(config, "{\"model_type\": \"mamba\"}");
        assertTrue(Run.refusal(peanut(config.toString(), 3, "q")).contains("expected one of bert"));
    }

    @Test
    void unknownNamesListNearOnes() {
        assertEquals(
                "peanut: model `roberta-bse`: neither a known name nor a file; near names: roberta-base, bert-base",
                Run.refusal(peanut("roberta-bse", 8, "query")));
        String target = Run.refusal(peanut("roberta-base", 8, "qurey"));
        assertTrue(
                target.startsWith("peanut: target `qurey`: names no linear layer of roberta-base; near names: query"));
        String method = Run.refusal("count", "--model", "vit-base", "--method", "dorra", "--rank", "8");
        assertTrue(method.startsWith("peanut: method `dorra`: not known; near names: dora, lora"), method);
        String denominator = Run.refusal(peanut("roberta-base", 8, "query", "--denominator", "with poolr"));
        assertTrue(denominator.contains("near names: with pooler"), denominator);
        assertTrue(Run.refusal(peanut("no/such/config.json", 8, "query")).contains("found no such file"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--depth     | 3       | PEANuT depth: expected an even number >= 2, got 3",
                "--orientation | rows  | orientation: expected one of standard, transposed, got rows",
                "--activation | reul   | activation: expected one of relu, leaky-relu, gelu, tanh, silu, sin2pi, triangle, sin-plus-cos, got reul",
                "--layers    | 5..3    | --layers: expected the first block before the last, got 5..3",
                "--layers    | x       | --layers: expected blocks such as 0..5 or 3, got x",
                "--layers    | 0..12   | --layers: expected blocks within 0..11, got 0..12"
            })
    void badOptionsAreRefused(String option, String value, String message) {
        assertEquals("peanut: " + message, Run.refusal(peanut("roberta-base", 8, "query", option, value)));
    }

    @Test
    void blocksWithoutATargetAreRefused() {
        assertEquals(
                "peanut: --layers: expected blocks in which a target stands, got 0..3",
                Run.refusal(peanut("roberta-base", 8, "pooler", "--layers", "0..3")));
    }

    @Test
    void anOptionThatTheMethodDoesNotHeedIsRefused() {
        assertEquals(
                "peanut: LoRA: expected options among scaling, got depth",
                Run.refusal("count", "--model", "vit-base", "--method", "lora", "--rank", "8", "--depth", "4"));
    }

    @Test
    void theRankMustBeAPositiveNumber() {
        assertEquals("peanut: PEANuT width: expected at least 1, got 0", Run.refusal(peanut("vit-base", 0, "query")));
        assertEquals(
                "peanut: LoRA rank: expected at most 1024 (the smaller side of model.layers.{i}.self_attn.v_proj,"
                        + " 1024 x 4096), got 1025",
                Run.refusal("count", "--model", "llama3-8b", "--method", "lora", "--rank", "1025"));
        String word = Run.refusal("count", "--model", "vit-base", "--method", "lora", "--rank", "eight");
        assertTrue(word.contains("Invalid value for option '--rank': 'eight' is not an int"), word);
        assertEquals(
                "peanut: count: expected one of --method and --compare, got neither",
                Run.refusal("count", "--model", "vit-base"));
        assertEquals(
                "peanut: expected --rank=R or --budget=N, got neither",
                Run.refusal("count", "--model", "vit-base", "--method", "lora"));
    }
}
