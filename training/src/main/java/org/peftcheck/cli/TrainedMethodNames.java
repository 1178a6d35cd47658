package org.peftcheck.cli;

import java.util.Iterator;
import org.peftcheck.training.method.MethodChoice;

/** The names of the methods that can be trained, for the help. */
final class TrainedMethodNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return MethodChoice.ids().iterator();
    }
}
