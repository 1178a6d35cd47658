package org.peftcheck.cli;

import java.util.Locale;

/** The names of constants as data files and reports spell them. */
final class Names {

    private Names() {}

    /** The name of a constant in lower case, with hyphens. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
