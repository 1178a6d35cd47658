package org.peftcheck.training.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The file {@code preprocessor_config.json} of Hugging Face's image processors. */
public final class ImageProcessingFile {

    /** The name of the file. */
    public static final String NAME = "preprocessor_config.json";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BILINEAR = 2;
    private static final double BYTE = 1 / 255.0;

    private final Path file;
    private final JsonNode root;
    private final VisionConfig config;

    private ImageProcessingFile(Path file, JsonNode root, VisionConfig config) {
        this.file = file;
        this.root = root;
        this.config = config;
    }

    /**
     * Reads the processing of a model.
     *
     * @param folder the folder of the model
     * @param config its sizes
     * @return the processing; the usual one where there is no such file
     * @throws BadModelException when the file asks for something else than is done here, or does not fit the sizes
     * @throws IOException when reading fails
     */
    static ImageProcessing read(Path folder, VisionConfig config) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return ImageProcessing.usual(config);
        }
        try {
            return new ImageProcessingFile(file, JSON.readTree(Files.readString(file)), config).processing();
        } catch (JsonProcessingException e) {
            throw new BadModelException(file.toString(), "JSON", e.getOriginalMessage(), e);
        }
    }

    private ImageProcessing processing() {
        int resample = root.path("resample").asInt(BILINEAR);
        if (resample != BILINEAR) {
            throw refusal("resample", "2, which is bilinear", root.get("resample"));
        }
        if (!root.path("do_rescale").asBoolean(true)
                || Math.abs(root.path("rescale_factor").asDouble(BYTE) - BYTE) > 1e-9) {
            throw refusal("rescale_factor", "numbers rescaled by 1/255", root.path("rescale_factor"));
        }
        int side = config.imageSize();
        JsonNode size = root.path("size");
        boolean shortest = size.has("shortest_edge");
        int resized = !root.path("do_resize").asBoolean(true)
                ? side
                : size.isInt()
                        ? size.asInt()
                        : size.path(shortest ? "shortest_edge" : "height").asInt(side);
        if (!shortest && size.has("width") && size.path("width").asInt() != resized) {
            throw refusal("size", "equal height and width", size);
        }
        JsonNode crop = root.path("crop_size");
        int cut = !root.path("do_center_crop").asBoolean(false)
                ? resized
                : crop.isInt() ? crop.asInt() : crop.path("height").asInt(side);
        if (cut != side || resized < side) {
            throw new BadModelException(
                    file.toString(),
                    "images of image_size = " + side + " pixels along a side, as config.json says",
                    cut + " of " + resized);
        }
        boolean normalised = root.path("do_normalize").asBoolean(true);
        return new ImageProcessing(
                shortest,
                resized,
                side,
                normalised ? numbers("image_mean", 0.5) : Collections.nCopies(config.channels(), 0.0),
                normalised ? numbers("image_std", 0.5) : Collections.nCopies(config.channels(), 1.0));
    }

    private List<Double> numbers(String name, double usual) {
        JsonNode node = root.path(name);
        if (node.isMissingNode()) {
            return Collections.nCopies(config.channels(), usual);
        }
        List<Double> numbers = new ArrayList<>();
        node.forEach(number -> numbers.add(number.asDouble(Double.NaN)));
        boolean positive = name.equals("image_mean") || numbers.stream().allMatch(number -> number > 0);
        if (numbers.size() != config.channels() || numbers.stream().anyMatch(d -> d.isNaN()) || !positive) {
            String what = name.equals("image_mean") ? " numbers" : " numbers above 0";
            throw refusal(name, config.channels() + what, node);
        }
        return numbers;
    }

    private BadModelException refusal(String field, String expected, JsonNode found) {
        return new BadModelException(file + ", field " + field, expected, found.isMissingNode() ? "none" : "" + found);
    }

    /**
     * The text of such a file.
     *
     * @param processing what is done to images
     * @return the JSON of {@code ViTImageProcessor}
     */
    public static String text(ImageProcessing processing) {
        ObjectNode node = JSON.createObjectNode();
        node.put("image_processor_type", "ViTImageProcessor");
        node.put("do_resize", true).put("resample", BILINEAR);
        ObjectNode size = node.putObject("size");
        if (processing.keepsProportions()) {
            size.put("shortest_edge", processing.resized());
        } else {
            size.put("height", processing.resized()).put("width", processing.resized());
        }
        if (processing.side() != processing.resized() || processing.keepsProportions()) {
            node.put("do_center_crop", true);
            node.putObject("crop_size").put("height", processing.side()).put("width", processing.side());
        }
        node.put("do_rescale", true).put("rescale_factor", BYTE).put("do_normalize", true);
        ArrayNode mean = node.putArray("image_mean");
        processing.mean().forEach(mean::add);
        ArrayNode deviation = node.putArray("image_std");
        processing.deviation().forEach(deviation::add);
        return node.toPrettyString() + "\n";
    }
}
