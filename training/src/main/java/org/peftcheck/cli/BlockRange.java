package org.peftcheck.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peftcheck.papers.architecture.LinearLayer;

/**
 * Consecutive blocks of a model.
 *
 * @param from number of the first, from 0
 * @param to number of the last, included
 */
record BlockRange(int from, int to) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(?:\\.\\.(\\d{1,6}))?");

    /**
     * Reads {@code 0..5}, or {@code 3} for one block.
     *
     * @throws IllegalArgumentException when it is neither, or ends before it begins
     */
    static BlockRange parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--layers: expected blocks such as 0..5 or 3, got " + text);
        }
        int from = Integer.parseInt(matcher.group(1));
        int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
        if (from > to) {
            throw new IllegalArgumentException("--layers: expected the first block before the last, got " + text);
        }
        return new BlockRange(from, to);
    }

    /**
     * The part of some layers that stands in these blocks; layers outside the blocks of the model are left out.
     *
     * @param layers layers of a model
     * @param blocks how many blocks the model has
     * @throws IllegalArgumentException when the model has not all these blocks, or nothing is left
     */
    List<LinearLayer> of(List<LinearLayer> layers, int blocks) {
        if (to >= blocks) {
            throw new IllegalArgumentException(
                    "--layers: expected blocks within 0.." + (blocks - 1) + ", got " + from + ".." + to);
        }
        List<LinearLayer> within =
                layers.stream().filter(this::meets).map(this::cut).toList();
        if (within.isEmpty()) {
            throw new IllegalArgumentException(
                    "--layers: expected blocks in which a target stands, got " + from + ".." + to);
        }
        return within;
    }

    private boolean meets(LinearLayer layer) {
        int last = layer.first() + layer.count() - 1;
        return layer.role().isInBlock() && layer.first() <= to && from <= last;
    }

    private LinearLayer cut(LinearLayer layer) {
        int last = layer.first() + layer.count() - 1;
        return layer.inBlocks(Math.max(from, layer.first()), Math.min(to, last));
    }
}
