package org.peftcheck.theory.proof.smt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a machine without the solvers everything but the asking works, and the asking says so in one line. */
class SolversAbsentTest {

    private static URLClassLoader withoutSolvers() {
        URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(z3-turnkey|turnkey-support|cvc5).*\\.jar"))
                .map(SolversAbsentTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theCatalogueNeedsNoSolverAndACheckIsInconclusive() throws IOException, ReflectiveOperationException {
        try (URLClassLoader loader = withoutSolvers()) {
            Class<?> catalogue = loader.loadClass(Obligations.class.getName());
            List<?> all = (List<?>) catalogue.getMethod("all").invoke(null);
            assertEquals(Obligations.all().size(), all.size());
            Class<?> type = loader.loadClass(Obligation.class.getName());
            Method text = loader.loadClass(SmtExport.class.getName()).getMethod("text", type);
            assertEquals(SmtExport.text(Obligations.all().get(0)), text.invoke(null, all.get(0)));
            Object found = loader.loadClass(SmtCheck.class.getName())
                    .getMethod("run", type)
                    .invoke(null, all.get(0));
            Object verdict = found.getClass().getMethod("verdict").invoke(found);
            String shown = verdict.toString();
            assertTrue(
                    shown.matches("Inconclusive\\[reason=z3 unavailable: its library cannot be loaded here"
                            + " \\(ClassNotFoundException: com\\.microsoft\\.z3\\.\\w+\\), cvc5 unavailable: its library"
                            + " cannot be loaded here \\(ClassNotFoundException: io\\.github\\.cvc5\\.\\w+\\)]"),
                    shown);
        }
    }
}
