package org.peftcheck.broken.numeric;

/** Ends the process where only the command line may. */
public final class Quitter {

    /** Ends it. */
    public void quit() {
        System.exit(1);
    }
}
