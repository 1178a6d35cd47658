package org.peftcheck.training.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.peftcheck.training.model.DecoderTokenizerSource.Piece;
import org.peftcheck.training.model.DecoderTokenizerSource.ScoredPieces;

/**
 * LLaMA's tokenizer out of llama2.c's {@code tokenizer.bin}: byte pair encoding by scores. A text gets a blank before it; each of its
 * characters becomes a piece, or as many pieces as it has bytes where there is none; then the two neighbours that make the piece of the
 * highest score are joined, the leftmost of equal ones, until none can be.
 *
 * <p>Token 0 is unknown, 1 begins a text, and so ends the one before it, 2 ends a text, 3 to 258 are the bytes, written {@code <0x0A>} or, in older files, as the character
 * of that number. No text is looked up among these. Where two other pieces are the same, the later one counts.
 */
public final class LlamaTokenizer implements DecoderTokenizer {

    private static final int BEGIN = 1;
    private static final int END = 2;
    private static final int FIRST_BYTE = 3;
    private static final int FIRST_TEXT = FIRST_BYTE + 256;
    private static final char BLANK = ' ';

    private final String name;
    /** Texts as strings with a character for each byte. */
    private final String[] texts;

    private final float[] scores;
    private final Map<String, Integer> ids = new HashMap<>();

    private LlamaTokenizer(List<Piece> pieces, String name) {
        this.name = name;
        this.texts = new String[pieces.size()];
        this.scores = new float[pieces.size()];
        for (int id = 0; id < texts.length; id++) {
            texts[id] = new String(pieces.get(id).bytes(), StandardCharsets.ISO_8859_1);
            scores[id] = pieces.get(id).score();
            if (id >= FIRST_TEXT) {
                ids.put(texts[id], id);
            }
        }
        for (int value = 0; value < FIRST_TEXT - FIRST_BYTE; value++) {
            checkByte(value);
        }
    }

    private void checkByte(int value) {
        int id = FIRST_BYTE + value;
        String written = String.format("<0x%02X>", value);
        if (id >= texts.length) {
            throw new BadDatasetException(name, "a piece " + written + " with number " + id, texts.length + " pieces");
        }
        String older = bytes("" + (char) value);
        if (!texts[id].equals(written) && !texts[id].equals(older)) {
            throw new BadDatasetException(
                    name + ", piece " + id + " (from 0)", written, BadDatasetException.quote(texts[id]));
        }
    }

    /**
     * The tokenizer of some pieces.
     *
     * @param source the pieces
     * @param name the file's name for messages
     * @return the tokenizer
     * @throws BadDatasetException when the pieces of the bytes are not where they have to be
     */
    public static LlamaTokenizer of(ScoredPieces source, String name) {
        return new LlamaTokenizer(source.pieces(), name);
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public int[] encode(String text, boolean begin) {
        int[] start = begin ? new int[] {BEGIN} : new int[0];
        if (text.isEmpty()) {
            return start;
        }
        int[] symbols = (BLANK + text).codePoints().flatMap(this::symbols).toArray();
        int[] joined = new PairMerges(this::joined).apply(symbols);
        int[] all = Arrays.copyOf(start, start.length + joined.length);
        System.arraycopy(joined, 0, all, start.length, joined.length);
        return all;
    }

    private IntStream symbols(int character) {
        String text = bytes(Character.toString(character));
        Integer id = ids.get(text);
        return id == null ? text.chars().map(value -> FIRST_BYTE + value) : IntStream.of(id);
    }

    /** What two tokens are joined to. */
    private PairMerges.Joined joined(int left, int right) {
        if (left < FIRST_TEXT || right < FIRST_TEXT) {
            return PairMerges.NONE;
        }
        Integer id = ids.get(texts[left] + texts[right]);
        return id == null ? PairMerges.NONE : new PairMerges.Joined(id, scores[id]);
    }

    @Override
    public String decode(int... tokens) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean first = true;
        for (int id : tokens) {
            if (id < 0 || id >= texts.length) {
                throw new IllegalArgumentException(
                        name + ": expected the number of a token below " + texts.length + ", got " + id);
            }
            if (id < FIRST_BYTE) {
                continue;
            }
            if (id < FIRST_TEXT) {
                out.write(id - FIRST_BYTE);
            } else {
                String text = first && texts[id].startsWith(" ") ? texts[id].substring(1) : texts[id];
                out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            }
            first = false;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public List<Integer> ends() {
        return List.of(BEGIN, END);
    }

    @Override
    public int size() {
        return texts.length;
    }
}
