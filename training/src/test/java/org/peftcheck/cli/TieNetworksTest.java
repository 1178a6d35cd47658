package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.training.image.Picture;
import org.peftcheck.training.image.PictureFiles;
import org.peftcheck.training.model.SmallLlama;

/** {@code peanut tie} on runs of a small decoder, with and without answers to choose from, and of a small vision transformer. */
class TieNetworksTest {

    private static final String VISION = "random-vit:image=8,patch=4,channels=3,d=16,layers=2,heads=2,inner=24";

    @TempDir
    static Path folder;

    /** 12 features; queries are 12 × 12, the values of three shared heads 6 × 12, the inner features 20. */
    @BeforeAll
    static void writeModelsAndData() throws IOException {
        SmallLlama.write(Files.createDirectories(folder.resolve("decoder")), true, 5);
        SmallTexts.write(folder.resolve("text"));
        for (int k = 0; k < 60; k++) {
            byte[] samples = PictureFiles.random(3, 9, 8, k).samples().clone();
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) ((samples[i] & 0xff) / 2 + 120 * (k % 2));
            }
            Path file = folder.resolve(k < 50 ? "images/train" : "images/test")
                    .resolve(k % 2 == 0 ? "dark" : "light")
                    .resolve(k + ".png");
            PictureFiles.png(file, new Picture(3, 9, 8, samples));
        }
    }

    private static void trained(String out, String model, String task, String data, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--out=" + folder.resolve(out),
                "--model=" + model,
                "--task=" + task,
                "--data=" + folder.resolve(data),
                "--steps=6",
                "--batch=4",
                "--rank=3",
                "--lr=0.02",
                "--threads=2"));
        arguments.addAll(List.of(more));
        Run run = Run.of(arguments.toArray(String[]::new));
        assertEquals(ExitCode.OK, run.exit(), run.err());
    }

    private static void language(String out, String task, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--max-length=40"));
        arguments.addAll(List.of(more));
        trained(out, folder.resolve("decoder").toString(), task, "text", arguments.toArray(String[]::new));
    }

    private static Run tied(String out) {
        Run run = Run.of("tie", folder.resolve(out).toString(), "--threads=2", "--test");
        assertEquals(ExitCode.OK, run.exit(), run.err());
        return run;
    }

    private static JsonNode report(String out) throws IOException {
        return Run.json(Files.readString(folder.resolve(out).resolve("tie.json")));
    }

    /** Everything that the report of a LoRA has, on as many weights, some of which are tall. */
    private static void assertLora(String out, int weights, String metric) throws IOException {
        Run run = tied(out);
        JsonNode report = report(out);
        assertEquals(weights, report.path("weights").asInt());
        assertEquals(5, report.path("twins").size());
        for (JsonNode twin : report.path("twins")) {
            assertEquals(weights, twin.path("layers").size());
            assertTrue(twin.at("/measured/dev/" + metric).isNumber(), twin.toString());
            assertTrue(twin.at("/measured/test/" + metric).isNumber(), twin.toString());
        }
        JsonNode first = report.at("/twins/0");
        assertEquals("2r", first.path("kind").asText());
        assertEquals(weights, first.path("built").asInt());
        assertTrue(first.path("certifiedRelativeError").asDouble() < 1e-9, first.toString());
        assertBounds(report);
        assertEquals(Set.of("vacuous", "fails"), verdicts(report, "left"));
        assertEquals(Set.of("vacuous", "fails"), verdicts(report, "right"));
        assertMerges(report);
        String text = run.out().replace('\n', ' ');
        assertFalse(text.contains("NaN") || text.contains("null"), text);
        Matcher printed = Pattern.compile("relative error at most (\\S+)\\)")
                .matcher(report.path("conclusion").asText());
        assertTrue(printed.find(), text);
        assertTrue(
                Double.parseDouble(printed.group(1))
                        >= first.path("certifiedRelativeError").asDouble(),
                text);
        assertTrue(text.contains("and with P A B in the place of A B"), text);
        assertTrue(
                report.path("conclusion").asText().startsWith("The theory explains a part of the result: 2r-unit"),
                text);
    }

    /** The loss with twins is as near to that of P A B as the bounds say, and far nearer than LoRA's. */
    private static void assertBounds(JsonNode report) {
        assertEquals(2, report.path("bounds").size());
        double lora = report.at("/sample/doubleLoss").asDouble();
        for (JsonNode bound : report.path("bounds")) {
            double loss = bound.path("loss").asDouble();
            double target = bound.path("targetLoss").asDouble();
            assertTrue(bound.path("within").asBoolean(), bound.toString());
            assertTrue(Math.abs(loss - target) <= bound.path("boundApprox").asDouble(), bound.toString());
            assertTrue(Math.abs(loss - target) <= bound.path("boundRigorous").asDouble(), bound.toString());
            assertEquals(Math.abs(target - lora), report.path("hypothesisGap").asDouble(), 1e-15);
            assertTrue(Math.abs(target - lora) > 10 * bound.path("boundApprox").asDouble(), report.toPrettyString());
        }
    }

    private static Set<String> verdicts(JsonNode report, String side) {
        Set<String> verdicts = new TreeSet<>();
        report.at("/invariance/layers")
                .forEach(layer -> verdicts.add(layer.path(side).path("verdict").asText()));
        return verdicts;
    }

    private static void assertMerges(JsonNode report) {
        assertEquals(3, report.path("merges").size());
        for (JsonNode merge : report.path("merges")) {
            assertTrue(
                    merge.path("error").asDouble() <= merge.path("errorBound").asDouble(), merge.toString());
            assertTrue(merge.path("largestOutputDifference").isNumber(), merge.toString());
        }
        assertTrue(
                report.at("/merges/0/largestOutputDifference").asDouble() < 1e-3,
                report.path("merges").toString());
    }

    /** Everything that the report of a PEANuT has. */
    private static void assertPeanut(String out, int weights) throws IOException {
        tied(out);
        JsonNode report = report(out);
        assertEquals(weights, report.path("updates").size());
        for (JsonNode update : report.path("updates")) {
            assertEquals(3, update.path("singularValuesApprox").size());
            assertTrue(update.path("exactLoraFactors").asBoolean(), update.toString());
            assertTrue(update.path("rankApprox").asInt() <= 3);
        }
        assertEquals(
                report.at("/trained/devLoss").asDouble(),
                report.at("/loraFactors/devLoss").asDouble(),
                1e-4);
        assertMerges(report);
        assertTrue(
                report.path("conclusion").asText().startsWith("The theory explains the result: every update has rank"),
                report.path("conclusion").asText());
    }

    @Test
    void aDecoderWithLora() throws IOException {
        language("lora", "gsm8k", "--method=lora", "--scaling=2/r", "--targets=q,v,up,down");
        assertLora("lora", 8, "log-likelihood");
        JsonNode report = report("lora");
        JsonNode value = report.at("/invariance/layers/3");
        assertEquals(
                "model.layers.0.self_attn.v_proj.weight", value.path("weight").asText());
        assertEquals(
                List.of(6, 12, 6),
                List.of(
                        value.path("rows").asInt(),
                        value.path("columns").asInt(),
                        value.path("rank").asInt()));
        JsonNode trained = report.path("trained");
        assertEquals(
                -trained.at("/dev/log-likelihood").asDouble(),
                trained.path("devLoss").asDouble(),
                1e-5);
        assertTrue(Files.readString(folder.resolve("lora/tie.md")).contains("| 0.v_proj | 6 of 6x12 | vacuous |"));
    }

    /** The loss is that of right answers alone, though the accuracy needs all of them. */
    @Test
    void aDecoderWithAnswersToChooseFrom() throws IOException {
        language("choice", "boolq", "--method=lora", "--targets=q,v,up,down");
        assertLora("choice", 8, "accuracy");
        JsonNode report = report("choice");
        JsonNode trained = report.path("trained");
        assertEquals(
                -trained.at("/dev/log-likelihood").asDouble(),
                trained.path("devLoss").asDouble(),
                1e-5);
        assertEquals(4, report.at("/sample/singleRows").asInt());
    }

    @Test
    void aDecoderWithPeanut() throws IOException {
        language("peanut", "gsm8k", "--method=peanut", "--depth=4", "--targets=q,v,up,down");
        assertPeanut("peanut", 8);
    }

    @Test
    void aVisionTransformerWithLoraAndWithPeanut() throws IOException {
        trained("vision", VISION, "images", "images", "--method=lora", "--targets=query,value,up,down");
        assertLora("vision", 8, "accuracy");
        trained("vision-peanut", VISION, "images", "images", "--method=peanut", "--targets=query,value,up,down");
        assertPeanut("vision-peanut", 8);
    }
}
