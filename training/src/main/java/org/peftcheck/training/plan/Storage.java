package org.peftcheck.training.plan;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Single-precision numbers outside the heap, where OpenBLAS finds them. */
public final class Storage implements Numbers {

    /** As many numbers as a buffer of 2³¹ − 1 bytes has. */
    static final int LARGEST = Integer.MAX_VALUE / Float.BYTES;

    private FloatPointer pointer;
    private FloatBuffer buffer;

    /**
     * Numbers that somebody else has allocated.
     *
     * @param pointer where they are; its limit is their number
     */
    public Storage(FloatPointer pointer) {
        this.pointer = pointer;
        this.buffer = pointer.asBuffer();
    }

    /**
     * New numbers, all 0.
     *
     * @param count how many
     * @return the storage
     * @throws IllegalArgumentException when they are more than 2³¹ − 1 bytes
     */
    public static Storage allocate(long count) {
        if (count > LARGEST) {
            throw new IllegalArgumentException("storage: expected at most " + LARGEST + " numbers, got " + count);
        }
        Storage storage = new Storage(new FloatPointer(Math.max(1, count)));
        storage.pointer.zero();
        return storage;
    }

    /** New numbers, all the same. */
    static Storage filled(int count, double number) {
        Storage storage = allocate(count);
        for (int k = 0; k < count; k++) {
            storage.buffer.put(k, (float) number);
        }
        return storage;
    }

    FloatPointer pointer() {
        return pointer;
    }

    /** The numbers, from position 0. */
    public FloatBuffer buffer() {
        return buffer;
    }

    @Override
    public int capacity() {
        return buffer.capacity();
    }

    @Override
    public int width() {
        return Float.BYTES;
    }

    @Override
    public float get(int at) {
        return buffer.get(at);
    }

    @Override
    public void read(int from, float[] to, int at, int count) {
        buffer.get(from, to, at, count);
    }

    /** Makes room for at least so many numbers; what was there is lost. */
    void reserve(long count) {
        if (count > buffer.capacity()) {
            pointer.close();
            pointer = new FloatPointer(count);
            buffer = pointer.asBuffer();
        }
    }

    /** Lets go of the memory. */
    public void release() {
        pointer.close();
    }
}
