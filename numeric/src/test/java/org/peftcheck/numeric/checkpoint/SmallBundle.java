package org.peftcheck.numeric.checkpoint;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Writes small TensorFlow checkpoints, sound ones and such with a fault. */
final class SmallBundle {

    /** Something that writes the fields of a message. */
    interface Message {
        void write(CodedOutputStream out) throws IOException;
    }

    private final Map<String, byte[]> entries = new TreeMap<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    SmallBundle() {
        raw("", out -> out.writeInt32(1, 1));
    }

    static byte[] message(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            message.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An entry whatever its fields. */
    SmallBundle raw(String key, Message message) {
        entries.put(key, message(message));
        return this;
    }

    SmallBundle without(String key) {
        entries.remove(key);
        return this;
    }

    SmallBundle floats(String name, int[] shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return variable(name, 1, shape, bytes.array());
    }

    SmallBundle variable(String name, int type, int[] shape, byte... bytes) {
        int offset = data.size();
        data.writeBytes(bytes);
        return raw(name, out -> {
            out.writeInt32(1, type);
            out.writeByteArray(2, shape(shape));
            out.writeInt64(4, offset);
            out.writeInt64(5, bytes.length);
            out.writeFixed32(6, masked(bytes));
        });
    }

    static byte[] shape(int... shape) {
        return message(out -> {
            for (int size : shape) {
                out.writeByteArray(2, message(dimension -> dimension.writeInt64(1, size)));
            }
        });
    }

    static int masked(byte... bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        int value = (int) sum.getValue();
        return (value >>> 15 | value << 17) + 0xa282ead8;
    }

    byte[] data() {
        return data.toByteArray();
    }

    /** The index in two data blocks, so that the index block has two entries. */
    byte[] index() {
        Map<String, byte[]> first = new TreeMap<>();
        Map<String, byte[]> second = new TreeMap<>();
        entries.forEach((key, value) -> (first.size() < 2 ? first : second).put(key, value));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Map<String, byte[]> places = new LinkedHashMap<>();
        places.put("a", append(file, block(first)));
        places.put("b", append(file, block(second)));
        return finished(file, block(places));
    }

    /** A table whose index block is given. */
    static byte[] finished(ByteArrayOutputStream file, byte[] indexBlock) {
        byte[] place = append(file, indexBlock);
        ByteBuffer footer = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        footer.put((byte) 0).put((byte) 0).put(place);
        footer.putLong(40, 0xdb4775248b80fb57L);
        file.writeBytes(footer.array());
        return file.toByteArray();
    }

    /** Appends a block with its compression and checksum; its place as it is written in an index. */
    static byte[] append(ByteArrayOutputStream file, byte[] block) {
        byte[] typed = ByteBuffer.allocate(block.length + 1).put(block).array();
        byte[] place = place(file.size(), block.length);
        file.writeBytes(typed);
        file.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked(typed))
                .array());
        return place;
    }

    static byte[] place(long offset, long size) {
        return message(out -> {
            out.writeUInt64NoTag(offset);
            out.writeUInt64NoTag(size);
        });
    }

    /** A block whose keys share what they can with the one before. */
    static byte[] block(Map<String, byte[]> entries) {
        byte[] rows = message(out -> {
            byte[] before = {};
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
                int shared = 0;
                while (shared < Math.min(key.length, before.length) && key[shared] == before[shared]) {
                    shared++;
                }
                out.writeUInt32NoTag(shared);
                out.writeUInt32NoTag(key.length - shared);
                out.writeUInt32NoTag(entry.getValue().length);
                out.write(key, shared, key.length - shared);
                out.write(entry.getValue(), 0, entry.getValue().length);
                before = key;
            }
        });
        return ByteBuffer.allocate(rows.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(rows)
                .putInt(0)
                .putInt(1)
                .array();
    }
}
