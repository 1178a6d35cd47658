package org.peftcheck.training.device;

import java.util.Locale;

/**
 * An operating system and a processor.
 *
 * @param system linux, macosx or windows
 * @param processor x86_64 or arm64, or what Java calls another one
 */
public record Platform(String system, String processor) {

    /** The platform of this process. */
    public static Platform ofThisMachine() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /**
     * A platform by what Java calls it.
     *
     * @param osName the system property {@code os.name}
     * @param osArch the system property {@code os.arch}
     * @return the platform
     */
    public static Platform of(String osName, String osArch) {
        String lower = osName.toLowerCase(Locale.ROOT);
        String system = lower.startsWith("mac") ? "macosx" : lower.startsWith("windows") ? "windows" : lower;
        return new Platform(
                system,
                switch (osArch) {
                    case "amd64", "x86_64", "x86-64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> osArch;
                });
    }

    /** As ND4J's classifiers have it, {@code linux-x86_64}. */
    public String name() {
        return system + "-" + processor;
    }
}
