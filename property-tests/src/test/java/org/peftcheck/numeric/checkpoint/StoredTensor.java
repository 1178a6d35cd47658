package org.peftcheck.numeric.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A tensor as a safetensors file holds it.
 *
 * @param name its name
 * @param dtype the file's name for its number format
 * @param shape its dimensions
 * @param data its bytes
 */
record StoredTensor(String name, String dtype, List<Integer> shape, byte[] data) {
    private static final List<String> PARTS =
            List.of("attention.query", "mlp.up", "Größe", "層", "a\"b", "c\\d", "e\nf");

    static StoredTensor matrix(String name, NumberFormat format, int dOut, int dIn, List<Long> patterns) {
        return new StoredTensor(name, format.dtype().name(), List.of(dOut, dIn), bytes(format.dtype(), patterns));
    }

    /** The patterns as little-endian numbers of the format's width. */
    static byte[] bytes(Dtype dtype, List<Long> patterns) {
        ByteBuffer bytes =
                ByteBuffer.allocate(patterns.size() * dtype.byteWidth()).order(ByteOrder.LITTLE_ENDIAN);
        for (long pattern : patterns) {
            switch (dtype) {
                case F64 -> bytes.putLong(pattern);
                case F32 -> bytes.putInt((int) pattern);
                case F16, BF16 -> bytes.putShort((short) pattern);
            }
        }
        return bytes.array();
    }

    /** Linear layers of up to 4×5 in every format, with finite values. */
    static Arbitrary<Layer> layers() {
        Arbitrary<String> names = Combinators.combine(Arbitraries.integers().between(0, 12), Arbitraries.of(PARTS))
                .as((layer, part) -> "layers." + layer + "." + part + ".weight");
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 5);
        return Combinators.combine(names, NumberFormat.all(), sizes, sizes)
                .flatAs((name, format, dOut, dIn) -> format.finite()
                        .list()
                        .ofSize(dOut * dIn)
                        .map(patterns -> new Layer(name, format, dOut, dIn, patterns)));
    }

    /** Tensors that are no linear layer: a bias, indices, an embedding, a scalar, one without data. */
    static Arbitrary<StoredTensor> others() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(new StoredTensor("layers.0.bias", "F32", List.of(3), new byte[12]))),
                Tuple.of(1, Arbitraries.just(new StoredTensor("position_ids", "I64", List.of(1, 2), new byte[16]))),
                Tuple.of(1, Arbitraries.just(new StoredTensor("embed.weight", "F16", List.of(2, 2), new byte[8]))),
                Tuple.of(1, Arbitraries.just(new StoredTensor("scale", "U8", List.of(), new byte[1]))),
                Tuple.of(1, Arbitraries.just(new StoredTensor("empty", "BOOL", List.of(0, 7), new byte[0]))));
    }

    /** A linear layer with the patterns of its values, row after row. */
    record Layer(String name, NumberFormat format, int dOut, int dIn, List<Long> patterns) {

        StoredTensor stored() {
            return matrix(name, format, dOut, dIn, patterns);
        }

        double[] values() {
            return patterns.stream().mapToDouble(format::value).toArray();
        }
    }
}
