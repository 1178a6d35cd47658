package org.peftcheck.training.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalInt;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.algebra.Activation;

class MethodNotesTest {

    @Test
    void everySettingIsReadBack() {
        AdapterOptions options = AdapterOptions.DEFAULT
                .with(Scaling.alphaOverRank(new BigFraction(33, 2)))
                .with(Activation.LEAKY_RELU)
                .with(Orientation.TRANSPOSED)
                .withDepth(6)
                .with(NormAxis.COLUMN)
                .withCoefficients(17);
        MethodChoice method = new MethodChoice("peanut", options, OptionalInt.of(7), List.of("q", "*.up"));
        assertEquals(method, MethodNotes.parse(MethodNotes.of(method)));
        MethodChoice plain = new MethodChoice("lp", AdapterOptions.DEFAULT, OptionalInt.empty(), List.of());
        assertEquals(plain, MethodNotes.parse(MethodNotes.of(plain)));
        MethodChoice adaptive = new MethodChoice("adalora", AdapterOptions.DEFAULT, OptionalInt.of(12), List.of())
                .with(new PruningSettings(OptionalInt.of(5), 0.25, 0.05, 7, 0.4, 3));
        assertEquals(adaptive, MethodNotes.parse(MethodNotes.of(adaptive)));
        assertEquals(
                "budget-every 3, budget-fixed 0.4, budget-warmup 7.0, penalty 0.25, rank 12, target-rank 5",
                MethodNotes.settings(adaptive));
        MethodChoice sparse = new MethodChoice("roselora", AdapterOptions.DEFAULT, OptionalInt.of(12), List.of())
                .with(new PruningSettings(OptionalInt.empty(), 0.5, 0.2, 0.1, 0.5, 1));
        assertEquals(sparse, MethodNotes.parse(MethodNotes.of(sparse)));
        MethodChoice states =
                new MethodChoice("houlsby", AdapterOptions.DEFAULT.with(Activation.TANH), OptionalInt.of(3), List.of());
        assertEquals(states, MethodNotes.parse(MethodNotes.of(states)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0.01", "16/r", "2.5/r", "16/sqrt(r)"})
    void scalingsAreReadBack(String text) {
        assertEquals(text, ScalingText.of(ScalingText.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0/r", "-1", "r", "16/R", "1e3", "1/3", ""})
    void whatIsNoScalingIsRefused(String text) {
        assertEquals(
                "scaling: expected a positive number such as 0.1, or 16/r, or 16/sqrt(r), got " + text,
                assertThrows(IllegalArgumentException.class, () -> ScalingText.parse(text))
                        .getMessage());
    }
}
