package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.Erratum;
import org.peftcheck.papers.peanut2025.Peanut2025;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what the paper prints wrongly, and why it is wrong. */
@Command(
        name = "errata",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the errors of the paper as printed: what stands where, what it should say, and the instance or number that"
                    + " shows it. With the id of a claim: the errors that concern it.",
            ""
        })
final class ErrataCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "CLAIM",
            arity = "0..*",
            description = "Id of a claim, or its beginning: prop-3.2 is all parts of Proposition 3.2.")
    private List<String> names = List.of();

    @Option(
            names = "--json",
            paramLabel = "-|FILE",
            description = "Write the errata as JSON, to the standard output (-) or to a file.")
    private String json;

    ErrataCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Erratum> errata = names.isEmpty() ? Peanut2025.errata().all() : selected();
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        if (target.leavesRoomForText()) {
            errata.forEach(erratum -> console.out().println(block(erratum)));
            console.out().println(errata.size() == 1 ? "1 erratum" : errata.size() + " errata");
        }
        target.write(console, asJson(errata));
        return ExitCode.OK;
    }

    private List<Erratum> selected() {
        Set<String> wanted = BadInputException.of(() -> Peanut2025.claims().select(names)).stream()
                .map(Claim::id)
                .collect(Collectors.toSet());
        return Peanut2025.errata().all().stream()
                .filter(erratum -> wanted.contains(erratum.claim()))
                .toList();
    }

    private static FieldBlock block(Erratum erratum) {
        return new FieldBlock(erratum.id())
                .prose("claim", erratum.claim())
                .prose("place", erratum.place())
                .verbatim("printed", erratum.printed())
                .verbatim("corrected", erratum.corrected())
                .prose("since", erratum.counterexample());
    }

    private static ArrayNode asJson(List<Erratum> errata) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        errata.forEach(erratum -> array.addObject()
                .put("id", erratum.id())
                .put("claim", erratum.claim())
                .put("place", erratum.place())
                .put("printed", erratum.printed())
                .put("corrected", erratum.corrected())
                .put("counterexample", erratum.counterexample()));
        return array;
    }
}
