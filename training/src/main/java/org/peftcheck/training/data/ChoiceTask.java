package org.peftcheck.training.data;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A task of common sense in the form of LLM-Adapters (Hu et al. 2023): {@code train.json} and {@code test.json}, arrays of objects with
 * {@code instruction}, which ends in {@code Answer format: answer1/answer2/…}, {@code input}, {@code output}, which ends in the answer,
 * and {@code answer}. The prompt is the instruction, the answers to choose from are the output with each of the format's answers.
 *
 * @param id the name on the command line
 * @param folder the name of its folder there
 * @param about what it is about
 */
record ChoiceTask(String id, String folder, String about) implements LanguageTaskReader {

    private static final Pattern FORMAT = Pattern.compile("Answer format: (\\S+)\\s*$");

    @Override
    public String summary() {
        return folder + ": " + about + ", answers chosen by likelihood";
    }

    @Override
    public LanguageDataset read(DataRequest request) {
        LanguageFolder found = LanguageFolder.find(id, request, folder, ".json");
        return found.parts(
                new LanguageTask(id, LanguageTask.Predicted.ANSWER, true),
                file -> JsonArrayFile.read(file, ChoiceTask::example));
    }

    private static LanguageExample example(JsonFields fields) {
        String instruction = fields.text("instruction");
        Matcher format = FORMAT.matcher(instruction);
        if (!format.find()) {
            throw fields.refuse(
                    "instruction",
                    "an end such as Answer format: answer1/answer2",
                    BadDatasetException.quote(instruction.substring(Math.max(0, instruction.length() - 40))));
        }
        List<String> names = List.of(format.group(1).split("/", -1));
        if (names.size() < 2 || names.stream().distinct().count() < names.size() || names.contains("")) {
            throw fields.refuse("instruction", "at least two answers that differ", format.group(1));
        }
        String answer = fields.text("answer");
        if (!names.contains(answer)) {
            throw fields.refuse("answer", "one of " + format.group(1), BadDatasetException.quote(answer));
        }
        String output = fields.text("output");
        if (!output.endsWith(answer)) {
            throw fields.refuse("output", "a text that ends in " + answer, BadDatasetException.quote(output));
        }
        String start = output.substring(0, output.length() - answer.length());
        String input = fields.optional("input")
                .filter(text -> !text.isBlank())
                .map(text -> "\n" + text)
                .orElse("");
        return new LanguageExample(
                instruction + input + "\n", names.stream().map(start::concat).toList(), names.indexOf(answer));
    }
}
