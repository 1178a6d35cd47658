package org.peftcheck.training.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.peftcheck.training.data.BadDatasetException;

/**
 * A file in the IDX format of unsigned bytes, as MNIST has it, perhaps compressed by gzip.
 *
 * @param dimensions its sizes
 * @param bytes its entries, the last dimension running fastest
 */
record IdxFile(List<Integer> dimensions, byte[] bytes) {

    private static final int UNSIGNED_BYTES = 8;

    /**
     * Finds and reads a file.
     *
     * @param folder the folder
     * @param name its name, such as {@code train-images-idx3-ubyte}; with {@code .gz}, or with a dot before {@code idx}, is fine too
     * @param rank the number of dimensions
     * @throws BadDatasetException when there is none, or its header or its length is wrong
     */
    static IdxFile read(Path folder, String name, int rank) {
        String dotted = name.replace("-idx", ".idx");
        Path file = List.of(name, name + ".gz", dotted, dotted + ".gz").stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new BadDatasetException(
                        folder.toString(), "a file " + name + " or " + name + ".gz", "neither"));
        try (InputStream in = open(file)) {
            return read(file, in, rank);
        } catch (EOFException | ZipException e) {
            throw new BadDatasetException(file.toString(), "a whole file compressed by gzip", e.toString(), e);
        } catch (IOException e) {
            throw new BadDatasetException(file.toString(), "to read it", e.toString(), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static IdxFile read(Path file, InputStream in, int rank) throws IOException {
        byte[] header = in.readNBytes(4 + 4 * rank);
        if (header.length < 4 || header[0] != 0 || header[1] != 0 || header[2] != UNSIGNED_BYTES || header[3] != rank) {
            String found = header.length < 4 ? header.length + " bytes" : hex(Arrays.copyOf(header, 4));
            throw new BadDatasetException(
                    file + ", first bytes",
                    "00 00 08 0" + rank + ", as of IDX bytes in " + rank + " dimensions",
                    found);
        }
        if (header.length < 4 + 4 * rank) {
            throw new BadDatasetException(
                    file + ", sizes", rank + " of them", "an end after " + header.length + " bytes");
        }
        ByteBuffer sizes = ByteBuffer.wrap(header, 4, 4 * rank);
        Integer[] dimensions = new Integer[rank];
        long count = 1;
        for (int k = 0; k < rank; k++) {
            dimensions[k] = sizes.getInt();
            count = dimensions[k] < 1 || count > Integer.MAX_VALUE ? Long.MAX_VALUE : count * dimensions[k];
        }
        if (count > Integer.MAX_VALUE - 8) {
            throw new BadDatasetException(
                    file + ", sizes", "at least 1 each and together at most 2 GB", Arrays.toString(dimensions));
        }
        byte[] bytes = in.readNBytes((int) count);
        if (bytes.length != count || in.read() >= 0) {
            String found = bytes.length != count ? bytes.length + "" : "more";
            throw new BadDatasetException(
                    file.toString(),
                    count + " bytes after the header, by its sizes " + Arrays.toString(dimensions),
                    found);
        }
        return new IdxFile(List.of(dimensions), bytes);
    }

    private static String hex(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(k -> String.format("%02x", bytes[k]))
                .collect(Collectors.joining(" "));
    }
}
