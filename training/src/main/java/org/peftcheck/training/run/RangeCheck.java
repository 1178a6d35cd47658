package org.peftcheck.training.run;

/** The refusal of numbers that are out of range. */
final class RangeCheck {

    private RangeCheck() {}

    /** Refuses what is no finite number, and what does not fulfil its condition. */
    static void require(String what, String expected, double found, boolean fulfilled) {
        if (!fulfilled || !Double.isFinite(found)) {
            String number =
                    found == Math.rint(found) && Math.abs(found) < 1e9 ? Long.toString((long) found) : "" + found;
            throw new IllegalArgumentException(what + ": expected " + expected + ", got " + number);
        }
    }
}
