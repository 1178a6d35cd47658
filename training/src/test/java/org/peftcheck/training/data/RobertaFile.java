package org.peftcheck.training.data;

/** A small {@code tokenizer.json} of RoBERTa's kind: byte-level pairs with the merges of "low". */
final class RobertaFile {

    static final String JSON = """
            {"version": "1.0",
             "truncation": {"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0},
             "padding": {"strategy": {"Fixed": 4}, "direction": "Right", "pad_to_multiple_of": null,
                         "pad_id": 1, "pad_type_id": 0, "pad_token": "<pad>"},
             "added_tokens": [
               {"id": 0, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false,
                "normalized": true, "special": true},
               {"id": 1, "content": "<pad>", "single_word": false, "lstrip": false, "rstrip": false,
                "normalized": true, "special": true},
               {"id": 2, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false,
                "normalized": true, "special": true},
               {"id": 14, "content": "<mask>", "single_word": false, "lstrip": true, "rstrip": false,
                "normalized": true, "special": true}],
             "normalizer": null,
             "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
             "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0],
                                "trim_offsets": true, "add_prefix_space": false},
             "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true},
             "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": "",
                       "end_of_word_suffix": "", "fuse_unk": false,
                       "vocab": {"<s>": 0, "<pad>": 1, "</s>": 2, "l": 3, "o": 4, "w": 5, "e": 6, "r": 7,
                                 "Ġ": 8, "Ã": 9, "©": 10, "lo": 11, "low": 12, "Ġlow": 13, "<mask>": 14},
                       "merges": ["l o", "lo w", "Ġ low"]}}
            """;

    private RobertaFile() {}
}
