package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.peftcheck.papers.architecture.Denominator;

/** A share of a named number of parameters. */
final class Share {

    private static final int PERCENT_DIGITS = 4;

    private Share() {}

    /** In per cent, four digits after the point, rounded to the nearest. */
    static String percent(BigInteger part, Denominator whole) {
        return new BigDecimal(part)
                .scaleByPowerOfTen(2)
                .divide(BigDecimal.valueOf(whole.parameters()), PERCENT_DIGITS, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** The share and what it is taken of, as fields. */
    static void put(ObjectNode node, BigInteger part, Denominator whole) {
        node.putObject("denominator").put("name", whole.name()).put("parameters", whole.parameters());
        node.putObject("share").put("exact", part + "/" + whole.parameters()).put("percent", percent(part, whole));
    }
}
