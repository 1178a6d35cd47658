package org.peftcheck.theory.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.papers.peanut2025.Peanut2025;

class ModelQuantitiesTest {

    private static final ModelQuantities QUANTITIES = new ModelQuantities(Peanut2025::architecture);

    @ParameterizedTest
    @CsvSource({
        "vit-base: without head, 85798656",
        "roberta-base: with pooler, 124645632",
        "roberta-base: without pooler, 124055040",
        "roberta-base: blocks, 12",
        "roberta-base: hidden size, 768",
        "roberta-base: feed-forward size, 3072",
        "llama2-7b: whole model, 6738415616",
        "vit-base: peanut rank=7 depth=6 targets=query+value, 262752",
        "vit-base: peanut rank=7 targets=query+value, 258048",
        "vit-base: lora rank=16 targets=query+value, 589824",
        "roberta-base: peanut rank=8 depth=6 targets=query+value, 301056",
        "roberta-base: peanut rank=8 depth=4 targets=query+value, 297984",
        "roberta-base: peanut rank=8 depth=2 targets=query+value, 294912",
        "roberta-base: peanut rank=1 depth=2 targets=query+value blocks=4..11, 24576",
        "roberta-base: peanut rank=1 depth=6 targets=query+value blocks=4..11, 24640",
        "llama2-7b: lora rank=32 targets=q+k+v+up+down, 56098816",
        "llama3-8b: lora rank=32 targets=q+k+v+up+down, 56623104",
        "llama3-8b: peanut rank=32 targets=q+k+v+up+down, 62914560",
        "llama3-8b: peanut rank=32 orientation=transposed targets=q+k+v+up+down, 50331648",
        "qwen3-8b: lora rank=32 targets=q+k+v+up+down, 58982400",
        "qwen3-8b: peanut rank=32 targets=q+k+v+up+down, 66060288",
        "qwen3-8b: peanut rank=32 orientation=transposed targets=q+k+v+up+down, 51904512",
        "vit-base: fourierft coefficients=10000 targets=query+value, 240000",
        "roberta-base: fourierft coefficients=1000 targets=query+value, 24000",
        "roberta-base: houlsby bottleneck=10, 387312",
        "roberta-base: adapter-fnn bottleneck=16, 304320",
        "roberta-base: bitfit, 102144",
        "roberta-base: red, 18432",
        "roberta-base: loreft bottleneck=1, 18444",
        "roberta-base: direft bottleneck=1, 18444"
    })
    void countsWhatIsNamed(String name, BigInteger value) {
        assertEquals(value, QUANTITIES.of(name));
    }

    @ParameterizedTest
    @CsvSource({
        "roberta-base, 'quantity `roberta-base`: expected MODEL: QUANTITY'",
        "roberta-bse: blocks, 'architecture `roberta-bse`: not known; near names: roberta-base'",
        "roberta-base: with poler, 'denominator `with poler` of roberta-base: not known; near names: with pooler'",
        "vit-base: lora rnk=8 targets=query, 'setting `rnk=8` of a count: not known; near names: rank'",
        "vit-base: lora rank=8 targets, 'setting `targets` of a count: not known; near names: targets'",
        "vit-base: lora rank=8, 'count of lora: expected targets=..., got none'",
        "vit-base: lora rank=r targets=query, 'rank of a count: expected a whole number, got `r`'",
        "roberta-base: houlsby, 'count of houlsby: expected bottleneck=..., got none'",
        "roberta-base: houlsby rank=8, 'setting `rank=8` of a count: not known; known names: bottleneck'",
        "roberta-base: houlsby bottleneck=0, 'Houlsby adapter bottleneck: expected at least 1, got 0'",
        "roberta-base: red bottleneck=8, 'count of red: does not depend on a bottleneck, got bottleneck=8'",
        "roberta-base: linear-probing, 'count of linear-probing: expected a method whose count does not depend on'",
        "roberta-base: lora, 'count of lora: expected targets=..., got none'",
        "roberta-base: lora targets=query, 'count of lora: expected rank=..., got none'",
        "roberta-base: fourierft rank=8 targets=query, 'count of fourierft: does not depend on a rank, got rank=8'",
        "vit-base: lora rank=8 coefficients=9 targets=query, 'LoRA: expected options among scaling, got coefficients'",
        "vit-base: loar rank=8 targets=query, 'method `loar` of a count: not known; near names: lora'"
    })
    void refusesWhatItDoesNotKnow(String name, String message) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> QUANTITIES.of(name));
        assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
    }

    @Test
    void refusesBlocksThatAreNotThere() {
        assertThrows(
                IllegalArgumentException.class,
                () -> QUANTITIES.of("roberta-base: lora rank=8 targets=query blocks=4..12"));
    }
}
