package org.peftcheck.numeric.peanut2025;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;

/**
 * The stored counterexamples to claims of PEANuT as printed. They are certificates like any other: nothing in them is trusted
 * until the checker has refuted the claim from them.
 */
public final class Counterexamples {

    private static final List<String> CLAIMS =
            List.of("prop-3.2-min", "prop-3.2-output-activation", "prop-3.2-equivalence", "prop-b1-row");

    private Counterexamples() {}

    /**
     * The claims that have a stored counterexample, in the order of the paper.
     *
     * @return the ids of the claims
     */
    public static List<String> claims() {
        return CLAIMS;
    }

    /**
     * The counterexample to a claim.
     *
     * @param claim the id of a claim that has one
     * @return the certificate of the counterexample, unchecked
     * @throws IllegalArgumentException if none is stored for the claim
     */
    public static CertificateDocument of(String claim) {
        if (!CLAIMS.contains(claim)) {
            throw new IllegalArgumentException("counterexample: expected one of " + CLAIMS + ", got " + claim);
        }
        String name = "/peanut2025/counterexamples/" + claim + ".json";
        try (InputStream stream = Counterexamples.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("counterexample to " + claim + ": resource " + name + " is missing");
            }
            return CertificateJson.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8), claim + ".json");
        } catch (IOException e) {
            throw new UncheckedIOException("counterexample to " + claim + ": resource " + name + " cannot be read", e);
        }
    }
}
