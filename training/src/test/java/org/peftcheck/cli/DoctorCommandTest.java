package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.peftcheck.training.model.PretrainedEncoders;

class DoctorCommandTest {

    @Test
    void saysWhatTrainingWouldRunOn() {
        String out = Run.good("doctor");
        assertTrue(out.contains("  backend       CPU: the class path has no CUDA backend"), out);
        assertTrue(out.contains("  Java          " + System.getProperty("java.version")), out);
        assertTrue(out.contains("  minilm        on the class path"), out);
        assertTrue(out.contains(" GiB for the heap of Java"), out);
        assertEquals(
                4,
                out.lines()
                        .filter(line -> line.contains("/") || line.contains("libduckdb"))
                        .count(),
                out);
    }

    @Test
    void theModelsAreThoseThatCanBeTrained() {
        assertEquals(
                PretrainedEncoders.NAMES,
                ModelPlace.ALL.stream().map(ModelPlace::name).toList());
    }

    @Test
    void aModelThatIsNotThereSaysHowToGetIt() {
        ModelPlace nowhere = new ModelPlace("none", "org.example:nothing:1", "nothing.onnx");
        assertEquals(
                "not here; get it: mvn dependency:get -Dtransitive=false -Dartifact=org.example:nothing:1",
                nowhere.inWords());
    }
}
