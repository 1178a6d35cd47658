package org.peftcheck.training.plan;

/** The registers of one thread: arrays of as many numbers as a block of rows has. */
final class Frame {

    private final float[][] registers;
    private final Kernels.Bits bits;
    private final int part;

    Frame(int part, int registers, int capacity) {
        this.part = part;
        this.registers = new float[registers][capacity];
        this.bits = new Kernels.Bits(capacity);
    }

    int part() {
        return part;
    }

    float[] register(int index) {
        return registers[index];
    }

    Kernels.Bits bits() {
        return bits;
    }
}
