package org.peftcheck.training.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.peftcheck.training.model.DecoderTokenizerSource.TokenizerJson;

/** Small {@code tokenizer.json} files of decoders. */
final class DecoderFiles {

    private static final String SPECIAL = ", \"single_word\": false, \"lstrip\": false, \"rstrip\": false,"
            + " \"normalized\": false, \"special\": true}";

    /** SentencePiece's kind, as LLaMA's: a blank before the text, bytes for what is no piece, a token that begins a text. */
    static final String SENTENCE_PIECE = "{\"version\": \"1.0\","
            + "\"added_tokens\": [{\"id\": 0, \"content\": \"<unk>\"" + SPECIAL + ", {\"id\": 1, \"content\": \"<s>\""
            + SPECIAL + ", {\"id\": 2, \"content\": \"</s>\"" + SPECIAL + "],"
            + """
            "normalizer": {"type": "Sequence", "normalizers": [
                {"type": "Prepend", "prepend": "▁"},
                {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]},
            "pre_tokenizer": null,
            "post_processor": {"type": "TemplateProcessing",
                "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
                "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
                "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}}},
            "decoder": {"type": "Sequence", "decoders": [
                {"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
                {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
            "model": {"type": "BPE", "dropout": null, "unk_token": "<unk>", "fuse_unk": true, "byte_fallback": true,
                "vocab": {"<unk>": 0, "<s>": 1, "</s>": 2, "<0x0A>": 3, "<0xC3>": 4, "<0xA9>": 5, "▁": 6, "l": 7, "o": 8,
                    "w": 9, "lo": 10, "low": 11, "▁low": 12},
                "merges": ["l o", "lo w", "▁ low"]}}
            """;

    /** The byte-level kind, as Qwen's: nothing is put around a text. */
    static final String BYTE_LEVEL =
            "{\"version\": \"1.0\", \"added_tokens\": [{\"id\": 10, \"content\": \"<|endoftext|>\""
                    + SPECIAL + "],"
                    + """
            "truncation": {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0},
            "normalizer": {"type": "NFC"},
            "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": true},
            "post_processor": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false},
            "decoder": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false},
            "model": {"type": "BPE", "dropout": null, "unk_token": null, "fuse_unk": false, "byte_fallback": false,
                "vocab": {"l": 0, "o": 1, "w": 2, "Ġ": 3, "Ã": 4, "©": 5, "lo": 6, "low": 7, "Ġlow": 8, "a": 9},
                "merges": ["l o", "lo w", "Ġ low"]}}
            """;

    private DecoderFiles() {}

    static TokenizerJson source(String json, Integer... ends) {
        return new TokenizerJson(json.getBytes(StandardCharsets.UTF_8), List.of(ends));
    }
}
