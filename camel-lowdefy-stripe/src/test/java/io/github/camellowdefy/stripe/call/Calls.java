// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short words for what the tests of this package do again and again. */
public final class Calls {

    static final CallReader READER = new CallReader(OperationCatalog.get(), Limits.DEFAULT);

    private Calls() {}

    public static StripeCall read(Object body) {
        return readAt("", body);
    }

    public static StripeCall readAt(String path, Object body) {
        return readAt(path, body, CallDefaults.NONE);
    }

    public static StripeCall readAt(String path, Object body, CallDefaults defaults) {
        return READER.read(READER.prefix(path), body, defaults);
    }

    /** The sentence a body is refused with. */
    public static String refusal(Object body) {
        return refusalAt("", body);
    }

    public static String refusalAt(String path, Object body) {
        return refusalOf(() -> readAt(path, body));
    }

    public static String refusalOf(Runnable action) {
        InvalidStripeCallException refused =
                catchThrowableOfType(InvalidStripeCallException.class, action::run);
        assertThat(refused).as("the refusal").isNotNull();
        assertThat(refused.getMessage())
                .isNotBlank()
                .endsWith(".")
                .doesNotContain("\n")
                .doesNotContain("sk_test", "rk_live");
        return refused.getMessage();
    }

    /** A map in the order written; values may be null. */
    public static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    public static List<Object> list(Object... items) {
        return new ArrayList<>(Arrays.asList(items));
    }

    /** {@code customers.list} and arguments as the nested map. */
    static Map<String, Object> nested(String name, Object arguments) {
        Object tree = arguments;
        String[] segments = name.split("\\.");
        for (int i = segments.length - 1; i > 0; i--) {
            tree = map(segments[i], tree);
        }
        return map(segments[0], tree);
    }

    /** The path as it goes out. */
    static String path(StripeCall call) {
        Operation operation = call.operation();
        String path = operation.path();
        List<String> names = operation.idNames();
        for (int i = 0; i < names.size(); i++) {
            path = path.replace('{' + names.get(i) + '}', encoded(call.ids().get(i)));
        }
        return path;
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
