package org.peftcheck.numeric.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.peftcheck.theory.proof.operator.OperatorIdentities;
import org.peftcheck.theory.proof.operator.OperatorTheorem;

/** Damaged cofactor files: refused, rejected, or with the same identity and cofactors still. */
class CofactorFileProperties {

    private static final String CHARACTERS = "0123456789-+*/ WXABRN\"[]{}:,truefals";

    @Provide
    Arbitrary<OperatorTheorem> theorems() {
        return Arbitraries.of(OperatorIdentities.all());
    }

    @Property(tries = 1000, seed = "3411")
    void aFileThatEndsEarlyIsRefused(@ForAll("theorems") OperatorTheorem theorem, @ForAll Random random) {
        String text = CofactorJson.write(theorem).strip();
        String cut = text.substring(0, random.nextInt(text.length()));
        String message = assertThrows(BadCertificateException.class, () -> CofactorJson.parse(cut, "cut.json"))
                .getMessage();
        assertTrue(message.startsWith("cut.json") && !message.contains("\n"), message);
    }

    @Property(tries = 4000, seed = "3412")
    void anotherCharacterIsNoticedOrChangesNothingThatCounts(
            @ForAll("theorems") OperatorTheorem theorem, @ForAll Random random) {
        StringBuilder text = new StringBuilder(CofactorJson.write(theorem));
        int end = text.indexOf("\"witness\"");
        int at = random.nextInt(random.nextBoolean() ? end : text.length());
        text.setCharAt(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        Statistics.collect(fate(theorem, text.toString()));
        Statistics.coverage(check -> {
            check.check("refused").percentage(share -> share > 20);
            check.check("rejected").percentage(share -> share > 5);
            check.check("accepted").percentage(share -> share > 2);
        });
    }

    private static String fate(OperatorTheorem theorem, String text) {
        CofactorDocument document;
        try {
            document = CofactorJson.parse(text, "damaged.json");
        } catch (BadCertificateException refusal) {
            assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
            return "refused";
        }
        Optional<String> rejection = document.rejection();
        if (rejection.isPresent()) {
            assertFalse(rejection.get().contains("\n"), rejection.get());
            return "rejected";
        }
        assertEquals(theorem.claim(), document.claim());
        assertEquals(theorem.proof(), document.theorem().proof());
        return "accepted";
    }
}
