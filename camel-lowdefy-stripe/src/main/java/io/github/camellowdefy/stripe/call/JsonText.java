/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.call;

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

/**
 * Reads JSON as {@code JSON.parse} does: the last of two equal names wins, fractions are doubles.
 * Whole numbers keep every digit. Text that only lacks the double quotes of its names is YAML, and
 * is read as such.
 */
final class JsonText {

    private final CallLimits limits;

    /** Made when there is JSON: Jackson's first mapper takes a tenth of a cold start. */
    private volatile ObjectReader reader;

    JsonText(CallLimits limits) {
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

    private static ObjectReader create(CallLimits limits) {
        StreamReadConstraints constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
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
            throw e.getMessage().contains("nesting depth")
                    ? PlainTree.tooDeep(limits)
                    : new InvalidStripeCallException(
                            "The body holds a number of more than a thousand digits" + at(e) + ".");
        } catch (JsonProcessingException e) {
            if (hasBareName(e)) {
                return YamlText.read(text, limits);
            }
            // not as the cause: Jackson's message repeats pieces of the text
            throw new InvalidStripeCallException(
                    "The body starts like JSON but is not: " + complaint(e) + at(e) + ".");
        }
    }

    private static String complaint(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "it ends too early";
        }
        if (e instanceof MismatchedInputException) {
            return "more text follows its end";
        }
        return "something unexpected";
    }

    /** A map of YAML's flow style, <code>{limit: 30}</code>. */
    private static boolean hasBareName(JsonProcessingException e) {
        return e.getOriginalMessage().contains("double-quote to start field name");
    }

    private static String at(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null
                ? ""
                : ", line %d column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
