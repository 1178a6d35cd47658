package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecheckCommandTest {

    private static final String GOOD = """
            {
              "format" : "peanut-certificate/1",
              "claim" : "prop-3.2-first",
              "form" : "range",
              "activation" : "relu",
              "rank" : 1,
              "hypotheses" : [ "relu", "rank-positive", "width-2r" ],
              "epsilon" : "0",
              "weight" : { "inline" : { "numbers" : "rational", "rows" : [ "2", "-1" ] } },
              "matrices" : {
                "A" : { "numbers" : "rational", "rows" : [ "3", "5" ] },
                "B" : { "numbers" : "rational", "rows" : [ "7" ] },
                "X" : { "numbers" : "rational", "rows" : [ "1/5" ] },
                "Theta1" : { "numbers" : "rational", "rows" : [ "1/5 -1/5" ] },
                "Theta2" : { "numbers" : "rational", "rows" : [ "7", "-7" ] }
              }
            }
            """;
    private static final String INLINE =
            "{ \"inline\" : { \"numbers\" : \"rational\", \"rows\" : [ \"2\", \"-1\" ] } }";

    @TempDir
    Path folder;

    private Path good;

    @BeforeEach
    void writeAGoodOne() throws IOException {
        good = write("good.json", GOOD);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Run recheckChanged(String from, String to) throws IOException {
        assertTrue(GOOD.contains(from), from);
        return Run.of("recheck", write("changed.json", GOOD.replace(from, to)).toString());
    }

    private static String first(Run run) {
        return run.out().lines().findFirst().orElseThrow();
    }

    private void rejected(String from, String to, String reason) throws IOException {
        Run run = recheckChanged(from, to);
        assertEquals(ExitCode.NOT_AS_EXPECTED, run.exit(), run.out());
        assertTrue(
                first(run).startsWith("rejected " + folder.resolve("changed.json") + ": prop-3.2-first: "), run.out());
        assertTrue(first(run).contains(reason), run.out());
        assertTrue(run.out().endsWith("\n0 accepted, 1 rejected\n"), run.out());
    }

    @Test
    void acceptsAGoodCertificate() {
        assertEquals(
                "accepted " + good + ": prop-3.2-first Certified error <= 0, relative <= 0\n1 accepted, 0 rejected\n",
                Run.good("recheck", good.toString()));
    }

    @Test
    void acceptsTheCertificatesOfAFolderAndOfTheFoldersWithin() throws IOException {
        write("deeper/still/other.json", GOOD);
        write("deeper/notes.txt", "not a certificate");
        String out = Run.good("recheck", folder.toString(), good.toString());
        assertEquals(3, out.lines().count(), out);
        assertTrue(out.endsWith("\n2 accepted, 0 rejected\n"), out);
    }

    @Test
    void rejectsWhatIsNotTrue() throws IOException {
        rejected("\"7\", \"-7\"", "\"7\", \"-8\"", "expected sigma(W0 Theta1) Theta2 - W0 X B = 0 exactly");
        rejected("\"-7\" ", "\"-70000001/10000000\" ", "expected sigma(W0 Theta1) Theta2 - W0 X B = 0 exactly");
        rejected(
                "\"rows\" : [ \"7\", \"-7\" ]",
                "\"rows\" : [ \"-7\", \"7\" ]",
                "expected sigma(W0 Theta1) Theta2 - W0 X B = 0 exactly");
        rejected("\"relu\", \"rank-positive\", ", "\"relu\", ", "hypothesis rank-positive is missing");
        rejected("\"width-2r\" ", "\"width-2r\", \"trust\" ", "hypothesis trust");
        rejected("\"range\"", "\"equal-rows\"", "form: expected one of [range], got equal-rows");
    }

    @Test
    void refusesWhatIsNotACertificate() throws IOException {
        Path file = write("cut.json", GOOD.substring(0, GOOD.length() / 2));
        Run run = Run.of("recheck", file.toString());
        assertEquals(ExitCode.BAD_INPUT, run.exit());
        assertEquals("", run.err());
        assertTrue(first(run).matches("rejected \\Q" + file + "\\E:\\d+: expected a complete JSON certificate.*"));
        assertTrue(run.out().endsWith("\n0 accepted, 1 rejected (1 could not be read)\n"), run.out());
        Run unknown = recheckChanged("\"rank\" : 1", "\"rank\" : 1, \"colour\" : \"red\"");
        assertEquals(ExitCode.BAD_INPUT, unknown.exit());
        assertTrue(first(unknown).contains("field colour: expected one of"), unknown.out());
    }

    @Test
    void refusesFilesThatAreNotThere() throws IOException {
        Run run = Run.of("recheck", folder.resolve("none.json").toString(), good.toString());
        assertEquals(ExitCode.BAD_INPUT, run.exit());
        assertTrue(first(run).contains("expected a readable text file"), run.out());
        assertTrue(run.out().endsWith("\n1 accepted, 1 rejected (1 could not be read)\n"), run.out());
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertEquals(
                "peanut: " + empty + ": expected certificates (*.json), found none",
                Run.refusal("recheck", empty.toString()));
        assertTrue(Run.refusal("recheck").contains("Missing required parameter: 'FILE'"));
    }

    @Test
    void weightsOfCheckpointsAreComparedByDigest() throws IOException {
        String named = "{ \"checkpoint\" : \"minilm\", \"layer\" : \"%s\", \"sha256\" : \"00\" }";
        String query = named.formatted("encoder.layer.3.attention.self.query.weight");
        rejected(INLINE, query, "expected values with digest 00, got ");
        rejected(INLINE, named.formatted("encoder.layer.3.attention.self.qeury.weight"), "near names: ");
    }

    @Test
    void aCheckpointThatCannotBeReadIsBadInput() throws IOException {
        Path broken = write("broken.safetensors", "12345678");
        String weight = "{ \"checkpoint\" : \"" + broken + "\", \"layer\" : \"a.weight\", \"sha256\" : \"00\" }";
        Run run = recheckChanged(INLINE, weight);
        assertEquals(ExitCode.BAD_INPUT, run.exit(), run.out());
        assertTrue(first(run).contains("changed.json: its weight: " + broken), run.out());
        assertEquals(2, run.out().lines().count(), run.out());
    }
}
