package org.peftcheck.theory.proof.smt.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hipparchus.fraction.BigFraction;

/**
 * A question to a solver in SMT-LIB 2: is there a point at which all assertions hold?
 *
 * @param sort what the variables range over
 * @param variables the names of the variables
 * @param assertions the assertions, each an S-expression
 */
public record Script(Sort sort, List<String> variables, List<String> assertions) {

    /** Copies the lists. */
    public Script {
        Objects.requireNonNull(sort, "sort");
        variables = List.copyOf(variables);
        assertions = List.copyOf(assertions);
    }

    /**
     * The complete script, from {@code set-logic} to {@code check-sat}.
     *
     * @return the text, one command a line
     */
    public String text() {
        StringBuilder text = new StringBuilder("(set-logic " + sort.logic() + ")\n");
        variables.forEach(v -> text.append("(declare-const ")
                .append(v)
                .append(' ')
                .append(sort.symbol())
                .append(")\n"));
        assertions.forEach(a -> text.append("(assert ").append(a).append(")\n"));
        return text.append("(check-sat)\n").toString();
    }

    /**
     * The same question with the value of one variable prescribed.
     *
     * @param variable the name of the variable
     * @param value its value
     * @return the narrower question
     */
    public Script pinned(String variable, BigFraction value) {
        List<String> narrower = new ArrayList<>(assertions);
        narrower.add("(= " + variable + " " + new SmtText(sort).number(value) + ")");
        return new Script(sort, variables, narrower);
    }
}
