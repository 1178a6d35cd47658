package org.peftcheck.training.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which backend is used, or why none is. The reason is one line. */
public sealed interface BackendChoice {

    /** Why, in one line. */
    String reason();

    /**
     * A backend is used.
     *
     * @param backend the backend
     * @param reason why
     */
    record Use(Backend backend, String reason) implements BackendChoice {}

    /**
     * What is there would fail: with ND4J's own choice the process would die in native code.
     *
     * @param reason why, and what to do
     */
    record Refused(String reason) implements BackendChoice {}

    /**
     * Decides.
     *
     * @param cuda the build for CUDA on the class path, if there is one
     * @param cards asks for the graphics cards; only used when there is such a build and the environment does not prefer the CPU
     * @param environment the environment, for ND4J's own {@code BACKEND_PRIORITY_CPU} and {@code BACKEND_PRIORITY_GPU}
     * @return the choice
     */
    static BackendChoice of(Optional<CudaBuild> cuda, Supplier<GraphicsCards> cards, Map<String, String> environment) {
        Optional<String> badPriority = badPriority(environment);
        if (badPriority.isPresent()) {
            return new Refused(badPriority.get());
        }
        if (cuda.isEmpty()) {
            return new Use(
                    Backend.CPU, "the class path has no CUDA backend (build with the profile nd4j-cuda for one)");
        }
        if (prefersCpu(environment)) {
            return new Use(Backend.CPU, "BACKEND_PRIORITY_CPU is above BACKEND_PRIORITY_GPU in the environment");
        }
        return onCards(cuda.get(), cards.get());
    }

    private static BackendChoice onCards(CudaBuild cuda, GraphicsCards cards) {
        if (cards instanceof GraphicsCards.Known known) {
            return onCards(cuda, known.capabilities());
        }
        if (cards instanceof GraphicsCards.None none) {
            return new Use(Backend.CPU, "no graphics card for " + cuda.artifact() + ": " + none.why());
        }
        String answer = ((GraphicsCards.Unclear) cards).answer();
        return new Refused(
                "CUDA: expected the compute capability of each card from nvidia-smi, got: " + answer + wayOut());
    }

    /** With several cards all must do, as their numbering in CUDA need not be that of the program. */
    private static BackendChoice onCards(CudaBuild cuda, List<ComputeCapability> cards) {
        List<ComputeCapability> unfit =
                cards.stream().filter(card -> !cuda.mayRunOn(card)).toList();
        if (!unfit.isEmpty()) {
            return new Refused("CUDA: expected cards of compute capability "
                    + cuda.examined().orElseThrow() + ", which is what " + cuda.artifact()
                    + " has machine code for, found "
                    + listed(cards) + wayOut());
        }
        String known = cuda.examined()
                .map(range -> " (built for " + range + ")")
                .orElse(", whose machine code is not known here");
        return new Use(Backend.CUDA, "compute capability " + listed(cards) + " and " + cuda.artifact() + known);
    }

    private static String listed(List<ComputeCapability> cards) {
        return cards.stream().map(ComputeCapability::toString).collect(Collectors.joining(", "));
    }

    private static String wayOut() {
        return "; BACKEND_PRIORITY_CPU=200 in the environment takes the CPU, as does a build without the profile nd4j-cuda";
    }

    private static Optional<String> badPriority(Map<String, String> environment) {
        for (Backend backend : Backend.values()) {
            String value = environment.getOrDefault(backend.priorityVariable(), "");
            if (!value.isEmpty() && !value.matches("[+-]?\\d{1,9}")) {
                return Optional.of(backend.priorityVariable() + ": expected a whole number, got " + value);
            }
        }
        return Optional.empty();
    }

    private static boolean prefersCpu(Map<String, String> environment) {
        return priority(Backend.CPU, environment) > priority(Backend.CUDA, environment);
    }

    private static int priority(Backend backend, Map<String, String> environment) {
        String value = environment.getOrDefault(backend.priorityVariable(), "");
        return value.isEmpty() ? backend.usualPriority() : Integer.parseInt(value);
    }
}
