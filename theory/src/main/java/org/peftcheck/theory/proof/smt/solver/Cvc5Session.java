package org.peftcheck.theory.proof.smt.solver;

import io.github.cvc5.CVC5ApiException;
import io.github.cvc5.CVC5ParserException;
import io.github.cvc5.Command;
import io.github.cvc5.Context;
import io.github.cvc5.InputParser;
import io.github.cvc5.Pair;
import io.github.cvc5.Result;
import io.github.cvc5.SymbolManager;
import io.github.cvc5.Term;
import io.github.cvc5.TermManager;
import io.github.cvc5.modes.InputLanguage;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;

/** cvc5 through its Java API; the one class that uses it. It is not linked before Cvc5Solver puts a question. */
final class Cvc5Session {

    private Cvc5Session() {}

    /** The library frees its objects for the whole process at once, so that there is one question at a time. */
    static Answer ask(String smtLib, List<String> variables, Duration timeOut) {
        try {
            TermManager terms = new TermManager();
            io.github.cvc5.Solver solver = new io.github.cvc5.Solver(terms);
            solver.setOption("produce-models", "true");
            solver.setOption("tlimit-per", Long.toString(timeOut.toMillis()));
            return run(new InputParser(solver, new SymbolManager(terms)), smtLib, variables);
        } catch (CVC5ApiException | CVC5ParserException refused) {
            throw new IllegalArgumentException(
                    "cvc5: expected a script in SMT-LIB 2, got an error: " + Libraries.firstLine(refused.getMessage()),
                    refused);
        } finally {
            Context.deletePointers();
        }
    }

    private static Answer run(InputParser parser, String smtLib, List<String> variables)
            throws CVC5ApiException, CVC5ParserException {
        parser.setStringInput(InputLanguage.SMT_LIB_2_6, smtLib, "script");
        for (Command command = parser.nextCommand(); !command.isNull(); command = parser.nextCommand()) {
            if (command.getCommandName().equals("check-sat")) {
                return answer(parser, variables);
            }
            String output = command.invoke(parser.getSolver(), parser.getSymbolManager());
            if (output.startsWith("(error")) {
                throw new CVC5ApiException(output);
            }
        }
        throw new CVC5ApiException("no check-sat");
    }

    private static Answer answer(InputParser parser, List<String> variables) {
        Result result = parser.getSolver().checkSat();
        if (result.isUnsat()) {
            return new Answer.Unsatisfiable();
        } else if (result.isUnknown()) {
            return new Answer.Unknown(result.getUnknownExplanation().name().toLowerCase(Locale.ROOT));
        }
        Map<String, ModelValue> values = new LinkedHashMap<>();
        variables.forEach(v -> values.put(v, new ModelValue.Rational(BigFraction.ZERO)));
        for (Term declared : parser.getSymbolManager().getDeclaredTerms()) {
            values.computeIfPresent(
                    declared.toString(), (name, any) -> value(parser.getSolver().getValue(declared)));
        }
        return new Answer.Satisfiable(values);
    }

    private static ModelValue value(Term value) {
        if (value.isIntegerValue()) {
            return new ModelValue.Rational(new BigFraction(value.getIntegerValue()));
        } else if (value.isRealAlgebraicNumber()) {
            BigFraction lower = fraction(value.getRealAlgebraicNumberLowerBound());
            BigFraction upper = fraction(value.getRealAlgebraicNumberUpperBound());
            return new ModelValue.Algebraic(value.toString(), lower.add(upper).divide(2));
        } else if (value.isRealValue()) {
            return new ModelValue.Rational(fraction(value));
        }
        throw new IllegalArgumentException("cvc5: expected a number as the value of a variable, got " + value);
    }

    private static BigFraction fraction(Term value) {
        Pair<BigInteger, BigInteger> quotient = value.getRealValue();
        return new BigFraction(quotient.first, quotient.second);
    }
}
