package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.BadCertificateException;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.theory.algebra.Activation;

/** Damaged certificate files: refused in one line, or rejected, or still true. */
class DamagedCertificateProperties {

    private static final String CHARACTERS = "0123456789-+/.xepE \"'{}[]:,\nabzAΘ\u0000\\";

    @Property(tries = 4000, seed = "3301")
    void everyTruncationIsRefused(@ForAll ExactDocument kind, @ForAll Random random) {
        String text = CertificateJson.write(kind.honest(random)).stripTrailing();
        String cut = text.substring(0, random.nextInt(text.length()));
        BadCertificateException refusal =
                assertThrows(BadCertificateException.class, () -> CertificateJson.parse(cut, "cut.json"));
        Checked.requireOneLine(refusal.getMessage());
        assertTrue(refusal.getMessage().startsWith("cut.json"), refusal::getMessage);
    }

    @Property(tries = 10000, seed = "3302")
    @StatisticsReport(StatisticsReportMode.OFF)
    void anotherCharacterIsRefusedOrRejectedOrLeavesATruth(@ForAll ExactDocument kind, @ForAll Random random) {
        StringBuilder text = new StringBuilder(CertificateJson.write(kind.honest(random)));
        int at = random.nextInt(text.length());
        text.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        Statistics.collect(fate(text.toString()));
        Statistics.coverage(check -> {
            check.check("refused").percentage(share -> share > 20);
            check.check("rejected").percentage(share -> share > 5);
            check.check("true").percentage(share -> share > 2);
        });
    }

    @Property(tries = 3000, seed = "3303")
    void aNumberWithAnotherLastDigitIsRejectedOrLeavesATruth(@ForAll ExactDocument kind, @ForAll Random random) {
        String text = CertificateJson.write(kind.honest(random));
        List<Integer> digits = new ArrayList<>();
        for (int i = text.indexOf("\"weight\""); i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i)) && !Character.isLetterOrDigit(text.charAt(i + 1))) {
                digits.add(i);
            }
        }
        int at = digits.get(random.nextInt(digits.size()));
        char other = (char) ('0' + (text.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
        fate(text.substring(0, at) + other + text.substring(at + 1));
    }

    @Property(tries = 3000, seed = "3304")
    void aFieldThatIsRemovedOrAddedOrOfAnotherTypeIsRefused(@ForAll ExactDocument kind, @ForAll Random random)
            throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = (ObjectNode) mapper.readTree(CertificateJson.write(kind.honest(random)));
        List<String> fields = new ArrayList<>();
        root.fieldNames().forEachRemaining(fields::add);
        String field = fields.get(random.nextInt(fields.size()));
        JsonNode value = root.get(field);
        switch (random.nextInt(4)) {
            case 0 -> root.remove(field);
            case 1 -> root.set(field + "s", value);
            case 2 -> root.putNull(field);
            default -> root.set(field, mapper.createArrayNode().add(1.5));
        }
        BadCertificateException refusal =
                assertThrows(BadCertificateException.class, () -> CertificateJson.parse(root.toString(), "field.json"));
        Checked.requireOneLine(refusal.getMessage());
        assertTrue(refusal.getMessage().contains(field), refusal::getMessage);
    }

    /** The weight is a layer that a resolver finds by its digest only. */
    @Property(tries = 2000, seed = "3305")
    void aLayerIsFoundByItsDigestOnly(@ForAll ExactDocument kind, @ForAll Random random) {
        CertificateDocument inline = kind.honest(random);
        MatrixData weight = Mutation.weight(inline);
        String digest = Integer.toHexString(weight.hashCode());
        CertificateChecker checker = new CertificateChecker(layer -> {
            if (!layer.sha256().equals(digest)) {
                throw new IllegalArgumentException(
                        "layer " + layer.layer() + ": expected sha256 " + layer.sha256() + ", got " + digest);
            }
            return weight;
        });
        CertificateDocument named = withLayer(inline, digest);
        assertEquals(named, CertificateJson.parse(CertificateJson.write(named), "named.json"));
        assertEquals(checker.check(inline), checker.check(named));
        CheckResult result = checker.check(withLayer(inline, digest + "0"));
        assertEquals(
                new CheckResult.Rejected(inline.claim() + ": layer w: expected sha256 " + digest + "0, got " + digest),
                result);
        Checked.requireRejected(named);
    }

    private static CertificateDocument withLayer(CertificateDocument document, String digest) {
        return Mutation.with(
                document, document.hypotheses(), new WeightSource.Layer("file", "w", digest), document.matrices());
    }

    /** Refused by the reader, rejected by the checker, or accepted and then true. */
    private static String fate(String text) {
        CertificateDocument document;
        try {
            document = CertificateJson.parse(text, "damaged.json");
        } catch (BadCertificateException refusal) {
            Checked.requireOneLine(refusal.getMessage());
            return "refused";
        }
        CheckResult result = Checked.CHECKER.check(document);
        if (result instanceof CheckResult.Rejected rejected) {
            Checked.requireOneLine(rejected.reason());
            return "rejected";
        }
        assertTrue(ExactOracle.isTrue(document), () -> "accepted: " + text);
        return "true";
    }

    /** The ids of activations read back as the activations, with their slopes. */
    @Property(tries = 1000, seed = "3306")
    void anActivationReadsBack(@ForAll Random random) {
        int denominator = 2 + random.nextInt(200);
        Activation leaky = new Activation.LeakyRelu(new BigFraction(1 + random.nextInt(denominator - 1), denominator));
        assertEquals(leaky, Activation.parse(leaky.id()));
    }
}
