package org.peftcheck.training.plan;

import org.peftcheck.training.plan.Instruction.Place;

/**
 * Rows that are read one at a time, in any order.
 *
 * @param place the buffer
 * @param height how many rows
 * @param width numbers in a row
 * @param rowStride the distance of rows
 * @param stride the distance of numbers in a row
 */
record Table(Place place, int height, int width, int rowStride, int stride) {

    static Table of(Place place, View view) {
        return new Table(place, view.shape()[0], view.shape()[1], view.strides()[0], view.strides()[1]);
    }

    /**
     * Copies a row.
     *
     * @throws IllegalArgumentException when there is no such row
     */
    void read(int row, float[] to, int at) {
        checkRow(row, height);
        place.read(row * rowStride, stride, to, at, width);
    }

    static void checkRow(int row, int height) {
        if (row < 0 || row >= height) {
            throw new IllegalArgumentException("indices: expected rows of a table of " + height + ", got row " + row);
        }
    }
}
