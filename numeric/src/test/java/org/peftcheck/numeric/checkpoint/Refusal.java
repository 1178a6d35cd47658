package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** What a refusal must be: a {@link BadCheckpointException} with exactly one given line. */
final class Refusal {
    private Refusal() {}

    static void expect(String message, Executable action) {
        BadCheckpointException refused = assertThrows(BadCheckpointException.class, action);
        assertEquals(message, refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }
}
