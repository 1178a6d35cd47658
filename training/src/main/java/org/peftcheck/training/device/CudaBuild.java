package org.peftcheck.training.device;

import java.net.URL;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A build of ND4J for CUDA.
 *
 * @param artifact its Maven artifact, such as {@code nd4j-cuda-11.6}
 */
public record CudaBuild(String artifact) {

    private static final Pattern JAR = Pattern.compile("(nd4j-cuda-\\d+(?:\\.\\d+)?)");

    /** The one whose machine code has been looked at. */
    private static final String EXAMINED = "nd4j-cuda-11.6";

    /**
     * The build on a class path. None of its classes is loaded.
     *
     * @param classPath the class loader that is asked
     * @return the build, if there is one
     */
    public static Optional<CudaBuild> on(ClassLoader classPath) {
        return Optional.ofNullable(classPath.getResource(Backend.CUDA.resource()))
                .map(CudaBuild::of);
    }

    private static CudaBuild of(URL place) {
        Matcher name = JAR.matcher(place.toString());
        return new CudaBuild(name.find() ? name.group(1) : "nd4j-cuda");
    }

    /**
     * What it has machine code for, in words, where that is known. Release 1.0.0-M2.1 of nd4j-cuda-11.6 has code for 3.7 and for 5.x to
     * 8.x and no intermediate code, so that no driver can translate it for a later card; yet its own check only asks whether there is a
     * device, and it would be chosen and then fail.
     *
     * @return the capabilities
     */
    public Optional<String> examined() {
        return artifact.equals(EXAMINED) ? Optional.of("3.7 and 5.x to 8.x") : Optional.empty();
    }

    /**
     * Whether it can run on a card, as far as is known: a build that has not been examined is taken at its word.
     *
     * @param card the capability of the card
     * @return whether nothing speaks against it
     */
    public boolean mayRunOn(ComputeCapability card) {
        return examined().isEmpty()
                || card.equals(new ComputeCapability(3, 7))
                || card.major() >= 5 && card.major() <= 8;
    }
}
