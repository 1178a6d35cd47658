package org.peftcheck.numeric.checkpoint;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A matrix stored in an ONNX file.
 *
 * @param tensor the stored matrix
 * @param flipped whether it is stored as d_in×d_out
 */
record OnnxWeight(TensorProto tensor, boolean flipped) {

    int dOut() {
        return (int) tensor.getDims(flipped ? 1 : 0);
    }

    int dIn() {
        return (int) tensor.getDims(flipped ? 0 : 1);
    }

    /**
     * Checks format, shape and amount of data, without decoding.
     *
     * @throws BadCheckpointException when they do not fit together
     */
    void check(String file, String name) {
        String place = "tensor " + Quote.of(name);
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new BadCheckpointException(file, place, "its data in this file", "a reference to another file");
        }
        Dtype dtype = dtype(file, name);
        long count = 1;
        for (long dimension : tensor.getDimsList()) {
            if (dimension < 1 || count > WeightMatrix.MOST_VALUES / dimension) {
                String expected = "positive dimensions with at most " + WeightMatrix.MOST_VALUES + " values";
                throw new BadCheckpointException(
                        file, place, expected, tensor.getDimsList().toString());
            }
            count *= dimension;
        }
        if (tensor.hasRawData()) {
            long bytes = count * dtype.byteWidth();
            if (tensor.getRawData().size() != bytes) {
                String expected = bytes + " bytes for " + dtype + " " + tensor.getDimsList();
                throw new BadCheckpointException(
                        file, place, expected, tensor.getRawData().size() + " bytes");
            }
        } else if (listed(dtype) != count) {
            String expected = count + " values for " + dtype + " " + tensor.getDimsList();
            throw new BadCheckpointException(file, place, expected, listed(dtype) + " values");
        }
    }

    /**
     * The value as W ∈ R^(d_out × d_in).
     *
     * @throws BadCheckpointException when a value is NaN or infinite
     */
    WeightMatrix read(String file, String name) {
        Dtype dtype = dtype(file, name);
        double[] stored = values(dtype);
        double[] rowMajor = flipped ? transposed(stored, dOut(), dIn()) : stored;
        return WeightMatrix.read(file, name, dOut(), dIn(), dtype, rowMajor);
    }

    /**
     * The value in single precision; a matrix as d_out × d_in, a tensor of other dimensions as it is stored.
     *
     * @throws BadCheckpointException when the tensor is unsound, stored in double precision, or a value is NaN or infinite
     */
    StoredFloats floats(String file, String name) {
        check(file, name);
        Dtype dtype = dtype(file, name);
        if (dtype == Dtype.F64) {
            throw new BadCheckpointException(
                    file, "tensor " + Quote.of(name), "FLOAT, FLOAT16 or BFLOAT16", "data type DOUBLE");
        }
        List<Integer> shape =
                tensor.getDimsList().stream().map(Math::toIntExact).toList();
        int count = shape.stream().reduce(1, Math::multiplyExact);
        float[] stored;
        if (tensor.hasRawData()) {
            ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().slice();
            stored = dtype.decodeFloats(bytes.order(ByteOrder.LITTLE_ENDIAN), count);
        } else {
            stored = new float[count];
            for (int k = 0; k < count; k++) {
                stored[k] = (float) listed(dtype, k);
            }
        }
        StoredFloats floats = StoredFloats.checked(file, name, shape, new FloatValues.Single(stored));
        return flipped ? floats.transposed() : floats;
    }

    private Dtype dtype(String file, String name) {
        TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
        return switch (type == null ? TensorProto.DataType.UNDEFINED : type) {
            case FLOAT -> Dtype.F32;
            case DOUBLE -> Dtype.F64;
            case FLOAT16 -> Dtype.F16;
            case BFLOAT16 -> Dtype.BF16;
            default -> {
                String found = "data type " + (type == null ? tensor.getDataType() : type);
                throw new BadCheckpointException(
                        file, "tensor " + Quote.of(name), "FLOAT, DOUBLE, FLOAT16 or BFLOAT16", found);
            }
        };
    }

    private int listed(Dtype dtype) {
        return switch (dtype) {
            case F32 -> tensor.getFloatDataCount();
            case F64 -> tensor.getDoubleDataCount();
            case F16, BF16 -> tensor.getInt32DataCount();
        };
    }

    private double[] values(Dtype dtype) {
        int count = dOut() * dIn();
        if (tensor.hasRawData()) {
            ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().slice();
            return dtype.decodeAll(bytes.order(ByteOrder.LITTLE_ENDIAN), count);
        }
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = listed(dtype, k);
        }
        return values;
    }

    private double listed(Dtype dtype, int k) {
        return switch (dtype) {
            case F32 -> tensor.getFloatData(k);
            case F64 -> tensor.getDoubleData(k);
            case F16 -> Dtype.decodeF16((short) tensor.getInt32Data(k));
            case BF16 -> Dtype.decodeBf16((short) tensor.getInt32Data(k));
        };
    }

    /** The d_out×d_in matrix, row after row, out of one stored as d_in×d_out. */
    private static double[] transposed(double[] stored, int dOut, int dIn) {
        double[] rowMajor = new double[stored.length];
        for (int i = 0; i < dOut; i++) {
            for (int j = 0; j < dIn; j++) {
                rowMajor[i * dIn + j] = stored[j * dOut + i];
            }
        }
        return rowMajor;
    }
}
