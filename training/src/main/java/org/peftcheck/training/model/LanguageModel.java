package org.peftcheck.training.model;

/**
 * A pre-trained decoder and what its tokenizer is made from.
 *
 * @param decoder the decoder
 * @param tokenizer its tokenizer's source
 */
public record LanguageModel(PretrainedDecoder decoder, DecoderTokenizerSource tokenizer) {

    /** The decoder's name and sizes. */
    @Override
    public String toString() {
        return decoder.toString();
    }
}
