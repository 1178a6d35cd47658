package org.peftcheck.numeric.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads and checks the header of a safetensors file: a JSON object with, for each tensor, {@code dtype}, {@code shape} and
 * {@code data_offsets}. The tensors must fill the data part of the file without overlap and without holes.
 */
final class SafetensorsHeader {
    private static final String METADATA = "__metadata__";
    private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");
    private static final Map<String, Integer> BYTE_WIDTHS = Map.ofEntries(
            Map.entry("BOOL", 1),
            Map.entry("U8", 1),
            Map.entry("I8", 1),
            Map.entry("F8_E4M3", 1),
            Map.entry("F8_E5M2", 1),
            Map.entry("I16", 2),
            Map.entry("U16", 2),
            Map.entry("F16", 2),
            Map.entry("BF16", 2),
            Map.entry("I32", 4),
            Map.entry("U32", 4),
            Map.entry("F32", 4),
            Map.entry("I64", 8),
            Map.entry("U64", 8),
            Map.entry("F64", 8));
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final String file;
    private final long dataLength;

    private SafetensorsHeader(String file, long dataLength) {
        this.file = file;
        this.dataLength = dataLength;
    }

    /**
     * The tensors that a header lists, in the order of their data.
     *
     * @param file the file, for messages
     * @param header the bytes of the JSON object
     * @param dataLength how many bytes follow the header in the file
     * @throws BadCheckpointException when the header breaks the format's rules, or does not fit the data's length
     */
    static List<TensorEntry> parse(String file, ByteBuffer header, long dataLength) {
        return new SafetensorsHeader(file, dataLength).tensors(header);
    }

    private List<TensorEntry> tensors(ByteBuffer header) {
        List<TensorEntry> tensors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : json(header).properties()) {
            if (field.getKey().equals(METADATA)) {
                checkMetadata(field.getValue());
            } else {
                tensors.add(tensor(field.getKey(), field.getValue()));
            }
        }
        tensors.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        checkLayout(tensors);
        return tensors;
    }

    private JsonNode json(ByteBuffer header) {
        if (!header.hasRemaining()) {
            throw bad("header", "a JSON object", "a header of 0 bytes");
        }
        byte first = header.get(header.position());
        if (first != '{') {
            throw bad("header", "a JSON object, '{' first", String.format("byte 0x%02x first", first));
        }
        try {
            return JSON.readValue(
                    StandardCharsets.UTF_8.newDecoder().decode(header).toString());
        } catch (CharacterCodingException e) {
            String found = "other bytes from byte " + header.position();
            throw new BadCheckpointException(file, "header", "JSON in UTF-8", found, e);
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().replaceFirst("(?s)( \\(start marker| found after value).*", "");
            String found = "at character " + e.getLocation().getCharOffset() + ": " + Quote.brief(reason);
            throw new BadCheckpointException(file, "header", "a JSON object", found, e);
        }
    }

    private void checkMetadata(JsonNode metadata) {
        boolean texts = metadata.isObject();
        for (JsonNode value : metadata) {
            texts &= value.isTextual();
        }
        if (!texts) {
            throw bad("header, " + METADATA, "an object of strings", Quote.brief(metadata.toString()));
        }
    }

    private TensorEntry tensor(String name, JsonNode entry) {
        Set<String> fields = new HashSet<>();
        entry.fieldNames().forEachRemaining(fields::add);
        if (!entry.isObject() || !fields.equals(FIELDS)) {
            throw bad(place(name), "an object of dtype, shape and data_offsets", Quote.brief(entry.toString()));
        }
        JsonNode dtype = entry.get("dtype");
        Integer width = dtype.isTextual() ? BYTE_WIDTHS.get(dtype.textValue()) : null;
        if (width == null) {
            throw bad(
                    place(name),
                    "a dtype out of " + new TreeSet<>(BYTE_WIDTHS.keySet()),
                    Quote.brief(dtype.toString()));
        }
        List<Long> shape = counts(name, "shape", entry.get("shape"));
        List<Long> offsets = counts(name, "data_offsets", entry.get("data_offsets"));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw bad(place(name), "data_offsets [begin, end] with begin ≤ end", Quote.brief(offsets.toString()));
        }
        TensorEntry tensor = new TensorEntry(name, dtype.textValue(), shape, offsets.get(0), offsets.get(1));
        checkSize(tensor, width);
        return tensor;
    }

    private List<Long> counts(String name, String field, JsonNode array) {
        List<Long> counts = new ArrayList<>();
        for (JsonNode count : array) {
            if (count.isIntegralNumber() && count.canConvertToLong() && count.longValue() >= 0) {
                counts.add(count.longValue());
            }
        }
        if (!array.isArray() || counts.size() != array.size()) {
            throw bad(place(name), field + " of integers from 0 to 2^63 − 1", Quote.brief(array.toString()));
        }
        return counts;
    }

    private void checkSize(TensorEntry tensor, int width) {
        long bytes = width;
        try {
            for (long dimension : tensor.shape()) {
                bytes = Math.multiplyExact(bytes, dimension);
            }
        } catch (ArithmeticException e) {
            String found = tensor.dtype() + " " + Quote.brief(tensor.shape().toString());
            throw new BadCheckpointException(file, place(tensor.name()), "a size below 2^63 bytes", found, e);
        }
        String found = "data_offsets [" + tensor.begin() + ", " + tensor.end() + "]";
        if (tensor.end() - tensor.begin() != bytes) {
            String shape = Quote.brief(tensor.shape().toString());
            throw bad(place(tensor.name()), bytes + " bytes for " + tensor.dtype() + " " + shape, found);
        }
        if (tensor.end() > dataLength) {
            throw bad(place(tensor.name()), "an end within the " + dataLength + " bytes of data in the file", found);
        }
    }

    private void checkLayout(List<TensorEntry> tensors) {
        long filled = 0;
        String before = "the header";
        for (TensorEntry tensor : tensors) {
            if (tensor.begin() != filled) {
                String what = tensor.begin() < filled ? "an overlap" : "a hole";
                String found = what + ": data_offsets [" + tensor.begin() + ", " + tensor.end() + "]";
                throw bad(place(tensor.name()), "data from byte " + filled + ", where " + before + " ends", found);
            }
            filled = tensor.end();
            before = place(tensor.name());
        }
        if (filled != dataLength) {
            throw bad("data", filled + " bytes, where " + before + " ends", dataLength + " bytes");
        }
    }

    private static String place(String tensor) {
        return "tensor " + Quote.of(tensor);
    }

    private BadCheckpointException bad(String place, String expected, String found) {
        return new BadCheckpointException(file, place, expected, found);
    }
}
