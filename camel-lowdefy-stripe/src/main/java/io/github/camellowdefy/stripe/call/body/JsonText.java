// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads JSON as {@code JSON.parse} does: the last of two equal names wins, fractions are doubles.
 * Whole numbers keep every digit. Text that only lacks the double quotes of its names is YAML, and
 * is read as such.
 */
final class JsonText {

    /** Our sentence by a phrase of Jackson's, whose own message may repeat pieces of the text. */
    private static final Map<String, String> COMPLAINTS = new LinkedHashMap<>();

    static {
        COMPLAINTS.put(
                "Unexpected character ('\''",
                "an unexpected single quote; JSON strings take double quotes");
        COMPLAINTS.put("Unrecognized token", "an unexpected word; JSON strings take double quotes");
        COMPLAINTS.put("comment", "an unexpected comment, which JSON does not have");
        COMPLAINTS.put("expected a valid value", "an unexpected %s where a value belongs");
        COMPLAINTS.put("colon", "an unexpected %s where a colon belongs");
        COMPLAINTS.put("comma", "an unexpected %s where a comma or the end belongs");
        COMPLAINTS.put("close marker", "an unexpected bracket that closes nothing");
        COMPLAINTS.put("numeric value", "an unexpected form of a number");
        COMPLAINTS.put("Non-standard token", "an unexpected form of a number");
        COMPLAINTS.put(
                "Illegal unquoted character",
                "an unexpected line break or control character in a string; write \\n for a line break");
        COMPLAINTS.put(
                "escape", "an unexpected escape in a string; write a backslash itself as \\\\");
    }

    private final Limits limits;

    /** Made when there is JSON: Jackson's first mapper takes a tenth of a cold start. */
    private volatile ObjectReader reader;

    JsonText(Limits limits) {
        this.limits = limits;
    }

    private ObjectReader reader() {
        ObjectReader known = reader;
        if (known == null) {
            known = create(limits);
            reader = known;
        }
        return known;
    }

    private static ObjectReader create(Limits limits) {
        StreamReadConstraints constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxNumberLength(LongNumbers.MOST_DIGITS)
                        .maxStringLength(limits.textBytes())
                        .maxNameLength(limits.textBytes())
                        .build();
        JsonFactory factory = JsonFactory.builder().streamReadConstraints(constraints).build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readerFor(Object.class);
    }

    Object read(String text) {
        try {
            return reader().readValue(text);
        } catch (StreamConstraintsException e) {
            if (e.getMessage().contains("nesting depth")) {
                limits.checkDepth(limits.depth() + 1);
            }
            throw PlainTree.tooLong(at(e.getLocation()));
        } catch (JsonProcessingException e) {
            if (hasBareName(e)) {
                return YamlText.read(text, limits);
            }
            // not as the cause: Jackson's message repeats pieces of the text
            throw new InvalidStripeCallException(
                    "The body starts like JSON but is not: %s%s."
                            .formatted(complaint(e, text), at(e.getLocation())));
        }
    }

    private static String complaint(JsonProcessingException e, String text) {
        if (e instanceof JsonEOFException) {
            return "it ends too early";
        }
        if (e instanceof MismatchedInputException) {
            return "more text follows its end";
        }
        JsonLocation location = e.getLocation();
        long at = location == null ? -1 : location.getCharOffset();
        String read = at >= 0 && at < text.length() ? text.substring((int) at, (int) at + 1) : "";
        return COMPLAINTS.entrySet().stream()
                .filter(known -> e.getOriginalMessage().contains(known.getKey()))
                .map(known -> known.getValue().formatted(Excerpt.of(read)))
                .findFirst()
                .orElse("something unexpected");
    }

    /** A map of YAML's flow style, <code>{limit: 30}</code>. */
    private static boolean hasBareName(JsonProcessingException e) {
        return e.getOriginalMessage().contains("double-quote to start field name");
    }

    private static String at(JsonLocation location) {
        return location == null
                ? ""
                : ", line %d column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
