package org.peftcheck.theory.audit;

import org.peftcheck.papers.Tables;
import org.peftcheck.papers.audit.Audit;
import org.peftcheck.papers.audit.Quantities;
import org.peftcheck.papers.peanut2025.Peanut2025;

/** The audits of papers, ready to be run. */
public final class PaperAudit {

    private static final Quantities QUANTITIES = new ModelQuantities(Peanut2025::architecture);

    private PaperAudit() {}

    /**
     * The audit of the PEANuT paper. Its checks are read once, when it is first asked for; nothing is computed yet.
     *
     * @return the audit
     */
    public static Audit peanut2025() {
        return Printed.AUDIT;
    }

    /**
     * The same checks of other tables in the layout of the PEANuT paper's.
     *
     * @param tables the tables
     * @return the audit
     */
    public static Audit peanut2025(Tables tables) {
        return peanut2025(tables, QUANTITIES);
    }

    /**
     * The same checks with other quantities, such as those of a method that is under suspicion.
     *
     * @param tables the tables
     * @param quantities what the names of counts in the formulas stand for
     * @return the audit
     */
    public static Audit peanut2025(Tables tables, Quantities quantities) {
        return new Audit(Peanut2025.checks(tables), tables, quantities);
    }

    /** The audit of the tables as printed. */
    private static final class Printed {
        static final Audit AUDIT = peanut2025(Peanut2025.tables());
    }
}
