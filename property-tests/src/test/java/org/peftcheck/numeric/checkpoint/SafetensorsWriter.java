package org.peftcheck.numeric.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes safetensors files. */
final class SafetensorsWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SafetensorsWriter() {}

    /** A file with the tensors, header and data in the given order. */
    static byte[] write(List<StoredTensor> tensors) {
        return write(tensors, tensors, Map.of(), 0);
    }

    /**
     * A file with the tensors.
     *
     * @param inHeader their order in the header
     * @param inData their order in the data
     * @param metadata what to put as metadata, nothing when empty
     * @param padding blanks after the header
     */
    static byte[] write(
            List<StoredTensor> inHeader, List<StoredTensor> inData, Map<String, String> metadata, int padding) {
        Map<String, List<Integer>> offsets = new HashMap<>();
        int length = 0;
        for (StoredTensor tensor : inData) {
            offsets.put(tensor.name(), List.of(length, length + tensor.data().length));
            length += tensor.data().length;
        }
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            header.set("__metadata__", JSON.valueToTree(metadata));
        }
        for (StoredTensor tensor : inHeader) {
            header.putObject(tensor.name())
                    .put("dtype", tensor.dtype())
                    .putPOJO("shape", tensor.shape())
                    .putPOJO("data_offsets", offsets.get(tensor.name()));
        }
        List<byte[]> data = new ArrayList<>();
        inData.forEach(tensor -> data.add(tensor.data()));
        return file(json(header, padding), data, length);
    }

    private static byte[] json(ObjectNode header, int padding) {
        try {
            byte[] json = JSON.writeValueAsBytes(header);
            return ByteBuffer.allocate(json.length + padding)
                    .put(json)
                    .put(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII))
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] file(byte[] header, List<byte[]> data, int dataLength) {
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + dataLength).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        data.forEach(file::put);
        return file.array();
    }

    /** How many bytes of a file come before its data. */
    static int dataStart(byte[] file) {
        return 8 + (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    }
}
