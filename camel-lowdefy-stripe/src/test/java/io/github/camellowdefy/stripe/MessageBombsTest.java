// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages made to exhaust the stack, the memory or the processor, or to throw when they are read:
 * each is refused in one sentence before anything is sent, and the next message goes its way.
 */
@Timeout(120)
class MessageBombsTest {

    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        routes =
                Routes.start(
                        r -> {
                            r.from("direct:root").noStreamCaching().to("stripe");
                            r.from("direct:create").noStreamCaching().to("stripe:customers/create");
                            r.from("direct:list").noStreamCaching().to("stripe:customers/list");
                            r.from("direct:update").noStreamCaching().to("stripe:customers/update");
                            r.from("direct:v2")
                                    .noStreamCaching()
                                    .to("stripe:v2/core/accounts/create");
                        });
    }

    @AfterEach
    void close() {
        routes.close();
    }

    /** A bomb by its name; the value is made for the test only. */
    record Bomb(String name, Supplier<Object> value) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bomb> values() {
        return Stream.of(
                new Bomb("deep map", () -> deep(inner -> new HashMap<>(Map.of("a", inner)))),
                new Bomb("deep list", () -> deep(List::of)),
                new Bomb("deep array", () -> deep(inner -> new Object[] {inner})),
                new Bomb("deep iterable", () -> deep(inner -> iterable(List.of(inner)))),
                new Bomb("deep bean", () -> deep(Holder::new)),
                new Bomb("deep JSON node", MessageBombsTest::deepNode),
                new Bomb("cyclic map", MessageBombsTest::cyclicMap),
                new Bomb("cyclic array", MessageBombsTest::cyclicArray),
                new Bomb("cyclic bean", Cycle::new),
                new Bomb("iterable of itself", Itself::new),
                new Bomb("billion laughs of lists", () -> laughs(one -> List.of(one, one, one))),
                new Bomb("billion laughs of maps", () -> laughs(one -> Map.of("a", one, "b", one))),
                new Bomb("billion laughs of beans", () -> laughs(Twin::new)),
                new Bomb("many copies", () -> Collections.nCopies(Integer.MAX_VALUE, "x")),
                new Bomb(
                        "copies of a long text",
                        () -> Collections.nCopies(90_000, "x".repeat(1_000_000))),
                new Bomb("large array", () -> new int[5_000_000]),
                new Bomb("endless iterable", () -> endless(1)),
                new Bomb("endless iterable of text", () -> endless("x".repeat(100_000))),
                new Bomb("endless collection", Endless::new),
                new Bomb("endless list", EndlessList::new),
                new Bomb("endless map", () -> map(endlessEntries())),
                new Bomb("getter of an endless iterable", () -> new Holder(endless(1))),
                new Bomb("getter of an endless iterator", () -> new Holder(endless(1).iterator())),
                new Bomb("getter of an endless map", () -> new Holder(map(endlessEntries()))),
                new Bomb("long text", () -> "x".repeat(6_000_000)),
                new Bomb("long characters", () -> new char[6_000_000]),
                new Bomb("long text of a getter", () -> new Holder("x".repeat(6_000_000))),
                new Bomb("long key", () -> Map.of("x".repeat(6_000_000), 1)),
                new Bomb("long number", () -> BigInteger.ONE.shiftLeft(10_000_000)),
                new Bomb(
                        "long number of a getter",
                        () -> new Holder(BigInteger.ONE.shiftLeft(10_000_000))),
                new Bomb(
                        "long fraction",
                        () -> new BigDecimal(BigInteger.ONE.shiftLeft(10_000_000), 10)),
                new Bomb("large exponent", () -> new BigDecimal("1e1000000000")),
                new Bomb("small exponent", () -> new BigDecimal("1e-1000000000")),
                new Bomb("number of another class", () -> new Figure(() -> "9".repeat(5_000_000))),
                new Bomb("exponent of another class", () -> new Figure(() -> "1e1000000000")),
                new Bomb("no number", () -> new Figure(() -> "x")),
                new Bomb("number without text", () -> new Figure(() -> null)),
                new Bomb("infinity", () -> Double.POSITIVE_INFINITY),
                new Bomb(
                        "text that is longer than it says",
                        () -> new Text(1, () -> "x".repeat(6_000_000))),
                new Bomb("map without entries", () -> map(null)),
                new Bomb("map with a null entry", () -> map(Collections.singleton(null))),
                new Bomb("iterable without iterator", () -> iterable(null)),
                new Bomb("stream", () -> Stream.iterate(1, i -> i + 1)));
    }

    static Stream<Bomb> throwing() {
        return ThrownErrorsTest.throwables()
                .flatMap(
                        thrown ->
                                Stream.of(
                                                new Bomb("map", () -> map(new Entries(thrown))),
                                                new Bomb(
                                                        "iterator",
                                                        () -> iterable(new Entries(thrown))),
                                                new Bomb("getter", () -> new Thrower(thrown)),
                                                new Bomb(
                                                        "getter's list",
                                                        () ->
                                                                new Holder(
                                                                        iterable(
                                                                                new Entries(
                                                                                        thrown)))),
                                                new Bomb(
                                                        "text",
                                                        () -> new Text(1, () -> toss(thrown))),
                                                new Bomb(
                                                        "number",
                                                        () -> new Figure(() -> toss(thrown))),
                                                new Bomb("date", () -> new Moment(thrown)),
                                                new Bomb("calendar", () -> new Almanac(thrown)))
                                        .map(
                                                bomb ->
                                                        new Bomb(
                                                                bomb
                                                                        + " that throws "
                                                                        + thrown.get(),
                                                                bomb.value())));
    }

    @ParameterizedTest
    @MethodSource({"values", "throwing"})
    void aBombIsRefusedWhereverItLies(Bomb bomb) throws Exception {
        refused("direct:create", Map.of("metadata", Map.of("a", bomb.value().get())));
        refused("direct:create", Map.of("preferred_locales", List.of(bomb.value().get())));
        refused("direct:create", Map.of("a", new Holder(bomb.value().get())));
        refused("direct:list", Map.of("a", bomb.value().get()));
        refused("direct:v2", Map.of("a", bomb.value().get()));
        refused("direct:create", List.of(bomb.value().get(), bomb.value().get(), Map.of()));
        refused("direct:update", Arrays.asList("cus_1", Map.of("a", bomb.value().get())));
        refused(
                "direct:root",
                Map.of("customers", Map.of("create", Map.of("a", bomb.value().get()))));
    }

    @Test
    void aLongNameIsRefusedWhereEachOfManyValuesRepeatsIt() throws Exception {
        Map<String, Object> params = Map.of("x".repeat(100_000), Collections.nCopies(1_000, "y"));

        refused("direct:create", params);
        refused("direct:list", params);
    }

    static Stream<Bomb> bodies() {
        return Stream.of(
                new Bomb("deep JSON", () -> "[".repeat(500_000)),
                new Bomb("deep JSON objects", () -> "{\"a\":".repeat(150_000)),
                new Bomb("deep YAML", () -> "- ".repeat(500_000)),
                new Bomb("deep YAML flow", () -> "a: " + "[".repeat(500_000)),
                new Bomb("deep YAML keys", () -> "? ".repeat(500_000)),
                new Bomb("YAML anchors", MessageBombsTest::anchors),
                new Bomb(
                        "YAML anchors of a long text",
                        () ->
                                "a: &a "
                                        + "x".repeat(900_000)
                                        + "\nb: ["
                                        + "*a, ".repeat(25_000)
                                        + "]"),
                new Bomb("YAML integer", () -> "a: " + "9".repeat(1_000_000)),
                new Bomb("YAML integer in hexadecimals", () -> "a: 0x" + "f".repeat(1_000_000)),
                new Bomb("YAML integer in octals", () -> "a: 0o" + "7".repeat(1_000_000)),
                new Bomb("YAML fraction", () -> "a: 0." + "9".repeat(1_000_000)),
                new Bomb("YAML integer with a sign", () -> "a: [-" + "9".repeat(1_000_000) + "]"),
                new Bomb("YAML values", () -> "a: [" + "1, ".repeat(300_000) + "]"),
                new Bomb("JSON integer", () -> "{\"a\":" + "9".repeat(1_000_000) + "}"),
                new Bomb("JSON fraction", () -> "{\"a\":0." + "9".repeat(1_000_000) + "}"),
                new Bomb("JSON exponent", () -> "{\"a\":1e999999999}"),
                new Bomb("JSON values", () -> "{\"a\":[" + "1,".repeat(300_000) + "1]}"),
                new Bomb("long text", () -> "a: " + "x".repeat(1_100_000)),
                new Bomb(
                        "text that lies about its length",
                        () -> new Text(Integer.MAX_VALUE, () -> null)),
                new Bomb(
                        "text that throws", () -> new Text(1, () -> toss(StackOverflowError::new))),
                new Bomb("endless stream", () -> new Zeros()),
                new Bomb("endless reader", EndlessReader::new),
                new Bomb("large file", () -> new byte[5_000_000]));
    }

    @ParameterizedTest
    @MethodSource({"bodies", "throwing"})
    void aBodyThatIsABombIsRefused(Bomb bomb) throws Exception {
        refused("direct:create", bomb.value().get());
        refused("direct:root", bomb.value().get());
    }

    static Stream<Bomb> headers() {
        return Stream.of(
                new Bomb("CamelStripeObjectId", () -> "c".repeat(10_000_000)),
                new Bomb("CamelStripeObjectId", () -> BigInteger.ONE.shiftLeft(10_000_000)),
                new Bomb(
                        "CamelStripeObjectId",
                        () -> new BigDecimal(BigInteger.ONE.shiftLeft(10_000_000))),
                new Bomb("CamelStripeObjectId", () -> new BigDecimal("1e1000000000")),
                new Bomb(
                        "CamelStripeObjectId",
                        () -> new Text(1, () -> toss(StackOverflowError::new))),
                new Bomb("CamelStripeAccount", () -> "a".repeat(10_000_000)),
                new Bomb(
                        "CamelStripeAccount",
                        () -> new Text(1, () -> toss(StackOverflowError::new))),
                new Bomb("CamelStripeContext", () -> "a".repeat(10_000_000)),
                new Bomb("CamelStripeApiVersion", () -> "a".repeat(10_000_000)),
                new Bomb("CamelStripeIdempotencyKey", () -> "a".repeat(10_000_000)),
                new Bomb("CamelStripeOperation", () -> "a".repeat(10_000_000)),
                new Bomb("CamelStripeOperation", () -> "a.".repeat(1_000_000)),
                new Bomb("CamelStripeOperation", () -> "customers/".repeat(500_000)));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderThatIsABombIsRefused(Bomb bomb) throws Exception {
        String route = bomb.name().equals("CamelStripeOperation") ? "direct:root" : "direct:update";
        Exchange done =
                routes.send(
                        route,
                        exchange -> {
                            exchange.getMessage().setBody(Map.of("name", "Ada"));
                            exchange.getMessage().setHeader("CamelStripeObjectId", "cus_1");
                            exchange.getMessage().setHeader(bomb.name(), bomb.value().get());
                        });

        assertRefused(done);
    }

    private void refused(String route, Object body) throws Exception {
        assertRefused(routes.send(route, body));
    }

    private void assertRefused(Exchange done) throws Exception {
        assertThat(done.getException())
                .isInstanceOf(InvalidStripeCallException.class)
                .satisfies(
                        refusal ->
                                assertThat(refusal.getMessage())
                                        .hasSizeLessThan(600)
                                        .hasLineCount(1)
                                        .endsWith("."));
        assertThat(routes.server().arrivals()).isZero();
    }

    private static Object deep(UnaryOperator<Object> around) {
        Object deep = "x";
        for (int i = 0; i < 100_000; i++) {
            deep = around.apply(deep);
        }
        return deep;
    }

    private static Object laughs(UnaryOperator<Object> several) {
        Object laughs = "ha";
        for (int i = 0; i < 50; i++) {
            laughs = several.apply(laughs);
        }
        return laughs;
    }

    private static JsonNode deepNode() {
        ObjectNode deep = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 100_000; i++) {
            ObjectNode around = JsonNodeFactory.instance.objectNode();
            around.set("a", deep);
            deep = around;
        }
        return deep;
    }

    private static Object cyclicMap() {
        Map<String, Object> cyclic = new LinkedHashMap<>();
        cyclic.put("a", Map.of("b", List.of(cyclic)));
        return cyclic;
    }

    private static Object cyclicArray() {
        Object[] cyclic = new Object[2];
        Arrays.fill(cyclic, cyclic);
        return cyclic;
    }

    private static String anchors() {
        StringBuilder anchors = new StringBuilder("a0: &a0 [ha, ha]\n");
        for (int i = 1; i < 60; i++) {
            anchors.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        return anchors.toString();
    }

    private static Iterable<Object> endless(Object item) {
        return () -> Stream.generate(() -> item).iterator();
    }

    /** One that is only an iterable; without items it gives no iterator at all. */
    private static Iterable<Object> iterable(Iterable<?> items) {
        return () -> items == null ? null : cast(items.iterator());
    }

    @SuppressWarnings("unchecked")
    private static Iterator<Object> cast(Iterator<?> items) {
        return (Iterator<Object>) items;
    }

    private static Map<String, Object> map(Set<Map.Entry<String, Object>> entries) {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                return entries;
            }
        };
    }

    private static Set<Map.Entry<String, Object>> endlessEntries() {
        return new AbstractSet<>() {
            private int next;

            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return Stream.generate(() -> Map.entry("k" + next++, (Object) 1)).iterator();
            }

            @Override
            public int size() {
                return 1;
            }
        };
    }

    private static <T> T toss(Supplier<Throwable> thrown) {
        throw ThrownErrorsTest.<RuntimeException>unchecked(thrown.get());
    }

    /** A bean. */
    public record Holder(Object held) {}

    /** A bean of two. */
    public record Twin(Object one, Object other) {
        Twin(Object both) {
            this(both, both);
        }
    }

    /** A bean that holds itself. */
    public static final class Cycle {
        public Cycle getNext() {
            return this;
        }
    }

    /** A bean whose getter throws. */
    public static final class Thrower {
        private final Supplier<Throwable> thrown;

        Thrower(Supplier<Throwable> thrown) {
            this.thrown = thrown;
        }

        public String getName() {
            return toss(thrown);
        }
    }

    private static final class Itself implements Iterable<Object> {
        @Override
        public Iterator<Object> iterator() {
            return List.<Object>of(this, this).iterator();
        }
    }

    private static final class Endless extends AbstractCollection<Object> {
        @Override
        public Iterator<Object> iterator() {
            return endless(1).iterator();
        }

        @Override
        public int size() {
            return -1;
        }
    }

    private static final class EndlessList extends AbstractList<Object> {
        @Override
        public Object get(int index) {
            return 1;
        }

        @Override
        public int size() {
            return Integer.MAX_VALUE;
        }

        @Override
        public Iterator<Object> iterator() {
            return endless(1).iterator();
        }
    }

    private static final class Entries extends AbstractSet<Map.Entry<String, Object>> {
        private final Supplier<Throwable> thrown;

        Entries(Supplier<Throwable> thrown) {
            this.thrown = thrown;
        }

        @Override
        public Iterator<Map.Entry<String, Object>> iterator() {
            return toss(thrown);
        }

        @Override
        public int size() {
            return 1;
        }
    }

    private static final class Figure extends Number {
        private static final long serialVersionUID = 1L;
        private final transient Supplier<String> text;

        Figure(Supplier<String> text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text.get();
        }

        @Override
        public int intValue() {
            return 1;
        }

        @Override
        public long longValue() {
            return 1;
        }

        @Override
        public float floatValue() {
            return 1;
        }

        @Override
        public double doubleValue() {
            return 1;
        }
    }

    private static final class Text implements CharSequence {
        private final int length;
        private final Supplier<String> text;

        Text(int length, Supplier<String> text) {
            this.length = length;
            this.text = text;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            return 'x';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return this;
        }

        @Override
        public String toString() {
            return text.get();
        }
    }

    private static final class Moment extends Date {
        private static final long serialVersionUID = 1L;
        private final transient Supplier<Throwable> thrown;

        Moment(Supplier<Throwable> thrown) {
            this.thrown = thrown;
        }

        @Override
        public long getTime() {
            return toss(thrown);
        }
    }

    private static final class Almanac extends GregorianCalendar {
        private static final long serialVersionUID = 1L;
        private final transient Supplier<Throwable> thrown;

        Almanac(Supplier<Throwable> thrown) {
            this.thrown = thrown;
        }

        @Override
        public long getTimeInMillis() {
            return thrown == null ? super.getTimeInMillis() : toss(thrown);
        }
    }

    private static final class Zeros extends InputStream {
        @Override
        public int read() {
            return '0';
        }
    }

    private static final class EndlessReader extends Reader {
        @Override
        public int read(char[] into, int from, int length) {
            Arrays.fill(into, from, from + length, 'x');
            return length;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
