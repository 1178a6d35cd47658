package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrammarExamplesTest {

    private static List<MinimalPair> read(String body) {
        String xml = "<!DOCTYPE rules [<!ENTITY dash \"–\">]>\n<rules>" + body + "</rules>";
        return GrammarExamples.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "rules.xml");
    }

    private static List<MinimalPair> one(String example) {
        return read("<rule id='R'>" + example + "</rule>");
    }

    @Test
    void theCorrectionTakesThePlaceOfTheMarker() {
        assertEquals(
                List.of(new MinimalPair("R", "He go home – now.", "He goes home – now.")),
                one("<example correction='goes'>He <marker>go</marker> home\n   &dash; now.</example>"));
    }

    @Test
    void theFirstOfSeveralCorrectionsIsTaken() {
        assertEquals(
                "He was there.",
                one("<example correction='was|is'>He <marker>were</marker> there.</example>")
                        .get(0)
                        .corrected());
    }

    @Test
    void whatIsNotWellDefinedIsLeftOut() {
        assertEquals(List.of(), one("<example correction=''>A <marker>the</marker> car.</example>"));
        assertEquals(List.of(), one("<example correction='|x'>A <marker>the</marker> car.</example>"));
        assertEquals(List.of(), one("<example correction='x'>A car.</example>"));
        assertEquals(List.of(), one("<example correction='x'><marker>A</marker> red <marker>car</marker>.</example>"));
        assertEquals(List.of(), one("<example>A <marker>car</marker>.</example>"));
        assertEquals(List.of(), one("<antipattern><example>A car.</example></antipattern>"));
    }

    @Test
    void theGroupOfARuleIsItsGroupOfRules() {
        String example = "<example correction='a'>I see <marker>an</marker> car.</example>";
        List<MinimalPair> pairs = read("<rulegroup id='G'><rule>" + example + "</rule><rule id='INNER'>" + example
                + "</rule></rulegroup><rule id='ALONE'>" + example + "</rule>");
        assertEquals(
                List.of("G", "G", "ALONE"),
                pairs.stream().map(MinimalPair::rule).toList());
    }

    @Test
    void commentsAreNoText() {
        assertEquals(
                "Turn it of.",
                one("<example correction='off'><!-- no -->Turn it <marker>of</marker>.</example>")
                        .get(0)
                        .faulty());
    }

    @Test
    void externalEntitiesAreNotLookedUp() {
        String xml = "<!DOCTYPE rules [<!ENTITY out SYSTEM \"http://127.0.0.1:1/x\">]>\n<rules><rule id='R'>"
                + "<example correction='b'>x &out; <marker>a</marker></example></rule></rules>";
        List<MinimalPair> pairs =
                GrammarExamples.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "rules.xml");
        assertEquals(List.of(new MinimalPair("R", "x a", "x b")), pairs);
    }

    @Test
    void brokenXmlIsRefused() {
        String message =
                assertThrows(BadDatasetException.class, () -> one("<example>")).getMessage();
        assertTrue(
                message.startsWith("rules.xml, line 2, column ") && message.contains("expected well-formed XML"),
                message);
        assertEquals(1, message.lines().count());
    }
}
