package org.peftcheck.numeric.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.proof.operator.Necessity;
import org.peftcheck.theory.proof.operator.OperatorTheorem;
import org.peftcheck.theory.proof.operator.RationalModel;

/**
 * Reads and writes proved operator identities as JSON, with their cofactors, for others to check with their own tools: polynomials
 * are texts such as {@code W X* B - 1/2 A B}, where {@code *} is the adjoint and {@code 1} the identity. The goal is the sum of
 * left · hypothesis · right over the cofactors. Reading is strict: an unknown or missing field is refused.
 */
public final class CofactorJson {

    /** The name of the format, in the field {@code format}. */
    public static final String FORMAT = "peanut-cofactors/1";

    /** Bytes at the beginning of a file among which its format is looked for. */
    private static final int HEAD = 4096;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private CofactorJson() {}

    /**
     * Writes a theorem.
     *
     * @param theorem the theorem
     * @return JSON text
     */
    public static String write(OperatorTheorem theorem) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.put("claim", theorem.claim());
        root.put("identity", theorem.name());
        root.put("statement", theorem.identity().statement());
        ArrayNode operators = root.putArray("operators");
        theorem.identity()
                .operators()
                .forEach(o -> operators
                        .addObject()
                        .put("name", o.symbol().name())
                        .put("rows", side(o.symbol().shape().rows()))
                        .put("columns", side(o.symbol().shape().columns()))
                        .put("meaning", o.meaning()));
        ArrayNode hypotheses = root.putArray("hypotheses");
        theorem.identity()
                .hypotheses()
                .forEach(h -> hypotheses
                        .addObject()
                        .put("name", h.name())
                        .put("vanishes", h.polynomial().toString()));
        root.put("goal", theorem.identity().goal().toString());
        ArrayNode cofactors = root.putArray("cofactors");
        theorem.proof()
                .cofactors()
                .forEach(c -> cofactors
                        .addObject()
                        .put("left", c.left().toString())
                        .put("hypothesis", c.hypothesis())
                        .put("adjoint", c.adjoint())
                        .put("right", c.right().toString()));
        root.set("witness", model(theorem.witness()));
        ArrayNode necessity = root.putArray("necessity");
        theorem.necessity().forEach((hypothesis, known) -> {
            ObjectNode node = necessity.addObject().put("hypothesis", hypothesis);
            if (known instanceof Necessity.Needed needed) {
                node.set("counterexample", model(needed.counterexample()));
            } else if (known instanceof Necessity.Unknown unknown) {
                node.put("unknown", unknown.reason());
            }
        });
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("identity " + theorem.name() + " does not serialise", e);
        }
    }

    private static String side(Polynomial side) {
        return side.toString();
    }

    private static ObjectNode model(RationalModel model) {
        ObjectNode node = MAPPER.createObjectNode();
        ObjectNode sizes = node.putObject("sizes");
        model.sizes().forEach((dimension, size) -> sizes.put(dimension.name(), size));
        ObjectNode matrices = node.putObject("matrices");
        model.values().forEach((name, value) -> matrices.set(name, matrix(value)));
        return node;
    }

    private static ArrayNode matrix(RationalMatrix matrix) {
        ArrayNode rows = MAPPER.createArrayNode();
        for (int i = 0; i < matrix.rows(); i++) {
            StringBuilder row = new StringBuilder();
            for (int j = 0; j < matrix.columns(); j++) {
                row.append(j == 0 ? "" : " ").append(ExactNumber.format(matrix.get(i, j)));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    /**
     * Whether a file says near its beginning that it is a cofactor file; nothing else of it is looked at.
     *
     * @param file the file
     * @return whether the format of cofactor files is named there
     */
    public static boolean isCofactorFile(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(HEAD), StandardCharsets.UTF_8).contains(FORMAT);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Reads a cofactor file, without checking what it says.
     *
     * @param file the file
     * @return what it says
     * @throws BadCertificateException if the file is not a cofactor file, in one line
     */
    public static CofactorDocument read(Path file) {
        return parse(JsonText.read(file), file.toString());
    }

    /**
     * Reads the text of a cofactor file, without checking what it says.
     *
     * @param text the text
     * @param where what to call the text in messages
     * @return what it says
     * @throws BadCertificateException if the text is not a cofactor file, in one line
     */
    public static CofactorDocument parse(String text, String where) {
        JsonNode root = JsonText.parse(MAPPER, text, where, "cofactor file");
        return new CofactorReader(new StrictNode(where, "", root)).document();
    }

    /**
     * Checks a cofactor file from its text alone: the cofactors, the witness, the counterexamples, and that the identity is the one
     * which the toolkit states under its name.
     *
     * @param file the file
     * @return why it is rejected, in one line that names the file; nothing if it is accepted
     */
    public static Optional<String> rejection(Path file) {
        try {
            return read(file).rejection().map(reason -> file + ": " + reason);
        } catch (BadCertificateException refusal) {
            return Optional.of(refusal.getMessage());
        }
    }
}
