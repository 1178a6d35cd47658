package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code count} finds within a budget, and how it puts methods side by side. */
class CountBudgetTest {

    private static String[] count(String line) {
        List<String> args = new ArrayList<>(List.of("count"));
        args.addAll(List.of(line.strip().split(" +")));
        return args.toArray(String[]::new);
    }

    private static JsonNode json(String line) {
        return Run.json(Run.good(count(line + " --json")));
    }

    @Test
    void theLargestRankWithinABudget() {
        String out = Run.good(count("--model roberta-base --method peanut --depth 6 --budget 300k"));
        assertTrue(out.startsWith("PEANuT on roberta-base, rank 7, depth 6"), out);
        assertTrue(out.contains("\ntrainable parameters: 262752\n"), out);
        assertTrue(out.contains("\nbudget: 300000, left: 37248; the next size has 301056\n"), out);
        String exact = Run.good(count("--model roberta-base --method peanut --depth 6 --budget 301056"));
        assertTrue(exact.contains("left: 0; the next size has 339552"), exact);
    }

    @Test
    void theLargestDepthWithinABudget() {
        String out = Run.good(count("--model roberta-base --method peanut --rank 8 --solve depth --budget 300k"));
        assertTrue(out.startsWith("PEANuT on roberta-base, rank 8, depth 4"), out);
        assertTrue(out.contains("\ntrainable parameters: 297984\n"), out);
        assertEquals(
                "peanut: --solve depth: expected a --budget and a --rank >= 1, got rank null",
                Run.refusal(count("--model roberta-base --method peanut --solve depth --budget 300k")));
        assertEquals(
                "peanut: --solve: expected rank or depth, got width",
                Run.refusal(count("--model roberta-base --method peanut --solve width --budget 300k")));
    }

    @Test
    void methodsAtTheSameBudget() {
        JsonNode all = json("--model llama3-8b --compare lora,dora,peanut,vera --budget 50M");
        assertEquals(50_000_000, all.get("budget").longValue());
        List<String> sizes = new ArrayList<>();
        for (JsonNode line : all.get("methods")) {
            sizes.add(line.get("method").textValue() + " " + line.get("size") + " " + line.get("trainable") + " "
                    + line.get("left"));
            assertTrue(line.get("feasible").booleanValue());
        }
        assertEquals(
                List.of(
                        "lora 117 " + loraAt(117),
                        "dora 116 " + doraAt(116),
                        "peanut 95 " + peanutAt(95),
                        "vera 8192 " + veraAt(8192)),
                sizes);
        String text = Run.good(count("--model llama3-8b --compare lora,dora,peanut,vera --budget 50M"));
        assertTrue(text.startsWith("4 methods on llama3-8b, at most 50000000 trainable parameters\n"), text);
        assertTrue(text.contains("the largest width: twice the largest side"), text);
        assertTrue(text.contains("break-even against LoRA of rank r = 117"), text);
    }

    private static String left(long count) {
        return count + " " + (50_000_000 - count);
    }

    private static String loraAt(long r) {
        return left(32 * r * (4096 + 4096 + 1024 + 4096));
    }

    private static String doraAt(long r) {
        return left(32 * (r * (4096 + 4096 + 1024 + 4096) + 4096 + 1024));
    }

    private static String peanutAt(long r) {
        return left(32 * 2 * 2 * 4096 * r);
    }

    private static String veraAt(long r) {
        return left(32 * (2 * r + 4096 + 1024));
    }

