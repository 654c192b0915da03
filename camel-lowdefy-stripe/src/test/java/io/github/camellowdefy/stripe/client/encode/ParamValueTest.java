// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import static io.github.camellowdefy.stripe.client.Calls.form;
import static io.github.camellowdefy.stripe.client.Calls.json;
import static io.github.camellowdefy.stripe.client.Calls.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.common.EmptyParam;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.client.Calls;
import io.github.camellowdefy.stripe.client.Settings;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParamValueTest {

    record Address(String city, String line2) {}

    record Order(
            int quantity,
            Instant due,
            CaptureMethod capture,
            BigDecimal price,
            List<Address> addresses) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Unsetting(String name) {}

    enum Interval {
        MONTH,
        @JsonProperty("week")
        WEEKLY
    }

    /** A bean of the older kind. */
    public static class Customer {
        public String getName() {
            return "Jenny";
        }

        @JsonProperty("preferred_locales")
        public String[] getLocales() {
            return new String[] {"de"};
        }
    }

    /** A bean that can hold itself. */
    public static class Chain {
        private Chain next;

        public Chain getNext() {
            return next;
        }
    }

    record Holder(LocalDate date) {}

    static Stream<Object> pointsInTime() {
        Instant instant = Instant.parse("1969-12-31T23:59:58.500Z");
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        calendar.setTimeInMillis(instant.toEpochMilli());
        return Stream.of(
                instant,
                Date.from(instant),
                Timestamp.from(instant),
                calendar,
                OffsetDateTime.parse("1970-01-01T01:59:58.500+02:00"),
                ZonedDateTime.parse("1970-01-01T00:59:58.500+01:00[Europe/Berlin]"));
    }

    @ParameterizedTest
    @MethodSource("pointsInTime")
    void pointsInTimeAreUnixSecondsRoundedDown(Object time) {
        assertThat(form(time)).isEqualTo("a=-2");
        assertThat(json(time)).isEqualTo("{\"a\":\"-2\"}");
    }

    @Test
    void constantsAreSpelledAsStripeSpellsThem() {
        assertThat(form(CaptureMethod.AUTOMATIC_ASYNC)).isEqualTo("a=automatic_async");
        assertThat(form(Interval.MONTH)).isEqualTo("a=month");
        assertThat(form(Interval.WEEKLY)).isEqualTo("a=week");
        assertThat(form(TimeUnit.DAYS)).isEqualTo("a=days");
        assertThat(form(DayOfWeek.MONDAY)).isEqualTo("a=monday");
    }

    @Test
    void textLikeValuesAreTheirText() {
        UUID uuid = UUID.fromString("6b0c3a3e-0f2a-4a53-9f43-4be13d6f3d4e");
        assertThat(form(new StringBuilder("x y"))).isEqualTo("a=x%20y");
        assertThat(form('c')).isEqualTo("a=c");
        assertThat(form(uuid)).isEqualTo("a=" + uuid);
        assertThat(form(URI.create("https://e.org/?q=1")))
                .isEqualTo("a=https%3A%2F%2Fe.org%2F%3Fq%3D1");
    }

    @Test
    void wholeFloatsLoseTheFractionAndDecimalsAreBarePlain() {
        assertThat(form(30.0)).isEqualTo("a=30");
        assertThat(form(new BigDecimal("1E+3"))).isEqualTo("a=1000");
        assertThat(form(new BigInteger("123456789012345678901234567890")))
                .isEqualTo("a=123456789012345678901234567890");
        assertThat(json(30.0)).isEqualTo("{\"a\":30}");
        assertThat(json(new BigDecimal("25.50"))).isEqualTo("{\"a\":25.50}");
        assertThat(json(Long.MAX_VALUE)).isEqualTo("{\"a\":9223372036854775807}");
    }

    @Test
    void listsAreWhateverCanBeWalkedThrough() {
        String expected = "a[0]=1&a[1]=2";
        assertThat(form(new int[] {1, 2})).isEqualTo(expected);
        assertThat(form(new Long[] {1L, 2L})).isEqualTo(expected);
        assertThat(form(new double[] {1, 2})).isEqualTo(expected);
        assertThat(form(new ArrayDeque<>(List.of(1, 2)))).isEqualTo(expected);
        Iterable<Integer> iterable = List.of(1, 2)::iterator;
        assertThat(form(iterable)).isEqualTo(expected);
        assertThat(json(new int[] {1, 2})).isEqualTo("{\"a\":[1,2]}");
    }

    @Test
    void nullUnsets() {
        assertThat(form(null)).isEqualTo("a=");
        assertThat(json(null)).isEqualTo("{\"a\":null}");
        assertThat(form(EmptyParam.EMPTY)).isEqualTo("a=");
        assertThat(json(EmptyParam.EMPTY)).isEqualTo("{\"a\":null}");
    }

    @Test
    void emptyMapsAndListsAreNothingInAFormButThemselvesInJson() {
        assertThat(form(map("b", Map.of(), "c", List.of()))).isEmpty();
        assertThat(json(map("b", Map.of(), "c", List.of())))
                .isEqualTo("{\"a\":{\"b\":{},\"c\":[]}}");
    }

    @Test
    void keysOfAnyTypeAreTheirText() {
        assertThat(form(Map.of(7, "x"))).isEqualTo("a[7]=x");
        assertThat(form(Map.of(true, "x"))).isEqualTo("a[true]=x");
        assertThat(json(Map.of(7, "x"))).isEqualTo("{\"a\":{\"7\":\"x\"}}");
    }

    @Test
    void beansAndRecordsAreTheirPropertiesWithoutTheNulls() {
        Order order =
                new Order(
                        2,
                        Instant.ofEpochSecond(1767225600),
                        CaptureMethod.MANUAL,
                        new BigDecimal("1E+3"),
                        List.of(new Address("Berlin", null)));
        assertThat(form(order).split("&"))
                .containsExactlyInAnyOrder(
                        "a[quantity]=2",
                        "a[due]=1767225600",
                        "a[capture]=manual",
                        "a[price]=1000",
                        "a[addresses][0][city]=Berlin");
        assertThat(form(new Customer()).split("&"))
                .containsExactlyInAnyOrder("a[name]=Jenny", "a[preferred_locales][0]=de");
        assertThat(form(new Unsetting(null))).isEqualTo("a[name]=");
    }

    @Test
    void treesOfJacksonAreWhatTheyHold() throws Exception {
        assertThat(form(new ObjectMapper().readTree("{\"b\":[1,null,{\"c\":2.5}]}")))
                .isEqualTo("a[b][0]=1&a[b][1]=&a[b][2][c]=2.5");
    }

    @Test
    void typedParametersOfStripeJavaAreTheirMap() {
        PaymentIntentCreateParams params =
                PaymentIntentCreateParams.builder()
                        .setAmount(2000L)
                        .setCurrency("eur")
                        .setCaptureMethod(CaptureMethod.MANUAL)
                        .putMetadata("k", "v")
                        .build();
        assertThat(form(params).split("&"))
                .containsExactlyInAnyOrder(
                        "a[amount]=2000",
                        "a[currency]=eur",
                        "a[capture_method]=manual",
                        "a[metadata][k]=v");
    }

    static Stream<Object> bytes() {
        return Stream.of(
                new byte[] {1},
                new ByteArrayInputStream(new byte[0]),
                new File("x.png"),
                Path.of("a", "x.png"));
    }

    @ParameterizedTest
    @MethodSource("bytes")
    void bytesGoNowhereButIntoAnUpload(Object bytes) {
        assertThatThrownBy(() -> form(map("b", bytes)))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageStartingWith("customers.create: a[b] holds bytes (")
                .hasMessageContaining("files.create");
        assertThatThrownBy(() -> json(List.of(bytes)))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageStartingWith("v2.core.accounts.create: a[0] holds bytes (");
    }

    @Test
    @Timeout(60)
    void whatDoesNotEndIsRefused() {
        Iterable<Object> endless = () -> Stream.<Object>generate(List::of).iterator();
        for (String operation :
                List.of("customers.create", "customers.list", "v2.core.accounts.create")) {
            StripeCall call = Calls.call(operation, Map.of("a", endless));

            assertThatThrownBy(() -> new RequestEncoder(Settings.NONE).encode(call))
                    .isInstanceOf(InvalidStripeCallException.class)
                    .hasMessageContaining("longer than 4,194,304 characters; send them in parts");
        }
    }

    static Stream<Object> withoutMeaning() {
        return Stream.of(
                Double.NaN,
                Float.POSITIVE_INFINITY,
                List.of(new BigDecimal("1E+1000000")),
                LocalDate.of(2026, 1, 1),
                LocalDateTime.of(2026, 1, 1, 0, 0),
                new Holder(LocalDate.of(2026, 1, 1)),
                "half \ud83d",
                Map.of("\ude00", 1));
    }

    @ParameterizedTest
    @MethodSource("withoutMeaning")
    void whatHasNoEncodingIsRefusedByName(Object value) {
        assertThatThrownBy(() -> form(value))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageMatching("(?s)customers\\.create: a.* (is|holds) .*; give .*\\.");
        assertThatThrownBy(() -> json(value))
                .isInstanceOf(InvalidStripeCallException.class)
                .hasMessageMatching("(?s)v2\\.core\\.accounts\\.create: a.*; give .*\\.");
    }

    @Test
    void theNameOfARefusedParameterIsOneLineAndNoKey() {
        assertThatThrownBy(() -> form(map("sk_live_canary\nb", Double.NaN)))
                .hasMessage(
                        "customers.create: a[sk_***\\nb] is NaN; give a finite number, or null to unset the parameter.");
        assertThatThrownBy(() -> form(map("x".repeat(200), Double.NaN)))
                .hasMessageStartingWith("customers.create: a[" + "x".repeat(78) + "... is NaN;");
    }

    static Stream<Object> neverParameters() {
        List<Object> cyclic = new ArrayList<>();
        cyclic.add(cyclic);
        Chain chain = new Chain();
        chain.next = new Chain();
        chain.next.next = chain;
        return Stream.of(
                cyclic,
                chain,
                map("k", map(null, 1)),
                Duration.ofHours(1),
                Stream.of(1),
                new StringReader("x"),
                new Object(),
                new ThreadLocal<>());
    }

    @ParameterizedTest
    @MethodSource("neverParameters")
    void whatIsNoParameterNeverLeaves(Object value) {
        assertThatThrownBy(() -> form(value)).isInstanceOf(InvalidStripeCallException.class);
        assertThatThrownBy(() -> json(value)).isInstanceOf(InvalidStripeCallException.class);
    }

    @Test
    void aTimeWithoutZoneSaysWhatToGive() {
        assertThatThrownBy(() -> form(new Holder(LocalDate.of(2026, 1, 1))))
                .hasMessage(
                        "customers.create: a[date] is a LocalDate, which has no form at Stripe;"
                                + " give text, a number, a map or a list, or a point in time as"
                                + " Instant or Unix seconds.");
    }

    @Test
    void whateverMadeTheCallNestingEnds() {
        Map<String, Object> self = map();
        self.put("k", self);

        for (String operation : List.of("customers.create", "v2.core.accounts.create")) {
            assertThatThrownBy(() -> Calls.body(Calls.call(operation, self)))
                    .isInstanceOf(InvalidStripeCallException.class)
                    .hasMessageContaining("is nested deeper than 64 levels");
        }
    }
}
