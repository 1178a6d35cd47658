package org.peftcheck.theory.algebra;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A product of powers of dimensions with positive exponents, ordered by total degree and then by name. */
record Monomial(SortedMap<Dimension, Integer> exponents) implements Comparable<Monomial> {

    static final Monomial ONE = new Monomial(Collections.emptySortedMap());

    static Monomial of(Dimension dimension) {
        return new Monomial(new TreeMap<>(Map.of(dimension, 1)));
    }

    Monomial times(Monomial other) {
        TreeMap<Dimension, Integer> product = new TreeMap<>(exponents);
        other.exponents.forEach((dimension, power) -> product.merge(dimension, power, Integer::sum));
        return new Monomial(product);
    }

    int degree() {
        return exponents.values().stream().mapToInt(Integer::intValue).sum();
    }

    int degree(Dimension dimension) {
        return exponents.getOrDefault(dimension, 0);
    }

    String text(Function<Dimension, String> name, String times, String open, String close) {
        return exponents.entrySet().stream()
                .map(e -> name.apply(e.getKey()) + (e.getValue() == 1 ? "" : "^" + open + e.getValue() + close))
                .collect(Collectors.joining(times));
    }

    /** The larger degree first, then the alphabetically first dimension with the larger exponent. */
    @Override
    public int compareTo(Monomial other) {
        int byDegree = Integer.compare(other.degree(), degree());
        Iterator<Map.Entry<Dimension, Integer>> mine = exponents.entrySet().iterator();
        Iterator<Map.Entry<Dimension, Integer>> theirs =
                other.exponents.entrySet().iterator();
        int order = byDegree;
        while (order == 0 && mine.hasNext() && theirs.hasNext()) {
            Map.Entry<Dimension, Integer> a = mine.next();
            Map.Entry<Dimension, Integer> b = theirs.next();
            order = a.getKey().compareTo(b.getKey());
            order = order != 0 ? order : Integer.compare(b.getValue(), a.getValue());
        }
        return order;
    }
}
