package org.peftcheck.training.data;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tokenizer that a {@code tokenizer.json} defines, through Hugging Face's library; what the file says about padding and truncation is
 * not heeded. Nothing is looked up on the network. The native library is loaded by the first {@link #encode}; it is unpacked once into
 * a folder of the user.
 */
public final class PretrainedTokenizer implements TextTokenizer {

    private static final String MINILM = "all-minilm-l6-v2-tokenizer.json";

    private final TokenizerFile file;
    private final String name;
    private final String[] pieces;
    private final int pad;
    private final int start;
    private final int end;
    private final Map<Integer, HuggingFaceTokenizer> byLongest = new ConcurrentHashMap<>();

    private PretrainedTokenizer(TokenizerFile file, String name) {
        this.file = file;
        this.name = name;
        this.pieces = new String
                [file.ids().values().stream().mapToInt(id -> id + 1).max().orElseThrow()];
        file.ids().forEach((piece, id) -> pieces[id] = piece);
        this.pad = special("[PAD]", "<pad>");
        this.start = special("[CLS]", "<s>");
        this.end = special("[SEP]", "</s>");
    }

    private int special(String bert, String roberta) {
        return file.first(bert, roberta)
                .orElseThrow(() -> new BadDatasetException(name, "a token " + bert + " or " + roberta, "neither"));
    }

    /**
     * The tokenizer of a {@code tokenizer.json}.
     *
     * @param bytes the file's contents
     * @param name the file's name for messages
     * @return the tokenizer
     * @throws BadDatasetException when it is no such file, or has no tokens for start, end and padding
     */
    public static PretrainedTokenizer of(byte[] bytes, String name) {
        return new PretrainedTokenizer(TokenizerFile.read(bytes, name), name);
    }

    /**
     * The tokenizer of BERT's {@code vocab.txt}: a piece a line, its number counted from 0; lower case, without accents.
     *
     * @param bytes the file's contents
     * @param name the file's name for messages
     * @return the tokenizer
     * @throws BadDatasetException when a piece is empty or there twice, or a special token is missing
     */
    public static PretrainedTokenizer ofWordPieces(byte[] bytes, String name) {
        return of(WordPieceFile.tokenizerJson(bytes, name), name);
    }

    /** The tokenizer of MiniLM, which is on the class path. */
    public static PretrainedTokenizer miniLm() {
        try (InputStream in = PretrainedTokenizer.class.getClassLoader().getResourceAsStream(MINILM)) {
            if (in == null) {
                throw new IllegalStateException("expected " + MINILM + " on the class path, found none");
            }
            return of(in.readAllBytes(), MINILM);
        } catch (IOException e) {
            throw new UncheckedIOException(MINILM, e);
        }
    }

    @Override
    public TokenIds encode(String text, Optional<String> second, int longest) {
        int least = least(second.isPresent());
        if (longest < least) {
            throw new IllegalArgumentException("tokens: expected room for at least " + least + ", got " + longest);
        }
        HuggingFaceTokenizer tokenizer = byLongest.computeIfAbsent(longest, this::open);
        Encoding encoding = second.isPresent() ? tokenizer.encode(text, second.get()) : tokenizer.encode(text);
        return new TokenIds(ints(encoding.getIds()), ints(encoding.getTypeIds()));
    }

    /** Start, end and a token of each text; RoBERTa has two ends between two texts. */
    private int least(boolean pair) {
        return pair ? file.ids().containsKey("[CLS]") ? 5 : 6 : 3;
    }

    private HuggingFaceTokenizer open(int longest) {
        OfflineLibrary.prepare();
        Map<String, String> options = Map.of(
                "addSpecialTokens", "true",
                "padding", "DO_NOT_PAD",
                "truncation", "LONGEST_FIRST",
                "maxLength", "" + longest,
                "modelMaxLength", "" + longest);
        byte[] json = file.json().getBytes(StandardCharsets.UTF_8);
        try {
            return checked(HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        } catch (BadDatasetException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadDatasetException(name, "a tokenizer", String.valueOf(e.getMessage()), e);
        }
    }

    /** Refuses a tokenizer that does not put a start and an end around a text. */
    private HuggingFaceTokenizer checked(HuggingFaceTokenizer tokenizer) {
        int[] empty = ints(tokenizer.encode("").getIds());
        if (!Arrays.equals(empty, new int[] {start, end})) {
            List<String> found = Arrays.stream(empty).mapToObj(this::piece).toList();
            throw new BadDatasetException(
                    name + ", post_processor",
                    piece(start) + " and " + piece(end) + " around a text",
                    found.isEmpty() ? "nothing" : String.join(" ", found));
        }
        return tokenizer;
    }

    private static int[] ints(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public String piece(int id) {
        if (id < 0 || id >= pieces.length || pieces[id] == null) {
            throw new IllegalArgumentException(
                    name + ": expected the number of a token below " + pieces.length + ", got " + id);
        }
        return pieces[id];
    }

    /** The pieces of tokens. */
    List<String> pieces(TokenIds tokens) {
        return Arrays.stream(tokens.ids()).mapToObj(this::piece).toList();
    }

    @Override
    public OptionalInt id(String piece) {
        return file.first(piece);
    }

    @Override
    public int size() {
        return pieces.length;
    }

    @Override
    public int padId() {
        return pad;
    }

    @Override
    public int startId() {
        return start;
    }

    @Override
    public int endId() {
        return end;
    }
}
