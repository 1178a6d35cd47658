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
 * The linear layers of a safetensors file, or of the files of an index: eight bytes with the header's length, the header, the data; all
 * little-endian. Layers are mapped into memory one at a time, as they are asked for. They are listed by name, numbers in names by value.
 */
final class SafetensorsCheckpoint implements Checkpoint {
    static final int LENGTH_BYTES = 8;
    /** The longest header that the format allows. */
    private static final int MOST_HEADER_BYTES = 100_000_000;

    private final String file;
    private final List<Shard> shards = new ArrayList<>();
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private final LayerNames names;

    /** An open file; its data begins at {@code dataStart}. */
    private record Shard(String file, FileChannel channel, long dataStart) {}

    /** A tensor and the file that it is in. */
    private record Layer(Shard shard, TensorEntry tensor) {}

    private SafetensorsCheckpoint(Path path) throws IOException {
        this.file = path.toString();
        Map<Path, List<TensorEntry>> files = SafetensorsModel.files(path);
        try {
            List<Layer> found = new ArrayList<>();
            for (Map.Entry<Path, List<TensorEntry>> entry : files.entrySet()) {
                Shard shard =
                        open(entry.getKey().toString(), FileChannel.open(entry.getKey(), StandardOpenOption.READ));
                entry.getValue().stream()
                        .filter(TensorEntry::isLinearLayer)
                        .forEach(tensor -> found.add(new Layer(shard, tensor)));
            }
            found.sort(Comparator.comparing(layer -> layer.tensor().name(), new NaturalOrder()));
            found.forEach(this::add);
            if (layers.isEmpty()) {
                long tensors = files.values().stream().mapToLong(List::size).sum();
                String expected = "a matrix *.weight that is no embedding, norm or lm_head";
                throw new BadCheckpointException(file, "header", expected, "none among " + tensors + " tensors");
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        this.names = new LayerNames(path.getFileName().toString(), new ArrayList<>(layers.keySet()));
    }

    private Shard open(String name, FileChannel channel) throws IOException {
        shards.add(new Shard(name, channel, 0));
        Shard shard = new Shard(name, channel, LENGTH_BYTES + headerLength(name, channel));
        shards.set(shards.size() - 1, shard);
        return shard;
    }

    /**
     * Opens a file, or the files of an index, and checks the headers.
     *
     * @throws BadCheckpointException when a file breaks the format's rules, or there is no linear layer
     * @throws IOException when reading fails
     */
    static SafetensorsCheckpoint open(Path path) throws IOException {
        return new SafetensorsCheckpoint(path);
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

    private void add(Layer layer) {
        TensorEntry tensor = layer.tensor();
        String place = "tensor " + Quote.of(tensor.name());
        boolean readable =
                Arrays.stream(Dtype.values()).anyMatch(dtype -> dtype.name().equals(tensor.dtype()));
        if (!readable) {
            String expected = "one of " + Arrays.toString(Dtype.values()) + " for a weight";
            throw new BadCheckpointException(layer.shard().file(), place, expected, tensor.dtype());
        }
        if (tensor.begin() == tensor.end()) {
            throw new BadCheckpointException(
                    layer.shard().file(), place, "at least one row and column", "shape " + tensor.shape());
        }
        layers.put(tensor.name(), layer);
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
    public WeightMatrix layer(String name) {
        Layer layer = layers.get(name);
        if (layer == null) {
            throw names.missing(name);
        }
        TensorEntry tensor = layer.tensor();
        String source = layer.shard().file();
        Dtype dtype = Dtype.valueOf(tensor.dtype());
        long count = (tensor.end() - tensor.begin()) / dtype.byteWidth();
        if (count > WeightMatrix.MOST_VALUES) {
            String expected = "at most " + WeightMatrix.MOST_VALUES + " values";
            throw new BadCheckpointException(
                    source, "tensor " + Quote.of(name), expected, count + ", shape " + tensor.shape());
        }
        ByteBuffer bytes = map(layer);
        int dOut = Math.toIntExact(tensor.shape().get(0));
        int dIn = Math.toIntExact(tensor.shape().get(1));
        return WeightMatrix.read(source, name, dOut, dIn, dtype, dtype.decodeAll(bytes, (int) count));
    }

    private static ByteBuffer map(Layer layer) {
        TensorEntry tensor = layer.tensor();
        Shard shard = layer.shard();
        long size = tensor.end() - tensor.begin();
        try {
            return shard.channel()
                    .map(MapMode.READ_ONLY, shard.dataStart() + tensor.begin(), size)
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (ClosedChannelException e) {
            throw new IllegalStateException(shard.file() + ": asked for a layer after close", e);
        } catch (IOException e) {
            String place = "tensor " + Quote.of(tensor.name());
            throw new BadCheckpointException(shard.file(), place, "to map " + size + " bytes", e.toString(), e);
        }
    }

    @Override
    public void close() {
        for (Shard shard : shards) {
            try {
                shard.channel().close();
            } catch (IOException e) {
                throw new BadCheckpointException(shard.file(), "file", "to close it", e.toString(), e);
            }
        }
    }
}
