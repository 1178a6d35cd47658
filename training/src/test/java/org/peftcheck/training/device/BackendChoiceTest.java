package org.peftcheck.training.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendChoiceTest {

    private static final Optional<CudaBuild> CUDA = Optional.of(new CudaBuild("nd4j-cuda-11.6"));
    private static final String WAY_OUT = "; BACKEND_PRIORITY_CPU=200 in the environment takes the CPU,"
            + " as does a build without the profile nd4j-cuda";

    private static BackendChoice on(String answer) {
        return BackendChoice.of(CUDA, () -> GraphicsCards.parse(0, answer), Map.of());
    }

    private static GraphicsCards mustNotBeAsked() {
        throw new AssertionError("the cards do not matter here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.7", "5.0", "6.1", "7.0", "7.5", "8.0", "8.6", "8.9", "8.9\n8.6\n"})
    void cardsWithMachineCodeAreUsed(String answer) {
        BackendChoice.Use use = assertInstanceOf(BackendChoice.Use.class, on(answer));
        assertEquals(Backend.CUDA, use.backend());
        assertTrue(use.reason().contains("nd4j-cuda-11.6 (built for 3.7 and 5.x to 8.x)"), use.reason());
    }

    @ParameterizedTest
    @CsvSource({"9.0, 9.0", "12.0, 12.0", "3.5, 3.5", "2.1, 2.1", "'8.6\n9.0\n', '8.6, 9.0'", "'10.0\n8.0', '10.0, 8.0'"
    })
    void cardsWithoutMachineCodeAreRefused(String answer, String named) {
        BackendChoice.Refused refused = assertInstanceOf(BackendChoice.Refused.class, on(answer));
        assertEquals(
                "CUDA: expected cards of compute capability 3.7 and 5.x to 8.x, which is what nd4j-cuda-11.6 has machine"
                        + " code for, found " + named + WAY_OUT,
                refused.reason());
    }

    @Test
    void anotherBuildIsTakenAtItsWord() {
        BackendChoice choice = BackendChoice.of(
                Optional.of(new CudaBuild("nd4j-cuda-12.9")), () -> GraphicsCards.parse(0, "9.0"), Map.of());
        assertEquals(
                new BackendChoice.Use(
                        Backend.CUDA,
                        "compute capability 9.0 and nd4j-cuda-12.9, whose machine code is not known here"),
                choice);
    }

    @Test
    void withoutACardTheCpuIsUsed() {
        BackendChoice choice =
                BackendChoice.of(CUDA, () -> new GraphicsCards.None("there is no program nvidia-smi"), Map.of());
        assertEquals(
                new BackendChoice.Use(
                        Backend.CPU, "no graphics card for nd4j-cuda-11.6: there is no program nvidia-smi"),
                choice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[N/A]", "8.x", "NaN", "8", "-8.0", "8.0.1", "8.6\n?"})
    void anAnswerThatIsNotUnderstoodIsRefused(String answer) {
        BackendChoice.Refused refused = assertInstanceOf(BackendChoice.Refused.class, on(answer));
        String line = answer.contains("\n") ? "?" : answer;
        assertEquals(
                "CUDA: expected the compute capability of each card from nvidia-smi, got: " + line + WAY_OUT,
                refused.reason());
    }

    @Test
    void withoutABuildForCudaNoCardIsAskedFor() {
        BackendChoice choice = BackendChoice.of(Optional.empty(), BackendChoiceTest::mustNotBeAsked, Map.of());
        assertEquals(
                new BackendChoice.Use(
                        Backend.CPU, "the class path has no CUDA backend (build with the profile nd4j-cuda for one)"),
                choice);
    }

    @Test
    void theEnvironmentMayPreferTheCpu() {
        Map<String, String> environment = Map.of("BACKEND_PRIORITY_CPU", "200");
        BackendChoice choice = BackendChoice.of(CUDA, BackendChoiceTest::mustNotBeAsked, environment);
        assertEquals(
                new BackendChoice.Use(
                        Backend.CPU, "BACKEND_PRIORITY_CPU is above BACKEND_PRIORITY_GPU in the environment"),
                choice);
        Map<String, String> stillBelow = Map.of("BACKEND_PRIORITY_CPU", "200", "BACKEND_PRIORITY_GPU", "300");
        assertInstanceOf(
                BackendChoice.Refused.class, BackendChoice.of(CUDA, () -> GraphicsCards.parse(0, "9.0"), stillBelow));
    }

    @Test
    void aPriorityThatIsNoNumberIsRefused() {
        BackendChoice choice = BackendChoice.of(
                Optional.empty(), BackendChoiceTest::mustNotBeAsked, Map.of("BACKEND_PRIORITY_GPU", "high"));
        assertEquals(new BackendChoice.Refused("BACKEND_PRIORITY_GPU: expected a whole number, got high"), choice);
    }
}
