package org.peftcheck.training.experiment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.peftcheck.training.data.Dataset;
import org.peftcheck.training.data.Example;
import org.peftcheck.training.data.LanguageDataset;
import org.peftcheck.training.data.LanguageExample;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.run.Sha256;

/** Digests of what a run is made from, so that a run does not go on with other data or another model than it began with. */
final class ContentDigest {

    private static final int BLOCK = 1 << 14;

    private ContentDigest() {}

    /** Of all examples in their order, in hexadecimal digits. */
    static String of(Dataset data) {
        MessageDigest digest = Sha256.digest();
        for (List<Example> part : List.of(data.train(), data.dev(), data.test())) {
            digest.update((byte) '#');
            for (Example example : part) {
                text(digest, example.text());
                text(digest, example.second().orElse(""));
                text(digest, Float.toString(example.label()));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of all texts in their order, in hexadecimal digits. */
    static String of(LanguageDataset data) {
        MessageDigest digest = Sha256.digest();
        text(digest, data.task().predicted().name());
        for (List<LanguageExample> part : List.of(data.train(), data.dev(), data.test())) {
            digest.update((byte) '#');
            for (LanguageExample example : part) {
                text(digest, example.prompt());
                example.answers().forEach(answer -> text(digest, answer));
                text(digest, "" + example.right());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void text(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }

    /** Of all tensors in the order of their names, in hexadecimal digits. */
    static String of(Map<String, FloatTensor> weights) {
        MessageDigest digest = Sha256.digest();
        ByteBuffer block = ByteBuffer.allocate(4 * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        new TreeMap<>(weights).forEach((name, tensor) -> {
            text(digest, name);
            float[] values = tensor.values();
            for (int from = 0; from < values.length; from += BLOCK) {
                int count = Math.min(BLOCK, values.length - from);
                block.clear();
                block.asFloatBuffer().put(values, from, count);
                digest.update(block.array(), 0, 4 * count);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }
}
