package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.Erratum;
import org.peftcheck.papers.Hypothesis;
import org.peftcheck.papers.peanut2025.Peanut2025;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the claims, or shows all that is known of some. */
@Command(
        name = "claims",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the claims of the paper, and the sharper results of this toolkit about it: where each stands, what sort it"
                    + " is, who says it and which verdict is expected. With the id of a claim: everything about it.",
            ""
        })
final class ClaimsCommand implements Callable<Integer> {

    private static final int PLACE_WIDTH = 44;

    private final Console console;

    @Parameters(
            paramLabel = "CLAIM",
            arity = "0..*",
            description = "Id of a claim, or its beginning: prop-3.2 is all parts of Proposition 3.2.")
    private List<String> names = List.of();

    @Option(
            names = "--json",
            paramLabel = "-|FILE",
            description = "Write the claims as JSON, to the standard output (-) or to a file.")
    private String json;

    ClaimsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Claim> claims = names.isEmpty()
                ? Peanut2025.claims().all()
                : BadInputException.of(() -> Peanut2025.claims().select(names));
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        if (target.leavesRoomForText()) {
            console.out().print(names.isEmpty() ? table(claims) : details(claims));
        }
        target.write(console, asJson(claims));
        return ExitCode.OK;
    }

    private static String table(List<Claim> claims) {
        TextTable table = new TextTable()
                .text("claim", PLACE_WIDTH)
                .text("place", PLACE_WIDTH)
                .text("kind", PLACE_WIDTH)
                .text("origin", PLACE_WIDTH)
                .text("expected", PLACE_WIDTH);
        for (Claim claim : claims) {
            table.row(
                    claim.id(),
                    claim.place(),
                    Names.of(claim.kind()),
                    Names.of(claim.origin()),
                    Names.of(claim.expected()));
        }
        return table + "\n" + claims.size() + " claims\n";
    }

    private static String details(List<Claim> claims) {
        return String.join(
                "\n", claims.stream().map(claim -> detail(claim).toString()).toList());
    }

    private static FieldBlock detail(Claim claim) {
        FieldBlock block = new FieldBlock(claim.id())
                .prose("place", claim.place())
                .prose("kind", Names.of(claim.kind()))
                .prose("origin", Names.of(claim.origin()))
                .prose("expected", Names.of(claim.expected()))
                .prose("statement", claim.statement())
                .verbatim("TeX", claim.tex());
        for (Hypothesis hypothesis : claim.hypotheses()) {
            block.verbatim("hypothesis", hypothesis.name() + ": " + hypothesis.tex());
        }
        block.verbatim("as printed", claim.asPrinted())
                .verbatim("as corrected", claim.asCorrected())
                .prose("check", claim.check());
        for (Erratum erratum : Peanut2025.errata().of(claim.id())) {
            block.prose("erratum", erratum.id() + ", at " + erratum.place())
                    .verbatim("  printed", erratum.printed())
                    .verbatim("  corrected", erratum.corrected())
                    .prose("  since", erratum.counterexample());
        }
        return block;
    }

    private static ArrayNode asJson(List<Claim> claims) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Claim claim : claims) {
            ObjectNode node = array.addObject()
                    .put("id", claim.id())
                    .put("place", claim.place())
                    .put("kind", Names.of(claim.kind()))
                    .put("origin", Names.of(claim.origin()))
                    .put("expected", Names.of(claim.expected()))
                    .put("statement", claim.statement())
                    .put("tex", claim.tex());
            ArrayNode hypotheses = node.putArray("hypotheses");
            claim.hypotheses()
                    .forEach(hypothesis -> hypotheses
                            .addObject()
                            .put("name", hypothesis.name())
                            .put("tex", hypothesis.tex()));
            claim.asPrinted().ifPresent(tex -> node.put("asPrinted", tex));
            claim.asCorrected().ifPresent(tex -> node.put("asCorrected", tex));
            node.put("check", claim.check());
            ArrayNode errata = node.putArray("errata");
            Peanut2025.errata().of(claim.id()).forEach(erratum -> errata.add(erratum.id()));
        }
        return array;
    }
}
