package org.peftcheck.training.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphicsCardsTest {

    @Test
    void readsACardALine() {
        assertEquals(
                new GraphicsCards.Known(List.of(new ComputeCapability(8, 6), new ComputeCapability(12, 0))),
                GraphicsCards.parse(0, "8.6\n 12.0 \n"));
    }

    @Test
    void noDeviceAndNoDriverAreNoCard() {
        assertEquals(
                new GraphicsCards.None("nvidia-smi ended with 0 and said: No devices were found"),
                GraphicsCards.parse(0, "No devices were found\n"));
        assertEquals(
                new GraphicsCards.None("nvidia-smi ended with 9 and said: NVIDIA-SMI has failed"),
                GraphicsCards.parse(9, "NVIDIA-SMI has failed\nMake sure that the driver is running\n"));
        assertEquals(new GraphicsCards.None("nvidia-smi ended with 0 and said: nothing"), GraphicsCards.parse(0, "\n"));
    }

    @Test
    void anOldProgramThatCannotTellIsNotTakenForNoCard() {
        assertEquals(
                new GraphicsCards.Unclear("Field \"compute_cap\" is not a valid field to query."),
                GraphicsCards.parse(2, "Field \"compute_cap\" is not a valid field to query.\n"));
    }

    @Test
    void asksAProgram() {
        assertEquals(
                new GraphicsCards.Known(List.of(new ComputeCapability(9, 0))),
                GraphicsCards.ask(List.of("echo", "9.0"), 20));
        assertEquals(
                new GraphicsCards.None("there is no program nvidia-smi-of-nobody"),
                GraphicsCards.ask(List.of("nvidia-smi-of-nobody"), 20));
        assertEquals(
                new GraphicsCards.Unclear("sleep has not answered within 1 s"),
                GraphicsCards.ask(List.of("sleep", "60"), 1));
    }
}
