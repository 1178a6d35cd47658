package org.peftcheck.numeric.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The linear layers of a safetensors file: eight bytes with the header's length, the header, the data; all little-endian.
 * Layers are mapped into memory one at a time, as they are asked for. They are listed by name, numbers in names by value.
 */
final class SafetensorsCheckpoint implements Checkpoint {
    static final int LENGTH_BYTES = 8;
    /** The longest header that the format allows. */
    private static final int MOST_HEADER_BYTES = 100_000_000;

    private final String file;
    private final FileChannel channel;
    private final long dataStart;
    private final Map<String, TensorEntry> layers = new LinkedHashMap<>();
    private final LayerNames names;

    /** Takes the channel over only when it returns. */
    private SafetensorsCheckpoint(Path path, FileChannel channel) throws IOException {
        this.file = path.toString();
        this.channel = channel;
        long headerLength = headerLength(file, channel);
        this.dataStart = LENGTH_BYTES + headerLength;
        ByteBuffer header = channel.map(MapMode.READ_ONLY, LENGTH_BYTES, headerLength);
        List<TensorEntry> tensors = SafetensorsHeader.parse(file, header, channel.size() - dataStart);
        tensors.stream()
                .filter(TensorEntry::isLinearLayer)
                .sorted(Comparator.comparing(TensorEntry::name, new NaturalOrder()))
                .forEach(this::add);
        if (layers.isEmpty()) {
            String expected = "a matrix *.weight that is no embedding, norm or lm_head";
            throw new BadCheckpointException(file, "header", expected, "none among " + tensors.size() + " tensors");
        }
        this.names = new LayerNames(path.getFileName().toString(), new ArrayList<>(layers.keySet()));
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws BadCheckpointException when the file breaks the format's rules, or has no linear layer
     * @throws IOException when reading fails
     */
    static SafetensorsCheckpoint open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new SafetensorsCheckpoint(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** All tensors of a file, in the order of their data; only the header is read. */
    static List<TensorEntry> tensors(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            String file = path.toString();
            long length = headerLength(file, channel);
            ByteBuffer header = channel.map(MapMode.READ_ONLY, LENGTH_BYTES, length);
            return SafetensorsHeader.parse(file, header, channel.size() - LENGTH_BYTES - length);
        }
    }

    static long headerLength(String file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == 0) {
            throw new BadCheckpointException(file, "whole file", "a safetensors file", "an empty file");
        }
        if (size < LENGTH_BYTES) {
            throw new BadCheckpointException(file, "header length", "8 bytes", "a file of " + size + " bytes");
        }
        long length = channel.map(MapMode.READ_ONLY, 0, LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(0);
        String found = Long.toUnsignedString(length);
        if (length < 0 || length > MOST_HEADER_BYTES) {
            throw new BadCheckpointException(file, "header length", "at most " + MOST_HEADER_BYTES, found);
        }
        if (length > size - LENGTH_BYTES) {
            String expected = "at most " + (size - LENGTH_BYTES) + ", since the file has " + size + " bytes";
            throw new BadCheckpointException(file, "header length", expected, found);
        }
        return length;
    }

    private void add(TensorEntry tensor) {
        String place = "tensor " + Quote.of(tensor.name());
        boolean readable =
                Arrays.stream(Dtype.values()).anyMatch(dtype -> dtype.name().equals(tensor.dtype()));
        if (!readable) {
            String expected = "one of " + Arrays.toString(Dtype.values()) + " for a weight";
            throw new BadCheckpointException(file, place, expected, tensor.dtype());
        }
        if (tensor.begin() == tensor.end()) {
            throw new BadCheckpointException(file, place, "at least one row and column", "shape " + tensor.shape());
        }
        layers.put(tensor.name(), tensor);
    }

    @Override
    public String name() {
        return names.checkpoint();
    }

    @Override
    public List<String> layerNames() {
        return names.names();
    }

    @Override
    public WeightMatrix layer(String layer) {
        TensorEntry tensor = layers.get(layer);
        if (tensor == null) {
            throw names.missing(layer);
        }
        Dtype dtype = Dtype.valueOf(tensor.dtype());
        long count = (tensor.end() - tensor.begin()) / dtype.byteWidth();
        if (count > WeightMatrix.MOST_VALUES) {
            String expected = "at most " + WeightMatrix.MOST_VALUES + " values";
            throw new BadCheckpointException(
                    file, "tensor " + Quote.of(layer), expected, count + ", shape " + tensor.shape());
        }
        ByteBuffer bytes = map(tensor);
        int dOut = Math.toIntExact(tensor.shape().get(0));
        int dIn = Math.toIntExact(tensor.shape().get(1));
        return WeightMatrix.read(file, layer, dOut, dIn, dtype, dtype.decodeAll(bytes, (int) count));
    }

    private ByteBuffer map(TensorEntry tensor) {
        long size = tensor.end() - tensor.begin();
        try {
            return channel.map(MapMode.READ_ONLY, dataStart + tensor.begin(), size)
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (ClosedChannelException e) {
            throw new IllegalStateException(file + ": asked for a layer after close", e);
        } catch (IOException e) {
            String place = "tensor " + Quote.of(tensor.name());
            throw new BadCheckpointException(file, place, "to map " + size + " bytes", e.toString(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new BadCheckpointException(file, "file", "to close it", e.toString(), e);
        }
    }
}
