package org.peftcheck.training.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Small pictures and files of them. */
public final class PictureFiles {

    private PictureFiles() {}

    /** A picture of random numbers. */
    public static Picture random(int channels, int height, int width, long seed) {
        byte[] samples = new byte[channels * height * width];
        new SplittableRandom(seed).nextBytes(samples);
        return new Picture(channels, height, width, samples);
    }

    /** Writes a picture as PNG, grey or coloured. */
    public static void png(Path file, Picture picture) throws IOException {
        boolean grey = picture.channels() == 1;
        BufferedImage image = new BufferedImage(
                picture.width(), picture.height(), grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                if (grey) {
                    image.getRaster().setSample(x, y, 0, picture.at(0, y, x));
                } else {
                    image.setRGB(x, y, picture.at(0, y, x) << 16 | picture.at(1, y, x) << 8 | picture.at(2, y, x));
                }
            }
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    /** An IDX file of unsigned bytes. */
    static byte[] idx(int[] dimensions, byte... entries) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + entries.length);
        bytes.put(new byte[] {0, 0, 8, (byte) dimensions.length});
        for (int dimension : dimensions) {
            bytes.putInt(dimension);
        }
        return bytes.put(entries).array();
    }
}
