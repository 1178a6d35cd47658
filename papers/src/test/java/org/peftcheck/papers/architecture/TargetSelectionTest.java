package org.peftcheck.papers.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.papers.peanut2025.Peanut2025;

class TargetSelectionTest {

    private static String select(String architecture, String... targets) {
        return Peanut2025.architecture(architecture).layers(List.of(targets)).stream()
                .map(layer -> layer.target() + " " + layer.first() + "+" + layer.count())
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource({
        "minilm-l6, query, query 0+6",
        "minilm-l6, q, query 0+6",
        "minilm-l6, q_proj, query 0+6",
        "minilm-l6, o, attention_output 0+6",
        "minilm-l6, up, intermediate 0+6",
        "minilm-l6, down, output 0+6",
        "minilm-l6, pooler, pooler 0+1",
        "minilm-l6, encoder.layer.3.attention.self.query, query 3+1",
        "minilm-l6, encoder.layer.3.attention.self.query.weight, query 3+1",
        "minilm-l6, bert.encoder.layer.3.attention.self.query, query 3+1",
        "minilm-l6, base_model.model.bert.encoder.layer.0.output.dense, output 0+1",
        "minilm-l6, encoder.layer.{i}.attention.self.query, query 0+6",
        "minilm-l6, encoder.layer.*.attention.self.query, query 0+6",
        "minilm-l6, layer.3.attention.self.query, query 3+1",
        "minilm-l6, attention.output.dense, attention_output 0+6",
        "minilm-l6, output.dense, 'attention_output 0+6, output 0+6'",
        "minilm-l6, dense, 'attention_output 0+6, intermediate 0+6, output 0+6, pooler 0+1'",
        "minilm-l6, pooler.dense, pooler 0+1",
        "minilm-l6, all-linear, 'query 0+6, key 0+6, value 0+6, attention_output 0+6, intermediate 0+6, output 0+6'",
        "llama3-8b, value, v_proj 0+32",
        "llama3-8b, gate, gate_proj 0+32",
        "llama3-8b, lm_head, lm_head 0+1",
        "llama3-8b, model.layers.31.mlp.down_proj, down_proj 31+1",
        "llama3-8b, layers.31.mlp.down_proj, down_proj 31+1",
        "llama3-8b, self_attn.k_proj, k_proj 0+32",
        "minilm-l6, *.query, query 0+6",
        "minilm-l6, *layer.?.output.*, output 0+6",
        "minilm-l6, *.5.*.value, value 5+1",
        "llama3-8b, *.1?.mlp.*, 'gate_proj 10+10, up_proj 10+10, down_proj 10+10'",
        "vit-base, vit.encoder.layer.11.attention.attention.value, value 11+1"
    })
    void oneTarget(String architecture, String target, String selected) {
        assertEquals(selected, select(architecture, target));
    }

    @Test
    void severalTargetsComeOnceInTheOrderOfTheModel() {
        assertEquals(
                "query 0+6, value 0+6",
                select("minilm-l6", "value", "query", " q ", "encoder.layer.2.attention.self.query"));
        assertEquals(
                "query 1+2, query 4+1, key 0+6",
                select(
                        "minilm-l6",
                        "encoder.layer.4.attention.self.query",
                        "encoder.layer.1.attention.self.query",
                        "encoder.layer.2.attention.self.query",
                        "key"));
    }

    @ParameterizedTest
    @CsvSource({
        "minilm-l6, qurey, 'near names: query'",
        "minilm-l6, encoder.layer.6.attention.self.query, 'near names: query, encoder.layer.{0..5}.attention.self.query, encoder.layer.{0..5}.attention.self.key, encoder.layer.{0..5}.attention.self.value, encoder.layer.{0..5}.attention.output.dense'",
        "llama3-8b, up_porj, 'near names: up_proj'",
    })
    void unknownTargetListsNearNames(String architecture, String target, String near) {
        String message = assertThrows(IllegalArgumentException.class, () -> select(architecture, target))
                .getMessage();
        String start = "target `" + target + "`: names no linear layer of " + architecture + "; ";
        assertEquals(start + near, message);
    }

    @ParameterizedTest
    @CsvSource({
        "minilm-l6, gate",
        "minilm-l6, gpt.encoder.layer.3.attention.self.query",
        "minilm-l6, encoder.layer.x.attention.self.query",
        "minilm-l6, encoder.layer.-1.attention.self.query",
        "minilm-l6, encoder.layer.9999999999.attention.self.query",
        "minilm-l6, ''",
        "minilm-l6, uery",
        "minilm-l6, self..query",
        "llama3-8b, pooler"
    })
    void refusesWhatIsNotThere(String architecture, String target) {
        assertThrows(IllegalArgumentException.class, () -> select(architecture, target));
    }

    @Test
    void refusesNoTargets() {
        assertEquals(
                "targets of minilm-l6: expected at least one; known names: query, key, value, attention_output,"
                        + " intermediate, output, pooler",
                assertThrows(IllegalArgumentException.class, () -> select("minilm-l6"))
                        .getMessage());
    }

    @Test
    void blocksOfPeanutS() {
        long parameters = Peanut2025.architecture("roberta-base").layers(List.of("query", "value")).stream()
                .map(layer -> layer.inBlocks(4, 11))
                .mapToLong(layer -> 2L * layer.count() * layer.dIn())
                .sum();
        assertEquals(24_576, parameters);
        LinearLayer query = Peanut2025.architecture("minilm-l6").layers().get(0);
        assertEquals(
                "linear layer encoder.layer.{i}.attention.self.query: expected blocks within 0 to 5, got 4 to 6",
                assertThrows(IllegalArgumentException.class, () -> query.inBlocks(4, 6))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> query.inBlocks(3, 2));
        assertThrows(IllegalArgumentException.class, () -> query.inBlocks(-1, 2));
    }

    @Test
    void layerOfNothingIsRefused() {
        assertEquals(
                "linear layer x: expected first ≥ 0, count, d_out, d_in ≥ 1, got first 0, count 0, d_out×d_in = 2×3",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new LinearLayer(LinearRole.UP, "x", "x", 0, 0, 2, 3, false))
                        .getMessage());
    }
}
