// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import static io.github.camellowdefy.stripe.call.Calls.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class CallPropertiesTest {

    private static final OperationCatalog CATALOG = OperationCatalog.get();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void anyBodyIsOneCallOrOneRefusal(@ForAll("paths") String path, @ForAll("bodies") Object body) {
        oneCallOrOneRefusal(path, Endless.madeIn(body));
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void anyTextIsOneCallOrOneRefusal(@ForAll("paths") String path, @ForAll("texts") String text) {
        oneCallOrOneRefusal(path, text);
        oneCallOrOneRefusal(path, text.getBytes(StandardCharsets.UTF_16BE));
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void anyArgumentsOfAMethodAreOneCallOrOneRefusal(
            @ForAll("operations") Operation operation, @ForAll("bodies") Object arguments) {
        oneCallOrOneRefusal("", Calls.nested(operation.name(), Endless.madeIn(arguments)));
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void everyOperationIsReachedByEachOfItsNames(
            @ForAll("ids") List<Object> ids, @ForAll("params") Map<String, Object> params) {
        for (Operation operation : CATALOG.operations()) {
            List<Object> arguments = new ArrayList<>(ids.subList(0, operation.idNames().size()));
            List<String> expected = arguments.stream().map(Object::toString).toList();
            arguments.add(params);
            Stream.concat(operation.nodeNames().stream(), operation.javaNames().stream())
                    .forEach(
                            name -> {
                                StripeCall call = Calls.read(Calls.nested(name, arguments));
                                assertThat(call.operation()).as(name).isEqualTo(operation);
                                assertThat(call.ids()).isEqualTo(expected);
                                assertThat(call.params()).isEqualTo(params);
                                assertThat(Calls.readAt(name.replace('.', '/'), arguments))
                                        .isEqualTo(call);
                            });
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void jsonAndYamlOfAMapReadAsTheMap(
            @ForAll("operations") Operation operation,
            @ForAll("ids") List<Object> ids,
            @ForAll("params") Map<String, Object> params)
            throws JsonProcessingException {
        List<Object> arguments = new ArrayList<>(ids.subList(0, operation.idNames().size()));
        arguments.add(params);
        Map<String, Object> request = Calls.nested(operation.name(), arguments);
        StripeCall call = Calls.read(request);

        assertThat(Calls.read(JSON.writeValueAsString(request))).isEqualTo(call);
        assertThat(Calls.read(yaml(request))).isEqualTo(call);
    }

    private static String yaml(Object tree) {
        return new Dump(DumpSettings.builder().setSchema(new CoreSchema()).build())
                .dumpToString(tree);
    }

    private static void oneCallOrOneRefusal(String path, Object body) {
        try {
            assertThat(Calls.readAt(path, body)).isNotNull();
        } catch (InvalidStripeCallException e) {
            assertThat(e.getMessage()).endsWith(".").doesNotContain("\n").hasSizeLessThan(1_000);
        }
    }

    @Provide
    Arbitrary<Operation> operations() {
        return Arbitraries.of(CATALOG.operations());
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(
                "", "customers", "checkout", "customers/create", "customers/update", "rawRequest");
    }

    @Provide
    Arbitrary<List<Object>> ids() {
        Arbitrary<Object> text =
                Arbitraries.strings()
                        .withChars("abc_123/%.? \u00e9\u4e2d")
                        .ofMinLength(1)
                        .ofMaxLength(12)
                        .map(s -> (Object) ("id_" + s));
        Arbitrary<Object> number = Arbitraries.longs().greaterOrEqual(0).map(n -> (Object) n);
        return Arbitraries.frequencyOf(Tuple.of(5, text), Tuple.of(1, number)).list().ofSize(5);
    }

    @Provide
    Arbitrary<Map<String, Object>> params() {
        Arbitrary<Object> scalar =
                Arbitraries.oneOf(
                        text().map(s -> (Object) s),
                        Arbitraries.integers().map(n -> (Object) n),
                        Arbitraries.longs().greaterOrEqual(1L << 40).map(n -> (Object) n),
                        Arbitraries.doubles().between(-1e6, 1e6).ofScale(3).map(n -> (Object) n),
                        Arbitraries.of(true, false).map(b -> (Object) b),
                        Arbitraries.just(null));
        Arbitrary<String> key =
                Arbitraries.strings().withCharRange('a', 'z').withChars("_[]0").ofMaxLength(8);
        return Arbitraries.maps(key.map(k -> "p" + k), trees(scalar, key, 3)).ofMaxSize(4);
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "007", "null", "true", "1e3", "~", "", "a: b", "- x", "#", "'", "\n"),
                Arbitraries.strings()
                        .withCharRange(' ', '~')
                        .withChars("\u00e9\u4e2d\n\t")
                        .ofMaxLength(20));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("{}[]:,-?!&*#|>'\"%@` \n\tab01.~\u0000")
                        .ofMaxLength(40),
                Arbitraries.strings().all().ofMaxLength(40));
    }

    @Provide
    Arbitrary<Object> bodies() {
        Arbitrary<Object> scalar =
                Arbitraries.of(
                        "",
                        " ",
                        "..",
                        "cus_1",
                        "x\ud800",
                        "sk_test_x",
                        "GET",
                        "/v1/customers",
                        0,
                        -1,
                        1.5,
                        Double.NaN,
                        1e300,
                        Long.MIN_VALUE,
                        new BigInteger("9".repeat(40)),
                        new BigDecimal("1E+1000000"),
                        true,
                        'c',
                        new Date(),
                        new Object(),
                        new byte[] {-1},
                        new int[] {1},
                        Thread.currentThread(),
                        String.class);
        Arbitrary<Object> key =
                Arbitraries.of(
                        "customers",
                        "create",
                        "list",
                        "checkout",
                        "sessions",
                        "retrieve",
                        "name",
                        "idempotencyKey",
                        "timeout",
                        "apiKey",
                        "host",
                        "headers",
                        "constructor",
                        "__proto__",
                        "",
                        "a.b",
                        "/",
                        "rawRequest",
                        "webhooks",
                        7,
                        true,
                        'c');
        return trees(
                Arbitraries.frequencyOf(
                        Tuple.of(20, scalar.injectNull(0.1)),
                        Tuple.of(1, Arbitraries.of(Endless.class))),
                key,
                6);
    }

    /** Stands for a container that contains itself, which the library could not even hash. */
    private enum Endless {
        MAP {
            @Override
            Object made() {
                Map<String, Object> map = new HashMap<>();
                map.put("customers", map);
                return map;
            }
        },
        LIST {
            @Override
            Object made() {
                List<Object> list = new ArrayList<>();
                list.add(list);
                list.add(list);
                return list;
            }
        };

        abstract Object made();

        static Object madeIn(Object tree) {
            if (tree instanceof Endless endless) {
                return endless.made();
            }
            if (tree instanceof List<?> list) {
                return list.stream()
                        .map(Endless::madeIn)
                        .collect(ArrayList::new, List::add, List::addAll);
            }
            if (tree instanceof Map<?, ?> map) {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> copy.put(key, madeIn(value)));
                return copy;
            }
            return tree;
        }
    }

    private static <K> Arbitrary<Object> trees(
            Arbitrary<Object> scalar, Arbitrary<K> key, int depth) {
        Arbitrary<Object> tree = scalar;
        for (int i = 0; i < depth; i++) {
            Arbitrary<Object> inner = tree;
            tree =
                    Arbitraries.oneOf(
                            scalar,
                            inner.list().ofMaxSize(4).map(list -> (Object) list),
                            Arbitraries.maps(key, inner)
                                    .ofMaxSize(2)
                                    .map(map -> (Object) new LinkedHashMap<>(map)),
                            key.map(k -> map(String.valueOf(k), null)),
                            inner.map(Collections::singletonList));
        }
        return tree;
    }
}
