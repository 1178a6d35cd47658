package org.peftcheck.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.training.image.Picture;
import org.peftcheck.training.image.PictureFiles;

/**
 * From random weights to a fine-tuned vision transformer: pre-training on two classes of images, the folder that comes of it, and
 * fine-tuning that on the others.
 */
class VisionCommandsTest {

    private static final String MODEL = "random-vit:image=8,patch=4,channels=3,d=16,layers=2,heads=2";

    @TempDir
    static Path folder;

    /** Classes are lightness levels, with noise. */
    @BeforeAll
    static void images() throws IOException {
        String[] names = {"black", "dark", "light", "white"};
        for (int k = 0; k < 4 * 30; k++) {
            Picture noise = PictureFiles.random(3, 9, 8, k);
            byte[] samples = noise.samples().clone();
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) ((samples[i] & 0xff) / 4 + 64 * (k % 4));
            }
            Path file = folder.resolve("images").resolve(names[k % 4]).resolve(k + ".png");
            PictureFiles.png(file, new Picture(3, 9, 8, samples));
        }
    }

    private static String train(String model, String classes, String method, String out, String... more) {
        String[] all = {
            "train",
            "--model",
            model,
            "--task",
            "images",
            "--data",
            folder.resolve("images").toString(),
            "--classes",
            classes,
            "--method",
            method,
            "--steps",
            "40",
            "--lr",
            "0.003",
            "--eval-every",
            "20",
            "--out",
            folder.resolve(out).toString()
        };
        String[] arguments = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, arguments, all.length, more.length);
        return good(arguments);
    }

    /** A run that must succeed; it may tell of its progress. */
    private static String good(String... arguments) {
        Run run = Run.of(arguments);
        assertEquals(ExitCode.OK, run.exit(), run.err());
        return run.out();
    }

    @Test
    void preTrainingAndFineTuning() throws IOException {
        String out = train(MODEL, "black,white", "full", "pre");
        assertTrue(out.contains("58 in train, 2"), out);
        assertTrue(out.contains("dev           accuracy 1.0000"), out);
        String model = folder.resolve("small-vit").toString();
        good("merge", folder.resolve("pre").toString(), "--out", model);
        String config = Files.readString(folder.resolve("small-vit/config.json"));
        assertTrue(config.contains("\"0\" : \"black\""), config);
        assertTrue(Run.good("count", "--model", model, "--method", "lora", "--rank", "2", "--targets", "q,v")
                .contains("256"));
        String fine = train(model, "light,dark", "peanut", "fine", "--rank", "3", "--targets", "query,up");
        assertTrue(fine.contains("query,up"), fine);
        assertTrue(good("evaluate", folder.resolve("fine").toString()).contains("dev"));
        good(
                "merge",
                folder.resolve("fine").toString(),
                "--out",
                folder.resolve("fine.safetensors").toString());
        assertTrue(Files.isRegularFile(folder.resolve("fine.safetensors")));
        train(model, "light,dark", "lora", "lora", "--rank", "2");
        String export = folder.resolve("peft").toString();
        good("export", folder.resolve("lora").toString(), "--out", export);
        String header = new String(Files.readAllBytes(folder.resolve("peft/adapter_model.safetensors")), ISO_8859_1);
        assertTrue(
                header.contains("base_model.model.vit.encoder.layer.1.attention.attention.query.lora_A.weight"),
                export);
        assertTrue(header.contains("base_model.model.classifier.weight"), export);
        String refused = Run.refusal("merge", folder.resolve("pre").toString(), "--out", model);
        assertTrue(refused.contains("expected a file that is not there yet"), refused);
    }

    @Test
    void whatDoesNotFitImagesIsRefused() {
        String data = folder.resolve("images").toString();
        String text = Run.refusal("train", "--model", MODEL, "--task", "images", "--data", data, "--text", "x");
        assertTrue(text.contains("--classes alone says which classes of images are kept"), text);
        String pooled =
                Run.refusal("train", "--model", MODEL, "--task", "images", "--data", data, "--pooling", "pooler");
        assertTrue(pooled.contains("expected pooling first or mean, found pooler"), pooled);
        String other = Run.refusal("train", "--task", "images", "--data", data);
        assertTrue(
                other.contains(
                        "model minilm: expected a vision transformer, for the images of task images, found another"),
                other);
        String texts = Run.refusal("train", "--model", MODEL);
        assertEquals(1, texts.strip().lines().count(), texts);
    }
}
