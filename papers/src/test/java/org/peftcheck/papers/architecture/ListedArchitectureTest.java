package org.peftcheck.papers.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ListedArchitectureTest {

    private static TensorShape tensor(String name, long... shape) {
        return new TensorShape(name, java.util.Arrays.stream(shape).boxed().toList());
    }

    private static List<TensorShape> tinyLlama() {
        List<TensorShape> tensors = new ArrayList<>();
        tensors.add(tensor("model.embed_tokens.weight", 100, 8));
        for (int block : new int[] {10, 0, 2, 1, 3, 4, 5, 6, 7, 8, 9}) {
            String prefix = "model.layers." + block;
            tensors.add(tensor(prefix + ".self_attn.q_proj.weight", 12, 8));
            tensors.add(tensor(prefix + ".self_attn.q_proj.bias", 12));
            tensors.add(tensor(prefix + ".mlp.down_proj.weight", 8, 20));
            tensors.add(tensor(prefix + ".mlp.oddly_named.weight", 5, 7));
            tensors.add(tensor(prefix + ".input_layernorm.weight", 8));
            tensors.add(tensor(prefix + ".self_attn.rotary_emb.inv_freq", 4));
        }
        tensors.add(tensor("model.norm.weight", 8));
        tensors.add(tensor("lm_head.weight", 100, 8));
        return tensors;
    }

    private static String layers(Architecture architecture) {
        return architecture.layers().stream()
                .map(layer -> layer.role() + " " + layer.pattern() + " " + layer.first() + "+" + layer.count() + " "
                        + layer.dOut() + "x" + layer.dIn() + (layer.bias() ? " bias" : ""))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void namesAndShapesMakeTheLayersAndParts() {
        Architecture model = ListedArchitecture.of("tiny", tinyLlama());
        assertEquals("""
                QUERY model.layers.{i}.self_attn.q_proj 0+11 12x8 bias
                DOWN model.layers.{i}.mlp.down_proj 0+11 8x20
                OTHER_IN_BLOCK model.layers.{i}.mlp.oddly_named 0+11 5x7
                HEAD lm_head 0+1 100x8""", layers(model));
        assertEquals(11, model.blocks());
        long block = 12 * 8 + 12 + 8 * 20 + 5 * 7 + 8;
        assertEquals(1600 + 11 * block + 8, model.parameters());
        assertEquals(11 * block + 8, model.denominator("without embeddings").parameters());
        assertEquals(
                "embeddings 800, blocks " + 11 * block + ", final norm 8, head 800",
                model.parts().stream()
                        .map(part -> part.name() + " " + part.parameters())
                        .collect(Collectors.joining(", ")));
        assertEquals(808 + 11 * 8, model.otherParameters());
    }

    @Test
    void aBlockOfAnotherShapeEndsARun() {
        List<TensorShape> tensors = tinyLlama();
        tensors.replaceAll(t -> t.name().equals("model.layers.4.mlp.down_proj.weight") ? tensor(t.name(), 8, 30) : t);
        tensors.removeIf(t -> t.name().equals("model.layers.7.self_attn.q_proj.weight"));
        Architecture model = ListedArchitecture.of("uneven", tensors);
        assertEquals(
                "0+4 8x20, 4+1 8x30, 5+6 8x20",
                model.layers(List.of("down")).stream()
                        .map(l -> l.first() + "+" + l.count() + " " + l.dOut() + "x" + l.dIn())
                        .collect(Collectors.joining(", ")));
        assertEquals(
                "0+7, 8+3",
                model.layers(List.of("q_proj")).stream()
                        .map(l -> l.first() + "+" + l.count())
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void theDenseLayersOfBertAreToldApart() {
        Architecture model = ListedArchitecture.of(
                "bert",
                List.of(
                        tensor("bert.embeddings.LayerNorm.weight", 4),
                        tensor("bert.embeddings.position_ids", 1, 512),
                        tensor("bert.encoder.layer.0.attention.output.dense.weight", 4, 4),
                        tensor("bert.encoder.layer.0.intermediate.dense.weight", 9, 4),
                        tensor("bert.encoder.layer.0.output.dense.weight", 4, 9),
                        tensor("bert.pooler.dense.weight", 4, 4)));
        assertEquals(
                "ATTENTION_OUTPUT UP DOWN POOLER",
                model.layers().stream().map(layer -> layer.role().name()).collect(Collectors.joining(" ")));
        assertEquals(4 + 16 + 36 + 36 + 16, model.parameters());
        assertEquals(9, model.feedForwardSize());
    }

    @Test
    void aLayerWhoseNameIsThatOfARoleIsFoundByItsName() {
        Architecture model =
                ListedArchitecture.of("small", List.of(tensor("up.weight", 6, 4), tensor("v.weight", 2, 4)));
        assertEquals(6, model.layers(List.of("up")).get(0).dOut());
        assertEquals(2, model.layers(List.of("v")).get(0).dOut());
        assertThrows(IllegalArgumentException.class, () -> model.layers(List.of("down")));
    }

    @Test
    void aFileWithoutLinearLayersIsRefused() {
        assertEquals(
                "norms: expected a matrix *.weight that is no embedding or norm, found none among 1 tensors",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ListedArchitecture.of("norms", List.of(tensor("norm.weight", 8))))
                        .getMessage());
        assertEquals(
                "tensor x: expected fewer than 2^63 entries, got shape [4611686018427387904, 4]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> tensor("x", 1L << 62, 4).entries())
                        .getMessage());
    }
}
