package org.peftcheck.numeric.interchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.theory.exact.ExactDouble;

/** Folders as PEFT saves them: the modules up (7 × 5) and down (4 × 7), rank 3, alpha 8. */
final class PeftFixture {

    static final String LORA =
            "{\"peft_type\":\"LORA\",\"r\":3,\"lora_alpha\":8,\"use_rslora\":false,\"use_dora\":false,"
                    + "\"bias\":\"none\",\"fan_in_fan_out\":false,\"init_lora_weights\":true,\"lora_dropout\":0.05,"
                    + "\"rank_pattern\":{},\"alpha_pattern\":{},\"target_modules\":[\"up\",\"down\"],\"loftq_config\":{},"
                    + "\"base_model_name_or_path\":\"a/model\",\"megatron_core\":\"megatron.core\",\"qalora_group_size\":16,"
                    + "\"use_qalora\":false,\"layer_replication\":null,\"peft_version\":\"0.21.0\"}";
    static final String PEANUT = "{\"peft_type\":\"PEANUT\",\"r\":3,\"depth\":2,\"act_fn\":\"relu\",\"scaling\":0.5,"
            + "\"init_weights\":true,\"target_modules\":[\"up\",\"down\"],\"inference_mode\":true}";

    private final Random random;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    PeftFixture(long seed) {
        this.random = new Random(seed);
    }

    /** A tensor of single-precision values; the name lacks what precedes the module. */
    PeftFixture with(String name, int... shape) {
        List<Long> sides = new ArrayList<>();
        for (int side : shape) {
            sides.add((long) side);
        }
        String whole = name.startsWith("base_model.") ? name : PeftAdapter.PREFIX + name;
        Tensor.Head head = new Tensor.Head(whole, Dtype.F32, sides);
        double[] values =
                random.doubles(head.count(), -1, 1).map(x -> (float) x).toArray();
        tensors.put(whole, Tensor.of(head, values));
        return this;
    }

    static PeftFixture lora(long seed) {
        return new PeftFixture(seed)
                .with("up.lora_A.weight", 3, 5)
                .with("up.lora_B.weight", 7, 3)
                .with("down.lora_A.weight", 3, 7)
                .with("down.lora_B.weight", 4, 3);
    }

    static PeftFixture peanut(long seed) {
        PeftFixture fixture = new PeftFixture(seed);
        for (String module : List.of("up", "down")) {
            int dOut = module.equals("up") ? 7 : 4;
            fixture.with(module + ".peanut_A.weight", 3, dOut).with(module + ".peanut_B.weight", dOut, 3);
            for (int i = 0; i < 2; i++) {
                fixture.with(module + ".peanut_encoders." + i + ".weight", 3, 3);
                fixture.with(module + ".peanut_decoders." + i + ".weight", 3, 3);
            }
        }
        return fixture;
    }

    Path write(Path folder, String config) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(PeftFolder.CONFIG), config);
        } catch (IOException e) {
            throw new AssertionError("the folder of the test takes files", e);
        }
        SafetensorsFile.write(folder.resolve(PeftFolder.WEIGHTS), List.copyOf(tensors.values()));
        return folder;
    }

    /** The base model, up.weight and down.weight. */
    static Path base(Path folder) {
        PeftFixture base = new PeftFixture(5);
        List<Tensor> weights = new ArrayList<>();
        base.with("up.weight", 7, 5).with("down.weight", 4, 7);
        base.tensors.values().forEach(t -> weights.add(t.named(t.name().substring(PeftAdapter.PREFIX.length()))));
        Path file = folder.resolve("base.safetensors");
        SafetensorsFile.write(file, weights);
        return file;
    }

    /** The values of a tensor as fractions, [row][column]. */
    BigFraction[][] exact(String name) {
        Tensor tensor = tensors.get(PeftAdapter.PREFIX + name);
        int columns = Math.toIntExact(tensor.shape().get(1));
        BigFraction[][] values = new BigFraction[Math.toIntExact(tensor.shape().get(0))][columns];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < columns; j++) {
                values[i][j] = ExactDouble.of(tensor.at(i * columns + j));
            }
        }
        return values;
    }
}
