// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import static io.github.camellowdefy.stripe.call.Calls.list;
import static io.github.camellowdefy.stripe.call.Calls.map;
import static io.github.camellowdefy.stripe.call.Calls.readAt;
import static io.github.camellowdefy.stripe.call.Calls.refusalAt;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.model.Customer;
import com.stripe.param.CustomerCreateParams;
import java.io.File;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTreeTest {

    enum Interval {
        MONTH
    }

    enum Spelled {
        @JsonProperty("per_unit")
        PER_UNIT
    }

    record Price(
            @JsonProperty("unit_amount") BigDecimal unitAmount,
            Interval interval,
            Spelled billing,
            Instant from,
            OffsetDateTime to,
            Date day,
            List<Path> files,
            String nickname) {}

    record Erasing(@JsonInclude(JsonInclude.Include.ALWAYS) String name, String phone) {}

    static class Node {
        public Node getNext() {
            return this;
        }
    }

    static class Endless {
        public Endless getNext() {
            return new Endless();
        }
    }

    static class Failing {
        public String getKey() {
            throw new IllegalStateException("sk_test_canary");
        }
    }

    private static Object value(Object value) {
        return readAt("customers/create", map("v", value)).params().get("v");
    }

    @Test
    void recordsAreTheirPropertiesAndKeepDatesEnumsNumbersAndFiles() {
        Instant from = Instant.EPOCH;
        OffsetDateTime to = from.atOffset(ZoneOffset.UTC);
        Date day = new Date(0);
        Price price =
                new Price(
                        new BigDecimal("1E+3"),
                        Interval.MONTH,
                        Spelled.PER_UNIT,
                        from,
                        to,
                        day,
                        List.of(Path.of("a.png")),
                        null);
        Map<String, Object> expected =
                map(
                        "unit_amount",
                        new BigDecimal("1E+3"),
                        "interval",
                        Interval.MONTH,
                        "billing",
                        "per_unit",
                        "from",
                        from,
                        "to",
                        to,
                        "day",
                        day,
                        "files",
                        list(Path.of("a.png")));

        assertThat(value(price)).isEqualTo(expected);
        assertThat(readAt("prices/create", price).params()).isEqualTo(expected);
        assertThat(readAt("", map("prices", map("create", list(price)))).params())
                .isEqualTo(expected);
    }

    @Test
    void onlyPropertiesThatSaySoEraseWithNull() {
        assertThat(value(new Erasing(null, null))).isEqualTo(map("name", null));
    }

    @Test
    void parametersOfStripeJavaAreSpelledAsStripeDoes() {
        CustomerCreateParams params =
                CustomerCreateParams.builder()
                        .setInvoicePrefix("AB")
                        .setTaxExempt(CustomerCreateParams.TaxExempt.EXEMPT)
                        .putMetadata("k", "v")
                        .build();

        assertThat(readAt("customers/create", params).params())
                .isEqualTo(
                        map(
                                "invoice_prefix",
                                "AB",
                                "tax_exempt",
                                "exempt",
                                "metadata",
                                map("k", "v")));
    }

    @Test
    void jacksonTreesAreWhatTheyHold() throws Exception {
        Object tree = new ObjectMapper().readTree("[{\"name\": null, \"n\": [1, 2.5]}]");

        assertThat(readAt("customers/create", tree).params())
                .isEqualTo(map("name", null, "n", list(1, 2.5)));
    }

    @Test
    void arraysAndCollectionsAreLists() {
        assertThat(value(new int[] {1, 2})).isEqualTo(list(1, 2));
        assertThat(value(new Object[] {"a", null})).isEqualTo(list("a", null));
        assertThat(value(Set.of("a"))).isEqualTo(list("a"));
        Iterable<String> iterable = Arrays.asList("a", "b")::iterator;
        assertThat(value(iterable)).isEqualTo(list("a", "b"));
        assertThat(readAt("customers/retrieve", new String[] {"cus_1"}).ids())
                .containsExactly("cus_1");
    }

    @Test
    void textIsTextHoweverItIsHeld() {
        UUID id = UUID.randomUUID();
        assertThat(value(new StringBuilder("a"))).isEqualTo("a");
        assertThat(value('a')).isEqualTo("a");
        assertThat(value(new char[] {'a', 'b'})).isEqualTo("ab");
        assertThat(value(id)).isEqualTo(id.toString());
        assertThat(value(URI.create("https://example.com/a"))).isEqualTo("https://example.com/a");
    }

    @Test
    void keysThatAreNotTextAreReadAsText() {
        Map<Object, Object> odd = new LinkedHashMap<>();
        odd.put(7, "a");
        odd.put(true, "b");
        assertThat(value(odd)).isEqualTo(map("7", "a", "true", "b"));
        assertThat(value(new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1)))).isEqualTo(map("MONDAY", 1));
        odd.put("7", "c");
        assertThat(refusalAt("customers/create", odd)).contains("\"7\" twice");
        assertThat(refusalAt("customers/create", Collections.singletonMap(null, 1)))
                .contains("null as a key");
        assertThat(refusalAt("", Map.of(List.of(), 1))).contains("a list as a key");
    }

    @ParameterizedTest
    @MethodSource("meaningless")
    void whatHoldsNoParametersIsRefusedByName(Object body) {
        assertThat(refusalAt("customers/create", body)).contains(body.getClass().getName());
        assertThat(refusalAt("customers/create", map("a", list(body))))
                .contains(body.getClass().getName());
    }

    static Stream<Object> meaningless() {
        Supplier<String> lambda = () -> "x";
        return Stream.of(
                Thread.currentThread(),
                Stream.empty(),
                List.of().iterator(),
                Optional.of("x"),
                new Object(),
                lambda,
                new Node(),
                new Endless(),
                new Failing(),
                new Customer(),
                ClassLoader.getSystemClassLoader());
    }

    @Test
    void aFileInsideAMapStaysAFile() {
        assertThat(value(new File("a.png"))).isEqualTo(new File("a.png"));
    }
}
