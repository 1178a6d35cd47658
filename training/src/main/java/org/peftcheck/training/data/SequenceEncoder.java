package org.peftcheck.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.peftcheck.training.data.LanguageTask.Predicted;

/**
 * Makes token sequences of examples. Where prompt and answer are too long together, the prompt loses tokens after its first one; an
 * answer that is too long by itself is cut at its end, but one to choose is refused.
 *
 * @param tokenizer makes the tokens
 * @param longest the most tokens of a sequence, at least 2
 */
public record SequenceEncoder(DecoderTokenizer tokenizer, int longest) {

    /** Checks the length. */
    public SequenceEncoder {
        if (longest < 2) {
            throw new IllegalArgumentException("tokens: expected room for at least 2, got " + longest);
        }
    }

    /**
     * The sequences of texts without a choice.
     *
     * @param task what is predicted of them
     * @param examples the texts
     * @return one for each text with the token that ends a text, where there is one; or, packed, pieces of all texts together, each of
     *     which begins with the last token of the one before
     * @throws BadDatasetException when there are not two tokens in all
     */
    public List<TokenSequence> texts(LanguageTask task, List<LanguageExample> examples) {
        if (task.predicted() == Predicted.PACKED) {
            return examples.isEmpty() ? List.of() : packed(task, examples);
        }
        return examples.stream()
                .map(example -> fitted(sequence(task, example, example.answer(), true)))
                .toList();
    }

    /**
     * The sequences of an example's answers.
     *
     * @param task the task
     * @param example the example
     * @return one for each answer in their order, without a token that ends a text
     * @throws IllegalArgumentException when an answer leaves no room for a token of the prompt
     */
    public List<TokenSequence> answers(LanguageTask task, LanguageExample example) {
        List<TokenSequence> all = new ArrayList<>();
        for (String answer : example.answers()) {
            TokenSequence sequence = sequence(task, example, answer, false);
            if (sequence.predicted() >= longest) {
                throw new IllegalArgumentException("task " + task.id() + ": expected room for at least "
                        + (sequence.predicted() + 1) + " tokens, as an answer needs, got " + longest);
            }
            all.add(fitted(sequence));
        }
        return all;
    }

    /** The whole sequence, however long. */
    private TokenSequence sequence(LanguageTask task, LanguageExample example, String answer, boolean end) {
        int[] tokens = tokenizer.encode(example.prompt() + answer, true);
        int[] given = tokenizer.encode(example.prompt(), true);
        int from = IntStream.range(0, Math.min(given.length, tokens.length))
                .filter(i -> given[i] != tokens[i])
                .findFirst()
                .orElse(Math.min(given.length, tokens.length));
        if (task.predicted() == Predicted.WHOLE) {
            from = 1;
        }
        int[] ended = end ? withEnd(tokens) : tokens;
        if (ended.length < 2) {
            throw new BadDatasetException(
                    "task " + task.id(), "texts of at least 2 tokens", BadDatasetException.quote(answer));
        }
        return new TokenSequence(ended, Math.max(1, Math.min(from, ended.length - 1)));
    }

    private int[] withEnd(int[] tokens) {
        if (tokenizer.ends().isEmpty()) {
            return tokens;
        }
        int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
        ended[tokens.length] = tokenizer.ends().get(0);
        return ended;
    }

    private TokenSequence fitted(TokenSequence sequence) {
        int surplus = sequence.length() - longest;
        if (surplus <= 0) {
            return sequence;
        }
        if (sequence.from() == 1) {
            return new TokenSequence(Arrays.copyOf(sequence.tokens(), longest), 1);
        }
        int dropped = Math.min(surplus, sequence.from() - 1);
        int[] tokens = new int[longest];
        tokens[0] = sequence.tokens()[0];
        System.arraycopy(sequence.tokens(), dropped + 1, tokens, 1, longest - 1);
        return new TokenSequence(tokens, sequence.from() - dropped);
    }

    private List<TokenSequence> packed(LanguageTask task, List<LanguageExample> examples) {
        boolean begins = tokenizer.encode("", true).length > 0;
        int[] all = examples.stream()
                .map(example -> tokenizer.encode(example.prompt() + example.answer(), true))
                .map(tokens -> begins ? tokens : withEnd(tokens))
                .flatMapToInt(Arrays::stream)
                .toArray();
        List<TokenSequence> pieces = new ArrayList<>();
        for (int start = 0; start + 1 < all.length; start += longest - 1) {
            pieces.add(new TokenSequence(Arrays.copyOfRange(all, start, Math.min(all.length, start + longest)), 1));
        }
        if (pieces.isEmpty()) {
            throw new BadDatasetException("task " + task.id(), "texts of at least 2 tokens", all.length + "");
        }
        return pieces;
    }
}
