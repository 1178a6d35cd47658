package org.peftcheck.papers.audit;

import java.math.BigInteger;
import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.papers.Cell;

/** An expression over the cells of tables and the quantities of models, with exact values. */
sealed interface Expression {

    /** Its values; all but a range of cells have one. */
    List<BigFraction> values(Scope scope);

    /** Its one value. */
    default BigFraction value(Scope scope) {
        List<BigFraction> values = values(scope);
        if (values.size() != 1) {
            throw new IllegalArgumentException("formula: expected one number, got a range of " + values.size());
        }
        return values.get(0);
    }

    /** A number that is written out. */
    record Literal(BigFraction number) implements Expression {
        @Override
        public List<BigFraction> values(Scope scope) {
            return List.of(number);
        }
    }

    /** One cell or a range of cells. */
    record Reference(String name) implements Expression {
        @Override
        public List<BigFraction> values(Scope scope) {
            return scope.cells(name).stream().map(Scope::value).toList();
        }
    }

    /** A quantity of a model. */
    record Quantity(String name) implements Expression {
        @Override
        public List<BigFraction> values(Scope scope) {
            return List.of(new BigFraction(scope.quantities().of(name)));
        }
    }

    /** A sum, difference, product or quotient. */
    record Operation(char sign, Expression left, Expression right) implements Expression {
        @Override
        public List<BigFraction> values(Scope scope) {
            BigFraction a = left.value(scope);
            BigFraction b = right.value(scope);
            return List.of(
                    switch (sign) {
                        case '+' -> a.add(b);
                        case '-' -> a.subtract(b);
                        case '*' -> a.multiply(b);
                        default -> a.divide(b);
                    });
        }
    }

    /** A function. */
    record Call(Function function, List<Expression> arguments) implements Expression {
        @Override
        public List<BigFraction> values(Scope scope) {
            return List.of(function.apply(scope, arguments));
        }
    }

    /** The functions. */
    enum Function {
        /** The sum of all numbers. */
        SUM {
            @Override
            BigFraction apply(Scope scope, List<Expression> arguments) {
                return all(scope, arguments).stream().reduce(BigFraction.ZERO, BigFraction::add);
            }
        },
        /** Their mean. */
        MEAN {
            @Override
            BigFraction apply(Scope scope, List<Expression> arguments) {
                return SUM.apply(scope, arguments).divide(NUMBER.apply(scope, arguments));
            }
        },
        /** How many there are. */
        NUMBER {
            @Override
            BigFraction apply(Scope scope, List<Expression> arguments) {
                return new BigFraction(all(scope, arguments).size());
            }
        },
        /** 100 a / b. */
        PERCENT {
            @Override
            BigFraction apply(Scope scope, List<Expression> arguments) {
                List<BigFraction> two = exactly(2, scope, arguments);
                return two.get(0).divide(two.get(1)).multiply(100);
            }
        },
        /** 100 (a / b - 1). */
        GAIN {
            @Override
            BigFraction apply(Scope scope, List<Expression> arguments) {
                return PERCENT.apply(scope, arguments).subtract(100);
            }
        },
        /** The multiple of a step that is nearest to the printed figure. */
        NEAREST {
            @Override
            BigFraction apply(Scope scope, List<Expression> arguments) {
                BigFraction step = exactly(1, scope, arguments).get(0);
                Cell printed = scope.printed().orElseThrow(() -> new IllegalArgumentException("nearest: no figure"));
                BigFraction steps = Scope.value(printed).divide(step).add(BigFraction.ONE_HALF);
                BigInteger whole = steps.getNumerator().divide(steps.getDenominator());
                return step.multiply(whole);
            }
        };

        abstract BigFraction apply(Scope scope, List<Expression> arguments);

        private static List<BigFraction> all(Scope scope, List<Expression> arguments) {
            return arguments.stream().flatMap(a -> a.values(scope).stream()).toList();
        }

        private static List<BigFraction> exactly(int count, Scope scope, List<Expression> arguments) {
            List<BigFraction> all = all(scope, arguments);
            if (all.size() != count) {
                throw new IllegalArgumentException("formula: expected " + count + " arguments, got " + all.size());
            }
            return all;
        }
    }
}
