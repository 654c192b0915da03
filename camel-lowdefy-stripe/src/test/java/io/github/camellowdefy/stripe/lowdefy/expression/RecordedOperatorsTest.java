// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedOperatorsTest {

    private static final Path FOLDER = Path.of("src/test/resources/lowdefy");

    /** Another file of recorded rows can be replayed with -Dlowdefy.operators=... */
    private static final String OTHER = System.getProperty("lowdefy.operators");

    private static final String ANY_TEXT = "any text";
    private static final String PLACE = "recorded.lowdefy.yaml:1:1: ";

    /** Which refusal here belongs to which of Lowdefy's errors. */
    private static final Map<Pattern, Pattern> REFUSALS = refusals();

    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restoreTimeZone() {
        TimeZone.setDefault(zone);
    }

    static Stream<Path> files() {
        return OTHER == null
                ? Stream.of("operators.jsonl", "operators-more.jsonl").map(FOLDER::resolve)
                : Stream.of(Path.of(OTHER));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRecordedOperatorGivesWhatLowdefyGave(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Map<Integer, String> expected = differences(file);
        List<String> unexpected = new ArrayList<>();
        for (int row = 1; row <= lines.size(); row++) {
            RecordedOperator recorded = RecordedOperator.parse(lines.get(row - 1));
            TimeZone.setDefault(TimeZone.getTimeZone(recorded.zone()));
            String difference = difference(recorded);
            if (!isExpected(difference, expected.remove(row))) {
                unexpected.add(row + " " + recorded + "\n    " + difference);
            }
        }
        assertThat(lines).isNotEmpty();
        assertThat(unexpected).as(unexpected.size() + " rows differ").isEmpty();
        assertThat(expected).as("listed rows that do not exist").isEmpty();
    }

    /** Versions of the JDK write numbers differently in some locales. */
    private static boolean isExpected(String difference, String expected) {
        return ANY_TEXT.equals(expected)
                ? difference == null || difference.startsWith("\"")
                : Objects.equals(difference, expected);
    }

    /** The outcome here when it is not Lowdefy's, else null. */
    private static String difference(RecordedOperator recorded) {
        Object actual;
        try {
            actual = recorded.evaluate();
        } catch (InvalidStripeCallException | LowdefyFileException e) {
            boolean placed = e.getMessage().startsWith(PLACE);
            String message = placed ? e.getMessage().substring(PLACE.length()) : e.getMessage();
            boolean same = placed && recorded.fails() && isRefusal(recorded.error(), message);
            return same ? null : "refused: " + message;
        }
        boolean same = !recorded.fails() && RecordedOperator.isSame(recorded.output(), actual);
        return same ? null : RecordedOperator.json(actual);
    }

    private static boolean isRefusal(String theirs, String ours) {
        return REFUSALS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(theirs).find())
                .findFirst()
                .map(entry -> entry.getValue().matcher(ours).find())
                .orElse(false);
    }

    /**
     * Rows with another outcome here, on purpose: the number of the row, the reason, and the
     * outcome here, separated by tabs.
     */
    private static Map<Integer, String> differences(Path file) throws IOException {
        Path list = Path.of(file.toString().replaceFirst("\\.jsonl$", "-differences.tsv"));
        Map<Integer, String> differences = new LinkedHashMap<>();
        for (String line : Files.exists(list) ? Files.readAllLines(list) : List.<String>of()) {
            String[] parts = line.split("\t", 3);
            assertThat(parts[1]).as("the reason of row %s", parts[0]).isNotBlank();
            differences.put(Integer.valueOf(parts[0]), parts[2]);
        }
        return differences;
    }

    private static Map<Pattern, Pattern> refusals() {
        Map<Pattern, Pattern> refusals = new LinkedHashMap<>();
        String[][] pairs = {
            {"takes an array of length 2", "takes a list of 2, got a list of "},
            {"takes an array of 2 numbers", "takes a list of numbers, but item "},
            {"accepts one of the following types: string, null", "takes text or null, got "},
            {"accepts one of the following types: string", "takes text, got "},
            {"accepts one of the following types: number", "takes a number, got "},
            {"accepts one of the following types: date, null", "takes a date or null, got "},
            {"accepts one of the following types: array, null", "takes a list or null, got "},
            {
                "accepts one of the following types: object, null",
                "(takes a map or null, got )|needs"
            },
            {"accepts one of the following types: array, object", "takes a list or a map, got "},
            {"accepts one of the following types: object, array", "takes a list or a map, got "},
            {"accepts one of the following types: array", "takes a list, got "},
            {"takes an array type", "takes a list(, got | as branches)"},
            {"takes an array as input argument for insert", "takes a list as insert"},
            {"must be evaluated on an date instance", "works on a date, .* got "},
            {"must be evaluated on an string instance", "works on text, .* got "},
            {"must be evaluated on an number instance", "works on a number, .* got "},
            {"must be evaluated on an array instance", "works on a list, .* got "},
            {"must be evaluated on an object instance", "works on a map, .* got "},
            {
                "could not resolve as a valid javascript date",
                "takes milliseconds, or a date of .* is no date"
            },
            {"_regex.* must be a string", "takes text as (pattern|on|key), got "},
            {"is not a valid _type test|_type.* must be a string", "takes one of \\[string, "},
            {"params must be of type string, integer", "takes a path, true, or a map with key"},
            {"must be of type string or integer", "takes a path as key, got "},
            {"takes a boolean type for parameter test", "takes true or false as test, got "},
            {"takes a boolean type for parameter \"if\"", "takes true or false as if of a branch"},
            {"is not an object or array", "takes a map or a list as from, got "},
            {"takes an object as params", "takes a map with from and key, got "},
            {"is not supported, use one of|reading 'validTypes'", "the operator \\S+ (has|needs)"},
            {"requires a valid method name", "(takes|needs) a method"},
            {"toPrecision\\(\\) argument", "toPrecision takes precision from 1 to 100"},
            {"toExponential\\(\\) argument", "toExponential takes fraction digits from 0 to 100"},
            {"toFixed\\(\\) digits argument", "toFixed takes digits from 0 to 100"},
            {"radix argument must be between", "toString takes radix from 2 to 36"},
            {"Incorrect locale|null to object", "takes a locale such as en-US"},
            {"maximumFractionDigits value", "takes maximumFractionDigits from 0 to 20"},
            {"options property style", "takes the styles decimal, percent and currency"},
            {"Currency code is required", "takes a currency such as EUR"},
            {"normalization form should be one of", "normalize takes one of NFC, NFD"},
            {"Invalid string length", "would make a text of more than 16777216 characters"},
            {"Invalid count value", "repeat takes a count from 0, not "},
            {"Invalid regular expression", "takes a regular expression, but this one has "},
            {"Invalid flags|RegExp.test", "takes the flags d, g, i, m, s, u, v, y, each once"},
            {"read only property", "cannot replace \\S+ of the text it takes"},
            {"Cannot redefine property: length", "cannot set the length of the list it takes"},
            {
                "property |defineProperty - ",
                "takes a map, a list or a date as on and a descriptor with a value, got "
            },
            {"is not an entry object", "takes a list of pairs, but one of them is "},
            {"in JSON|JSON input", "takes JSON, but the text is "},
            {"URI malformed", "takes percent-encoded text, with two digits after each %"},
            {"Getting all secrets", "takes the name of one secret, never all of them"},
        };
        for (String[] pair : pairs) {
            refusals.put(Pattern.compile(pair[0]), Pattern.compile(pair[1]));
        }
        return refusals;
    }
}
