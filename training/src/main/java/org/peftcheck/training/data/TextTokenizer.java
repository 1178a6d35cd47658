package org.peftcheck.training.data;

import java.util.Optional;
import java.util.OptionalInt;

/** Makes token numbers of texts, in the way of a pre-trained model. */
public interface TextTokenizer {

    /**
     * The tokens of an input with the special tokens around it. Where there are too many, the longer of the two texts loses its last
     * token, again and again.
     *
     * @param text the text, or the first of two
     * @param second the second text
     * @param longest the most tokens, special ones included
     * @return at most that many tokens
     * @throws IllegalArgumentException when {@code longest} leaves no room for a token of each text
     */
    TokenIds encode(String text, Optional<String> second, int longest);

    /**
     * What a token stands for, as the vocabulary writes it, such as {@code ##ing}.
     *
     * @param id its number
     * @return the piece
     * @throws IllegalArgumentException when no token has the number
     */
    String piece(int id);

    /**
     * The number of a token.
     *
     * @param piece the piece as the vocabulary writes it, such as {@code [MASK]}
     * @return its number; empty when there is none
     */
    OptionalInt id(String piece);

    /** One more than the greatest number of a token. */
    int size();

    /** The number of the token that fills short inputs up. */
    int padId();

    /** The number of the token that an input starts with. */
    int startId();

    /** The number of the token that ends a text. */
    int endId();
}
