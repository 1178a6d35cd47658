package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TensorFlowBundleTest {

    private static int[] shape(int... dimensions) {
        return dimensions;
    }

    private static SmallBundle sound() {
        return new SmallBundle()
                .floats("layer_0/kernel", shape(2, 3), 1, 2, 3, 4, 5, 6)
                .variable("layer_0/count", 9, shape(), new byte[8])
                .floats("layer_0/bias", shape(3), 7, 8, 9)
                .variable("half", 19, shape(2), (byte) 0, (byte) 0x3c, (byte) 0, (byte) 0xc0)
                .variable("brain", 14, shape(1), (byte) 0x80, (byte) 0x3f)
                .floats("single", shape(), 0.1f);
    }

    private static List<StoredFloats> read(byte[] index, byte[] data) throws IOException {
        return StoredTensors.tensorFlow("m", index, new ByteArrayInputStream(data));
    }

    private static void refused(String message, byte[] index, byte[] data) {
        Refusal.expect("m: " + message, () -> read(index, data));
    }

    private static void refused(String message, SmallBundle bundle) {
        refused(message, bundle.index(), bundle.data());
    }

    @Test
    void variablesAreReadInTheOrderOfTheirData() throws IOException {
        List<StoredFloats> tensors = read(sound().index(), sound().data());
        assertEquals(
                List.of("layer_0/kernel [2, 3]", "layer_0/bias [3]", "half [2]", "brain [1]", "single []"),
                tensors.stream().map(StoredFloats::toString).toList());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, tensors.get(0).values());
        assertArrayEquals(new float[] {7, 8, 9}, tensors.get(1).values());
        assertArrayEquals(new float[] {1, -2}, tensors.get(2).values());
        assertArrayEquals(new float[] {1}, tensors.get(3).values());
        assertArrayEquals(new float[] {0.1f}, tensors.get(4).values());
        assertArrayEquals(
                new float[] {1, 4, 2, 5, 3, 6}, tensors.get(0).transposed().values());
        assertEquals(List.of(3, 2), tensors.get(0).transposed().shape());
    }

    @Test
    void aVariableLongerThanOneReadIsWhole() throws IOException {
        float[] values = new float[40_000];
        for (int k = 0; k < values.length; k++) {
            values[k] = k;
        }
        SmallBundle bundle = new SmallBundle().floats("a", shape(200, 200), values);
        assertArrayEquals(values, read(bundle.index(), bundle.data()).get(0).values());
    }

    @Test
    void anIndexThatIsNoTableIsRefused() {
        refused("footer: expected a table of at least 48 bytes, found 3 bytes", new byte[3], new byte[0]);
        refused("footer: expected magic db4775248b80fb57, found 0000000000000000", new byte[60], new byte[0]);
    }

    @Test
    void damagedBlocksAreRefused() {
        byte[] flipped = sound().index();
        flipped[5] ^= 1;
        Refusal.expect(refusal("data block", flipped), () -> read(flipped, sound().data()));
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        SmallBundle.append(compressed, SmallBundle.block(Map.of()));
        byte[] bytes = SmallBundle.finished(compressed, SmallBundle.block(Map.of("a", SmallBundle.place(0, 8))));
        bytes[8] = 1;
        refused("data block: expected no compression (0), found compression 1", bytes, new byte[0]);
    }

    private static String refusal(String place, byte[] index) {
        int stored = ByteBuffer.wrap(index).order(ByteOrder.LITTLE_ENDIAN).getInt(firstBlock(index) + 1);
        int found = SmallBundle.masked(Arrays.copyOf(index, firstBlock(index) + 1));
        return String.format("m: %s: expected checksum %08x, found %08x", place, stored, found);
    }

    /** The length of the first data block: that of an index with only it. */
    private static int firstBlock(byte[] index) {
        byte[] whole = sound().index();
        assertEquals(whole.length, index.length);
        int end = 8;
        while (SmallBundle.masked(Arrays.copyOf(whole, end + 1))
                != ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(end + 1)) {
            end++;
        }
        return end;
    }

    @Test
    void aBlockOutsideTheFileIsRefused() {
        byte[] index = SmallBundle.finished(
                new ByteArrayOutputStream(), SmallBundle.block(Map.of("a", SmallBundle.place(1000, 8))));
        int room = index.length - 53;
        refused("data block: expected a place within " + room + " bytes, found 8 bytes from 1000", index, new byte[0]);
        byte[] negative = SmallBundle.finished(
                new ByteArrayOutputStream(), SmallBundle.block(Map.of("a", SmallBundle.place(0, -1))));
        room = negative.length - 53;
        refused("data block: expected a place within " + room + " bytes, found -1 bytes from 0", negative, new byte[0]);
    }

    @Test
    void blocksWithWrongInsidesAreRefused() {
        byte[] restarts = {0, 0, 0, 9, 0, 0, 0};
        refused(
                "index block: expected a list of restarts within 7 bytes, found one of 9",
                SmallBundle.finished(new ByteArrayOutputStream(), Arrays.copyOfRange(restarts, 0, 7)),
                new byte[0]);
        byte[] shared = {1, 1, 0, 'a', 0, 0, 0, 0};
        refused(
                "index block: expected at most 0 bytes shared with the key before, found 1",
                SmallBundle.finished(new ByteArrayOutputStream(), shared),
                new byte[0]);
        byte[] twice = {0, 1, 0, 'a', 0, 1, 0, 'a', 0, 0, 0, 0};
        refused(
                "table: expected keys that differ, found 'a' twice",
                SmallBundle.finished(new ByteArrayOutputStream(), twice),
                new byte[0]);
    }

    @Test
    void headersOfOtherMakesAreRefused() {
        refused("index: expected a header under the empty key, found none", sound().without(""));
        refused(
                "header: expected one data file in little-endian order (1, 0), found (2, 0)",
                sound().raw("", out -> out.writeInt32(1, 2)));
        refused("header: expected one data file in little-endian order (1, 0), found (1, 1)", sound().raw("", out -> {
            out.writeInt32(1, 1);
            out.writeInt32(2, 1);
        }));
    }

    @Test
    void entriesThatDoNotFitAreRefused() {
        refused(
                "variable 'b': expected a whole variable in the first data file, found one in parts or in another file",
                sound().raw("b", out -> out.writeInt32(3, 1)));
        refused("variable 'b': expected a place in the data, found 4 bytes from -1", sound().raw("b", out -> {
            out.writeInt64(4, -1);
            out.writeInt64(5, 4);
        }));
        refused(
                "variable 'b': expected 12 bytes for F32 [3], found 8 bytes",
                new SmallBundle().variable("b", 1, shape(3), new byte[8]));
        refused(
                "variable 'b': expected at most 268435455 values for F32 [65536, 65536], found 8 bytes",
                new SmallBundle().variable("b", 1, shape(65536, 65536), new byte[8]));
    }

    @Test
    void dataThatIsNotThatOfTheIndexIsRefused() {
        SmallBundle bundle = new SmallBundle().floats("b", shape(2), 1, 2);
        byte[] data = bundle.data();
        refused("variable 'b': expected 8 bytes from 0, found the end of the data", bundle.index(), new byte[7]);
        byte[] changed = data.clone();
        changed[0] ^= 1;
        String expected = String.format(
                "variable 'b': expected checksum %08x, found %08x",
                SmallBundle.masked(data), SmallBundle.masked(changed));
        refused(expected, bundle.index(), changed);
        refused(
                "tensor 'b', value 1 (from 0): expected a finite value, found NaN",
                new SmallBundle().floats("b", shape(2), 1, Float.NaN));
        refused(
                "variable 'c': expected data from 8 on, after that before it, found data from 4",
                bundle.raw("c", out -> {
                    out.writeInt32(1, 1);
                    out.writeInt64(4, 4);
                    out.writeInt64(5, 4);
                }));
    }
}
