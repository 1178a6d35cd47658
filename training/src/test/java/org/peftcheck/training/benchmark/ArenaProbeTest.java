package org.peftcheck.training.benchmark;

import java.util.*;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.engine.*;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.method.*;
import org.peftcheck.training.model.*;
import org.peftcheck.training.network.EncoderNetwork;

class ArenaProbeTest {
    static MethodChoice m(String id) {
        boolean plain = List.of("full", "bitfit", "lp").contains(id);
        return new MethodChoice(
                id.split("/")[0],
                AdapterOptions.DEFAULT,
                plain ? OptionalInt.empty() : OptionalInt.of(4),
                id.contains("/") ? List.of(id.split("/")[1].split("\\+")) : List.of());
    }

    static void line(String id, UpdateForm form, EncoderConfig config, int rows, int length) {
        EncoderNetwork network =
                new EncoderNetwork(config, new ClassifierHead(ClassifierHead.Pooling.MEAN, false, 2, false));
        StepResources r = StepResourcesTest.measured(network, m(id), form, rows, length);
        var memory = PredictedStep.of(network, m(id), form, rows, length).memory();
        double predicted = memory.modelActivations()
                .add(memory.adapterActivations())
                .add(memory.workspace())
                .doubleValue();
        System.out.printf(
                "ARENA %.3f %s %s blocks %d d %d rows %d length %d: measured %.1f predicted %.1f frozen %d trained %d%n",
                predicted / r.activationBytes(),
                id,
                form,
                config.layers(),
                config.hidden(),
                rows,
                length,
                r.activationBytes() / 1e6,
                predicted / 1e6,
                memory.frozenWeights().longValue() - r.frozenBytes(),
                memory.trainedWeights().longValue() - r.trainedBytes());
    }

    @Test
    void probe() {
        for (String id : List.of(
                "lp", "lora", "lora/down", "lora/all-linear", "peanut", "peanut/up+down", "pissa", "bitfit", "full")) {
            for (UpdateForm form : UpdateForm.values()) {
                if (m(id).rewritesWeights() || form == UpdateForm.FACTORED) {
                    for (int length : new int[] {16, 64}) {
                        for (int blocks : new int[] {1, 2, 4}) {
                            line(
                                    id,
                                    form,
                                    new EncoderConfig(
                                            EncoderConfig.Family.BERT,
                                            blocks,
                                            48,
                                            3,
                                            192,
                                            31,
                                            70,
                                            2,
                                            1e-12,
                                            Activation.GELU),
                                    4,
                                    length);
                        }
                    }
                    for (int[] shape : new int[][] {{4, 32}, {16, 64}, {4, 128}, {16, 128}}) {
                        line(
                                id,
                                form,
                                new EncoderConfig(
                                        EncoderConfig.Family.BERT,
                                        6,
                                        384,
                                        12,
                                        1536,
                                        31,
                                        130,
                                        2,
                                        1e-12,
                                        Activation.GELU),
                                shape[0],
                                shape[1]);
                    }
                }
            }
        }
    }
}
