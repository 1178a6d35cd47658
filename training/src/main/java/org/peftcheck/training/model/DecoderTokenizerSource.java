package org.peftcheck.training.model;

import java.util.List;

/** What a decoder's tokenizer is made from. */
public sealed interface DecoderTokenizerSource {

    /**
     * A {@code tokenizer.json} of the tokenizers library.
     *
     * @param json the bytes of the file, treated as immutable
     * @param ends the numbers of the tokens that end a text, as the model's configuration says; perhaps none
     */
    record TokenizerJson(byte[] json, List<Integer> ends) implements DecoderTokenizerSource {
        /** Copies the list. */
        public TokenizerJson {
            ends = List.copyOf(ends);
        }
    }

    /**
     * The pieces of llama2.c's {@code tokenizer.bin}, each at the place of its number.
     *
     * @param pieces the bytes and scores
     */
    record ScoredPieces(List<Piece> pieces) implements DecoderTokenizerSource {
        /** Copies the list. */
        public ScoredPieces {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * A piece of text.
     *
     * @param bytes its bytes, treated as immutable
     * @param score the higher, the sooner two pieces are joined to this one
     */
    record Piece(byte[] bytes, float score) {}
}
