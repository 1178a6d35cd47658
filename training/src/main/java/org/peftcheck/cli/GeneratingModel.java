package org.peftcheck.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.experiment.FinishedRun;
import org.peftcheck.training.model.LanguageModel;
import org.peftcheck.training.model.PretrainedDecoders;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.DecoderNetwork.Prediction;
import org.peftcheck.training.run.RunFolder;

/**
 * A decoder that writes: a pre-trained one, or that of a finished run.
 *
 * @param language the pre-trained decoder and its tokenizer's source
 * @param network the network that predicts the next token
 */
record GeneratingModel(LanguageModel language, FineTuning network) {

    /**
     * Opens a decoder.
     *
     * @param name the folder of a finished run, or a model
     * @throws IllegalArgumentException when there is none, or what was trained is no decoder, in one line
     */
    static GeneratingModel open(String name) {
        if (!isRun(name)) {
            LanguageModel language = PretrainedDecoders.open(name);
            return new GeneratingModel(language, DecoderNetwork.pretrained(language.decoder(), Prediction.NEXT_TOKEN));
        }
        FinishedRun run = FinishedRun.read(Path.of(name));
        FineTuning network = run.network();
        if (!(network.formula() instanceof DecoderNetwork)) {
            throw new IllegalArgumentException("run " + name + ": expected one that trained a decoder, got one of "
                    + run.experiment().model());
        }
        LanguageModel language = PretrainedDecoders.open(run.experiment().model());
        return new GeneratingModel(language, DecoderNetwork.giving(network, Prediction.NEXT_TOKEN));
    }

    private static boolean isRun(String name) {
        try {
            return Files.isRegularFile(Path.of(name).resolve(RunFolder.RECORD));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
