package org.peftcheck.training.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** BERT's {@code vocab.txt} written as a {@code tokenizer.json}: uncased word pieces, as Hugging Face converts it. */
final class WordPieceFile {

    private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
    private static final int LONGEST_WORD = 100;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private WordPieceFile() {}

    /** The tokenizer.json of a vocabulary. */
    static byte[] tokenizerJson(byte[] bytes, String name) {
        ObjectNode vocabulary = vocabulary(bytes, name);
        ObjectNode root = JSON.objectNode().put("version", "1.0");
        root.set("added_tokens", addedTokens(vocabulary, name));
        root.putObject("normalizer")
                .put("type", "BertNormalizer")
                .put("clean_text", true)
                .put("handle_chinese_chars", true)
                .putNull("strip_accents")
                .put("lowercase", true);
        root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
        ObjectNode around = root.putObject("post_processor").put("type", "BertProcessing");
        around.putArray("sep").add("[SEP]").add(vocabulary.get("[SEP]"));
        around.putArray("cls").add("[CLS]").add(vocabulary.get("[CLS]"));
        root.putObject("model")
                .put("type", "WordPiece")
                .put("unk_token", "[UNK]")
                .put("continuing_subword_prefix", "##")
                .put("max_input_chars_per_word", LONGEST_WORD)
                .set("vocab", vocabulary);
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode vocabulary(byte[] bytes, String name) {
        ObjectNode vocabulary = JSON.objectNode();
        int number = 0;
        for (String piece : DataLines.of(bytes, name)) {
            String where = name + ", line " + (number + 1);
            if (piece.isEmpty()) {
                throw new BadDatasetException(where, "a piece", "nothing");
            }
            if (vocabulary.has(piece)) {
                throw new BadDatasetException(where, "a piece that is not there yet", BadDatasetException.quote(piece));
            }
            vocabulary.put(piece, number++);
        }
        return vocabulary;
    }

    private static ArrayNode addedTokens(ObjectNode vocabulary, String name) {
        ArrayNode added = JSON.arrayNode();
        for (String piece : SPECIAL) {
            if (!vocabulary.has(piece)) {
                throw new BadDatasetException(name, "a line " + piece, "none");
            }
            added.addObject()
                    .put("id", vocabulary.get(piece).intValue())
                    .put("content", piece)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        return added;
    }
}
