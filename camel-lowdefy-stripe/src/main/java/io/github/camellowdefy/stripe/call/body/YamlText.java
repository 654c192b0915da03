// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * Reads one YAML document of YAML 1.2's core schema: maps with scalar keys, lists, text, numbers,
 * booleans and null. Tags that name types, equal keys and a second document are refused with their
 * position. A document that is nothing but a scalar is text as it was written: {@code 007} is an
 * id, not seven.
 *
 * <p>Built from the parser's events, which come one by one, so a text that nests too deep is
 * refused at the limit and not after the stack is full.
 */
final class YamlText {

    private static final ScalarResolver CORE = new CoreScalarResolver(false);

    private final Limits limits;
    private final Iterator<Event> events;
    private final Map<Anchor, Object> anchors = new HashMap<>();
    private int values;

    private YamlText(String text, Limits limits) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setCodePointLimit(limits.textBytes())
                        // in one piece: the parser fails where its buffer ends inside a surrogate
                        // pair
                        .setBufferSize(text.length() + 2)
                        .build();
        this.limits = limits;
        this.events = new Parse(settings).parseString(text).iterator();
    }

    static Object read(String text, Limits limits) {
        try {
            return new YamlText(text, limits).document();
        } catch (MarkedYamlEngineException e) {
            throw refused(firstSentence(e.getProblem()), e.getProblemMark());
        } catch (YamlEngineException e) {
            throw refused("it holds characters YAML does not allow", Optional.empty());
        }
    }

    private Object document() {
        expect(Event.ID.StreamStart);
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            return null;
        }
        Event root = events.next();
        Object value =
                root instanceof ScalarEvent scalar && !isNull(scalar)
                        ? text(scalar)
                        : value(root, 1);
        expect(Event.ID.DocumentEnd);
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            throw refused("a second document starts", end.getStartMark());
        }
        return value;
    }

    private void expect(Event.ID id) {
        Event event = events.next();
        if (event.getEventId() != id) {
            throw refused("it does not end where it should", event.getStartMark());
        }
    }

    private Object value(Event event, int level) {
        limits.checkSize(++values, 0);
        if (event instanceof AliasEvent alias) {
            return anchored(alias);
        }
        Object value =
                event instanceof ScalarEvent scalar
                        ? scalar(scalar)
                        : collection((CollectionStartEvent) event, level);
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, value));
        return value;
    }

    private Object anchored(AliasEvent alias) {
        Anchor anchor = alias.getAlias();
        if (!anchors.containsKey(anchor)) {
            throw refused(
                    "the alias %s has no anchor before it or stands inside its own"
                            .formatted(Excerpt.of(anchor.getValue())),
                    alias.getStartMark());
        }
        return anchors.get(anchor);
    }

    private Object collection(CollectionStartEvent start, int level) {
        refuseTag(start.getTag(), start);
        limits.checkDepth(level);
        return start.getEventId() == Event.ID.MappingStart
                ? map(start.isFlow(), level)
                : list(level);
    }

    private List<Object> list(int level) {
        List<Object> list = new ArrayList<>();
        for (Event event = events.next();
                event.getEventId() != Event.ID.SequenceEnd;
                event = events.next()) {
            list.add(value(event, level + 1));
        }
        return list;
    }

    private Map<String, Object> map(boolean flow, int level) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Event event = events.next();
                event.getEventId() != Event.ID.MappingEnd;
                event = events.next()) {
            String key = key(event);
            if (isMergeKey(event)) {
                throw refused(
                        "merge keys (<<) are not part of YAML 1.2; write the entries out",
                        event.getStartMark());
            }
            if (map.containsKey(key)) {
                throw refused(
                        "the key %s comes twice".formatted(Excerpt.of(key)), event.getStartMark());
            }
            Object value = value(events.next(), level + 1);
            if (flow && value == null && isPlainWithColon(event)) {
                throw refused("a colon has no space after it", event.getStartMark());
            }
            map.put(key, value);
        }
        return map;
    }

    /** Keys are text as they were written: {@code 007} stays {@code 007}. */
    private String key(Event event) {
        if (event instanceof ScalarEvent scalar) {
            String key = text(scalar);
            scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor, key));
            return key;
        }
        if (event instanceof AliasEvent alias && anchored(alias) instanceof String key) {
            return key;
        }
        throw refused("a key that is not text", event.getStartMark());
    }

    /** To YAML <code>{amount:2000}</code> is a name without a value, which is never intended. */
    private static boolean isPlainWithColon(Event key) {
        return key instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().contains(":");
    }

    private static boolean isMergeKey(Event key) {
        return key instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().equals("<<");
    }

    private static String text(ScalarEvent scalar) {
        isText(scalar);
        return scalar.getValue();
    }

    private static Object scalar(ScalarEvent scalar) {
        String value = scalar.getValue();
        if (isText(scalar)) {
            return value;
        }
        Tag tag = CORE.resolve(value, true);
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(value);
        }
        boolean whole = tag.equals(Tag.INT);
        if (!whole && !tag.equals(Tag.FLOAT)) {
            return value;
        }
        if (LongNumbers.isTooLong(value)) {
            throw PlainTree.tooLong(at(scalar.getStartMark()));
        }
        return whole ? whole(value) : fraction(value);
    }

    private static boolean isNull(ScalarEvent scalar) {
        return !isText(scalar) && CORE.resolve(scalar.getValue(), true).equals(Tag.NULL);
    }

    /**
     * Whether a scalar is text: a quoted or block scalar is, and one with the tag {@code !!str}.
     */
    private static boolean isText(ScalarEvent scalar) {
        Optional<String> tag = scalar.getTag();
        if (tag.isPresent() && (tag.get().equals(Tag.STR.getValue()) || tag.get().equals("!"))) {
            return true;
        }
        refuseTag(tag, scalar);
        return !scalar.isPlain();
    }

    private static Number whole(String value) {
        BigInteger number = LongNumbers.whole(value);
        return number.bitLength() < 32
                ? Integer.valueOf(number.intValue())
                : number.bitLength() < 64 ? Long.valueOf(number.longValue()) : number;
    }

    private static Object fraction(String value) {
        // infinities and NaN mean nothing to Stripe: they stay the text they were
        return Character.isLetter(value.charAt(value.length() - 1)) ? value : Double.valueOf(value);
    }

    private static void refuseTag(Optional<String> tag, Event event) {
        if (tag.isPresent()) {
            throw refused(
                    "the tag %s; only plain values and !!str are read"
                            .formatted(Excerpt.of(tag.get())),
                    event.getStartMark());
        }
    }

    private static String firstSentence(String problem) {
        int end = problem.indexOf(". ");
        return Excerpt.plain(end < 0 ? problem : problem.substring(0, end));
    }

    private static InvalidStripeCallException refused(String problem, Optional<Mark> mark) {
        return new InvalidStripeCallException(
                "The body cannot be read as YAML: " + problem + at(mark) + ".");
    }

    private static String at(Optional<Mark> mark) {
        return mark.map(m -> ", line %d column %d".formatted(m.getLine() + 1, m.getColumn() + 1))
                .orElse("");
    }
}