    @Test
    void aMethodThatDoesNotFitSaysItsSmallestCount() {
        JsonNode line = json("--model vit-base --compare full,lora,red,fourierft --budget 20k")
                .get("methods");
        assertEquals("[false,false,true,true]", feasible(line));
        assertEquals(14155776, line.at("/0/trainable").longValue());
        assertEquals(36864, line.at("/1/trainable").longValue());
        assertEquals(833, line.at("/3/size").longValue());
        assertEquals(8, line.at("/3/left").longValue());
        String text = Run.good(count("--model vit-base --compare full,lora,red,fourierft --budget 20k"));
        assertTrue(text.contains("infeasible: the smallest has 36864"), text);
        assertEquals(
                "peanut: --budget 20k: expected at least 36864, the smallest count of LoRA here",
                Run.refusal(count("--model vit-base --method lora --budget 20k")));
    }

    private static String feasible(JsonNode methods) {
        List<String> all = new ArrayList<>();
        methods.forEach(line -> all.add(line.get("feasible").toString()));
        return "[" + String.join(",", all) + "]";
    }

    @Test
    void theBudgetOfAnotherMethod() {
        JsonNode all = json("--model llama3-8b --compare lora,peanut --targets q,k,v,up,down --budget lora:32");
        assertEquals(56623104, all.get("budget").longValue());
        assertEquals(32, all.at("/methods/0/size").longValue());
        assertEquals(0, all.at("/methods/0/left").longValue());
        assertEquals(28, all.at("/methods/1/size").longValue());
    }

    @Test
    void methodsOfTheSameRankWithoutABudget() {
        String csv = Run.good(count("--model llama3-8b --compare lora,peanut --targets q,k,v,up,down --rank 32 --csv"));
        assertEquals("""
                model,method,feasible,sizeKind,size,trainable,left,percent,bytes
                llama3-8b,lora,true,rank,32,56623104,,0.7051,226492416
                llama3-8b,peanut,true,width,32,62914560,,0.7835,251658240
                """, csv);
    }

    @Test
    void tableCsvAndJsonSayTheSame() {
        String line = "--model qwen3-8b --compare lora,peanut,vera,dora --budget 3M";
        JsonNode methods = json(line).get("methods");
        List<String> csv = Run.good(count(line + " --csv")).lines().skip(1).toList();
        String text = Run.good(count(line));
        for (int i = 0; i < methods.size(); i++) {
            JsonNode method = methods.get(i);
            String[] cells = csv.get(i).split(",");
            assertEquals(method.get("method").textValue(), cells[1]);
            assertEquals(method.get("trainable").asText(), cells[5]);
            assertEquals(method.get("left").asText(), cells[6]);
            assertTrue(
                    text.lines()
                            .anyMatch(row -> row.contains(method.get("sizeKind").textValue() + " "
                                            + method.get("size").asText())
                                    && row.contains(
                                            " " + method.get("trainable").asText() + " ")),
                    text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-5      | --budget: expected a number of parameters such as 300k, 1.5M or 250000, or METHOD:R, got -5",
                "0       | --budget: expected a whole number of at least 1, got 0",
                "1.0005k | --budget: expected a whole number of at least 1, got 1.0005k",
                "12q     | --budget: expected a number of parameters such as 300k, 1.5M or 250000, or METHOD:R, got 12q",
                "lora:x  | --budget: expected METHOD:R such as lora:8, got lora:x",
                "lora:0  | LoRA rank: expected at least 1, got 0",
                "lorra:4 | method `lorra`: not known; near names: lora, dora"
            })
    void badBudgets(String budget, String message) {
        assertEquals("peanut: " + message, Run.refusal(count("--model vit-base --method lora --budget=" + budget)));
    }

    @Test
    void optionsThatExcludeEachOther() {
        assertEquals(
                "peanut: expected one of --rank and --budget, got both",
                Run.refusal(count("--model vit-base --method lora --budget 1M --rank 4")));
        assertEquals(
                "peanut: count: expected one of --method and --compare, got both",
                Run.refusal(count("--model vit-base --method lora --compare lora --rank 4")));
        assertEquals(
                "peanut: count: expected one format on the standard output, got --json and --csv",
                Run.refusal(count("--model vit-base --method lora --rank 4 --csv --json")));
    }
}
