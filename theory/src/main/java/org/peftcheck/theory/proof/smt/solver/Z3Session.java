package org.peftcheck.theory.proof.smt.solver;

import com.microsoft.z3.AlgebraicNum;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.IntNum;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.RatNum;
import com.microsoft.z3.Status;
import com.microsoft.z3.Z3Exception;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;

/** Z3 through its Java API; the one class that uses it. It is not linked before Z3Solver puts a question. */
final class Z3Session {

    private Z3Session() {}

    /** Decimals to which an algebraic number is enclosed. */
    private static final int PRECISION = 12;

    static Answer ask(String smtLib, List<String> variables, Duration timeOut) {
        try (Context context = new Context()) {
            com.microsoft.z3.Solver solver = context.mkSolver();
            Params parameters = context.mkParams();
            parameters.add("timeout", Math.toIntExact(timeOut.toMillis()));
            solver.setParameters(parameters);
            solver.add(parsed(context, smtLib));
            Status status = solver.check();
            return switch (status) {
                case UNSATISFIABLE -> new Answer.Unsatisfiable();
                case SATISFIABLE -> new Answer.Satisfiable(values(solver.getModel(), variables));
                case UNKNOWN -> new Answer.Unknown(solver.getReasonUnknown());
            };
        }
    }

    private static BoolExpr[] parsed(Context context, String smtLib) {
        if (!smtLib.contains("(check-sat)")) {
            throw new IllegalArgumentException("z3: expected a script in SMT-LIB 2, got an error: no check-sat");
        }
        try {
            return context.parseSMTLIB2String(smtLib, null, null, null, null);
        } catch (Z3Exception refused) {
            throw new IllegalArgumentException(
                    "z3: expected a script in SMT-LIB 2, got an error: " + Libraries.firstLine(refused.getMessage()),
                    refused);
        }
    }

    private static Map<String, ModelValue> values(Model model, List<String> variables) {
        Map<String, ModelValue> values = new LinkedHashMap<>();
        variables.forEach(v -> values.put(v, new ModelValue.Rational(BigFraction.ZERO)));
        for (FuncDecl<?> declared : model.getConstDecls()) {
            values.computeIfPresent(
                    declared.getName().toString(), (name, any) -> value(model.getConstInterp(declared)));
        }
        return values;
    }

    private static ModelValue value(Expr<?> value) {
        if (value instanceof IntNum integer) {
            return new ModelValue.Rational(new BigFraction(integer.getBigInteger()));
        } else if (value instanceof RatNum rational) {
            return new ModelValue.Rational(fraction(rational));
        } else if (value instanceof AlgebraicNum algebraic) {
            return new ModelValue.Algebraic(algebraic.toString(), fraction(algebraic.toLower(PRECISION)));
        }
        throw new IllegalArgumentException("z3: expected a number as the value of a variable, got " + value);
    }

    private static BigFraction fraction(RatNum rational) {
        return new BigFraction(rational.getBigIntNumerator(), rational.getBigIntDenominator());
    }
}
