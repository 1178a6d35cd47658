package org.peftcheck.training.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.numeric.interchange.AdaptedModule;
import org.peftcheck.numeric.interchange.PeftAdapter;
import org.peftcheck.numeric.interchange.PeftLayout;
import org.peftcheck.numeric.interchange.PeftOrigin;
import org.peftcheck.numeric.interchange.StoredSlot;
import org.peftcheck.numeric.interchange.VeRaLayout;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.EncoderConfig.Family;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.VisionFolder;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.network.VisionNetwork;

/**
 * A trained network as PEFT keeps it. Where the head is one that the Transformers library has for the encoder (a linear layer on the
 * pooler's output for BERT; a layer with tanh and a linear one on the first token for RoBERTa), the modules are those of its model for
 * the classification of sequences, {@code bert.encoder.…}, and the head goes along as a module that is saved whole. Otherwise they are
 * those of the bare encoder, {@code encoder.…}, and PEFT has no place for the head.
 *
 * @param adapter the adapter for PEFT
 * @param head the head by the names of its tensors, where PEFT has no place for it
 */
public record PeftExport(PeftAdapter adapter, Map<String, FloatTensor> head) {

    private static final String WEIGHT = ".weight";

    /**
     * Exports a network.
     *
     * @param trained the network with its trained values
     * @param initial the same network as it was before training, for methods that start from parts of the weights
     * @param baseModel the name of the pre-trained model, where it has one
     * @return what PEFT reads
     * @throws IllegalArgumentException if PEFT has no such method, naming those that it has
     */
    public static PeftExport of(FineTuning trained, FineTuning initial, Optional<String> baseModel) {
        if (!trained.states().isEmpty()) {
            throw new IllegalArgumentException("export of "
                    + trained.states().values().iterator().next().adapter().title()
                    + ": expected a method that changes weights, one of " + PeftLayouts.POSSIBLE
                    + ", got one that edits hidden states, for which PEFT has no form");
        }
        if (trained.adapted().isEmpty()) {
            throw new IllegalArgumentException("export: expected a network with adapters, by one of "
                    + PeftLayouts.POSSIBLE + ", got one without");
        }
        AdaptedWeight any = trained.adapted().values().iterator().next();
        PeftLayout layout = PeftLayouts.of(any.adapter(), any.rank());
        Optional<Classifier> whole = classifier(trained.formula());
        String prefix = whole.map(Classifier::prefix).orElse("");
        List<AdaptedModule> modules = new ArrayList<>();
        new TreeMap<>(trained.adapted()).forEach((name, adapted) -> {
            AdaptedWeight exported = PeftLayouts.startsFromParts(adapted.adapter())
                    ? differences(adapted, initial.adapted().get(name))
                    : adapted;
            String path = prefix + name.substring(0, name.length() - WEIGHT.length());
            modules.add(AdaptedModule.of(layout, path, tensors(layout, exported)));
        });
        PeftOrigin origin = new PeftOrigin(baseModel, false, Optional.empty());
        Map<String, Tensor> shared = layout instanceof VeRaLayout ? projections(trained) : Map.of();
        Map<String, Tensor> saved = whole.map(classifier -> headOfTransformers(classifier.head(), trained.head()))
                .orElse(Map.of());
        return new PeftExport(
                new PeftAdapter(layout, origin, modules, shared, saved), whole.isPresent() ? Map.of() : trained.head());
    }

    /**
     * A classifier of Transformers with the same head.
     *
     * @param prefix what comes before the names of the pre-trained network in it
     * @param head the head
     */
    private record Classifier(String prefix, ClassifierHead head) {}

    /** The classifier that a network is, if it is one; a decoder has its own head, and its names are those of Transformers as they are. */
    private static Optional<Classifier> classifier(NetworkFormula formula) {
        if (formula instanceof EncoderNetwork encoder && encoder.config().family() == Family.BERT) {
            return classifier("bert.", encoder.head(), ClassifierHead.Pooling.POOLER, false);
        }
        if (formula instanceof EncoderNetwork encoder) {
            return classifier("roberta.", encoder.head(), ClassifierHead.Pooling.FIRST, true);
        }
        if (formula instanceof VisionNetwork vision) {
            return classifier(VisionFolder.PREFIX, vision.head(), ClassifierHead.Pooling.FIRST, false);
        }
        if (formula instanceof DecoderNetwork) {
            return Optional.empty();
        }
        throw new IllegalArgumentException(
                "export: expected an encoder of the BERT family, a decoder or a vision transformer, got a "
                        + formula.architecture().modelType());
    }

