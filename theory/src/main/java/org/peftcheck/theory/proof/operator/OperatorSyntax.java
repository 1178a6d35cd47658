package org.peftcheck.theory.proof.operator;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;

/**
 * Polynomials of the free *-algebra as text: terms between {@code +} and {@code -}, each a coefficient that may be left out
 * ({@code 2}, {@code 1/2}) and letters between spaces, {@code *} behind a letter for its adjoint. {@code 1} is the identity and
 * {@code 0} the zero. {@link OperatorPolynomial#toString} writes what is read here.
 */
public final class OperatorSyntax {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(/[1-9]\\d{0,17})?");

    private OperatorSyntax() {}

    /**
     * Reads a polynomial of known shape.
     *
     * @param text the text
     * @param operators the operators by their names
     * @param shape the shape of the polynomial
     * @return the polynomial
     * @throws IllegalArgumentException naming the text, for an unknown letter, a bad term or shapes that do not fit
     */
    public static OperatorPolynomial parse(String text, Map<String, Term.Symbol> operators, Shape shape) {
        OperatorPolynomial sum = OperatorPolynomial.zero(shape);
        BigFraction sign = BigFraction.ONE;
        boolean open = true;
        List<String> tokens =
                Arrays.asList(text.strip().replaceFirst("^-(?=\\S)", "- ").split(" +"));
        int at = 0;
        if (tokens.get(0).equals("-")) {
            sign = BigFraction.MINUS_ONE;
            at = 1;
        }
        while (at < tokens.size()) {
            int end = at;
            while (end < tokens.size() && !tokens.get(end).matches("[+-]")) {
                end++;
            }
            sum = sum.plus(term(text, tokens.subList(at, end), operators, shape).scale(sign));
            open = end < tokens.size();
            sign = open && tokens.get(end).equals("-") ? BigFraction.MINUS_ONE : BigFraction.ONE;
            at = end + 1;
        }
        if (open) {
            throw bad(text, "a term after the last sign", "the end");
        }
        return sum;
    }

    /**
     * Reads a polynomial whose shape follows from its first term, which has a letter.
     *
     * @param text the text
     * @param operators the operators by their names
     * @return the polynomial
     * @throws IllegalArgumentException naming the text, for an unknown letter, a bad term or shapes that do not fit
     */
    public static OperatorPolynomial parse(String text, Map<String, Term.Symbol> operators) {
        Letter first = null;
        Letter last = null;
        for (String token : text.strip().replaceFirst("^-", "").strip().split(" +")) {
            if (token.matches("[+-]")) {
                break;
            }
            if (!NUMBER.matcher(token).matches()) {
                last = letter(text, token, operators);
                first = first == null ? last : first;
            }
        }
        if (first == null) {
            throw bad(text, "a letter in the first term", "none");
        }
        return parse(
                text, operators, new Shape(first.shape().rows(), last.shape().columns()));
    }

    private static OperatorPolynomial term(
            String text, List<String> tokens, Map<String, Term.Symbol> operators, Shape shape) {
        if (tokens.isEmpty()) {
            throw bad(text, "a term between two signs", "none");
        }
        boolean number = NUMBER.matcher(tokens.get(0)).matches();
        BigFraction coefficient = number ? rational(tokens.get(0)) : BigFraction.ONE;
        List<String> letters = tokens.subList(number ? 1 : 0, tokens.size());
        if (letters.isEmpty()) {
            if (coefficient.signum() == 0) {
                return OperatorPolynomial.zero(shape);
            }
            if (!shape.rows().equals(shape.columns())) {
                throw bad(text, "a square shape for the identity", shape.toString());
            }
            return OperatorPolynomial.identity(shape.rows()).scale(coefficient);
        }
        return letters.stream()
                .map(token -> polynomial(letter(text, token, operators)))
                .reduce(OperatorPolynomial::times)
                .orElseThrow()
                .scale(coefficient);
    }

    private static OperatorPolynomial polynomial(Letter letter) {
        OperatorPolynomial operator = OperatorPolynomial.of(letter.symbol());
        return letter.adjoint() ? operator.adjoint() : operator;
    }

    private static Letter letter(String text, String token, Map<String, Term.Symbol> operators) {
        boolean adjoint = token.endsWith("*");
        String name = adjoint ? token.substring(0, token.length() - 1) : token;
        Term.Symbol symbol = operators.get(name);
        if (symbol == null) {
            throw bad(text, "a letter of " + operators.keySet(), "`" + token + "`");
        }
        return new Letter(symbol, adjoint);
    }

    private static BigFraction rational(String token) {
        int slash = token.indexOf('/');
        return slash < 0
                ? new BigFraction(new BigInteger(token))
                : new BigFraction(
                        new BigInteger(token.substring(0, slash)), new BigInteger(token.substring(slash + 1)));
    }

    private static IllegalArgumentException bad(String text, String expected, String got) {
        return new IllegalArgumentException("polynomial `" + text + "`: expected " + expected + ", got " + got);
    }
}
