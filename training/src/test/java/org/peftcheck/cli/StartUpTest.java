package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.numeric.interchange.AdaptedModule;
import org.peftcheck.numeric.interchange.LoRaLayout;
import org.peftcheck.numeric.interchange.PeftAdapter;
import org.peftcheck.numeric.interchange.PeftFolder;
import org.peftcheck.numeric.interchange.PeftOrigin;

/** What a quick command loads, and how it ends when nobody reads its output, seen from outside its process. */
class StartUpTest {

    private static final List<String> HEAVY = List.of(
            "org.ejml.",
            "ai.onnx.",
            "onnx.",
            "com.google.protobuf.",
            "org.nd4j.",
            "org.bytedeco.",
            "org.duckdb.",
            "ai.djl.",
            "com.microsoft.z3.",
            "io.github.cvc5.");

    /** The engine, its libraries and those of tokenizers. */
    private static final List<String> ENGINE = List.of("org.nd4j.", "org.bytedeco.", "ai.djl.", "org.duckdb.");

    @TempDir
    Path folder;

    private static List<String> java(List<String> options, String... args) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, "org.peftcheck.cli.Main"));
        command.addAll(Arrays.asList(args));
        return command;
    }

    /** The heavy classes that a command loads. */
    private List<String> heavyClasses(String... args) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        Process process = new ProcessBuilder(java(List.of("-Xlog:class+load:file=" + log + ":none"), args))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        assertEquals(0, process.waitFor());
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> HEAVY.stream().anyMatch(line::startsWith))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims",
                "claims prop-3.2",
                "errata --json -",
                "audit --all",
                "count --model roberta-base --method peanut --rank 8 --depth 6",
                "count --model llama3-8b --compare lora,dora,peanut,vera --budget 50M",
                "cost --model llama3-8b --method peanut --rank 8",
                "doctor",
                "benchmark --list",
                "train --help",
                "compare --help",
                "--help"
            })
    void quickCommandsLoadNothingHeavy(String command) throws IOException, InterruptedException {
        assertEquals(List.of(), heavyClasses(command.split(" ")));
        assertTrue(Files.size(folder.resolve("out")) > 0);
    }

    @Test
    void countingAnAdapterLoadsNothingHeavy() throws IOException, InterruptedException {
        LoRaLayout layout = LoRaLayout.of(1, new BigFraction(2));
        Map<String, Tensor> tensors = Map.of(
                "lora_A.weight", Tensor.matrix("", Dtype.F32, new double[][] {{1, 2}}),
                "lora_B.weight", Tensor.matrix("", Dtype.F32, new double[][] {{1}, {2}, {3}}));
        AdaptedModule module = AdaptedModule.of(layout, "up", tensors);
        PeftFolder.write(folder, new PeftAdapter(layout, PeftOrigin.NONE, List.of(module), Map.of()));
        assertEquals(List.of(), heavyClasses("adapter", folder.toString()));
        assertTrue(Files.size(folder.resolve("out")) > 0);
    }

    @Test
    void takingTheWeightsOutOfARunLoadsNoEngine() throws IOException, InterruptedException {
        SmallModel small = SmallModel.in(folder);
        Run.good(small.train("run", "--method=lora", "--rank=3"));
        List<String> merge = heavyClasses("merge", small.path("run"), "--out", small.path("merged.safetensors"));
        List<String> export = heavyClasses("export", small.path("run"), "--out", small.path("adapter"));
        List<String> evaluate = heavyClasses("evaluate", small.path("run"));
        assertEquals(List.of(), ofEngine(merge));
        assertEquals(List.of(), ofEngine(export));
        assertFalse(ofEngine(evaluate).isEmpty());
    }

    private static List<String> ofEngine(List<String> classes) {
        return classes.stream()
                .filter(line -> ENGINE.stream().anyMatch(line::startsWith))
                .toList();
    }

    @Test
    void aCommandThatComputesIsSeenToLoadMore() throws IOException, InterruptedException {
        List<String> heavy = heavyClasses("verify", "invariance-smooth", "--weights", "none");
        assertTrue(heavy.stream().anyMatch(line -> line.startsWith("org.ejml.")), heavy.toString());
    }

    @Test
    void theDoctorLoadsTheEngineWhenAsked() throws IOException, InterruptedException {
        List<String> heavy = heavyClasses("doctor", "--load");
        assertTrue(heavy.stream().anyMatch(line -> line.startsWith("org.nd4j.linalg.factory.Nd4j ")), heavy.toString());
        assertTrue(Files.readString(folder.resolve("out")).contains("CpuBackend"));
    }

    @Test
    void aReaderThatGoesAwayIsNoError() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(java(List.of(), "claims", "--json", "-")).start();
        try (InputStream out = process.getInputStream()) {
            assertEquals('[', out.read());
        }
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("", err);
        assertEquals(ExitCode.OK, process.waitFor());
    }
}
