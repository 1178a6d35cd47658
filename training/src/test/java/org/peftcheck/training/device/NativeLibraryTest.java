package org.peftcheck.training.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {

    private static List<NativeLibrary> on(String osName, String osArch) {
        return NativeLibrary.on(NativeLibraryTest.class.getClassLoader(), Platform.of(osName, osArch));
    }

    @Test
    void platformsHaveTheNamesOfNd4j() {
        assertEquals("linux-x86_64", Platform.of("Linux", "amd64").name());
        assertEquals("linux-arm64", Platform.of("Linux", "aarch64").name());
        assertEquals("macosx-arm64", Platform.of("Mac OS X", "aarch64").name());
        assertEquals("windows-x86_64", Platform.of("Windows 11", "amd64").name());
    }

    @Test
    void allLibrariesOfThisPlatformAreThere() {
        Platform here = Platform.ofThisMachine();
        List<NativeLibrary> libraries = NativeLibrary.on(getClass().getClassLoader(), here);
        assertTrue(libraries.stream().allMatch(NativeLibrary::present), libraries.toString());
    }

    @Test
    void whatBringsItsLibrariesForAllPlatformsIsFoundOnEach() {
        for (String[] platform :
                new String[][] {{"Linux", "aarch64"}, {"Mac OS X", "aarch64"}, {"Windows 10", "amd64"}}) {
            for (NativeLibrary library : on(platform[0], platform[1])) {
                boolean forAll =
                        library.title().equals("DuckDB") || library.title().equals("tokenizers");
                assertTrue(library.present() || !forAll, library.toString());
            }
        }
    }

    @Test
    void aLibraryThatIsNotThereIsSeenToBeMissing() {
        for (NativeLibrary library : on("Plan 9", "mips")) {
            assertFalse(library.present(), library.toString());
        }
    }
}
