package org.peftcheck.broken.numeric;

/** Prints where only the command line may. */
public final class Chatter {

    /** Prints. */
    public void print() {
        System.out.println("here");
    }
}
