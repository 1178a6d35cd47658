package org.peftcheck.numeric.checkpoint;

import java.util.Comparator;

/** The order of names in which runs of digits count as numbers: {@code layer.2} comes before {@code layer.10}. */
final class NaturalOrder implements Comparator<String> {

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endA = endOfChunk(a, i);
            int endB = endOfChunk(b, j);
            int order = compareChunks(a.substring(i, endA), b.substring(j, endB));
            if (order != 0) {
                return order;
            }
            i = endA;
            j = endB;
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b);
    }

    /** A chunk is a run of digits without their leading zeros, or one other character. */
    private static int compareChunks(String a, String b) {
        if (isDigit(a.charAt(0)) && isDigit(b.charAt(0))) {
            String numberA = a.replaceFirst("^0+(?=.)", "");
            String numberB = b.replaceFirst("^0+(?=.)", "");
            int byLength = Integer.compare(numberA.length(), numberB.length());
            return byLength != 0 ? byLength : numberA.compareTo(numberB);
        }
        return a.compareTo(b);
    }

    private static int endOfChunk(String text, int start) {
        int end = start + 1;
        while (isDigit(text.charAt(start)) && end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