    private static Optional<Classifier> classifier(
            String prefix, ClassifierHead head, ClassifierHead.Pooling pooling, boolean dense) {
        boolean same = head.pooling() == pooling && head.dense() == dense;
        return same ? Optional.of(new Classifier(prefix, head)) : Optional.empty();
    }

    private static Map<String, Tensor> headOfTransformers(ClassifierHead head, Map<String, FloatTensor> values) {
        Map<String, Tensor> saved = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            boolean last = head.dense() && !name.startsWith("classifier.dense.");
            String theirs = last ? name.replace("classifier.", "classifier.out_proj.") : name;
            saved.put(theirs, tensor(theirs, value, StoredSlot.Form.PLAIN));
        });
        return saved;
    }

    private static Map<String, Tensor> tensors(PeftLayout layout, AdaptedWeight adapted) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (StoredSlot slot : layout.stored()) {
            tensors.put(slot.suffix(), tensor(slot.suffix(), adapted.slots().get(slot.symbol()), slot.form()));
        }
        return tensors;
    }

    /** A tensor for a file; a vector is the one column of a matrix. */
    private static Tensor tensor(String name, FloatTensor value, StoredSlot.Form form) {
        int[] shape = value.shape();
        boolean flat = form == StoredSlot.Form.VECTOR || shape.length == 1;
        int rows = shape[0];
        int columns = flat ? 1 : shape[1];
        boolean turned = form == StoredSlot.Form.TRANSPOSED;
        float[] single = value.values();
        double[] values = new double[single.length];
        for (int k = 0; k < values.length; k++) {
            int place = turned ? k % columns * rows + k / columns : k;
            values[place] = single[k];
        }
        long first = turned ? columns : rows;
        long second = turned ? rows : columns;
        List<Long> stored = flat ? List.of(first) : List.of(first, second);
        return Tensor.of(new Tensor.Head(name, Dtype.F32, stored), values);
    }

    private static Map<String, Tensor> projections(FineTuning network) {
        List<FloatTensor> a = distinct(network, "A");
        List<FloatTensor> b = distinct(network, "B");
        if (a.size() != 1 || b.size() != 1) {
            throw new IllegalArgumentException(
                    "export of VeRA: expected layers of one shape, since PEFT keeps one pair of" + " projections, got "
                            + Math.max(a.size(), b.size()) + " shapes");
        }
        return Map.of(
                VeRaLayout.A, tensor(VeRaLayout.A, a.get(0), StoredSlot.Form.PLAIN),
                VeRaLayout.B, tensor(VeRaLayout.B, b.get(0), StoredSlot.Form.PLAIN));
    }

    private static List<FloatTensor> distinct(FineTuning network, String symbol) {
        return network.adapted().values().stream()
                .map(adapted -> adapted.slots().get(symbol))
                .distinct()
                .toList();
    }

    /** W0 + A B − A0 B0 as LoRA of twice the rank: [A, −A0] [B; B0], exactly. */
    private static AdaptedWeight differences(AdaptedWeight trained, AdaptedWeight initial) {
        int rank = trained.rank();
        FloatTensor a = trained.slots().get("A");
        FloatTensor b = trained.slots().get("B");
        FloatTensor a0 = initial.slots().get("A");
        FloatTensor b0 = initial.slots().get("B");
        int dOut = a.shape()[0];
        int dIn = b.shape()[1];
        FloatTensor wide = FloatTensor.zeros(dOut, 2 * rank);
        for (int i = 0; i < dOut; i++) {
            for (int l = 0; l < rank; l++) {
                wide.values()[i * 2 * rank + l] = a.values()[i * rank + l];
                wide.values()[i * 2 * rank + rank + l] = -a0.values()[i * rank + l];
            }
        }
        FloatTensor tall = FloatTensor.zeros(2 * rank, dIn);
        System.arraycopy(b.values(), 0, tall.values(), 0, rank * dIn);
        System.arraycopy(b0.values(), 0, tall.values(), rank * dIn, rank * dIn);
        return new AdaptedWeight(trained.adapter(), 2 * rank, Map.of("A", wide, "B", tall));
    }
}
