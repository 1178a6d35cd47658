package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTaskTest {

    private static final FileColumns COLUMNS =
            new FileColumns("review", Optional.empty(), "stars", List.of("bad", "good"), false);
    private static final List<Example> EXPECTED =
            List.of(Example.of("He said \"no\", twice.", 0, ""), Example.of("Gut – très bon", 1, ""));

    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Dataset read(Path data, FileColumns columns) {
        return Tasks.read("file", new DataRequest(Optional.of(data), columns));
    }

    private void refused(FileColumns columns, String expected) {
        String message = assertThrows(BadDatasetException.class, () -> read(folder, columns))
                .getMessage();
        assertEquals(expected.replace("DIR", folder.toString()), message);
    }

    private void parquet(String name, String select) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connection.createStatement()) {
            sql.execute("COPY (" + select + ") TO '" + folder.resolve(name) + "' (FORMAT parquet)");
        }
    }

    @Test
    void everyFormatGivesTheSame() throws IOException, SQLException {
        write("train.tsv", "id\tstars\treview\n1\tbad\tHe said \"no\", twice.\n2\tgood\tGut – très bon\n");
        write("dev.csv", "review,stars\n\"He said \"\"no\"\", twice.\",bad\nGut – très bon,good\n");
        write(
                "test.jsonl",
                "{\"stars\":\"bad\",\"review\":\"He said \\\"no\\\", twice.\",\"x\":{\"y\":1}}\n"
                        + "{\"review\":\"Gut – très bon\",\"stars\":\"good\"}\n");
        Dataset data = read(folder, COLUMNS);
        assertEquals(EXPECTED, data.train());
        assertEquals(EXPECTED, data.dev());
        assertEquals(EXPECTED, data.test());
        Files.delete(folder.resolve("dev.csv"));
        parquet(
                "dev.parquet",
                "SELECT 'He said \"no\", twice.' AS review, 'bad' AS stars UNION ALL SELECT 'Gut – très bon', 'good'");
        assertEquals(EXPECTED, read(folder, COLUMNS).dev());
    }

    @Test
    void numbersAreLabelsOfClasses() throws IOException, SQLException {
        parquet("train.parquet", "SELECT 'a' || i AS text, 2 * i AS label FROM range(8, 12) t(i)");
        write("dev.jsonl", "{\"text\":\"x\",\"label\":16}\n{\"text\":\"y\",\"label\":\"22\"}\n");
        Dataset data = read(folder, FileColumns.usual());
        assertEquals(
                new Labels.Classes(List.of("16", "18", "20", "22")), data.task().labels());
        assertEquals(List.of(Example.of("x", 0, ""), Example.of("y", 3, "")), data.dev());
        assertEquals(List.of(Metric.ACCURACY, Metric.MATTHEWS), data.task().metrics());
    }

    @Test
    void classesAreSortedByNumberThenByName() throws IOException {
        write("train.csv", "text,label\na,10\nb,9\nc,z\nd,no\n");
        write("dev.csv", "text,label\na,10\n");
        assertEquals(
                new Labels.Classes(List.of("9", "10", "no", "z")),
                read(folder, FileColumns.usual()).task().labels());
    }

    @Test
    void pairsWithNumbers() throws IOException {
        FileColumns columns = new FileColumns("a", Optional.of("b"), "score", List.of(), true);
        write("train.csv", "a,b,score\nx,\"y\nz\",-1.5e1\n");
        write("dev.csv", "score,b,a\n2,q,p\n");
        Dataset data = read(folder, columns);
        assertTrue(data.task().pair() && data.task().regression());
        assertEquals(List.of(new Example("x", Optional.of("y\nz"), -15, "")), data.train());
        assertEquals(List.of(new Example("p", Optional.of("q"), 2, "")), data.dev());
    }

    @Test
    void aSingleFileIsDividedByItsTexts() throws IOException {
        String rows = IntStream.range(0, 400)
                .mapToObj(i -> "text " + i % 200 + "\t" + i % 2 + "\n")
                .collect(Collectors.joining());
        Dataset data = read(write("all.tsv", "text\tlabel\n" + rows), FileColumns.usual());
        assertEquals(400, data.train().size() + data.dev().size() + data.test().size());
        assertTrue(SplitOverlap.of(data).isEmpty());
        assertTrue(
                data.dev().size() >= 20 && data.dev().size() <= 60,
                () -> "" + data.dev().size());
        Path few = write("few.tsv", "text\tlabel\nx\t0\ny\t1\n");
        String message = assertThrows(BadDatasetException.class, () -> read(few, FileColumns.usual()))
                .getMessage();
        assertEquals(few + ": expected enough rows to hold out a tenth of them, found 2", message);
    }

    @Test
    void awkwardNamesOfFolders() throws IOException {
        Path awkward = folder.resolve("it's [a] *b?");
        write("it's [a] *b?/train.csv", "text,label\na,1\nb,0\n");
        write("it's [a] *b?/validation.csv", "text,label\na,1\n");
        write("it's [a] xb?/train.csv", "text,label\nno,1\nno,0\n");
        assertEquals(
                List.of("a", "b"),
                read(awkward, FileColumns.usual()).train().stream()
                        .map(Example::text)
                        .toList());
    }

    @Test
    void awkwardNamesOfColumns() throws IOException {
        FileColumns columns = new FileColumns("my \"text\"", Optional.empty(), "it's, it", List.of(), false);
        write("train.csv", "\"my \"\"text\"\"\",\"it's, it\"\na,1\nb,0\n");
        write("dev.jsonl", "{\"my \\\"text\\\"\":\"q\",\"it's, it\":1}\n");
        assertEquals(List.of(Example.of("q", 1, "")), read(folder, columns).dev());
    }

    @Test
    void missingFiles() throws IOException {
        refused(COLUMNS, "DIR: expected a file train with .tsv, .csv, .jsonl, .parquet, found none");
        write("train.csv", "review,stars\nx,bad\n");
        refused(COLUMNS, "DIR: expected a file dev with .tsv, .csv, .jsonl, .parquet, found none");
        write("train.tsv", "");
        refused(COLUMNS, "DIR: expected one file of train, found train.tsv and train.csv");
        Path none = folder.resolve("none.csv");
        assertEquals(
                none + ": expected a file, found no such file",
                assertThrows(BadDatasetException.class, () -> read(none, COLUMNS))
                        .getMessage());
        Path other = write("data.xlsx", "");
        assertEquals(
                other + ": expected a name that ends in one of .tsv, .csv, .jsonl, .parquet, found another end",
                assertThrows(BadDatasetException.class, () -> read(other, COLUMNS))
                        .getMessage());
    }

    @Test
    void missingColumn() throws IOException, SQLException {
        write("train.csv", "review,grade\nx,bad\n");
        refused(COLUMNS, "DIR/train.csv: expected a column stars, found columns review, grade");
        write("train.csv", "review,stars,review\nx,bad,y\n");
        refused(COLUMNS, "DIR/train.csv: expected one column review, found columns review, stars, review");
        Files.delete(folder.resolve("train.csv"));
        write("train.jsonl", "{\"review\":\"x\"}\n");
        refused(COLUMNS, "DIR/train.jsonl: expected a column stars, found columns review");
        Files.delete(folder.resolve("train.jsonl"));
        parquet("train.parquet", "SELECT 1 AS Review, 2 AS stars");
        refused(COLUMNS, "DIR/train.parquet: expected a column review, found columns Review, stars");
    }

    @Test
    void unknownLabel() throws IOException {
        write("dev.tsv", "review\tstars\nx\tbad\n");
        write("train.csv", "review,stars\nx,bad\n\"y\nz\",awful\n");
        refused(COLUMNS, "DIR/train.csv, row 2, column stars: expected a label of bad, good, found 'awful'");
        write("train.csv", "text,label\nx,a\ny,b\n");
        write("dev.tsv", "text\tlabel\nx\tc\n");
        refused(FileColumns.usual(), "DIR/dev.tsv, line 2, column label: expected a label of a, b, found 'c'");
        write("train.csv", "text,label\nx,a\ny,a\n");
        refused(FileColumns.usual(), "DIR/train.csv, column label: expected 2 to 1000 different labels, found 1");
    }

    @Test
    void labelThatIsNoNumber() throws IOException {
        FileColumns columns = new FileColumns("text", Optional.empty(), "label", List.of(), true);
        write("train.jsonl", "{\"text\":\"x\",\"label\":1}\n{\"text\":\"y\",\"label\":\"high\"}\n");
        write("dev.csv", "text,label\nx,1\n");
        refused(columns, "DIR/train.jsonl, line 2, column label: expected a number, found 'high'");
        write("train.jsonl", "{\"text\":\"x\",\"label\":1}\n{\"text\":\"y\",\"label\":null}\n");
        refused(columns, "DIR/train.jsonl, line 2, column label: expected a number, found ''");
    }

    @Test
    void emptyText() throws IOException, SQLException {
        write("dev.tsv", "review\tstars\nx\tbad\n");
        write("train.csv", "review,stars\nx,bad\n\"\",good\n");
        refused(COLUMNS, "DIR/train.csv, line 3, column review: expected a text, found nothing");
        Files.delete(folder.resolve("train.csv"));
        write("train.jsonl", "{\"stars\":\"bad\",\"review\":null}\n{\"review\":\"x\",\"stars\":\"good\"}\n");
        refused(COLUMNS, "DIR/train.jsonl, line 1, column review: expected a text, found nothing");
        Files.delete(folder.resolve("train.jsonl"));
        parquet("train.parquet", "SELECT ' ' AS review, 'bad' AS stars");
        refused(COLUMNS, "DIR/train.parquet, row 1, column review: expected a text, found white space");
    }

    @Test
    void wrongNumberOfFields() throws IOException {
        write("train.tsv", "review\tstars\nx\tbad\ny\n");
        refused(COLUMNS, "DIR/train.tsv, line 3: expected 2 fields, found 1");
        write("train.tsv", "review\tstars\nx\tbad\ny\tgood\tz\n");
        refused(COLUMNS, "DIR/train.tsv, line 3: expected 2 fields, found 3");
        Files.delete(folder.resolve("train.tsv"));
        write("train.csv", "review,stars\nx,bad\nwell, I mean,good\n");
        refused(COLUMNS, "DIR/train.csv, line 3: expected 2 fields, found 3");
    }

    @Test
    void brokenFiles() throws IOException {
        write("train.csv", "review,stars\nx,bad\n\"y,good\n");
        refused(COLUMNS, "DIR/train.csv, line 3: expected quotes that are closed, found one that is not");
        write("train.csv", "");
        refused(COLUMNS, "DIR/train.csv: expected a line with the names of the columns, found an empty file");
        write("train.csv", "review,stars\n");
        refused(COLUMNS, "DIR/train.csv: expected at least one row, found none");
        Files.write(
                folder.resolve("train.csv"),
                "review,stars\nx,bad\nb\u00e4d,bad\n".getBytes(StandardCharsets.ISO_8859_1));
        refused(COLUMNS, "DIR/train.csv, line 3: expected text in UTF-8, found bytes that are none");
        Files.delete(folder.resolve("train.csv"));
        write("train.jsonl", "{\"review\":\"x\",\"stars\":\"bad\"}\n{\"review\":\n{\"review\":\"z\"}\n");
        String json = assertThrows(BadDatasetException.class, () -> read(folder, COLUMNS))
                .getMessage();
        assertTrue(json.startsWith(folder + "/train.jsonl, line 2: expected a JSON object a line, found "), json);
        Files.delete(folder.resolve("train.jsonl"));
        write("train.parquet", "review,stars\nx,bad\n");
        String parquet = assertThrows(BadDatasetException.class, () -> read(folder, COLUMNS))
                .getMessage();
        assertTrue(parquet.startsWith(folder + "/train.parquet: expected a file of format parquet, found "), parquet);
        assertEquals(1, parquet.lines().count(), parquet);
    }

    @Test
    void columnsAreDifferent() {
        assertEquals(
                "columns: expected different ones for text, second text and label, got a, a, b",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new FileColumns("a", Optional.of("a"), "b", List.of(), false))
                        .getMessage());
        assertEquals(
                "labels: expected no classes for a regression, got x, y",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new FileColumns("a", Optional.empty(), "b", List.of("x", "y"), true))
                        .getMessage());
    }
}
