package org.peftcheck.numeric.checkpoint;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Reads a sorted table of keys and values as LevelDB writes one: data blocks with shared beginnings of keys, an index block of the places
 * of the data blocks, and a footer with the place of the index block. Each block is followed by its compression (here none) and a checksum.
 */
final class SortedTable {

    private static final int FOOTER = 48;
    private static final int TRAILER = 5;
    private static final long MAGIC = 0xdb4775248b80fb57L;

    private final String file;
    private final byte[] bytes;

    private SortedTable(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * The table.
     *
     * @param file the file, for messages
     * @param bytes all its bytes
     * @return values by key, in the order of the file
     * @throws BadCheckpointException when the bytes break the format's rules, or a block is compressed or damaged
     */
    static Map<String, byte[]> read(String file, byte[] bytes) {
        return new SortedTable(file, bytes).read();
    }

    private Map<String, byte[]> read() {
        if (bytes.length < FOOTER) {
            throw new BadCheckpointException(
                    file, "footer", "a table of at least " + FOOTER + " bytes", bytes.length + " bytes");
        }
        long magic = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(bytes.length - Long.BYTES);
        if (magic != MAGIC) {
            HexFormat hex = HexFormat.of();
            throw new BadCheckpointException(file, "footer", "magic " + hex.toHexDigits(MAGIC), hex.toHexDigits(magic));
        }
        Map<String, byte[]> values = new LinkedHashMap<>();
        try {
            CodedInputStream footer = CodedInputStream.newInstance(bytes, bytes.length - FOOTER, FOOTER);
            footer.readRawVarint64();
            footer.readRawVarint64();
            for (byte[] place :
                    entries("index block", block("index block", footer)).values()) {
                entries("data block", block("data block", CodedInputStream.newInstance(place)))
                        .forEach((key, value) -> add(values, key, value));
            }
        } catch (IOException e) {
            throw new BadCheckpointException(file, "table", "whole numbers and entries", e.getMessage(), e);
        }
        return values;
    }

    private void add(Map<String, byte[]> values, String key, byte[] value) {
        if (values.putIfAbsent(key, value) != null) {
            throw new BadCheckpointException(file, "table", "keys that differ", Quote.of(key) + " twice");
        }
    }

    /** The contents of the block whose offset and size come next. */
    private byte[] block(String what, CodedInputStream place) throws IOException {
        long offset = place.readRawVarint64();
        long size = place.readRawVarint64();
        long room = bytes.length - FOOTER - TRAILER;
        if (offset < 0 || size < 0 || offset > room || size > room - offset) {
            throw new BadCheckpointException(
                    file, what, "a place within " + room + " bytes", size + " bytes from " + offset);
        }
        int from = (int) offset;
        int to = (int) (offset + size);
        if (bytes[to] != 0) {
            throw new BadCheckpointException(file, what, "no compression (0)", "compression " + bytes[to]);
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, to + 1 - from);
        int stored = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(to + 1);
        requireChecksum(file, what, stored, sum);
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Checks a checksum, which these formats store rotated and with a constant added. */
    static void requireChecksum(String file, String place, int stored, CRC32C sum) {
        int masked = Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
        if (masked != stored) {
            HexFormat hex = HexFormat.of();
            throw new BadCheckpointException(
                    file, place, "checksum " + hex.toHexDigits(stored), hex.toHexDigits(masked));
        }
    }

    /** The entries of a block. After them come places at which keys are written in full, and the number of those places. */
    private Map<String, byte[]> entries(String what, byte[] block) throws IOException {
        long restarts = block.length < Integer.BYTES
                ? -1
                : ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).getInt(block.length - Integer.BYTES);
        long end = block.length - Integer.BYTES * (restarts + 1);
        if (restarts < 0 || end < 0) {
            throw new BadCheckpointException(
                    file, what, "a list of restarts within " + block.length + " bytes", "one of " + restarts);
        }
        CodedInputStream in = CodedInputStream.newInstance(block, 0, (int) end);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        byte[] key = {};
        while (!in.isAtEnd()) {
            int shared = in.readRawVarint32();
            int rest = in.readRawVarint32();
            int length = in.readRawVarint32();
            if (shared < 0 || shared > key.length) {
                throw new BadCheckpointException(
                        file, what, "at most " + key.length + " bytes shared with the key before", shared + "");
            }
            byte[] tail = in.readRawBytes(rest);
            byte[] whole = Arrays.copyOf(key, shared + tail.length);
            System.arraycopy(tail, 0, whole, shared, tail.length);
            key = whole;
            add(entries, new String(key, StandardCharsets.UTF_8), in.readRawBytes(length));
        }
        return entries;
    }
}
