package org.peftcheck.training.data;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The minimal pairs in a file of LanguageTool's rules: each {@code <example correction="…">} with one {@code <marker>} around the fault.
 * Of several corrections, which are divided by {@code |}, the first is taken, as the tool itself would offer it first. An example whose
 * first correction is empty is left out: the tool writes the same for "delete this" and for "I have no suggestion". So is one without a
 * marker, or with more than one, as the place of its fault is not known. White space is one blank.
 */
final class GrammarExamples {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private final XMLStreamReader xml;
    private final List<MinimalPair> pairs = new ArrayList<>();
    private Optional<String> ruleGroup = Optional.empty();
    private String rule = "";

    private GrammarExamples(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * Reads the pairs in the order of the file. Entities that the file itself declares are replaced; nothing else is looked up.
     *
     * @param file the file
     * @param name its name for messages
     * @return the pairs
     * @throws BadDatasetException when it is no well-formed XML; the message names line and column
     */
    static List<MinimalPair> read(InputStream file, String name) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        try {
            GrammarExamples reader = new GrammarExamples(factory.createXMLStreamReader(file));
            while (reader.xml.hasNext()) {
                reader.take(reader.xml.next());
            }
            return List.copyOf(reader.pairs);
        } catch (XMLStreamException e) {
            Location place = e.getLocation();
            String where =
                    place == null ? "" : ", line " + place.getLineNumber() + ", column " + place.getColumnNumber();
            throw new BadDatasetException(name + where, "well-formed XML", e.getMessage(), e);
        }
    }

    private void take(int event) throws XMLStreamException {
        if (event == XMLStreamConstants.START_ELEMENT) {
            switch (xml.getLocalName()) {
                case "rulegroup" -> ruleGroup = Optional.ofNullable(xml.getAttributeValue(null, "id"));
                case "rule" ->
                    rule = Optional.ofNullable(xml.getAttributeValue(null, "id"))
                            .orElse("");
                case "example" -> example();
                default -> {
                    // patterns, messages and all else that is no sentence
                }
            }
        } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("rulegroup")) {
            ruleGroup = Optional.empty();
        }
    }

    /** Reads an example to its end. */
    private void example() throws XMLStreamException {
        Optional<String> correction =
                Optional.ofNullable(xml.getAttributeValue(null, "correction")).map(all -> all.split("\\|", -1)[0]);
        StringBuilder faulty = new StringBuilder();
        StringBuilder corrected = new StringBuilder();
        int markers = 0;
        boolean marked = false;
        while (!atEnd("example")) {
            if (xml.isStartElement() && xml.getLocalName().equals("marker")) {
                markers++;
                marked = true;
                corrected.append(correction.orElse(""));
            } else if (atEnd("marker")) {
                marked = false;
            } else if (xml.isCharacters()) {
                faulty.append(xml.getText());
                corrected.append(marked ? "" : xml.getText());
            }
            xml.next();
        }
        if (markers == 1 && correction.filter(text -> !text.isBlank()).isPresent()) {
            pairs.add(new MinimalPair(ruleGroup.orElse(rule), clean(faulty), clean(corrected)));
        }
    }

    private boolean atEnd(String element) {
        return xml.isEndElement() && xml.getLocalName().equals(element);
    }

    private static String clean(CharSequence text) {
        return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
    }
}
