package org.peftcheck.training.plan;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Single-precision numbers outside the heap, where OpenBLAS finds them. */
public final class Storage implements Source {

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
     */
    public static Storage allocate(long count) {
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
