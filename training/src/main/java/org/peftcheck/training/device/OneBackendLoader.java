package org.peftcheck.training.device;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A class loader that shows all that its parent has but for the registrations of other backends of ND4J. */
final class OneBackendLoader extends ClassLoader {

    private static final String SERVICES = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

    private final Backend only;

    /**
     * A loader.
     *
     * @param parent what it shows
     * @param only the backend whose registration it leaves
     */
    OneBackendLoader(ClassLoader parent, Backend only) {
        super(parent);
        this.only = only;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> all = super.getResources(name);
        if (!name.equals(SERVICES)) {
            return all;
        }
        List<URL> left = new ArrayList<>();
        for (URL registration : Collections.list(all)) {
            if (names(registration)) {
                left.add(registration);
            }
        }
        return Collections.enumeration(left);
    }

    private boolean names(URL registration) throws IOException {
        try (var in = registration.openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(String::strip).anyMatch(only.className()::equals);
        }
    }
}
