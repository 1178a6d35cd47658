package org.peftcheck.training.benchmark;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.peftcheck.papers.architecture.*;
import org.peftcheck.theory.adapter.*;
import org.peftcheck.theory.count.*;
import org.peftcheck.training.engine.*;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.method.*;
import org.peftcheck.training.model.*;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

class VisionResourcesTest {
    @Test
    void show() {
        for (int image : new int[] {12, 40}) {
            for (VitArchitecture config : List.of(
                    new VitArchitecture("v", "vit", 48, 3, 6, 192, image, 4, 3, true),
                    new VitArchitecture("v", "vit", 64, 4, 4, 128, image, 4, 1, false))) {
                for (String target : List.of(
                        "q",
                        "k",
                        "v",
                        "o",
                        "up",
                        "down",
                        "q,v",
                        "all-linear",
                        "encoder.layer.2.attention.attention.query")) {
                    for (String id : List.of("lora"))
                        for (UpdateForm form : UpdateForm.values()) {
                            show(
                                    config,
                                    new MethodChoice(
                                            id, AdapterOptions.DEFAULT, OptionalInt.of(3), List.of(target.split(","))),
                                    form,
                                    4);
                        }
                }
                for (String id : List.of("peanut", "vera", "dora"))
                    show(
                            config,
                            new MethodChoice(
                                    id, AdapterOptions.DEFAULT, OptionalInt.of(3), List.of("q", "k", "up", "down")),
                            UpdateForm.FACTORED,
                            4);
                for (String id : List.of("full", "lp"))
                    show(
                            config,
                            new MethodChoice(id, AdapterOptions.DEFAULT, OptionalInt.empty(), List.of()),
                            UpdateForm.FACTORED,
                            4);
                for (String id : List.of("houlsby", "adapter-fnn", "red", "loreft", "direft"))
                    show(
                            config,
                            new MethodChoice(
                                    id,
                                    AdapterOptions.DEFAULT,
                                    id.equals("red") ? OptionalInt.empty() : OptionalInt.of(3),
                                    List.of()),
                            UpdateForm.FACTORED,
                            4);
            }
        }
    }

    void show(VitArchitecture config, MethodChoice method, UpdateForm form, int rows) {
        SyntheticModel model = SyntheticModel.of(config, 5);
        FineTuning tuning = FineTunings.of(model.formula(), model.weights().get(), method, form, 5);
        Batch batch = model.batches().of(rows, 0);
        try (Session session = new SameDiffEngine(Execution.PLAN, 1).open(tuning)) {
            StepResources r = session.resources(batch).orElseThrow();
            TrainingCost c = PredictedStep.of(
                    config, java.util.Optional.of(new TaskHead(false, false, 5)), method, form, rows, config.tokens());
            long f = c.flops().modelForward().add(c.flops().adapterForward()).longValueExact();
            long t = c.flops().total().longValueExact();
            double n = 4.0 * rows * config.tokens();
            double m = r.activationBytes() / n;
            double p = c.memory()
                            .modelActivations()
                            .add(c.memory().adapterActivations())
                            .add(c.memory().workspace())
                            .doubleValue()
                    / n;
            System.out.printf(
                    "%s d%d f%d T%d %s%s%s %d %d measured %.2f predicted %.2f (kept %.2f + %.2f + %.2f) bytes %d %d ratio %.3f%n",
                    f == r.forwardProducts() && t == r.products() ? "ok" : "DIFF",
                    config.hiddenSize(),
                    config.intermediateSize(),
                    config.tokens(),
                    method.id(),
                    method.targets(),
                    form,
                    f - r.forwardProducts(),
                    t - r.products(),
                    m,
                    p,
                    c.memory().modelActivations().doubleValue() / n,
                    c.memory().adapterActivations().doubleValue() / n,
                    c.memory().workspace().doubleValue() / n,
                    c.memory().frozenWeights().longValue() - r.frozenBytes(),
                    c.memory().trainedWeights().longValue() - r.trainedBytes(),
                    p / m);
        }
    }
}
