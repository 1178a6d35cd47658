package org.peftcheck.numeric.interchange;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.checkpoint.Tensor;

/**
 * An adapter of a model as PEFT keeps it: the method, and the tensors of each module.
 *
 * @param layout the method
 * @param origin what else the configuration says
 * @param modules the modules, with paths that differ, at least one
 * @param shared the tensors that all modules have in common, by their whole names
 * @param saved tensors of modules that were trained whole and are kept with the adapter, such as a head, by their names in the model,
 *     as in {@code classifier.weight}; the configuration names the modules in {@code modules_to_save}
 */
public record PeftAdapter(
        PeftLayout layout,
        PeftOrigin origin,
        List<AdaptedModule> modules,
        Map<String, Tensor> shared,
        Map<String, Tensor> saved) {

    /** What precedes the path of a module in the names of tensors. */
    public static final String PREFIX = "base_model.model.";

    /** Copies the lists and checks that no module is there twice. */
    public PeftAdapter {
        modules = List.copyOf(modules);
        shared = Map.copyOf(shared);
        saved = Map.copyOf(saved);
        saved.keySet().forEach(PeftAdapter::requireInAModule);
        Set<String> paths = new HashSet<>();
        for (AdaptedModule module : modules) {
            if (!paths.add(module.path())) {
                throw new IllegalArgumentException(
                        "adapter: expected modules that differ, got `" + module.path() + "` twice");
            }
        }
        if (modules.isEmpty()) {
            throw new IllegalArgumentException("adapter: expected at least one module, got none");
        }
    }

    private static void requireInAModule(String name) {
        if (name.indexOf('.') < 1) {
            throw new IllegalArgumentException(
                    "adapter: expected saved tensors of a module, as in classifier.weight, got `" + name + "`");
        }
    }

    /**
     * An adapter with which no whole module is kept.
     *
     * @param layout the method
     * @param origin what else the configuration says
     * @param modules the modules, with paths that differ, at least one
     * @param shared the tensors that all modules have in common, by their whole names
     */
    public PeftAdapter(PeftLayout layout, PeftOrigin origin, List<AdaptedModule> modules, Map<String, Tensor> shared) {
        this(layout, origin, modules, shared, Map.of());
    }

    /** The modules that are kept whole, {@code modules_to_save}: the first parts of the names of their tensors. */
    List<String> savedModules() {
        return saved.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .distinct()
                .sorted()
                .toList();
    }

    /** The number of trained parameters of all modules; those of modules that are kept whole are not among them. */
    public BigInteger count() {
        return modules.stream().map(AdaptedModule::count).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /**
     * The module with the given path.
     *
     * @param path the path in the model
     * @return the module, if it is adapted
     */
    public Optional<AdaptedModule> module(String path) {
        return modules.stream().filter(module -> module.path().equals(path)).findFirst();
    }

    /**
     * Why the adapter cannot be merged, where it cannot: what its files do not tell.
     *
     * @return the reason, none if it can be merged
     */
    public Optional<String> unmergeable() {
        if (layout instanceof FourierFtLayout) {
            return Optional.of("the frequencies follow from PyTorch's random numbers and are not stored");
        }
        if (layout instanceof VeRaLayout && shared.isEmpty()) {
            return Optional.of("the projections vera_A and vera_B are not stored (save_projection is false)");
        }
        if (origin.fanInFanOut()) {
            return Optional.of("fan_in_fan_out is true, so the base weights are stored d_in x d_out");
        }
        return origin.changesBase()
                .map(how -> "init_lora_weights " + how + " has changed the base weights, and they are not stored");
    }

    /**
     * The values of the slots of a module.
     *
     * @param module one of the modules
     * @param dOut rows of the base weight
     * @param dIn columns of the base weight
     * @return the values, by the symbols of the slots
     * @throws IllegalArgumentException if the adapter cannot be merged, or a tensor does not fit the base weight, naming it
     */
    public Map<String, FloatMatrix> slots(AdaptedModule module, int dOut, int dIn) {
        unmergeable().ifPresent(reason -> {
            throw new IllegalArgumentException("merge: expected all values of the adapter, but " + reason);
        });
        AdaptedModule fitting = module.on(layout, dOut, dIn);
        Map<String, FloatMatrix> values = new LinkedHashMap<>();
        for (StoredSlot slot : layout.stored()) {
            values.put(slot.symbol(), slot.matrix(fitting.tensors().get(slot.suffix())));
        }
        if (layout instanceof VeRaLayout vera) {
            values.put("A", corner(shared.get(VeRaLayout.A), vera.rank(), dIn));
            values.put("B", corner(shared.get(VeRaLayout.B), dOut, vera.rank()));
        }
        return values;
    }

    private static FloatMatrix corner(Tensor tensor, int rows, int columns) {
        long width = tensor.shape().get(1);
        if (tensor.shape().get(0) < rows || width < columns) {
            throw new IllegalArgumentException("tensor '" + tensor.name() + "': expected at least [" + rows + ", "
                    + columns + "], found " + tensor.shape());
        }
        double[][] values = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i][j] = tensor.at(Math.toIntExact(i * width + j));
            }
        }
        return FloatMatrix.of(values);
    }
}
