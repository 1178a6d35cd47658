package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.List;

/**
 * A summand of a cost.
 *
 * @param name what it is
 * @param formula the formula that it comes of
 * @param value operations or bytes
 */
public record CostItem(String name, String formula, BigInteger value) {

    /** The sum of some items. */
    public static BigInteger sum(List<CostItem> items) {
        return items.stream().map(CostItem::value).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
