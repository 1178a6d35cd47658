package org.peftcheck.training.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.training.data.BadDatasetException;
import org.peftcheck.training.data.DataRequest;

/** Tasks of every kind by name, and the reading of their data alone. */
class MaterialsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"glue/rte", "cifar10", "mnist", "fashion-mnist", "images"})
    void dataThatIsNotThereIsRefused(String task) {
        Path missing = folder.resolve("missing");
        String message = assertThrows(
                        BadDatasetException.class,
                        () -> Materials.requireData(new TaskChoice(task, DataRequest.of(missing))))
                .getMessage();
        assertEquals(missing + ": expected a folder, found no such folder", message);
    }

    @Test
    void everyTaskHasOneKind() {
        assertEquals(Materials.tasks().size(), new HashSet<>(Materials.tasks()).size());
        assertTrue(Materials.onImages("cifar10"));
        assertEquals(
                "unknown task `cifar`",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Materials.requireData(new TaskChoice("cifar", DataRequest.none())))
                        .getMessage()
                        .substring(0, 20));
    }
}
