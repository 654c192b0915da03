// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.yaml;

import io.github.camellowdefy.stripe.call.body.LongNumbers;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Mapping;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Scalar;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Sequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML document into nodes. Only the core schema's types exist; size, nesting and the
 * number of values after aliases are limited; a key that stands twice is an error.
 */
public final class YamlReader {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_VALUES = 200_000;
    private static final int MAX_CHARACTERS = 5_000_000;
    private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);
    private static final Set<String> NUMBERS = Set.of(Tag.INT.getValue(), Tag.FLOAT.getValue());

    /** How the text of a scalar is read, by its tag. */
    private static final Map<String, Function<String, Object>> VALUES =
            Map.of(
                    "!",
                    text -> text,
                    Tag.STR.getValue(),
                    text -> text,
                    Tag.NULL.getValue(),
                    text -> null,
                    Tag.BOOL.getValue(),
                    Boolean::valueOf,
                    Tag.INT.getValue(),
                    YamlReader::whole,
                    Tag.FLOAT.getValue(),
                    YamlReader::fraction);

    private static final Set<String> COLLECTION_TAGS =
            Set.of("!", Tag.MAP.getValue(), Tag.SEQ.getValue());

    private final String file;
    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int values;

    /** A value that aliases repeat, and of how many values it is made. */
    private record Anchored(Node node, int values) {}

    private YamlReader(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    /**
     * Reads a document.
     *
     * @param file how errors name it
     * @return the document; null without a value when the text is empty
     */
    public static Node read(String file, String text) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setSchema(new CoreSchema())
                        .setCodePointLimit(MAX_CHARACTERS)
                        // in one piece: the parser fails where its buffer ends inside a surrogate
                        // pair
                        .setBufferSize(text.length() + 2)
                        .setLabel(file)
                        .build();
        try {
            return new YamlReader(file, new Parse(settings).parseString(text).iterator())
                    .document();
        } catch (MarkedYamlEngineException e) {
            Place place =
                    e.getProblemMark().map(mark -> place(file, mark)).orElse(new Place(file, 1, 1));
            throw place.refusal("this is no YAML: " + e.getProblem() + hint(e.getProblem()));
        } catch (YamlEngineException e) {
            throw new LowdefyFileException(new Place(file, 1, 1), e.getMessage());
        }
    }

    /** What is most often behind a problem the parser names in its own words. */
    private static String hint(String problem) {
        boolean structure =
                problem.startsWith("mapping values are not allowed")
                        || problem.startsWith("expected <block end>");
        return structure
                ? "; check the indentation, and quote text that holds a colon and a blank"
                : "";
    }

    private Node document() {
        Node root = new Scalar(null, new Place(file, 1, 1));
        boolean read = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                if (read) {
                    throw error(event, "a second document starts here, expected one a file");
                }
                root = node(events.next(), 0);
                read = true;
            }
        }
        return root;
    }

    private Node node(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw error(event, "values are nested more than " + MAX_DEPTH + " deep");
        }
        if (event instanceof AliasEvent alias) {
            Anchored anchored = anchors.get(alias.getAlias());
            if (anchored == null) {
                throw error(event, "no value is anchored as " + alias.getAlias() + " before this");
            }
            count(event, anchored.values());
            return anchored.node();
        }
        int before = values;
        count(event, 1);
        Node node =
                switch (event.getEventId()) {
                    case Scalar -> scalar((ScalarEvent) event);
                    case SequenceStart -> sequence((SequenceStartEvent) event, depth);
                    default -> mapping((MappingStartEvent) event, depth);
                };
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        if (anchor.isPresent()) {
            anchors.put(anchor.get(), new Anchored(node, values - before));
        }
        return node;
    }

    private void count(Event event, int added) {
        values += added;
        if (values > MAX_VALUES) {
            throw error(event, "there are more than " + MAX_VALUES + " values up to here");
        }
    }

    private Node sequence(SequenceStartEvent start, int depth) {
        checkTag(start, start.getTag());
        List<Node> items = new ArrayList<>();
        for (Event event = events.next();
                event.getEventId() != Event.ID.SequenceEnd;
                event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Sequence(items, place(start));
    }

    private Node mapping(MappingStartEvent start, int depth) {
        checkTag(start, start.getTag());
        Map<String, Node> entries = new LinkedHashMap<>();
        for (Event event = events.next();
                event.getEventId() != Event.ID.MappingEnd;
                event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw error(event, "a key is a list, a map or an alias, expected text");
            }
            Node value = node(events.next(), depth + 1);
            if (entries.put(key.getValue(), value) != null) {
                throw error(event, "the key " + key.getValue() + " stands here a second time");
            }
        }
        return new Mapping(entries, place(start));
    }

    private void checkTag(Event event, Optional<String> tag) {
        if (tag.isPresent() && !COLLECTION_TAGS.contains(tag.get())) {
            throw error(event, "the tag " + tag.get() + " is unknown");
        }
    }

    private Node scalar(ScalarEvent event) {
        String text = event.getValue();
        boolean plain = event.getImplicit().canOmitTagInPlainScalar();
        String tag = event.getTag().orElseGet(() -> RESOLVER.resolve(text, plain).getValue());
        Function<String, Object> value = VALUES.get(tag);
        if (value == null) {
            throw error(event, "the tag " + tag + " is unknown");
        }
        if (NUMBERS.contains(tag) && LongNumbers.isTooLong(text)) {
            throw error(event, "a number has more than a thousand digits");
        }
        try {
            return new Scalar(value.apply(text), place(event));
        } catch (NumberFormatException e) {
            throw error(event, "the tag " + tag + " does not fit its value");
        }
    }

    private static Number whole(String text) {
        BigInteger value = LongNumbers.whole(text);
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static Number fraction(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case ".nan" -> Double.NaN;
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.valueOf(text);
        };
    }

    private LowdefyFileException error(Event event, String message) {
        return new LowdefyFileException(place(event), message);
    }

    private Place place(Event event) {
        return event.getStartMark().map(mark -> place(file, mark)).orElse(new Place(file, 1, 1));
    }

    private static Place place(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
