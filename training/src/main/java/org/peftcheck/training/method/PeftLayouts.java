package org.peftcheck.training.method;

import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.interchange.LoRaLayout;
import org.peftcheck.numeric.interchange.PeanutLayout;
import org.peftcheck.numeric.interchange.PeftLayout;
import org.peftcheck.numeric.interchange.VeRaLayout;
import org.peftcheck.theory.adapter.DoRa;
import org.peftcheck.theory.adapter.LoRa;
import org.peftcheck.theory.adapter.MiLoRa;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Peanut;
import org.peftcheck.theory.adapter.PiSsa;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.adapter.VeRa;
import org.peftcheck.theory.adapter.WeightAdapter;

/** Which layout of PEFT holds what a method has trained, where one does. */
final class PeftLayouts {

    /** The methods that can be exported, for messages. */
    static final String POSSIBLE =
            "lora, dora (norms by row), vera (layers of one shape), pissa and milora (as LoRA of twice the"
                    + " rank), peanut (transposed)";

    private PeftLayouts() {}

    /**
     * The layout for an adapter.
     *
     * @param adapter the adapter
     * @param rank its rank
     * @return the layout
     * @throws IllegalArgumentException if PEFT has none, naming the methods that it has one for
     */
    static PeftLayout of(WeightAdapter adapter, int rank) {
        if (adapter instanceof LoRa lora) {
            return lora(rank, lora.scaling(), false);
        }
        if (adapter instanceof DoRa dora && dora.axis() == NormAxis.ROW) {
            return lora(rank, dora.scaling(), true);
        }
        if (startsFromParts(adapter)) {
            return LoRaLayout.of(2 * rank, new BigFraction(2 * rank));
        }
        if (adapter instanceof VeRa) {
            return new VeRaLayout(rank);
        }
        if (adapter instanceof Peanut peanut && peanut.orientation() == Orientation.TRANSPOSED) {
            return new PeanutLayout(rank, peanut.depth() / 2 - 1, peanut.activation(), factor(peanut.scaling(), rank));
        }
        throw new IllegalArgumentException("export of " + adapter.title() + ": expected a method that PEFT has, one of "
                + POSSIBLE + "; what is merged needs no PEFT");
    }

    private static LoRaLayout lora(int rank, Scaling scaling, boolean dora) {
        boolean stabilised = scaling instanceof Scaling.AlphaOverRootRank;
        BigFraction alpha;
        if (scaling instanceof Scaling.AlphaOverRootRank root) {
            alpha = root.alpha();
        } else if (scaling instanceof Scaling.AlphaOverRank over) {
            alpha = over.alpha();
        } else {
            alpha = ((Scaling.Constant) scaling).factor().multiply(rank);
        }
        return new LoRaLayout(rank, alpha, stabilised, dora, Map.of(), Map.of());
    }

    private static BigFraction factor(Scaling scaling, int rank) {
        if (scaling instanceof Scaling.Constant constant) {
            return constant.factor();
        }
        if (scaling instanceof Scaling.AlphaOverRank over) {
            return over.alpha().divide(rank);
        }
        throw new IllegalArgumentException(
                "export: expected a scaling that is a fraction, as PEFT stores it for PEANuT, got "
                        + "alpha over the root of the rank");
    }

    /** Whether a method changes the base weights, so that what is exported is the difference to its start. */
    static boolean startsFromParts(WeightAdapter adapter) {
        return adapter instanceof PiSsa || adapter instanceof MiLoRa;
    }
}
