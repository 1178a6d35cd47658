package org.peftcheck.training.data;

import java.util.Map;

/**
 * Settings under which DJL's tokenizers look nothing up: no report of use to their makers, no download of a library for a graphics card. It also keeps quiet about
 * cards that it does not find and files that it unpacks.
 */
final class OfflineLibrary {

    private static final Map<String, String> SETTINGS = Map.of(
            "ai.djl.offline", "true",
            "OPT_OUT_TRACKING", "true",
            "RUST_FLAVOR", "cpu",
            "org.slf4j.simpleLogger.log.ai.djl", "error");

    private OfflineLibrary() {}

    /** Sets what is not set yet. */
    static void prepare() {
        SETTINGS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
