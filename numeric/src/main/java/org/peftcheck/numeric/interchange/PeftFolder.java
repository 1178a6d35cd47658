package org.peftcheck.numeric.interchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;

/** A folder with an adapter as PEFT saves it. */
public final class PeftFolder {

    /** The file with the configuration. */
    public static final String CONFIG = "adapter_config.json";
    /** The file with the tensors. */
    public static final String WEIGHTS = "adapter_model.safetensors";

    private PeftFolder() {}

    /**
     * Reads an adapter.
     *
     * @param folder the folder
     * @return the adapter, its modules in the order of their names
     * @throws IllegalArgumentException when a file is not there, breaks its format's rules or is not understood, or a tensor is missing,
     *     superfluous or of a wrong shape; in one line that names the file
     */
    public static PeftAdapter read(Path folder) {
        Path file = folder.resolve(CONFIG);
        PeftConfig config = PeftConfig.parse(file.toString(), text(file));
        Path weights = folder.resolve(WEIGHTS);
        List<Tensor> tensors = SafetensorsFile.read(weights);
        try {
            return adapter(config, tensors);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(weights + ": " + e.getMessage(), e);
        }
    }

    private static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadAdapterException(
                    file.toString(), "file", "the configuration of an adapter", "no file of that name");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new BadAdapterException(file.toString(), "file", "a text in UTF-8", e.toString(), e);
        }
    }

    private static PeftAdapter adapter(PeftConfig config, List<Tensor> tensors) {
        PeftLayout layout = config.layout();
        Map<String, Map<String, Tensor>> modules = new LinkedHashMap<>();
        Map<String, Tensor> shared = new LinkedHashMap<>();
        Map<String, Tensor> saved = new LinkedHashMap<>();
        for (Tensor tensor : tensors.stream()
                .sorted(java.util.Comparator.comparing(Tensor::name))
                .toList()) {
            if (layout.shared().contains(tensor.name())) {
                shared.put(tensor.name(), tensor);
                continue;
            }
            if (isSaved(config, tensor.name())) {
                String name = tensor.name().substring(PeftAdapter.PREFIX.length());
                saved.put(name, tensor.named(name));
                continue;
            }
            String suffix = suffix(layout, tensor.name());
            String path = tensor.name()
                    .substring(PeftAdapter.PREFIX.length(), tensor.name().length() - suffix.length() - 1);
            modules.computeIfAbsent(path, any -> new LinkedHashMap<>()).put(suffix, tensor);
        }
        if (layout instanceof VeRaLayout vera) {
            checkShared(vera, shared, config.savesProjection());
        }
        List<AdaptedModule> adapted = new ArrayList<>();
        modules.forEach((path, own) -> adapted.add(AdaptedModule.of(layout, path, own)));
        return new PeftAdapter(layout, config.origin(), adapted, shared, saved);
    }

    private static boolean isSaved(PeftConfig config, String name) {
        return config.savedModules().stream().anyMatch(module -> name.startsWith(PeftAdapter.PREFIX + module + "."));
    }

    private static String suffix(PeftLayout layout, String name) {
        List<String> suffixes = layout.stored().stream().map(StoredSlot::suffix).toList();
        return suffixes.stream()
                .filter(suffix -> name.startsWith(PeftAdapter.PREFIX)
                        && name.endsWith("." + suffix)
                        && name.length() > PeftAdapter.PREFIX.length() + suffix.length() + 1)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("tensor '" + name + "': expected a name "
                        + PeftAdapter.PREFIX + "<module>.<one of " + String.join(", ", suffixes) + ">, found another"));
    }

    private static void checkShared(VeRaLayout layout, Map<String, Tensor> shared, boolean saved) {
        for (String name : layout.shared()) {
            Tensor tensor = shared.get(name);
            if (saved != (tensor != null)) {
                throw new IllegalArgumentException("tensor '" + name + "': expected " + (saved ? "one" : "none")
                        + " with save_projection " + saved + ", found " + (saved ? "none" : "one"));
            }
            int side = name.equals(VeRaLayout.A) ? 0 : 1;
            boolean fits = tensor == null
                    || tensor.shape().size() == 2 && tensor.shape().get(side) == layout.rank();
            if (!fits) {
                String expected = side == 0 ? "[" + layout.rank() + ", any]" : "[any, " + layout.rank() + "]";
                throw new IllegalArgumentException(
                        "tensor '" + name + "': expected shape " + expected + ", found " + tensor.shape());
            }
        }
    }

    /**
     * Writes an adapter; equal adapters give equal files.
     *
     * @param folder the folder, which is made if it is not there; files of the two names in it are replaced
     * @param adapter the adapter
     * @throws IllegalArgumentException when the folder or a file cannot be written
     */
    public static void write(Path folder, PeftAdapter adapter) {
        List<Tensor> tensors = new ArrayList<>(adapter.shared().values());
        for (AdaptedModule module : adapter.modules()) {
            module.tensors()
                    .forEach((suffix, tensor) ->
                            tensors.add(tensor.named(PeftAdapter.PREFIX + module.path() + "." + suffix)));
        }
        adapter.saved().forEach((name, tensor) -> tensors.add(tensor.named(PeftAdapter.PREFIX + name)));
        String config = PeftConfig.text(adapter);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(CONFIG), config);
        } catch (IOException e) {
            throw new BadAdapterException(folder.toString(), "folder", "to write into it", e.toString(), e);
        }
        SafetensorsFile.write(folder.resolve(WEIGHTS), tensors);
    }
}
