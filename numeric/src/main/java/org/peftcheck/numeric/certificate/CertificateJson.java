package org.peftcheck.numeric.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

/** Reads and writes {@link CertificateDocument}s as JSON. Reading is strict: an unknown or missing field is refused. */
public final class CertificateJson {

    /** The name of the format, in the field {@code format}. */
    public static final String FORMAT = "peanut-certificate/1";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final Set<String> FIELDS =
            Set.of("format", "claim", "form", "activation", "rank", "hypotheses", "weight", "matrices", "epsilon");

    private CertificateJson() {}

    /**
     * Writes a certificate.
     *
     * @param document the certificate
     * @return JSON text
     */
    public static String write(CertificateDocument document) {
        try {
            return MAPPER.writeValueAsString(tree(document)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("certificate of " + document.claim() + " does not serialise", e);
        }
    }

    /**
     * A certificate as a JSON tree, for a report that holds it.
     *
     * @param document the certificate
     * @return the tree
     */
    public static ObjectNode tree(CertificateDocument document) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.put("claim", document.claim());
        root.put("form", document.form());
        root.put("activation", document.activation());
        root.put("rank", document.rank());
        ArrayNode hypotheses = root.putArray("hypotheses");
        document.hypotheses().forEach(hypotheses::add);
        root.put("epsilon", ExactNumber.formatBound(document.epsilon()));
        ObjectNode weight = root.putObject("weight");
        if (document.weight() instanceof WeightSource.Layer layer) {
            weight.put("checkpoint", layer.checkpoint());
            weight.put("layer", layer.layer());
            weight.put("sha256", layer.sha256());
        } else if (document.weight() instanceof WeightSource.Inline inline) {
            weight.set("inline", matrix(inline.matrix()));
        }
        ObjectNode matrices = root.putObject("matrices");
        document.matrices().forEach((name, data) -> matrices.set(name, matrix(data)));
        return root;
    }

    private static ObjectNode matrix(MatrixData data) {
        ObjectNode node = MAPPER.createObjectNode();
        ArrayNode rows = MAPPER.createArrayNode();
        if (data instanceof MatrixData.Exact exact) {
            node.put("numbers", "rational");
            addRows(rows, data, (i, j) -> ExactNumber.format(exact.matrix().get(i, j)));
        } else if (data instanceof MatrixData.Floats floats) {
            node.put("numbers", "double");
            addRows(rows, data, (i, j) -> ExactNumber.format(floats.matrix().get(i, j)));
        } else if (data instanceof MatrixData.Reals reals) {
            node.put("numbers", "real");
            addRows(rows, data, (i, j) -> reals.matrix().get(i, j).toString());
        }
        node.set("rows", rows);
        return node;
    }

    /** The text of the entry in a place. */
    private interface EntryText {
        String at(int row, int column);
    }

    private static void addRows(ArrayNode rows, MatrixData data, EntryText entry) {
        for (int i = 0; i < data.rows(); i++) {
            StringBuilder row = new StringBuilder();
            for (int j = 0; j < data.columns(); j++) {
                row.append(j == 0 ? "" : " ").append(entry.at(i, j));
            }
            rows.add(row.toString());
        }
    }

    /**
     * Reads a certificate from a file.
     *
     * @param file the file
     * @return the certificate
     * @throws BadCertificateException if the file is not a certificate, in one line
     */
    public static CertificateDocument read(Path file) {
        return parse(JsonText.read(file), file.toString());
    }

    /**
     * Reads a certificate from JSON text.
     *
     * @param text the text
     * @param where what to call the text in messages
     * @return the certificate
     * @throws BadCertificateException if the text is not a certificate, in one line
     */
    public static CertificateDocument parse(String text, String where) {
        JsonNode root = JsonText.parse(MAPPER, text, where, "certificate");
        if (!root.isObject()) {
            throw new BadCertificateException(where + ": expected a JSON object, got " + root.getNodeType());
        }
        return new Fields(where, root).document();
    }

    /** The fields of one certificate, read strictly. */
    private record Fields(String where, JsonNode root) {

        CertificateDocument document() {
            refuseUnknown(root, FIELDS, "");
            String format = text(root, "format");
            if (!format.equals(FORMAT)) {
                throw bad("format", FORMAT, format);
            }
            Map<String, MatrixData> matrices = new TreeMap<>();
            object(root, "matrices").properties().forEach(entry -> {
                String name = oneLine(entry.getKey(), "matrices");
                matrices.put(name, matrix(entry.getValue(), "matrices." + name));
            });
            return new CertificateDocument(
                    text(root, "claim"),
                    text(root, "form"),
                    text(root, "activation"),
                    rank(),
                    hypotheses(),
                    weight(object(root, "weight")),
                    matrices,
                    epsilon());
        }

        private int rank() {
            JsonNode node = root.get("rank");
            if (node == null || !node.isInt() || node.intValue() < 1) {
                throw bad("rank", "a positive integer", String.valueOf(node));
            }
            return node.intValue();
        }

