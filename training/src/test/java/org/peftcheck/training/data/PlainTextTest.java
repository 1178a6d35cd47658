package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void caseAccentsAndWhiteSpaceAreGone() {
        assertEquals("a naive cafe ' s", PlainText.of("  A  naïve\u00a0CAFE\u0301's "));
        assertEquals(PlainText.of("Hello ,world"), PlainText.of("hello, World"));
        assertEquals("zero", PlainText.of("ze\u00adro"));
    }

    @Test
    void lettersAndMarksStay() {
        assertNotEquals(PlainText.of("its"), PlainText.of("it's"));
        assertNotEquals(PlainText.of("a lot"), PlainText.of("alot"));
        assertNotEquals(PlainText.of("it’s"), PlainText.of("it's"));
    }
}
