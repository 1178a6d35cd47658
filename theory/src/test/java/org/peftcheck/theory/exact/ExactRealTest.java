package org.peftcheck.theory.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactRealTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "3/4, 3/4",
        "-6/8, -3/4",
        "sqrt(2), sqrt(2)",
        "sqrt(8), 2*sqrt(2)",
        "sqrt(9), 3",
        "-sqrt(12)+1/2, 1/2-2*sqrt(3)",
        "1/2+3*sqrt(5), 1/2+3*sqrt(5)",
        "sqrt(2)-sqrt(2), 0",
        "sqrt(2)-sqrt(8), -sqrt(2)",
        "sqrt(720720), 12*sqrt(5005)",
        "sqrt(1125899839733761), 33554431",
        "root(x^3-2;1;2), root(x^3-2;1;2)",
        "root(-2+x^3;1;2)^2, root(x^3-2;1;2)^2",
        "1-3/2*root(x^3-2;1;2)^2, 1-3/2*root(x^3-2;1;2)^2",
        "root(x^3-2;1;2)^0, 1",
        "root(2*x^2-x-2;-1;-1/2)+root(2*x^2-x-2;-1;-1/2), 2*root(2*x^2-x-2;-1;-1/2)",
        "root(x^5-x-1;1;2), root(x^5-x-1;1;2)"
    })
    void textsAreBroughtIntoOneForm(String text, String printed) {
        ExactReal x = ExactReal.parse(text);
        assertEquals(printed, x.toString());
        assertEquals(x, ExactReal.parse(printed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            '' | real number : expected a number, sqrt(…) or root(…) at character 1, got the end
            sqrt(0) | real number sqrt(0): expected sqrt of an integer between 1 and 2^50, got 0
            sqrt(-2) | real number sqrt(-2): expected a positive integer at character 6, got '-'
            sqrt(2 | real number sqrt(2: expected ) at character 7, got the end
            sqrt(1125899906842625) | sqrt: expected an integer between 1 and 2^50, got 1125899906842625
            sqrt(99999999999999999999999) | real number sqrt(99999999999999999999999): expected sqrt of an integer between 1 and 2^50, got 99999999999999999999999
            1/0 | real number 1/0: expected a denominator other than 0, got 0
            2sqrt(2) | real number 2sqrt(2): expected + or - at character 2, got 's'
            pi | real number pi: expected a number, sqrt(…) or root(…) at character 1, got 'p'
            NaN | real number NaN: expected a number, sqrt(…) or root(…) at character 1, got 'N'
            root(x^2-2;1;2)^2 | real number root(x^2-2;1;2)^2: expected a power of at most 1, got 2
            root(x^2-2;1;2)^-1 | real number root(x^2-2;1;2)^-1: expected a power at character 17, got '-'
            root(x^2-2+x^2;1;2) | real number root(x^2-2+x^2;1;2): expected each power of x once, got x^2 twice
            root(x-2;1;3) | root: expected a polynomial of degree between 2 and 512, got degree 1
            root(x^600-2;1;3) | real number root(x^600-2;1;3): expected a power of x of at most 512, got 600
            root(2*x^2-4;1;2) | root of 2*x^2-4: expected coefficients without a common divisor and a positive leading one
            root(-x^2+2;1;2) | root of -x^2+2: expected coefficients without a common divisor and a positive leading one
            root(x^2-4;1;3) | root of x^2-4: expected a polynomial that Eisenstein's criterion or a prime below 400 shows to be irreducible
            root(x^4+4;1;3) | root of x^4+4: expected a polynomial that Eisenstein's criterion or a prime below 400 shows to be irreducible
            root(x^4-10*x^2+1;3;4) | root of x^4-10*x^2+1: expected a polynomial that Eisenstein's criterion or a prime below 400 shows to be irreducible
            root(x^2-2;2;1) | root: expected a lower end below 1, got 2
            root(x^2-2;2;3) | root of x^2-2: expected an interval for which Descartes' rule of signs shows exactly one root, got no root between 2 and 3
            root(x^2-2;-2;2) | root of x^2-2: expected an interval for which Descartes' rule of signs shows exactly one root, got up to 2 between -2 and 2
            root(x^3-2;1;2)+sqrt(2) | real numbers: expected square roots or powers of one root throughout, got root(x^3-2;1;2) and sqrt(2)
            root(x^3-2;1;2)+root(x^3-3;1;2) | real numbers: expected square roots or powers of one root throughout, got root(x^3-2;1;2) and root(x^3-3;1;2)
            """)
    void badNumbersAreRefusedInOneLine(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> ExactReal.parse(text))
                        .getMessage());
    }

    @Test
    void powersBeyondTheDegreeAreReduced() {
        AlgebraicNumber golden = new AlgebraicNumber(integers(-1, -1, 1), BigFraction.ONE, BigFraction.TWO);
        assertEquals("5+8*" + golden, ExactReal.power(golden, 6).toString());
        AlgebraicNumber half = new AlgebraicNumber(integers(-3, 0, 0, 2), BigFraction.ONE, BigFraction.TWO);
        assertEquals("9/4", ExactReal.power(half, 6).toString());
        assertTrue(ExactReal.power(half, 3).isRational());
    }

    @Test
    void anEnclosureHasTheDigits() {
        // √2 = 1.41421356237309504880168872420969807856967187537694…, the real root of x³ − x − 1 is
        // 1.3247179572447460259609…
        assertDigits("sqrt(2)", "1.41421356237309504880168872420969807856967187537694", 49);
        assertDigits("root(x^3-x-1;1;2)", "1.324717957244746025960908854478097340", 35);
        assertDigits("root(x^5-x-1;1;2)", "1.1673039782614186842560458998548421", 33);
        assertDigits("-root(x^2-2;-2;-1)", "1.41421356237309504880168872420969807856967187537694", 49);
        assertDigits("root(x^3-2;1;2)^2", "1.5874010519681994747517056392723082603914933", 42);
        assertDigits(
                "7-1000000000000000000000000*root(x^2-2;-2;-1)",
                "1414213562373095048801695.7242096980785696718753769480731766797379",
                38);
    }

    private static void assertDigits(String text, String digits, int places) {
        BigFraction shown = new BigFraction(
                new BigInteger(digits.replace(".", "")), BigInteger.TEN.pow(digits.length() - digits.indexOf('.') - 1));
        for (int bits : new int[] {0, 1, 7, 40, 110}) {
            DyadicInterval found = ExactReal.parse(text).enclosure(bits);
            assertTrue(found.contains(shown), text);
            assertTrue(found.hi().subtract(found.lo()).bitLength() <= 2, text);
        }
        DyadicInterval fine = ExactReal.parse(text).enclosure(2000);
        BigFraction error = BigFraction.ONE.divide(new BigFraction(BigInteger.TEN.pow(places)));
        BigFraction low = new BigFraction(fine.lo(), BigInteger.ONE.shiftLeft(2000));
        assertTrue(low.subtract(shown).abs().compareTo(error) < 0, text);
    }

    @Test
    void aFloorOfManyBitsIsConfirmedByItsPower() {
        AlgebraicNumber number = AlgebraicNumber.rootOf(2, 100);
        BigInteger floor = number.scaledFloor(5000);
        BigInteger goal = BigInteger.ONE.shiftLeft(500_001);
        assertTrue(floor.pow(100).compareTo(goal) < 0);
        assertTrue(floor.add(BigInteger.ONE).pow(100).compareTo(goal) > 0);
    }

    private static List<BigInteger> integers(long... values) {
        return java.util.Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
    }
}
