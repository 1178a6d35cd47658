package org.peftcheck.papers.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peftcheck.papers.NearNames;
import org.peftcheck.papers.audit.Expression.Function;

/**
 * Reads formulas: {@code [cells]}, {@code {quantity}}, numbers, {@code + - * /}, parentheses, functions, and between two
 * expressions one of {@code >= > = <= <}.
 */
final class FormulaParser {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\[[^\\]]+\\]|\\{[^}]+\\}|\\d+(?:\\.\\d+)?|[a-z]+|>=|<=|[><=+\\-*/(),])");
    private static final List<String> RELATIONS = List.of(">=", ">", "=", "<=", "<");

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    private FormulaParser(String text) {
        this.text = text;
    }

    /**
     * Reads a formula.
     *
     * @throws IllegalArgumentException when it is not one
     */
    static Formula parse(String text) {
        FormulaParser parser = new FormulaParser(text);
        parser.split();
        Expression left = parser.sum();
        Optional<String> relation = Optional.of(parser.peek()).filter(RELATIONS::contains);
        Optional<Expression> right = Optional.empty();
        if (relation.isPresent()) {
            parser.next++;
            right = Optional.of(parser.sum());
        }
        if (!parser.peek().isEmpty()) {
            throw parser.refuse("the end");
        }
        return new Formula(left, relation, right);
    }

    private void split() {
        Matcher matcher = TOKEN.matcher(text.strip());
        int at = 0;
        while (at < text.strip().length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("formula `" + text + "`: cannot be read from position " + at);
            }
            tokens.add(matcher.group(1));
            at = matcher.end();
        }
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private Expression sum() {
        Expression left = product();
        while (peek().equals("+") || peek().equals("-")) {
            char sign = tokens.get(next++).charAt(0);
            left = new Expression.Operation(sign, left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = factor();
        while (peek().equals("*") || peek().equals("/")) {
            char sign = tokens.get(next++).charAt(0);
            left = new Expression.Operation(sign, left, factor());
        }
        return left;
    }

    private Expression factor() {
        String token = peek();
        if (token.isEmpty()) {
            throw refuse("a number, a reference, a function or a parenthesis");
        }
        next++;
        String inside = token.substring(1, Math.max(1, token.length() - 1));
        char first = token.charAt(0);
        if (first == '[') {
            return new Expression.Reference(inside);
        } else if (first == '{') {
            return new Expression.Quantity(inside);
        } else if (Character.isDigit(first)) {
            return new Expression.Literal(Scope.exact(new BigDecimal(token)));
        } else if (first == '(') {
            Expression sum = sum();
            take(")");
            return sum;
        } else if (Character.isLetter(first)) {
            return call(token);
        }
        next--;
        throw refuse("a number, a reference, a function or a parenthesis");
    }

    private Expression call(String name) {
        List<String> known = Arrays.stream(Function.values())
                .map(f -> f.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(name)) {
            throw new IllegalArgumentException("function `" + name + "`: not known" + NearNames.hint(name, known));
        }
        take("(");
        List<Expression> arguments = new ArrayList<>(List.of(sum()));
        while (peek().equals(",")) {
            next++;
            arguments.add(sum());
        }
        take(")");
        return new Expression.Call(Function.valueOf(name.toUpperCase(Locale.ROOT)), List.copyOf(arguments));
    }

    private void take(String wanted) {
        if (!peek().equals(wanted)) {
            throw refuse("`" + wanted + "`");
        }
        next++;
    }

    private IllegalArgumentException refuse(String expected) {
        String found = peek().isEmpty() ? "the end" : "`" + peek() + "`";
        return new IllegalArgumentException(
                "formula `" + text + "`: expected " + expected + " as part " + (next + 1) + ", got " + found);
    }
}
