package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.peftcheck.training.data.DecoderTokenizer;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.generation.BeamSearch;
import org.peftcheck.training.generation.Continuation;
import org.peftcheck.training.generation.GreedySearch;
import org.peftcheck.training.generation.NextToken;
import org.peftcheck.training.generation.SearchLimits;
import org.peftcheck.training.generation.SessionNextToken;
import org.peftcheck.training.model.DecoderConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a decoder continue a text. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Lets a decoder continue a text: by the most likely token each time, or by beam search. The same command writes"
                    + " the same text again.",
            ""
        },
        footer = {"", "For example: peanut generate stories15M.bin --prompt \"Once upon a time\" --tokens 60"})
final class GenerateCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "MODEL",
            description =
                    "A folder with config.json, model.safetensors (or its index) and tokenizer.json, of type llama,"
                            + " mistral, qwen2 or qwen3; or a checkpoint of llama2.c beside its tokenizer.")
    private String model;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "The text to continue (none if not given).")
    private String prompt = "";

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "64",
            description = "Most tokens to write (${DEFAULT-VALUE}).")
    private int tokens;

    @Option(
            names = "--beams",
            paramLabel = "K",
            defaultValue = "1",
            description = "Continuations that are followed at once; 1 writes the most likely token (${DEFAULT-VALUE}).")
    private int beams;

    @Option(
            names = "--length-penalty",
            paramLabel = "A",
            defaultValue = "1",
            description = "Beams are compared by log-probability over length^A (${DEFAULT-VALUE}).")
    private double lengthPenalty;

    @Mixin
    private RunOptions machine;

    @Option(
            names = "--json",
            paramLabel = "-|FILE",
            description = "Write the continuations as JSON, to the standard output (-) or to a file.")
    private String json;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JsonTarget target = new JsonTarget(json);
        target.requireWritable();
        GeneratingModel opened = BadInputException.of(() -> GeneratingModel.open(model));
        DecoderTokenizer tokenizer = BadInputException.of(() -> DecoderTokenizer.of(opened.language()));
        int[] text = BadInputException.of(() -> tokenizer.encode(prompt, true));
        SearchLimits limits = BadInputException.of(() -> new SearchLimits(tokens, Set.copyOf(tokenizer.ends())));
        DecoderConfig config = opened.language().decoder().config();
        List<Continuation> found;
        try (Session session = Engines.open(machine.threads()).open(opened.network())) {
            found = BadInputException.of(() -> search(new SessionNextToken(session, config, beams), limits, text));
        }
        if (target.leavesRoomForText()) {
            console.out().println(written(tokenizer, text, found.get(0)));
        }
        target.write(console, asJson(tokenizer, text, found));
        return ExitCode.OK;
    }

    private List<Continuation> search(NextToken next, SearchLimits limits, int... text) {
        return beams == 1
                ? List.of(new GreedySearch(next, limits).after(text))
                : new BeamSearch(next, limits, beams, lengthPenalty).after(text);
    }

    private static String written(DecoderTokenizer tokenizer, int[] text, Continuation continuation) {
        int[] all = Arrays.copyOf(text, text.length + continuation.tokens().length);
        System.arraycopy(continuation.tokens(), 0, all, text.length, continuation.tokens().length);
        return tokenizer.decode(all);
    }

    private ObjectNode asJson(DecoderTokenizer tokenizer, int[] text, List<Continuation> found) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("model", model)
                .put("prompt", prompt)
                .put("beams", beams);
        ArrayNode continuations = node.putArray("continuations");
        for (Continuation continuation : found) {
            ArrayNode numbers = continuations
                    .addObject()
                    .put("text", written(tokenizer, text, continuation))
                    .put("logProbability", continuation.logProbability())
                    .put("ended", continuation.ended())
                    .putArray("tokens");
            IntStream.of(continuation.tokens()).forEach(numbers::add);
        }
        return node;
    }
}
