// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy.expression;

import io.github.camellowdefy.stripe.lowdefy.javascript.Absent;
import io.github.camellowdefy.stripe.lowdefy.javascript.JsonText;
import io.github.camellowdefy.stripe.lowdefy.javascript.Paths;
import io.github.camellowdefy.stripe.lowdefy.javascript.ScriptException;
import io.github.camellowdefy.stripe.lowdefy.javascript.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code _payload}, {@code _user}, {@code _global} and {@code _secret}. */
final class LookupOperators {

    /** Lowdefy keeps these for its own server. */
    private static final Set<String> RESERVED = Set.of("OPENID_CLIENT_SECRET", "JWT_SECRET");

    private LookupOperators() {}

    static Map<String, Operator> table() {
        Map<String, Operator> table = new LinkedHashMap<>();
        table.put("_payload", in(Scope::payload));
        table.put("_user", in(Scope::user));
        table.put("_global", in(Scope::global));
        table.put("_get", (params, scope) -> get(params));
        table.put("_secret", LookupOperators::secret);
        return table;
    }

    private static Operator in(Function<Scope, Supplier<Object>> source) {
        return (params, scope) -> {
            Object from = source.apply(scope).get();
            if (params == Boolean.TRUE) {
                return from;
            }
            return lookup(params, from, path -> Paths.get(from, path));
        };
    }

    private static Object get(Object params) {
        if (!(params instanceof Map<?, ?> map)) {
            throw new ScriptException(
                    "takes a map with from and key, got " + Values.describe(params));
        }
        Object from = Values.entry(map, "from");
        if (from == null) {
            return JsonText.copy(map.get("default"));
        }
        if (!(from instanceof Map || from instanceof List)) {
            throw new ScriptException(
                    "takes a map or a list as from, got " + Values.describe(from));
        }
        return JsonText.copy(lookup(params, from, path -> Paths.get(from, path)));
    }

    /**
     * @param source the value at a path, or undefined
     */
    private static Object lookup(Object params, Object all, Function<String, Object> source) {
        if (params instanceof String || Values.isInteger(params)) {
            return orElse(source.apply(Values.toText(params)), null);
        }
        if (!(params instanceof Map<?, ?> map)) {
            throw new ScriptException(
                    "takes a path, true, or a map with key and default, got "
                            + Values.describe(params));
        }
        Object byDefault = JsonText.copy(map.get("default"));
        Object key = Values.entry(map, "key");
        if (key == null) {
            return byDefault;
        }
        if (map.get("all") == Boolean.TRUE) {
            return all;
        }
        if (key instanceof String || Values.isInteger(key)) {
            return orElse(source.apply(Values.toText(key)), byDefault);
        }
        throw new ScriptException("takes a path as key, got " + Values.describe(key));
    }

    private static Object secret(Object params, Scope scope) {
        if (params == Boolean.TRUE
                || (params instanceof Map<?, ?> map && Values.isTruthy(map.get("all")))) {
            throw new ScriptException("takes the name of one secret, never all of them");
        }
        return lookup(
                params,
                null,
                name -> {
                    String secret = RESERVED.contains(name) ? null : scope.secrets().apply(name);
                    return secret == null ? Absent.UNDEFINED : secret;
                });
    }

    private static Object orElse(Object found, Object byDefault) {
        return found instanceof Absent ? byDefault : found;
    }
}
