package org.peftcheck.training.reference;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.model.TokenizerSource;

/** Batches of sentences in lower case whose words are all in a BERT vocabulary, by looking them up; no tokenizer is needed. */
public final class WholeWords {

    private final Map<String, Integer> numbers = new HashMap<>();

    /** The vocabulary of a tokenizer. */
    public WholeWords(TokenizerSource source) {
        if (source instanceof TokenizerSource.TokenizerJson file) {
            try {
                new JsonMapper()
                        .readTree(file.json())
                        .at("/model/vocab")
                        .properties()
                        .forEach(entry ->
                                numbers.put(entry.getKey(), entry.getValue().intValue()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else if (source instanceof TokenizerSource.WordPieces words) {
            words.pieces().forEach(piece -> numbers.put(piece, numbers.size()));
        }
    }

    /** The number of a word. */
    public int number(String word) {
        if (!numbers.containsKey(word)) {
            throw new IllegalArgumentException("vocabulary: expected a whole word, got " + word);
        }
        return numbers.get(word);
    }

    /** The word of a number. */
    public String word(int number) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The sentences with the marks of beginning and end, padded to the longest; all labels are 0. */
    public EncodedBatch batch(String... sentences) {
        List<int[]> rows = new ArrayList<>();
        int length = 0;
        for (String sentence : sentences) {
            int[] row = ("[CLS] " + sentence + " [SEP]")
                    .lines()
                    .flatMap(line -> List.of(line.split(" ")).stream())
                    .mapToInt(this::number)
                    .toArray();
            rows.add(row);
            length = Math.max(length, row.length);
        }
        int[] ids = new int[rows.size() * length];
        int[] positions = new int[ids.length];
        int[] mask = new int[ids.length];
        for (int k = 0; k < ids.length; k++) {
            int[] row = rows.get(k / length);
            positions[k] = k % length;
            mask[k] = k % length < row.length ? 1 : 0;
            ids[k] = mask[k] == 1 ? row[k % length] : number("[PAD]");
        }
        return new EncodedBatch(rows.size(), length, ids, new int[ids.length], positions, mask, new float[rows.size()]);
    }
}