        private List<String> hypotheses() {
            JsonNode node = root.get("hypotheses");
            if (node == null || !node.isArray()) {
                throw bad("hypotheses", "a list of names", String.valueOf(node));
            }
            List<String> names = new ArrayList<>();
            for (JsonNode name : node) {
                if (!name.isTextual()) {
                    throw bad("hypotheses", "a list of names", name.toString());
                }
                names.add(oneLine(name.textValue(), "hypotheses"));
            }
            return names;
        }

        private BigFraction epsilon() {
            String text = text(root, "epsilon");
            BigFraction value = number(text, "epsilon");
            if (value.signum() < 0) {
                throw bad("epsilon", "a bound of at least 0", text);
            }
            return value;
        }

        private WeightSource weight(JsonNode node) {
            if (node.has("inline")) {
                refuseUnknown(node, Set.of("inline"), "weight.");
                return new WeightSource.Inline(matrix(node.get("inline"), "weight.inline"));
            }
            refuseUnknown(node, Set.of("checkpoint", "layer", "sha256"), "weight.");
            return new WeightSource.Layer(
                    text(node, "checkpoint", "weight."),
                    text(node, "layer", "weight."),
                    text(node, "sha256", "weight."));
        }

        private MatrixData matrix(JsonNode node, String field) {
            if (!node.isObject()) {
                throw bad(field, "a matrix", node.getNodeType().toString());
            }
            refuseUnknown(node, Set.of("numbers", "rows"), field + ".");
            JsonNode rows = node.get("rows");
            if (rows == null || !rows.isArray() || rows.isEmpty()) {
                throw bad(field + ".rows", "a list of rows", String.valueOf(rows));
            }
            String numbers = text(node, "numbers", field + ".");
            return switch (numbers) {
                case "rational" -> new MatrixData.Exact(rational(rows, field));
                case "double" -> new MatrixData.Floats(FloatMatrix.of(doubles(rows, field)));
                case "real" -> new MatrixData.Reals(reals(rows, field));
                default -> throw bad(field + ".numbers", "rational, double or real", numbers);
            };
        }

        private String[][] cells(JsonNode rows, String field) {
            String[][] cells = new String[rows.size()][];
            for (int i = 0; i < cells.length; i++) {
                if (!rows.get(i).isTextual()) {
                    throw bad(
                            field + ".rows[" + i + "]",
                            "a text of numbers",
                            rows.get(i).toString());
                }
                cells[i] = rows.get(i).textValue().strip().split(" +");
                if (cells[i].length != cells[0].length) {
                    throw bad(field + ".rows[" + i + "]", cells[0].length + " numbers", cells[i].length + " numbers");
                }
            }
            return cells;
        }

        private RationalMatrix rational(JsonNode rows, String field) {
            String[][] cells = cells(rows, field);
            return RationalMatrix.of(
                    cells.length, cells[0].length, (i, j) -> number(cells[i][j], field + ".rows[" + i + "]"));
        }

        private ExactRealMatrix reals(JsonNode rows, String field) {
            String[][] cells = cells(rows, field);
            try {
                return ExactRealMatrix.parse(cells);
            } catch (IllegalArgumentException e) {
                throw new BadCertificateException(
                        (where + ": field " + field + ": " + e.getMessage()).replaceAll("\\p{Cntrl}", "?"), e);
            }
        }

        private double[][] doubles(JsonNode rows, String field) {
            String[][] cells = cells(rows, field);
            double[][] values = new double[cells.length][cells[0].length];
            for (int i = 0; i < cells.length; i++) {
                for (int j = 0; j < cells[i].length; j++) {
                    try {
                        values[i][j] = ExactNumber.parseDouble(cells[i][j]);
                    } catch (NumberFormatException e) {
                        throw bad(field + ".rows[" + i + "]", "a finite double", cells[i][j]);
                    }
                }
            }
            return values;
        }

        private BigFraction number(String text, String field) {
            try {
                return ExactNumber.parse(text);
            } catch (NumberFormatException e) {
                throw bad(field, "an exact number such as -3/4, 1.2e-12 or 0x1.8p-3", text);
            }
        }

        private String text(JsonNode node, String name) {
            return text(node, name, "");
        }

        private String text(JsonNode node, String name, String prefix) {
            JsonNode value = node.get(name);
            if (value == null || !value.isTextual()) {
                throw bad(prefix + name, "a text", String.valueOf(value));
            }
            return oneLine(value.textValue(), prefix + name);
        }

        /** Names go into messages of one line, so that they have to be on one. */
        private String oneLine(String text, String field) {
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw bad(field, "a text without control characters", text);
            }
            return text;
        }

        private JsonNode object(JsonNode node, String field) {
            JsonNode value = node.get(field);
            if (value == null || !value.isObject()) {
                throw bad(
                        field,
                        "an object",
                        value == null ? "nothing" : value.getNodeType().toString());
            }
            return value;
        }

        private void refuseUnknown(JsonNode node, Set<String> known, String prefix) {
            node.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    throw bad(prefix + name, "one of " + new java.util.TreeSet<>(known), "an unknown field");
                }
            });
        }

        private BadCertificateException bad(String field, String expected, String got) {
            String shown = got.length() > 60 ? got.substring(0, 60) + "…" : got;
            String message = where + ": field " + field + ": expected " + expected + ", got " + shown;
            return new BadCertificateException(message.replaceAll("\\p{Cntrl}", "?"));
        }
    }
}
