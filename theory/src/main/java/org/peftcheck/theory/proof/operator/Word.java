package org.peftcheck.theory.proof.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A product of letters. The empty word is the identity.
 *
 * @param letters the letters, from left to right
 */
record Word(List<Letter> letters) implements Comparable<Word> {

    static final Word EMPTY = new Word(List.of());

    Word {
        letters = List.copyOf(letters);
    }

    Word times(Word other) {
        return new Word(Stream.concat(letters.stream(), other.letters.stream()).toList());
    }

    /** The letters in the opposite order, each with its other flag. */
    Word adjoint() {
        List<Letter> reversed = new ArrayList<>();
        for (int i = letters.size() - 1; i >= 0; i--) {
            reversed.add(letters.get(i).adjointed());
        }
        return new Word(reversed);
    }

    /** Longer words first, words of one length by their letters. */
    @Override
    public int compareTo(Word other) {
        int order = Integer.compare(other.letters.size(), letters.size());
        for (int i = 0; order == 0 && i < letters.size(); i++) {
            order = letters.get(i).compareTo(other.letters.get(i));
        }
        return order;
    }

    String toTex() {
        return letters.stream().map(Letter::toTex).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return letters.stream().map(Letter::toString).collect(Collectors.joining(" "));
    }
}
