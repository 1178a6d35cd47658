package org.peftcheck.training.data;

import java.util.List;
import org.peftcheck.training.model.DecoderTokenizerSource;
import org.peftcheck.training.model.LanguageModel;

/** Makes token numbers of texts and texts of token numbers, in the way of a pre-trained decoder. */
public interface DecoderTokenizer {

    /**
     * The tokenizer of a model.
     *
     * @param model the model
     * @return its tokenizer
     * @throws BadDatasetException when its source is unsound, or has more tokens than the model
     */
    static DecoderTokenizer of(LanguageModel model) {
        String name = "tokenizer of " + model.decoder().name();
        DecoderTokenizer tokenizer = model.tokenizer() instanceof DecoderTokenizerSource.TokenizerJson json
                ? JsonDecoderTokenizer.of(json, name)
                : LlamaTokenizer.of((DecoderTokenizerSource.ScoredPieces) model.tokenizer(), name);
        int most = model.decoder().config().vocabulary();
        if (tokenizer.size() > most) {
            throw new BadDatasetException(name, "at most " + most + " tokens, as the model has", "" + tokenizer.size());
        }
        return tokenizer;
    }

    /**
     * The tokens of a text.
     *
     * @param text the text
     * @param begin whether the token that begins a text comes first, where there is one
     * @return the numbers of the tokens; none for an empty text without a beginning
     */
    int[] encode(String text, boolean begin);

    /**
     * The text of tokens; tokens that begin or end a text stand for nothing.
     *
     * @param tokens the numbers of the tokens
     * @return the text; bytes that are no UTF-8 are replaced
     * @throws IllegalArgumentException when no token has one of the numbers
     */
    String decode(int... tokens);

    /** The numbers of the tokens that end a text, the usual one first; perhaps none. */
    List<Integer> ends();

    /** One more than the greatest number of a token. */
    int size();
}
