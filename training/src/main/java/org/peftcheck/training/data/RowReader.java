package org.peftcheck.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Makes examples of rows of fields.
 *
 * @param text the column of the text
 * @param second the column of the second text
 * @param label the column of the label
 * @param labels what the labels are: the names of classes as they are in the files, or numbers
 */
record RowReader(String text, Optional<String> second, String label, Labels labels) {

    /**
     * The examples of a table.
     *
     * @param file its name for messages
     * @param columns the names of its columns
     * @param place what a row, from 0, is called in messages, such as its line
     * @param rows the fields by row
     * @return an example a row
     */
    List<Example> examples(String file, List<String> columns, IntFunction<String> place, List<List<String>> rows) {
        int textAt = index(file, columns, text);
        Optional<Integer> secondAt = second.map(name -> index(file, columns, name));
        int labelAt = index(file, columns, label);
        List<Example> examples = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            String where = file + ", " + place.apply(i) + ", column ";
            String first = text(where + text, row.get(textAt));
            Optional<String> other = secondAt.map(at -> text(where + second.orElseThrow(), row.get(at)));
            examples.add(new Example(first, other, label(where + label, row.get(labelAt)), ""));
        }
        return examples;
    }

    private static int index(String file, List<String> columns, String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new BadDatasetException(file, "a column " + name, "columns " + String.join(", ", columns));
        }
        if (columns.lastIndexOf(name) != index) {
            throw new BadDatasetException(file, "one column " + name, "columns " + String.join(", ", columns));
        }
        return index;
    }

    private static String text(String where, String field) {
        if (field.isBlank()) {
            throw new BadDatasetException(where, "a text", field.isEmpty() ? "nothing" : "white space");
        }
        return field;
    }

    private float label(String where, String field) {
        if (labels instanceof Labels.Numbers numbers) {
            return number(where, field, numbers);
        }
        List<String> names = ((Labels.Classes) labels).names();
        int index = names.indexOf(field);
        if (index < 0) {
            throw new BadDatasetException(
                    where, "a label of " + String.join(", ", names), BadDatasetException.quote(field));
        }
        return index;
    }

    private static float number(String where, String field, Labels.Numbers numbers) {
        float value = Numerals.read(field).orElse(Float.NaN);
        if (!(value >= numbers.least() && value <= numbers.greatest())) {
            String range = numbers.equals(FileTask.ANY_NUMBER)
                    ? "a number"
                    : "a number from " + numbers.least() + " to " + numbers.greatest();
            throw new BadDatasetException(where, range, BadDatasetException.quote(field));
        }
        return value;
    }
}
