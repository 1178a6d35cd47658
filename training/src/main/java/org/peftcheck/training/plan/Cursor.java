package org.peftcheck.training.plan;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** A pointer that is moved about and owns nothing, so that no object is made for each product. */
final class Cursor extends FloatPointer {

    Cursor() {
        super((Pointer) null);
    }

    Cursor at(Instruction.Place place, int offset) {
        FloatPointer base = place.storage().pointer();
        address = base.address();
        position = base.position() + offset;
        return this;
    }
}
