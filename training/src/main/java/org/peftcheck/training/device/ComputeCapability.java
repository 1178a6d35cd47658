package org.peftcheck.training.device;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The compute capability of a graphics card, as NVIDIA numbers the generations of its instruction set.
 *
 * @param major the generation, such as 9 for Hopper
 * @param minor the revision
 */
public record ComputeCapability(int major, int minor) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,2})");

    /**
     * Reads a capability.
     *
     * @param text such as {@code 8.9}
     * @return the capability, none if the text is no such number
     */
    public static Optional<ComputeCapability> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(
                        new ComputeCapability(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** As NVIDIA writes it, {@code 8.9}. */
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
