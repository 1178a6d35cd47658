package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;

/** What {@code count} says is left after training, of methods with LoRA's formula. */
class DeployedCountTest {

    @TempDir
    Path folder;

    private static JsonNode count(String arguments) {
        return Run.json(Run.good(("count " + arguments + " --json").split(" ")));
    }

    private long left(String model, String keep) {
        return count("--model " + model + " --method roselora --rank 3 --targets q,up --keep " + keep)
                .at("/deployed/0/parameters")
                .longValue();
    }

    /** The entries of the factors of a run that are not 0; of each column of A and each row of B as many as the count says. */
    @Test
    void roseLoRaKeepsWhatIsCounted() {
        SmallModel small = SmallModel.in(folder);
        Run.good(small.train("run", "--method=roselora", "--rank=3", "--keep=0.3", "--targets=q,up"));
        String model = small.path("model/config.json");
        JsonNode layers = count("--model " + model + " --method roselora --rank 3 --targets q,up --keep 0.3")
                .at("/deployed/0/layers");
        long all = 0;
        for (Tensor tensor : SafetensorsFile.read(folder.resolve("run/trained.safetensors"))) {
            int rows = tensor.shape().get(0).intValue();
            int columns = tensor.shape().size() < 2 ? 1 : tensor.shape().get(1).intValue();
            JsonNode layer = layers.get(tensor.name().contains("query") ? 0 : 1);
            for (int l = 0; l < 3 && tensor.name().endsWith(":A"); l++) {
                int column = l;
                long some = IntStream.range(0, rows)
                        .filter(k -> tensor.at(k * columns + column) != 0)
                        .count();
                assertEquals(layer.get("ofAColumn").longValue(), some, tensor.name());
                all += some;
            }
            for (int l = 0; l < 3 && tensor.name().endsWith(":B"); l++) {
                int row = l;
                long some = IntStream.range(0, columns)
                        .filter(k -> tensor.at(row * columns + k) != 0)
                        .count();
                assertEquals(layer.get("ofARow").longValue(), some, tensor.name());
                all += some;
            }
        }
        assertEquals(2 * 3 * (4 + 4 + 6 + 4), all);
        assertEquals(all, left(model, "0.3"));
        assertNotEquals(all, left(model, "0.25"), "a share of 3.6 entries that is rounded down");
        assertNotEquals(all, left(model, "1"), "what is trained while training");
    }

    @Test
    void roseLoRaTrainsLoRaAndSaysWhatIsLeft() {
        String roselora = "--model vit-base --method roselora --rank 16 --targets q,up";
        JsonNode count = count(roselora);
        assertEquals(12 * 16 * (2 * 768 + 768 + 3072), count.get("trainable").intValue());
        int left = 12 * 16 * (38 + 38 + 154 + 38);
        assertEquals(left, count.at("/deployed/0/parameters").intValue());
        assertEquals(0.05, count.at("/deployed/0/keep").doubleValue());
        String text = Run.good(("count " + roselora).split(" "));
        assertTrue(
                text.contains(
                        "\nleft at the end, 0 elsewhere: " + left + ", a share of 0.05 of each column of A and row of B"
                                + " (768 x 768: 38 and 38; 3072 x 768: 154 and 38)\n"),
                text);
    }

    /** Each rank that can be cut out of DyLoRA is LoRA of that rank; what is trained is the greatest. */
    @Test
    void dyLoRaIsEveryLoRaUpToItsRank() {
        String rest = " --model llama3-8b --targets q,v,down";
        JsonNode count = count("--method dylora --rank 5" + rest);
        assertEquals(5, count.get("deployed").size());
        double mean = 0;
        for (JsonNode deployed : count.get("deployed")) {
            JsonNode lora = count("--method lora --rank " + deployed.get("rank") + rest);
            assertEquals(
                    lora.get("trainable").longValue(),
                    deployed.get("parameters").longValue());
            mean += deployed.get("parameters").longValue() / 5.0;
        }
        assertEquals(count.get("trainable"), count.at("/deployed/4/parameters"));
        assertEquals(mean, count.get("meanOfAStep").doubleValue());
        assertTrue(mean < count.get("trainable").doubleValue());
        String text = Run.good("count", "--model", "vit-base", "--method", "dylora", "--rank", "4");
        assertTrue(
                text.contains(
                        "\na step draws a rank b from 1 to 4 and has gradients of b (d_out + d_in) entries a layer:"
                                + " 36864 to\n  147456 in all, 92160 on average; as many are left where rank b is deployed\n"),
                text);
    }

    @Test
    void aShareIsForRoseLoRaOnly() {
        String[] lora = "count --model vit-base --method lora --rank 2 --keep 0.1".split(" ");
        assertEquals("peanut: --keep: expected --method roselora, got lora", Run.refusal(lora));
        String[] all = "count --model vit-base --method roselora --rank 2 --keep 1.5".split(" ");
        assertEquals("peanut: keep: expected a share above 0 and up to 1, got 1.5", Run.refusal(all));
        String[] compared = "count --model vit-base --compare lora --rank 2 --keep 0.1".split(" ");
        assertEquals("peanut: --keep: expected --method roselora, got --compare", Run.refusal(compared));
    }
}
