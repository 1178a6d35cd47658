package org.peftcheck.training.run;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that determines the result of a run. Two runs of the same configuration give the same trained values on the same machine.
 *
 * @param choices everything but the settings by name, such as {@code model}, {@code task}, {@code method}, {@code rank},
 *     {@code targets}, {@code engine}, and digests of files that a user gave
 * @param settings the hyper-parameters of training
 */
public record RunConfiguration(Map<String, String> choices, TrainingSettings settings) {

    /** Copies the choices in alphabetical order; none may have the name of a setting. */
    public RunConfiguration {
        choices = Collections.unmodifiableSortedMap(new TreeMap<>(choices));
        for (String name : settings.byName().keySet()) {
            if (choices.containsKey(name)) {
                throw new IllegalArgumentException(
                        "configuration: expected the names of choices to differ from those of settings, got " + name);
            }
        }
    }

    private SortedMap<String, String> all() {
        SortedMap<String, String> all = new TreeMap<>(choices);
        all.putAll(settings.byName());
        return all;
    }

    /** SHA-256 of the configuration in hexadecimal digits. */
    public String sha256() {
        return HexFormat.of().formatHex(digest());
    }

    byte[] digest() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            for (Map.Entry<String, String> entry : all().entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sha256.digest().digest(bytes.toByteArray());
    }

    /**
     * What tells this configuration from another, for a message.
     *
     * @param other the other
     * @return such as {@code rank 16 instead of 8}: the first name that differs, with the other's value and then this one's
     */
    Optional<String> difference(RunConfiguration other) {
        SortedMap<String, String> here = all();
        SortedMap<String, String> there = other.all();
        SortedMap<String, String> names = new TreeMap<>(here);
        names.putAll(there);
        return names.keySet().stream()
                .filter(name -> !here.getOrDefault(name, "").equals(there.getOrDefault(name, "")))
                .map(name -> name + " " + there.getOrDefault(name, "not given") + " instead of "
                        + here.getOrDefault(name, "not given"))
                .findFirst();
    }
}
