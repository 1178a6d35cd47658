package org.peftcheck.theory.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.theory.adapter.RoseLoRa;

class KeptCountTest {

    @ParameterizedTest
    @CsvSource({"0.05, 768, 38", "0.05, 7, 1", "0.3, 12, 4", "0.5, 5, 3", "1, 9, 9", "0.125, 20, 3"})
    void theNearestNumberOfEntriesIsKeptAndAtLeastOne(double share, int entries, int kept) {
        assertEquals(kept, RoseLoRa.kept(share, entries));
    }

    @Test
    void columnsOfAAndRowsOfBAreCountedByTheirOwnLengths() {
        List<LayerShape> layers = List.of(new LayerShape("a", 20, 12, 2), new LayerShape("b", 5, 7));
        assertEquals(BigInteger.valueOf(2 * 3 * (6 + 4) + 3 * (2 + 2)), KeptCount.of(layers, 3, 0.3));
    }

    @Test
    void aShareOutOfRangeIsRefused() {
        assertEquals(
                "kept entries: expected a share above 0 and up to 1 of at least 1 entry, got 0.0 of 3",
                assertThrows(IllegalArgumentException.class, () -> RoseLoRa.kept(0, 3))
                        .getMessage());
    }
}
