// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import static io.github.camellowdefy.stripe.call.Calls.list;
import static io.github.camellowdefy.stripe.call.Calls.map;
import static io.github.camellowdefy.stripe.call.Calls.readAt;
import static io.github.camellowdefy.stripe.call.Calls.refusal;
import static io.github.camellowdefy.stripe.call.Calls.refusalAt;
import static io.github.camellowdefy.stripe.call.Calls.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camellowdefy.stripe.call.CallDefaults;
import io.github.camellowdefy.stripe.call.CallReader;
import io.github.camellowdefy.stripe.call.Calls;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

    private static Map<String, Object> params(Object body) {
        return readAt("customers/create", body).params();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "\uFEFF", "null", "~", "# only a comment\n", "---\n"})
    void emptyTextIsNoArguments(String text) {
        assertThat(params(text)).isEmpty();
        assertThat(params(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cus_123", "  cus_123\n", "\uFEFFcus_123", "\"cus_123\"", "'cus_123'"})
    void textThatIsNeitherMapNorListIsOneArgument(String text) {
        assertThat(readAt("customers/retrieve", text).ids()).containsExactly("cus_123");
        assertThat(readAt("customers/retrieve", new StringBuilder(text)).ids())
                .containsExactly("cus_123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "123", "1.50", "0x1F", "true", "1e3", "2026-01-01"})
    void textOfOneWordStaysAsItWasWritten(String text) {
        assertThat(readAt("customers/retrieve", text).ids()).containsExactly(text);
    }

    @Test
    void textThatStartsWithABraceOrABracketIsJson() {
        String json = "\uFEFF \n [{\"limit\": 3, \"a\": [true, null, \"x\"]}, {\"timeout\": 5}]";
        StripeCall call = readAt("customers/list", json);

        assertThat(call.params()).isEqualTo(map("limit", 3, "a", list(true, null, "x")));
        assertThat(call.options().timeout()).isEqualTo(5);
        assertThat(readAt("customers/list", json.getBytes(StandardCharsets.UTF_8))).isEqualTo(call);
    }

    @Test
    void jsonNumbersKeepTheirDigitsAndFractionsAreDoubles() {
        assertThat(
                        params(
                                "{\"a\":1,\"b\":5000000000,\"c\":18446744073709551616,\"d\":30.0,\"e\":0.1,\"f\":1e21}"))
                .isEqualTo(
                        map(
                                "a",
                                1,
                                "b",
                                5_000_000_000L,
                                "c",
                                new BigInteger("18446744073709551616"),
                                "d",
                                30.0,
                                "e",
                                0.1,
                                "f",
                                1e21));
    }

    @Test
    void theLastOfTwoEqualJsonNamesWins() {
        assertThat(params("{\"a\":\"1\",\"b\":\"2\",\"a\":\"3\"}"))
                .isEqualTo(map("a", "3", "b", "2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"a\": 1`| ends too early | line 1",
                "`{\"a\": 1}\n\n x`| unexpected | line 3 column",
                "`{\"a\": 1} {}`| more text follows | line 1",
                "`{\"a\": b}`| unexpected word; JSON strings take double quotes | line 1 column",
                "`{\"name\": 'Ada'}`| unexpected single quote; JSON strings take double quotes | line 1 column 10",
                "`{\"a\": =}`| unexpected \"=\" where a value belongs | line 1 column 7",
                "`{\"a\" 1}`| unexpected \"1\" where a colon belongs | line 1 column 6",
                "`[1 2]`| unexpected \"2\" where a comma or the end belongs | line 1 column 4",
                "`{\"a\": [1}`| bracket that closes nothing | line 1 column",
                "`{\"a\": 01}`| form of a number | line 1 column",
                "`{\"a\": 1.}`| form of a number | line 1 column",
                "`{\"a\": -Infinity}`| form of a number | line 1 column",
                "`{\"a\": \"x\ny\"}`| line break or control character in a string; write \\n | line 1 column",
                "`{\"a\": \"\\d\"}`| escape in a string; write a backslash itself as \\\\ | line 1 column",
                "`{\"a\": /* b */ 1}`| comment, which JSON does not have | line 1 column",
                "`[1,\n sk_test_canary]`| unexpected | line 2 column"
            })
    void malformedJsonSaysWhere(String text, String complaint, String position) {
        assertThat(refusal(text)).contains("starts like JSON", complaint.strip(), position.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{limit: 30, created: {gte: 1}, expand: [data.tax]}",
                "[{limit: 30, created: {gte: 1}, expand: [data.tax]}]",
                "{'limit': 30, \"created\": {gte: 1}, expand: ['data.tax']}"
            })
    void aMapOfNamesWithoutDoubleQuotesIsYamlInItsFlowStyle(String text) {
        assertThat(readAt("customers/list", text).params())
                .isEqualTo(map("limit", 30, "created", map("gte", 1), "expand", list("data.tax")));
    }

    @Test
    void anyOtherTextIsYaml() {
        StripeCall call =
                Calls.read(
                        """
                        paymentIntents:
                          create:
                            - amount: 2000
                              currency: eur
                              payment_method_types: [card]
                              metadata: {007: 007, yes: no, date: 2026-01-01, big: 5000000000}
                              list: &types [1.5, ~, "5", !!str 5, 0x10, 0o10, .inf, true]
                              again: *types
                        """);

        assertThat(call.operation().name()).isEqualTo("paymentIntents.create");
        List<Object> types = list(1.5, null, "5", "5", 16, 8, ".inf", true);
        assertThat(call.params())
                .isEqualTo(
                        map(
                                "amount",
                                2000,
                                "currency",
                                "eur",
                                "payment_method_types",
                                list("card"),
                                "metadata",
                                map(
                                        "007",
                                        7,
                                        "yes",
                                        "no",
                                        "date",
                                        "2026-01-01",
                                        "big",
                                        5_000_000_000L),
                                "list",
                                types,
                                "again",
                                types));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a: 1\nb: 2\na: 3`| \"a\" comes twice, line 3 column 1",
                "`a: !!java.net.URL [x]`| java.net.URL",
                "`!!javax.script.ScriptEngineManager [1]`| javax.script",
                "`a: !local x`| the tag \"!local\"",
                "`a: 1\n---\nb: 2`| second document",
                "`a: [1, 2`| line 1",
                "`a: &x [*x]`| inside its own",
                "`a: *nothing`| no anchor before it",
                "`? [a]\n: 1`| key that is not text",
                "`a: b: c`| line 1 column 5",
                "`{amount:2000, currency: eur}`| a colon has no space after it, line 1 column 2",
                "`{a: 1, a: 2}`| \"a\" comes twice, line 1 column 8",
                "`{a: 1`| line 1",
                "`a: \"x\u0001\"`| characters YAML does not allow",
                "`\ta: 1`| line 1",
                "`a: &a {x: 1}\nb: {<<: *a}`| merge keys (<<) are not part of YAML 1.2; write the entries out, line 2 column 5"
            })
    void malformedOrUnsafeYamlSaysWhere(String text, String complaint) {
        assertThat(refusal(text)).startsWith("The body cannot be read as YAML").contains(complaint);
    }

    @Test
    void anchorBombsAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 50; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(refusal(bomb)).contains("100,000 values");
    }

    @Test
    void textBeyondTheLimitIsRefused() {
        int limit = Limits.DEFAULT.textBytes();
        assertThat(readAt("customers/retrieve", "x".repeat(limit)).ids()).hasSize(1);
        assertThat(refusalAt("customers/retrieve", "x".repeat(limit + 1))).contains("1,048,576");
        assertThat(refusalAt("customers/retrieve", "\u00e9".repeat(limit / 2 + 1)))
                .contains("1,048,576");
        assertThat(readAt("customers/retrieve", "\ud83d\ude00".repeat(limit / 4)).ids()).hasSize(1);
        assertThat(refusalAt("customers/retrieve", new byte[limit + 1])).contains("1,048,576");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThat(refusalAt("customers/retrieve", new byte[] {(byte) 0xc3, 0x28}))
                .contains("not UTF-8");
    }

    @Test
    void sixtyFourLevelsAreReadAndOneMoreIsNot() {
        String open = "[".repeat(62);
        String close = "]".repeat(62);
        assertThat(params("[{\"a\":" + open + close + "}]")).containsKey("a");
        assertThat(refusal("[[{\"a\":" + open + close + "}]]")).contains("64 levels");
        assertThat(refusal("a: [{a: " + open + close + "}]")).contains("64 levels");
        assertThat(refusal("[".repeat(500_000))).contains("64 levels");
        assertThat(refusal("- ".repeat(500_000))).contains("64 levels");
        assertThat(refusal("? ".repeat(500_000))).contains("key that is not text");
    }

    @Test
    void whatContainsItselfIsRefused() {
        Map<String, Object> map = new HashMap<>();
        map.put("customers", map);
        List<Object> list = new ArrayList<>();
        list.add(list);
        list.add(list);
        map.put("customers", map);

        assertThat(refusal(map)).contains("contains itself");
        assertThat(refusalAt("customers/create", list)).contains("contains itself");
        assertThat(refusalAt("customers/create", map("a", list))).contains("contains itself");
    }

    @Test
    void sharedListsThatMultiplyAreRefused() {
        List<Object> shared = list("x");
        for (int i = 0; i < 50; i++) {
            shared = list(shared, shared);
        }
        assertThat(refusalAt("customers/create", map("a", shared))).contains("100,000 values");
        assertThat(refusalAt("customers/create", Collections.nCopies(Integer.MAX_VALUE, "x")))
                .contains("100,000 values");
        Iterable<Integer> endless = Stream.iterate(1, i -> i + 1)::iterator;
        assertThat(refusalAt("customers/create", endless)).contains("100,000 values");
    }

    @Test
    void aFileIsTheFileOfAnUploadAndNothingElse() {
        CallDefaults purpose = CallDefaults.ofParams(map("purpose", "dispute_evidence"));
        for (Object file :
                new Object[] {
                    new byte[] {1},
                    new ByteArrayInputStream(new byte[0]),
                    new File("a.png"),
                    Path.of("a.png")
                }) {
            assertThat(readAt("files/create", file, purpose).params())
                    .isEqualTo(map("purpose", "dispute_evidence", "file", file));
            assertThat(params(map("file", map("data", file))))
                    .isEqualTo(map("file", map("data", file)));
        }
        assertThat(refusalAt("customers/create", new File("a.png"))).contains("is a file");
        assertThat(refusal(new ByteArrayInputStream(new byte[0]))).contains("only an upload");
    }

    @Test
    void otherLimitsCanBeSet() {
        CallReader small = new CallReader(OperationCatalog.get(), new Limits(2, 10, 4));
        CallReader.Prefix create = small.prefix("customers/create");

        assertThat(refusalOf(() -> small.read(create, "{\"a\":\"12345\"}", CallDefaults.NONE)))
                .contains("10 bytes");
        assertThat(refusalOf(() -> small.read(create, list(list(list())), CallDefaults.NONE)))
                .contains("2 levels");
        assertThat(refusalOf(() -> small.read(create, list(1, 2, 3, 4), CallDefaults.NONE)))
                .contains("4 values");
    }
}
