package org.peftcheck.training.plan;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.peftcheck.training.model.FloatTensor;

/** Single-precision numbers outside the heap, where OpenBLAS finds them. */
public final class Storage implements Source {

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

    /**
     * Throws unless there are as many numbers as a shape has.
     *
     * @throws IllegalArgumentException when there are fewer
     */
    void checkHolds(int... shape) {
        if (buffer.capacity() < FloatTensor.count(shape)) {
            throw new IllegalArgumentException("storage: expected " + FloatTensor.count(shape) + " numbers for shape "
                    + Arrays.toString(shape) + ", got " + buffer.capacity());
        }
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
