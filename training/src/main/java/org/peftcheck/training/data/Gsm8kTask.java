package org.peftcheck.training.data;

import org.peftcheck.training.data.LanguageTask.Predicted;

/**
 * GSM8K, word problems for primary schools: {@code train.jsonl} and {@code test.jsonl} with {@code question} and {@code answer}, a
 * solution in words that ends in {@code ####} and the number. The prompt is the question.
 *
 * @param id the name on the command line
 * @param predicted whether the question is predicted too
 */
record Gsm8kTask(String id, Predicted predicted) implements LanguageTaskReader {

    private static final String MARK = "####";

    @Override
    public String summary() {
        return "GSM8K: word problems, perplexity of " + (predicted == Predicted.ANSWER ? "the solution" : "all of it");
    }

    @Override
    public LanguageDataset read(DataRequest request) {
        LanguageFolder folder = LanguageFolder.find(id, request, "gsm8k", ".jsonl");
        return folder.parts(new LanguageTask(id, predicted, false), file -> JsonLines.read(file, Gsm8kTask::example));
    }

    private static LanguageExample example(JsonFields fields) {
        String answer = fields.text("answer");
        if (!answer.contains(MARK)) {
            throw fields.refuse(
                    "answer", "a solution that ends in " + MARK + " and a number", BadDatasetException.quote(answer));
        }
        return LanguageExample.of(fields.text("question") + "\n", answer);
    }
}
