package org.peftcheck.numeric.checkpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the index of a TensorFlow checkpoint says of a variable.
 *
 * @param name the variable's name
 * @param type TensorFlow's number of the number format
 * @param shape its dimensions
 * @param offset where its data begins, in bytes
 * @param size the number of bytes of its data
 * @param checksum the masked CRC-32C of its data
 */
record TensorFlowEntry(String name, int type, List<Long> shape, long offset, long size, int checksum) {

    private static final int TYPE = 1;
    private static final int SHAPE = 2;
    private static final int SHARD = 3;
    private static final int OFFSET = 4;
    private static final int SIZE = 5;
    private static final int CHECKSUM = 6;
    private static final int SLICES = 7;

    /**
     * Reads an entry.
     *
     * @param file the file, for messages
     * @throws BadCheckpointException when the variable is in several parts, or its place is none
     * @throws IOException when the bytes are no such message
     */
    static TensorFlowEntry parse(String file, String name, byte[] message) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        String place = "variable " + Quote.of(name);
        int type = 0;
        List<Long> shape = List.of();
        long offset = 0;
        long size = 0;
        int checksum = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case TYPE -> type = in.readInt32();
                case SHAPE -> shape = shape(in);
                case OFFSET -> offset = in.readInt64();
                case SIZE -> size = in.readInt64();
                case CHECKSUM -> checksum = in.readFixed32();
                case SHARD, SLICES ->
                    throw new BadCheckpointException(
                            file, place, "a whole variable in the first data file", "one in parts or in another file");
                default -> in.skipField(tag);
            }
        }
        if (offset < 0 || size < 0) {
            throw new BadCheckpointException(file, place, "a place in the data", size + " bytes from " + offset);
        }
        return new TensorFlowEntry(name, type, List.copyOf(shape), offset, size, checksum);
    }

    private static List<Long> shape(CodedInputStream in) throws IOException {
        List<Long> shape = new ArrayList<>();
        int end = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 2) {
                shape.add(dimension(in));
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(end);
        return shape;
    }

    private static long dimension(CodedInputStream in) throws IOException {
        long size = 0;
        int end = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == 1) {
                size = in.readInt64();
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(end);
        return size;
    }

    /** The number format, empty where it is not one of single or half precision. */
    Optional<Dtype> dtype() {
        return switch (type) {
            case 1 -> Optional.of(Dtype.F32);
            case 19 -> Optional.of(Dtype.F16);
            case 14 -> Optional.of(Dtype.BF16);
            default -> Optional.empty();
        };
    }

    /**
     * The number of values.
     *
     * @throws BadCheckpointException when it is not that of the bytes
     */
    int count(String file, Dtype dtype) {
        long count = 1;
        for (long dimension : shape) {
            boolean fits = dimension >= 0 && (dimension == 0 || count <= WeightMatrix.MOST_VALUES / dimension);
            count = fits && count >= 0 ? count * dimension : -1;
        }
        if (count < 0 || count * dtype.byteWidth() != size) {
            String expected = (count < 0
                            ? "at most " + WeightMatrix.MOST_VALUES + " values"
                            : count * dtype.byteWidth() + " bytes")
                    + " for " + dtype + " " + shape;
            throw new BadCheckpointException(file, "variable " + Quote.of(name), expected, size + " bytes");
        }
        return (int) count;
    }
}
