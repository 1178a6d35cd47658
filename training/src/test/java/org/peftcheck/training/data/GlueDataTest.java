package org.peftcheck.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real files, where {@code -Dglue.data=DIR} says that they are; skipped elsewhere. */
class GlueDataTest {

    @ParameterizedTest
    @CsvSource({
        "glue/sst2, SST-2, 67349, 872",
        "glue/cola, CoLA, 8551, 1043",
        "glue/rte, RTE, 2490, 277",
        "glue/stsb, STS-B, 5749, 1500"
    })
    void sizesOfTheBenchmark(String task, String folder, int train, int dev) {
        Optional<Path> data =
                Optional.ofNullable(System.getProperty("glue.data")).map(Path::of);
        assumeTrue(data.isPresent(), "skipped: -Dglue.data=DIR is not given");
        Path above = data.orElseThrow();
        assumeTrue(Files.isDirectory(above.resolve(folder)), "skipped: no folder " + above.resolve(folder));
        Dataset read = Tasks.read(task, DataRequest.of(above));
        assertEquals(
                List.of(train, dev), List.of(read.train().size(), read.dev().size()));
        assertEquals(read, Tasks.read(task, DataRequest.of(above.resolve(folder))));
    }
}
