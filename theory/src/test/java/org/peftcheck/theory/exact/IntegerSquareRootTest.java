package org.peftcheck.theory.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntegerSquareRootTest {

    @Test
    void smallRoots() {
        for (int n = 0; n < 5000; n++) {
            assertEquals(BigInteger.valueOf((long) Math.sqrt(n)), IntegerSquareRoot.floor(BigInteger.valueOf(n)));
        }
    }

    @Test
    void rootsBesideSquaresAndOfRandomIntegers() {
        Random random = new Random(7);
        for (int draw = 0; draw < 400; draw++) {
            BigInteger n = new BigInteger(1 + random.nextInt(3000), random);
            assertEquals(n.sqrt(), IntegerSquareRoot.floor(n));
            BigInteger square = n.multiply(n);
            assertEquals(n, IntegerSquareRoot.floor(square));
            assertEquals(n, IntegerSquareRoot.floor(square.add(n).add(n)));
            assertEquals(
                    square.subtract(BigInteger.ONE).max(BigInteger.ZERO).sqrt(),
                    IntegerSquareRoot.floor(square.subtract(BigInteger.ONE).max(BigInteger.ZERO)));
        }
    }

    @Test
    void aNegativeIntegerHasNone() {
        assertEquals(
                "square root: expected an integer of at least 0, got -4",
                assertThrows(IllegalArgumentException.class, () -> IntegerSquareRoot.floor(BigInteger.valueOf(-4)))
                        .getMessage());
    }
}
