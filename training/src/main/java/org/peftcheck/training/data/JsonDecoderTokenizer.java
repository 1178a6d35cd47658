package org.peftcheck.training.data;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.peftcheck.training.model.DecoderTokenizerSource.TokenizerJson;

/**
 * A decoder's tokenizer that a {@code tokenizer.json} defines, through Hugging Face's library: byte-level pairs, as Qwen's, or
 * SentencePiece's, as LLaMA's. What the file says about padding and truncation is not heeded. The token that begins a text is the one
 * that the file's post-processor puts there; where it puts none, as for Qwen, a text has no beginning.
 */
final class JsonDecoderTokenizer implements DecoderTokenizer {

    private static final String PROBE = "a";

    private final String name;
    private final HuggingFaceTokenizer tokenizer;
    private final int size;
    private final OptionalInt begin;
    private final List<Integer> ends;

    private JsonDecoderTokenizer(String name, HuggingFaceTokenizer tokenizer, int size, List<Integer> ends) {
        this.name = name;
        this.tokenizer = tokenizer;
        this.size = size;
        this.begin = beginning();
        this.ends = ends;
    }

    /**
     * The tokenizer of a file.
     *
     * @param source the file and the tokens that end a text
     * @param name the file's name for messages
     * @throws BadDatasetException when it is no such file, puts more than one token around a text, or lacks a token that ends one
     */
    static JsonDecoderTokenizer of(TokenizerJson source, String name) {
        TokenizerFile file = TokenizerFile.read(source.json(), name);
        int size = file.ids().values().stream().mapToInt(id -> id + 1).max().orElseThrow();
        for (int end : source.ends()) {
            if (end >= size) {
                throw new BadDatasetException(name, "tokens that end a text below " + size, "" + end);
            }
        }
        return new JsonDecoderTokenizer(name, open(file, name), size, source.ends());
    }

    private static HuggingFaceTokenizer open(TokenizerFile file, String name) {
        OfflineLibrary.prepare();
        byte[] json = file.json().getBytes(StandardCharsets.UTF_8);
        Map<String, String> options = Map.of("padding", "DO_NOT_PAD", "truncation", "DO_NOT_TRUNCATE");
        try {
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        } catch (RuntimeException e) {
            throw new BadDatasetException(name, "a tokenizer", String.valueOf(e.getMessage()), e);
        }
    }

    private OptionalInt beginning() {
        int[] plain = ids(PROBE, false);
        int[] special = ids(PROBE, true);
        int more = special.length - plain.length;
        if (more == 0 && Arrays.equals(plain, special)) {
            return OptionalInt.empty();
        }
        if (more != 1 || !Arrays.equals(plain, Arrays.copyOfRange(special, 1, special.length))) {
            throw new BadDatasetException(
                    name + ", post_processor",
                    "at most one token before a text and none after it",
                    Arrays.toString(special) + " of " + Arrays.toString(plain));
        }
        return OptionalInt.of(special[0]);
    }

    private int[] ids(String text, boolean special) {
        return Arrays.stream(tokenizer.encode(text, special, false).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    @Override
    public int[] encode(String text, boolean withBegin) {
        int[] plain = text.isEmpty() ? new int[0] : ids(text, false);
        if (!withBegin || begin.isEmpty()) {
            return plain;
        }
        int[] all = new int[plain.length + 1];
        all[0] = begin.getAsInt();
        System.arraycopy(plain, 0, all, 1, plain.length);
        return all;
    }

    @Override
    public String decode(int... tokens) {
        for (int id : tokens) {
            if (id < 0 || id >= size) {
                throw new IllegalArgumentException(
                        name + ": expected the number of a token below " + size + ", got " + id);
            }
        }
        return tokenizer.decode(Arrays.stream(tokens).asLongStream().toArray(), true);
    }

    @Override
    public List<Integer> ends() {
        return ends;
    }

    @Override
    public int size() {
        return size;
    }
}
