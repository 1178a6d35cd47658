package org.peftcheck.training.model;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.peftcheck.numeric.checkpoint.SafetensorsModel;
import org.peftcheck.numeric.checkpoint.StoredTensors;
import org.peftcheck.papers.Document;
import org.peftcheck.papers.Fields;

/** Reads an encoder from a folder as Hugging Face's libraries write one. */
final class EncoderFolder {

    private static final String CONFIG = "config.json";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    private static final String VOCABULARY = "vocab.txt";

    private final Path folder;

    private EncoderFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads an encoder.
     *
     * @param folder a folder with configuration, weights, and tokenizer or vocabulary
     * @throws BadModelException when a file is missing, the model is none of the BERT family, or the weights do not fit
     * @throws org.peftcheck.papers.BadDataException when a field of the configuration is missing or wrong
     * @throws org.peftcheck.numeric.checkpoint.BadCheckpointException when the weights break their format's rules
     * @throws IOException when reading fails
     */
    static PretrainedEncoder open(Path folder) throws IOException {
        EncoderFolder source = new EncoderFolder(folder);
        EncoderConfig config = source.config();
        TokenizerSource tokenizer = source.tokenizer(config.family());
        var weights = EncoderNames.canonical(StoredTensors.safetensors(source.weights()));
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return new PretrainedEncoder(last == null ? folder.toString() : last.toString(), config, weights, tokenizer);
    }

    private Path weights() {
        return SafetensorsModel.in(folder)
                .orElseThrow(() -> new BadModelException(
                        "model " + folder,
                        "a file " + SafetensorsModel.FILE + " or " + SafetensorsModel.INDEX,
                        "none"));
    }

    private Path file(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new BadModelException("model " + folder, "a file " + name, "none");
        }
        return file;
    }

    private Fields fields(String name) throws IOException {
        Path file = file(name);
        return Document.read(file.toString(), Files.newInputStream(file));
    }

    private EncoderConfig config() throws IOException {
        Fields config = fields(CONFIG);
        String type = config.text("model_type");
        EncoderConfig.Family family = switch (type) {
            case "bert" -> EncoderConfig.Family.BERT;
            case "roberta" -> EncoderConfig.Family.ROBERTA;
            default -> throw config.refuse("model_type", "expected bert or roberta, got `" + type + "`");
        };
        String numbering = config.optionalText("position_embedding_type").orElse("absolute");
        if (!numbering.equals("absolute")) {
            throw config.refuse("position_embedding_type", "expected absolute, got `" + numbering + "`");
        }
        int hidden = config.positive("hidden_size");
        int heads = config.positive("num_attention_heads");
        if (hidden % heads != 0) {
            throw config.refuse(
                    "num_attention_heads", "expected a divisor of hidden_size = " + hidden + ", got " + heads);
        }
        int least = family == EncoderConfig.Family.ROBERTA ? 3 : 1;
        int positions = config.positive("max_position_embeddings");
        if (positions < least) {
            throw config.refuse("max_position_embeddings", "expected at least " + least + ", got " + positions);
        }
        return new EncoderConfig(
                family,
                config.positive("num_hidden_layers"),
                hidden,
                heads,
                config.positive("intermediate_size"),
                config.positive("vocab_size"),
                positions,
                config.positive("type_vocab_size", 2),
                config.positiveReal("layer_norm_eps", 1e-12),
                HiddenActivation.of(config));
    }

    private TokenizerSource tokenizer(EncoderConfig.Family family) throws IOException {
        Path json = folder.resolve(TOKENIZER);
        if (Files.isRegularFile(json)) {
            return new TokenizerSource.TokenizerJson(Files.readAllBytes(json));
        }
        Path vocabulary = folder.resolve(VOCABULARY);
        if (family != EncoderConfig.Family.BERT || !Files.isRegularFile(vocabulary)) {
            String expected = family == EncoderConfig.Family.BERT ? TOKENIZER + " or " + VOCABULARY : TOKENIZER;
            throw new BadModelException("model " + folder, "a file " + expected, "none");
        }
        boolean lowerCase = !Files.isRegularFile(folder.resolve(TOKENIZER_CONFIG))
                || fields(TOKENIZER_CONFIG).truth("do_lower_case", true);
        try {
            List<String> pieces = Files.readAllLines(vocabulary);
            return new TokenizerSource.WordPieces(pieces, lowerCase);
        } catch (CharacterCodingException e) {
            throw new BadModelException(vocabulary.toString(), "UTF-8 text", "other bytes", e);
        }
    }
}
