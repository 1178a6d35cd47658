package org.peftcheck.numeric.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads and writes whole safetensors files: eight bytes with the header's length, the header, the data; all little-endian.
 *
 * <p>What is written depends on the tensors alone: the wider format first, then by name, the header without blanks but for those that
 * make its length a multiple of eight, and the metadata {@code format: pt}, as the format's own library orders them.
 */
public final class SafetensorsFile {

    private static final int ALIGNMENT = 8;
    private static final int CHUNK = 1 << 16;

    private SafetensorsFile() {}

    /**
     * All tensors of a file.
     *
     * @param path the file
     * @return the tensors, in the order of their data
     * @throws BadCheckpointException when there is no such file, it cannot be read, it breaks the format's rules, or a tensor has no
     *     floating-point format, too many values, or one that is NaN or infinite
     */
    public static List<Tensor> read(Path path) {
        String file = path.toString();
        if (!Files.isRegularFile(path)) {
            String found = Files.isDirectory(path) ? "a directory" : "no file of that name";
            throw new BadCheckpointException(file, "file", "a safetensors file", found);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            List<Tensor> tensors = new ArrayList<>();
            long start = SafetensorsCheckpoint.LENGTH_BYTES + SafetensorsCheckpoint.headerLength(file, channel);
            for (TensorEntry entry : SafetensorsCheckpoint.tensors(path)) {
                tensors.add(tensor(file, channel, start, entry));
            }
            return tensors;
        } catch (IOException e) {
            throw new BadCheckpointException(file, "file", "to read it", e.toString(), e);
        }
    }

    private static Tensor tensor(String file, FileChannel channel, long start, TensorEntry entry) throws IOException {
        String place = "tensor " + Quote.of(entry.name());
        Dtype dtype = Arrays.stream(Dtype.values())
                .filter(known -> known.name().equals(entry.dtype()))
                .findFirst()
                .orElseThrow(() -> new BadCheckpointException(
                        file, place, "one of " + Arrays.toString(Dtype.values()), entry.dtype()));
        long count = (entry.end() - entry.begin()) / dtype.byteWidth();
        if (count > WeightMatrix.MOST_VALUES) {
            throw new BadCheckpointException(
                    file, place, "at most " + WeightMatrix.MOST_VALUES + " values", Long.toString(count));
        }
        ByteBuffer bytes = channel.map(MapMode.READ_ONLY, start + entry.begin(), entry.end() - entry.begin())
                .order(ByteOrder.LITTLE_ENDIAN);
        double[] values = dtype.decodeAll(bytes, (int) count);
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k])) {
                throw new BadCheckpointException(
                        file, place + ", value " + k + " (from 0)", "a finite value", Double.toString(values[k]));
            }
        }
        return Tensor.owning(new Tensor.Head(entry.name(), dtype, entry.shape()), values);
    }

    /**
     * Writes tensors that are at hand.
     *
     * @param path the file; one that is there is replaced
     * @param tensors the tensors, in any order, with names that differ
     * @throws IllegalArgumentException when two have one name
     * @throws BadCheckpointException when the file cannot be written
     */
    public static void write(Path path, List<Tensor> tensors) {
        List<Tensor.Head> heads = tensors.stream().map(Tensor::head).toList();
        write(path, heads, head -> tensors.get(heads.indexOf(head)));
    }

    /**
     * Writes tensors that are made one after the other, so that one at a time is in memory. The file appears once it is whole.
     *
     * @param path the file; one that is there is replaced
     * @param heads what the tensors are, in any order, with names that differ
     * @param values makes the tensor of a head, called once for each in the order of the file
     * @throws IllegalArgumentException when two have one name, or a tensor is not that of its head
     * @throws BadCheckpointException when the file cannot be written
     */
    public static void write(Path path, List<Tensor.Head> heads, Function<Tensor.Head, Tensor> values) {
        List<Tensor.Head> ordered = ordered(heads);
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), CHUNK)) {
                out.write(header(ordered));
                for (Tensor.Head head : ordered) {
                    write(out, head, values.apply(head));
                }
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(part);
                throw e;
            }
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadCheckpointException(path.toString(), "file", "to write it", e.toString(), e);
        }
    }

    private static List<Tensor.Head> ordered(List<Tensor.Head> heads) {
        Set<String> names = new HashSet<>();
        for (Tensor.Head head : heads) {
            if (!names.add(head.name())) {
                throw new IllegalArgumentException(
                        "safetensors: expected names that differ, got " + Quote.of(head.name()) + " twice");
            }
        }
        return heads.stream()
                .sorted(Comparator.comparing((Tensor.Head head) -> -head.dtype().byteWidth())
                        .thenComparing(Tensor.Head::dtype, Comparator.reverseOrder())
                        .thenComparing(Tensor.Head::name))
                .toList();
    }

    private static byte[] header(List<Tensor.Head> heads) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("__metadata__").put("format", "pt");
        long end = 0;
        for (Tensor.Head head : heads) {
            long begin = end;
            end = Math.addExact(
                    begin, Math.multiplyExact(head.count(), head.dtype().byteWidth()));
            ObjectNode entry =
                    json.putObject(head.name()).put("dtype", head.dtype().name());
            head.shape().forEach(entry.withArray("shape")::add);
            entry.putArray("data_offsets").add(begin).add(end);
        }
        byte[] text = new JsonMapper().writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer bytes = ByteBuffer.allocate(SafetensorsCheckpoint.LENGTH_BYTES + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(text);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.array();
    }

    private static void write(OutputStream out, Tensor.Head head, Tensor tensor) throws IOException {
        if (!tensor.head().equals(head)) {
            throw new IllegalArgumentException("safetensors: expected " + head + ", got " + tensor.head());
        }
        ByteBuffer value = ByteBuffer.allocate(head.dtype().byteWidth()).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < head.count(); k++) {
            value.clear();
            head.dtype().encode(value, tensor.at(k));
            out.write(value.array());
        }
    }
}
