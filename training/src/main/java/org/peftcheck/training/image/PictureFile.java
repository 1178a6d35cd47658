package org.peftcheck.training.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.peftcheck.training.data.BadDatasetException;

/** Reads an image file of any format that ImageIO and its plug-ins know. Transparency is left out. */
final class PictureFile {

    private PictureFile() {}

    /**
     * Reads a picture.
     *
     * @param file the file
     * @return grey where the file has one channel of grey, else red, green and blue
     * @throws BadDatasetException when there is no such file, or it is damaged or of a format that is not known
     */
    static Picture read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadDatasetException(file.toString(), "an image", "no file of that name");
        }
        ImageIO.setUseCache(false);
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            if (image == null) {
                throw new BadDatasetException(
                        file.toString(), "an image such as PNG, JPEG, GIF, BMP, TIFF or WebP", "another format");
            }
            return isGrey(image) ? grey(image.getRaster()) : coloured(image);
        } catch (IOException | RuntimeException e) {
            if (e instanceof BadDatasetException refusal) {
                throw refusal;
            }
            throw new BadDatasetException(file.toString(), "a whole image", e.toString(), e);
        }
    }

    /** The samples of grey are taken as they are: as colours they would be brightened by ImageIO's linear grey. */
    private static boolean isGrey(BufferedImage image) {
        ColorModel model = image.getColorModel();
        return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && !(model instanceof IndexColorModel)
                && model.getComponentSize(0) >= Byte.SIZE;
    }

    private static Picture grey(Raster raster) {
        int height = raster.getHeight();
        int width = raster.getWidth();
        int shift = raster.getSampleModel().getSampleSize(0) - Byte.SIZE;
        int[] values = raster.getSamples(0, 0, width, height, 0, (int[]) null);
        byte[] samples = new byte[values.length];
        for (int k = 0; k < values.length; k++) {
            samples[k] = (byte) (values[k] >> shift);
        }
        return new Picture(1, height, width, samples);
    }

    private static Picture coloured(BufferedImage image) {
        int height = image.getHeight();
        int width = image.getWidth();
        int[] line = new int[width];
        int plane = height * width;
        byte[] samples = new byte[3 * plane];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, line, 0, width);
            for (int x = 0; x < width; x++) {
                int k = y * width + x;
                samples[k] = (byte) (line[x] >> 16);
                samples[plane + k] = (byte) (line[x] >> 8);
                samples[2 * plane + k] = (byte) line[x];
            }
        }
        return new Picture(3, height, width, samples);
    }
}
