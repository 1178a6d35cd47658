package org.peftcheck.training.model;

import java.util.List;

/** What a model's tokenizer is made from. */
public sealed interface TokenizerSource {

    /**
     * A {@code tokenizer.json} of the tokenizers library.
     *
     * @param json the bytes of the file, treated as immutable
     */
    record TokenizerJson(byte[] json) implements TokenizerSource {}

    /**
     * The vocabulary of a WordPiece tokenizer, a {@code vocab.txt}.
     *
     * @param pieces the pieces, each at the place of its number
     * @param lowerCase whether text is put in lower case and stripped of accents first
     */
    record WordPieces(List<String> pieces, boolean lowerCase) implements TokenizerSource {
        /** Copies the list. */
        public WordPieces {
            pieces = List.copyOf(pieces);
        }
    }
}
