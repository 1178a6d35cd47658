package org.peftcheck.training.device;

import java.util.List;

/**
 * A native library inside a jar, found by the name of its file and not loaded.
 *
 * @param title what it belongs to
 * @param resource where it lies on the class path for a platform
 * @param present whether it is there
 */
public record NativeLibrary(String title, String resource, boolean present) {

    /**
     * The libraries that training needs.
     *
     * @param classPath the class loader that is asked
     * @param platform the platform
     * @return ND4J's, OpenBLAS, DuckDB's, the tokenisers', each there or not
     */
    public static List<NativeLibrary> on(ClassLoader classPath, Platform platform) {
        String name = platform.name();
        return List.of(
                at(
                        classPath,
                        "ND4J",
                        "org/nd4j/linalg/cpu/nativecpu/bindings/" + name + "/" + file(platform, "nd4jcpu")),
                at(classPath, "OpenBLAS", "org/bytedeco/openblas/" + name + "/" + file(platform, "jniopenblas")),
                at(classPath, "DuckDB", duckDb(platform)),
                at(classPath, "tokenizers", "native/lib/" + djl(platform) + "/cpu/" + file(platform, "tokenizers")));
    }

    private static NativeLibrary at(ClassLoader classPath, String title, String resource) {
        return new NativeLibrary(title, resource, classPath.getResource(resource) != null);
    }

    private static String file(Platform platform, String library) {
        return switch (platform.system()) {
            case "windows" -> library + ".dll";
            case "macosx" -> "lib" + library + ".dylib";
            default -> "lib" + library + ".so";
        };
    }

    private static String duckDb(Platform platform) {
        String processor = platform.processor().equals("x86_64") ? "amd64" : platform.processor();
        String place = platform.system().equals("macosx") ? "osx_universal" : platform.system() + "_" + processor;
        return "libduckdb_java.so_" + place;
    }

    private static String djl(Platform platform) {
        String system = switch (platform.system()) {
            case "windows" -> "win";
            case "macosx" -> "osx";
            default -> platform.system();
        };
        return system + "-" + (platform.processor().equals("arm64") ? "aarch64" : platform.processor());
    }
}
