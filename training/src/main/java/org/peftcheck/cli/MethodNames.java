package org.peftcheck.cli;

import java.util.Iterator;
import java.util.stream.Stream;
import org.peftcheck.theory.adapter.AdapterMethod;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.HiddenAdapter;
import org.peftcheck.theory.adapter.HiddenRegistry;

/** The names of all methods, for the help. */
final class MethodNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Stream.concat(
                        AdapterRegistry.standard().methods().stream().map(AdapterMethod::id),
                        HiddenRegistry.methods().stream().map(HiddenAdapter::id))
                .iterator();
    }
}
