package org.peftcheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.papers.peanut2025.Peanut2025;

/** The README's table of claims: the ledger, and the source files that speak of each claim by its id. */
final class ClaimTable {

    private static final Path ROOT = Path.of("..");
    private static final Set<String> REGISTRIES = Set.of("ClaimConstructions", "Hypotheses", "ReadmeTest");
    private static final String HEAD =
            "| claim | verdict | proposition or check | construction | properties and tests |\n"
                    + "|---|---|---|---|---|\n";

    private final List<Path> checks = sources("theory/src/main/java", "papers/src/main/java");
    private final List<Path> constructions = sources("numeric/src/main/java");
    private final List<Path> tests = sources(
            "papers/src/test/java", "theory/src/test/java", "numeric/src/test/java", "property-tests/src/test/java");

    String render() {
        return Peanut2025.claims().stream().map(this::row).collect(Collectors.joining("", HEAD, ""));
    }

    private String row(Claim claim) {
        boolean checked = claim.expected() != ExpectedVerdict.UNCHECKED;
        String verdict = label(claim.expected());
        return "| `" + claim.id() + "` | " + verdict + " | " + (checked ? naming(claim, checks) : claim.check()) + " | "
                + (checked ? naming(claim, constructions) : "") + " | " + (checked ? tests(claim) : "") + " |\n";
    }

    private static String label(ExpectedVerdict verdict) {
        String name = verdict.name();
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    /** The tests that speak of a claim; the verdict of every claim is tested by VerificationTest. */
    private String tests(Claim claim) {
        String named = naming(
                claim,
                tests.stream()
                        .filter(file -> file.toString().matches(".*(Test|Properties)\\.java"))
                        .toList());
        return named.isEmpty() ? "`VerificationTest`" : named;
    }

    /** The classes whose source quotes the id of a claim. */
    private static String naming(Claim claim, List<Path> files) {
        String quoted = "\"" + claim.id() + "\"";
        return files.stream()
                .filter(file -> text(file).contains(quoted))
                .map(file -> name(file, quoted))
                .filter(name -> !REGISTRIES.contains(name))
                .map(name -> "`" + name + "`")
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** The class of a file; where it is the registry of checks, the class that the registry names for the claim. */
    private static String name(Path file, String quoted) {
        Matcher entry = Pattern.compile("ClaimCheck\\(" + Pattern.quote(quoted) + ", (\\w+)::")
                .matcher(text(file));
        return entry.find() ? entry.group(1) : file.getFileName().toString().replace(".java", "");
    }

    private static List<Path> sources(String... folders) {
        return Stream.of(folders)
                .map(ROOT::resolve)
                .filter(Files::isDirectory)
                .flatMap(ClaimTable::javaFiles)
                .sorted()
                .toList();
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
