package org.peftcheck.theory.proof.smt;

import java.util.ArrayList;
import java.util.List;
import org.peftcheck.theory.proof.smt.formula.Formula;
import org.peftcheck.theory.proof.smt.formula.NamedFormula;
import org.peftcheck.theory.proof.smt.formula.Sort;
import org.peftcheck.theory.proof.smt.formula.Statement;

/** An obligation while it is written down: first what it is about, then its hypotheses, last its conclusion. */
final class Draft {

    private final String id;
    private final String claim;
    private final Obligation.Scope scope;
    private final List<NamedFormula> hypotheses = new ArrayList<>();
    private String words = "";
    private String tex = "";
    private Sort sort = Sort.REAL;
    private Obligation.Expected expected = Obligation.Expected.UNSAT;

    private Draft(String id, String claim, Obligation.Scope scope) {
        this.id = id;
        this.claim = claim;
        this.scope = scope;
    }

    static Draft claim(String id, String claim) {
        return new Draft(id, claim, Obligation.Scope.CLAIM);
    }

    static Draft step(String id, String claim) {
        return new Draft(id, claim, Obligation.Scope.STEP);
    }

    static Draft oneSize(String id, String claim) {
        return new Draft(id, claim, Obligation.Scope.ONE_SIZE);
    }

    /** A false variant of a claim. */
    static Draft variant(String id, String claim) {
        return new Draft(id, claim, Obligation.Scope.VARIANT).isRefuted();
    }

    Draft says(String newWords, String newTex) {
        words = newWords;
        tex = newTex;
        return this;
    }

    Draft over(Sort newSort) {
        sort = newSort;
        return this;
    }

    Draft given(String name, Formula... formulas) {
        hypotheses.add(new NamedFormula(name, formulas.length == 1 ? formulas[0] : Formula.and(formulas)));
        return this;
    }

    /** The statement is false, and a model refutes it. */
    Draft isRefuted() {
        expected = Obligation.Expected.SAT;
        return this;
    }

    Obligation concludes(Formula... formulas) {
        Formula conclusion = formulas.length == 1 ? formulas[0] : Formula.and(formulas);
        return new Obligation(id, claim, scope, words, tex, new Statement(sort, hypotheses, conclusion), expected);
    }
}
