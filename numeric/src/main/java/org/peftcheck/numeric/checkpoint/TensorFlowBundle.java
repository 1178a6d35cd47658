package org.peftcheck.numeric.checkpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Reads the variables of a TensorFlow checkpoint: a file {@code *.index}, a sorted table of what each variable is and where its data lies,
 * and one file {@code *.data-00000-of-00001}. Checksums of both are checked.
 */
final class TensorFlowBundle {

    private static final int CHUNK = 1 << 16;

    private final String file;

    private TensorFlowBundle(String file) {
        this.file = file;
    }

    /** As {@link StoredTensors#tensorFlow}. */
    static List<StoredFloats> read(String file, byte[] index, InputStream data) throws IOException {
        TensorFlowBundle bundle = new TensorFlowBundle(file);
        List<TensorFlowEntry> entries = bundle.entries(SortedTable.read(file, index));
        List<StoredFloats> tensors = new ArrayList<>();
        long at = 0;
        for (TensorFlowEntry entry : entries) {
            if (entry.offset() < at) {
                String place = "variable " + Quote.of(entry.name());
                throw new BadCheckpointException(
                        file, place, "data from " + at + " on, after that before it", "data from " + entry.offset());
            }
            if (entry.dtype().isPresent()) {
                bundle.skip(data, entry, entry.offset() - at);
                tensors.add(bundle.tensor(data, entry, entry.dtype().orElseThrow()));
                at = entry.offset() + entry.size();
            }
        }
        return tensors;
    }

    /** The variables in the order of their data; the empty key has the header. */
    private List<TensorFlowEntry> entries(Map<String, byte[]> table) {
        List<TensorFlowEntry> entries = new ArrayList<>();
        byte[] header = table.get("");
        if (header == null) {
            throw new BadCheckpointException(file, "index", "a header under the empty key", "none");
        }
        try {
            requireLittleEndian(header);
            for (Map.Entry<String, byte[]> row : table.entrySet()) {
                if (!row.getKey().isEmpty()) {
                    entries.add(TensorFlowEntry.parse(file, row.getKey(), row.getValue()));
                }
            }
        } catch (IOException e) {
            throw new BadCheckpointException(file, "index", "entries of a TensorFlow checkpoint", e.getMessage(), e);
        }
        entries.sort(Comparator.comparingLong(TensorFlowEntry::offset));
        return entries;
    }

    private void requireLittleEndian(byte[] header) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(header);
        int files = 0;
        int order = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> files = in.readInt32();
                case 2 -> order = in.readInt32();
                default -> in.skipField(tag);
            }
        }
        if (files != 1 || order != 0) {
            String expected = "one data file in little-endian order (1, 0)";
            throw new BadCheckpointException(file, "header", expected, "(" + files + ", " + order + ")");
        }
    }

    private void skip(InputStream data, TensorFlowEntry entry, long bytes) throws IOException {
        try {
            data.skipNBytes(bytes);
        } catch (EOFException e) {
            throw ends(entry, e);
        }
    }

    private StoredFloats tensor(InputStream data, TensorFlowEntry entry, Dtype dtype) throws IOException {
        float[] values = new float[entry.count(file, dtype)];
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        CRC32C sum = new CRC32C();
        int per = CHUNK / dtype.byteWidth();
        for (int from = 0; from < values.length; from += per) {
            int count = Math.min(per, values.length - from);
            int bytes = count * dtype.byteWidth();
            if (data.readNBytes(chunk.array(), 0, bytes) < bytes) {
                throw ends(entry, null);
            }
            sum.update(chunk.array(), 0, bytes);
            System.arraycopy(dtype.decodeFloats(chunk, count), 0, values, from, count);
        }
        SortedTable.requireChecksum(file, "variable " + Quote.of(entry.name()), entry.checksum(), sum);
        List<Integer> shape = entry.shape().stream().map(Math::toIntExact).toList();
        return StoredFloats.checked(file, entry.name(), shape, new FloatValues.Single(values));
    }

    private BadCheckpointException ends(TensorFlowEntry entry, EOFException cause) {
        String expected = entry.size() + " bytes from " + entry.offset();
        return new BadCheckpointException(
                file, "variable " + Quote.of(entry.name()), expected, "the end of the data", cause);
    }
}
