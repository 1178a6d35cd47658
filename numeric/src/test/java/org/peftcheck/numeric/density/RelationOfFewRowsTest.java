package org.peftcheck.numeric.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RelationOfFewRowsTest {

    @Test
    void columnsOfDoublesHaveShortRelationsOfTwelveRows() {
        Random random = new Random(12);
        for (int trial = 0; trial < 5; trial++) {
            double[] column = random.doubles(20, 1, 2).toArray();
            ShortestRelation found = ShortestRelation.of(column).orElseThrow();
            assertTrue(found.relation().norm().bitLength() <= 9, found.toString());
            assertTrue(MissedTarget.of(found.relation()).error() > 1e-3);
        }
    }

    @Test
    void aPlantedRelationIsFound() {
        double[] column = {0x1.23456789p0, 0x1.3579bdfp0, 0x1.1badcafe1p0, 0};
        column[3] = 2 * column[0] + 3 * column[1] - 4 * column[2];
        ShortestRelation found = ShortestRelation.of(column).orElseThrow();
        assertEquals("0:2 1:3 2:-4 3:-1", found.relation().toString());
    }
}
