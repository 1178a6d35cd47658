package org.peftcheck.training.plan;

import org.peftcheck.numeric.checkpoint.FloatValues;

/**
 * Numbers in bf16, which nothing computes and which are widened where they are read, each exactly.
 *
 * @param values the numbers
 */
public record NarrowNumbers(FloatValues.Bf16 values) implements Numbers {

    @Override
    public int capacity() {
        return values.count();
    }

    @Override
    public int width() {
        return Short.BYTES;
    }

    @Override
    public float get(int at) {
        return values.get(at);
    }

    @Override
    public void read(int from, float[] to, int at, int count) {
        values.widen(from, to, at, count);
    }
}
