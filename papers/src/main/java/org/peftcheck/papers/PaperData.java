package org.peftcheck.papers;

/**
 * All that one folder says about a paper; each file is read when it is first asked for, and the tables are not read for
 * the claims.
 *
 * <p>The folder holds {@code paper.yaml}, {@code claims.yaml}, {@code errata.yaml}, {@code tables.yaml} and, for each
 * table, {@code tables/table-NN.csv}.
 */
public final class PaperData {

    private final Lazy<Paper> paper;
    private final Lazy<Claims> claims;
    private final Lazy<Errata> errata;
    private final Lazy<Tables> tables;

    /**
     * The data in a folder. Nothing is read yet.
     *
     * @param folder the folder
     */
    public PaperData(DataFolder folder) {
        paper = new Lazy<>(() -> Paper.read(Document.read("paper.yaml", folder.open("paper.yaml"))));
        claims = new Lazy<>(() -> Claims.read(Document.read("claims.yaml", folder.open("claims.yaml"))));
        errata = new Lazy<>(() -> Errata.read(Document.read("errata.yaml", folder.open("errata.yaml")), claims.get()));
        tables = new Lazy<>(() -> Tables.read(Document.read("tables.yaml", folder.open("tables.yaml")), folder));
    }

    /** What identifies the paper. */
    public Paper paper() {
        return paper.get();
    }

    /** Its claims. */
    public Claims claims() {
        return claims.get();
    }

    /** Its errata. */
    public Errata errata() {
        return errata.get();
    }

    /** Its tables. */
    public Tables tables() {
        return tables.get();
    }
}
