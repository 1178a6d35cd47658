package org.peftcheck.training.data;

import java.util.Map;

/**
 * Settings under which DJL's tokenizers look nothing up: no report of use to their makers, no download of a library for a graphics card.
 */
final class OfflineLibrary {

    private static final Map<String, String> SETTINGS =
            Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true", "RUST_FLAVOR", "cpu");

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
