package org.peftcheck.papers.peanut2025;

import org.peftcheck.papers.Claims;
import org.peftcheck.papers.DataFolder;
import org.peftcheck.papers.Errata;
import org.peftcheck.papers.Paper;
import org.peftcheck.papers.PaperData;
import org.peftcheck.papers.Table;
import org.peftcheck.papers.Tables;

/** The PEANuT paper: its claims, errata, tables and architectures, each read from the class path when first asked for. */
public final class Peanut2025 {

    private static final DataFolder FOLDER = DataFolder.onClassPath(Peanut2025.class, "/peanut2025");
    private static final PaperData DATA = new PaperData(FOLDER);

    private Peanut2025() {}

    /** Title, authors, date and sections. */
    public static Paper paper() {
        return DATA.paper();
    }

    /** All claims, of the paper and of this toolkit about it. */
    public static Claims claims() {
        return DATA.claims();
    }

    /** All errata. */
    public static Errata errata() {
        return DATA.errata();
    }

    /** All tables, numbered from 1 to 16; asking for them reads no rows. */
    public static Tables tables() {
        return DATA.tables();
    }

    /** The table of a number, with its rows. */
    public static Table table(int number) {
        return DATA.tables().get(number);
    }
}
