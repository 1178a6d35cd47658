package org.peftcheck.training.benchmark;

import java.util.List;
import java.util.Optional;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.count.StepSetting;
import org.peftcheck.theory.count.TaskHead;
import org.peftcheck.theory.count.TrainingCost;
import org.peftcheck.theory.count.TrainingStep;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.EncoderNetwork;

/** What theory says of a step of this engine. */
final class PredictedStep {

    private PredictedStep() {}

    static TrainingCost of(EncoderNetwork network, MethodChoice method, UpdateForm form, int rows, int length) {
        ClassifierHead head = network.head();
        TaskHead task = new TaskHead(head.pooling() == Pooling.POOLER, head.dense(), head.outputs());
        return of(network.architecture(), Optional.of(task), method, form, rows, length);
    }

    static TrainingCost of(DecoderNetwork network, MethodChoice method, UpdateForm form, int rows, int length) {
        return of(network.architecture(), Optional.empty(), method, form, rows, length);
    }

    static TrainingCost of(
            Architecture architecture,
            Optional<TaskHead> head,
            MethodChoice method,
            UpdateForm form,
            int rows,
            int length) {
        StepSetting setting = new StepSetting(rows, length, Float.BYTES, StepSetting.Keeping.RECOMPUTED, head);
        if (method.id().equals(MethodChoice.FULL)) {
            return TrainingCost.ofEverything(architecture, setting);
        }
        if (!method.rewritesWeights()) {
            HiddenDimensions dimensions = new HiddenDimensions(
                    architecture.hiddenSize(),
                    architecture.feedForwardSize(),
                    method.rank().orElse(1),
                    architecture.blocks(),
                    head.map(TaskHead::outputs).orElse(1));
            return TrainingCost.of(architecture, HiddenRegistry.method(method.id()), dimensions, setting);
        }
        List<LinearLayer> layers = method.layers(architecture);
        return TrainingCost.of(
                architecture,
                layers,
                method.adapter(),
                method.rank().orElse(1),
                TrainingStep.Form.valueOf(form.name()),
                setting);
    }
}
