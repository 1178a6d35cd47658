package org.peftcheck.papers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The errata of a paper, in the order of its file. */
public final class Errata {

    private final List<Erratum> all;

    private Errata(List<Erratum> all) {
        this.all = all;
    }

    /**
     * Reads a file of errata: a mapping with the one field {@code errata}, a list.
     *
     * @param root the root of the document
     * @param claims the claims of the same paper
     * @return the errata
     * @throws BadDataException for an unknown, missing or ill-typed field, a duplicate id, or an erratum of no claim
     */
    public static Errata read(Fields root, Claims claims) {
        Map<String, Erratum> byId = new LinkedHashMap<>();
        for (Fields entry : root.mappings("errata")) {
            String id = entry.text("id");
            Fields fields = entry.about("erratum " + id);
            String claim = fields.text("claim");
            if (claims.find(claim).isEmpty()) {
                throw fields.refuse(
                        "claim",
                        "expected the id of a claim, got `" + claim + "`" + NearNames.hint(claim, claims.ids()));
            }
            Erratum erratum = new Erratum(
                    id,
                    claim,
                    fields.text("place"),
                    fields.text("printed"),
                    fields.text("corrected"),
                    fields.text("counterexample"));
            fields.end();
            if (byId.put(id, erratum) != null) {
                throw fields.refuse("id", "given to two errata");
            }
        }
        root.end();
        return new Errata(List.copyOf(byId.values()));
    }

    /** All errata. */
    public List<Erratum> all() {
        return all;
    }

    /** The errata of one claim; empty when it has none. */
    public List<Erratum> of(String claimId) {
        return all.stream().filter(erratum -> erratum.claim().equals(claimId)).toList();
    }
}
