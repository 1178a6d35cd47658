package org.peftcheck.numeric.checkpoint;

import java.util.List;

/**
 * A tensor out of a file as single-precision numbers. Whoever holds one treats its values as immutable: they are not copied, since those
 * of a model are many.
 *
 * @param name its name
 * @param shape its dimensions, none negative
 * @param data its values, all finite, the last dimension running fastest
 */
public record StoredFloats(String name, List<Integer> shape, FloatValues data) {

    /** Copies the shape. */
    public StoredFloats {
        shape = List.copyOf(shape);
    }

    /**
     * A tensor of numbers that are held as they are.
     *
     * @param name its name
     * @param shape its dimensions, none negative
     * @param values its values, all finite, the last dimension running fastest
     */
    public StoredFloats(String name, List<Integer> shape, float... values) {
        this(name, shape, new FloatValues.Single(values));
    }

    /**
     * Its values one by one; a new array at each call where they are held in another form.
     *
     * @return as many as the shape says
     */
    public float[] values() {
        return data.wide();
    }

    /**
     * A tensor whose values have been decoded, checked.
     *
     * @param file the file, for messages
     * @throws BadCheckpointException when a value is NaN or infinite
     */
    static StoredFloats checked(String file, String name, List<Integer> shape, FloatValues data) {
        for (int k = 0; k < data.count(); k++) {
            if (!Float.isFinite(data.get(k))) {
                String place = "tensor " + Quote.of(name) + ", value " + k + " (from 0)";
                throw new BadCheckpointException(file, place, "a finite value", Float.toString(data.get(k)));
            }
        }
        return new StoredFloats(name, shape, data);
    }

    /**
     * A matrix with rows and columns exchanged, in floats.
     *
     * @return the transpose, under the same name
     * @throws IllegalStateException when this is no matrix
     */
    public StoredFloats transposed() {
        if (shape.size() != 2) {
            throw new IllegalStateException("transpose of " + name + ": expected a matrix, got shape " + shape);
        }
        int rows = shape.get(0);
        int columns = shape.get(1);
        float[] values = values();
        float[] turned = new float[values.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                turned[j * rows + i] = values[i * columns + j];
            }
        }
        return new StoredFloats(name, List.of(columns, rows), turned);
    }

    /** Name and shape; not the values. */
    @Override
    public String toString() {
        return name + " " + shape;
    }
}
