package org.peftcheck.training.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.peftcheck.training.model.DecoderTokenizerSource.Piece;
import org.peftcheck.training.model.DecoderTokenizerSource.ScoredPieces;

/**
 * Reads llama2.c's {@code tokenizer.bin}: the length of the longest piece, then for each piece a score in single precision, a length and
 * as many bytes; all little-endian.
 */
final class LlamaTokenizerFile {

    private LlamaTokenizerFile() {}

    /**
     * Reads all pieces.
     *
     * @param file the file, for messages
     * @param bytes its contents
     * @throws BadModelException when it ends within a piece, a piece is longer than the file says, or a score is not finite
     */
    static ScoredPieces read(String file, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int longest = require(file, "beginning", buffer, Integer.BYTES).getInt();
        List<Piece> pieces = new ArrayList<>();
        while (buffer.hasRemaining()) {
            String place = "piece " + pieces.size() + " (from 0)";
            float score =
                    require(file, place, buffer, Float.BYTES + Integer.BYTES).getFloat();
            int length = buffer.getInt();
            if (length < 0 || length > longest) {
                throw new BadModelException(
                        file + ", " + place, "a length from 0 to " + longest + ", the longest", "" + length);
            }
            if (!Float.isFinite(score)) {
                throw new BadModelException(file + ", " + place, "a finite score", "" + score);
            }
            byte[] text = new byte[length];
            require(file, place, buffer, length).get(text);
            pieces.add(new Piece(text, score));
        }
        return new ScoredPieces(pieces);
    }

    private static ByteBuffer require(String file, String place, ByteBuffer buffer, int bytes) {
        if (buffer.remaining() < bytes) {
            throw new BadModelException(
                    file + ", " + place,
                    bytes + " bytes of a llama2.c tokenizer",
                    "an end after " + buffer.remaining());
        }
        return buffer;
    }
}
