// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call;

import io.github.camellowdefy.stripe.call.body.Excerpt;
import io.github.camellowdefy.stripe.call.body.Kind;
import io.github.camellowdefy.stripe.catalog.ApiBase;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code rawRequest: [verb, path, params, options]}, for operations that the catalog does not know
 * yet. As with the Node client only POST takes parameters; those of GET and DELETE are written into
 * the path.
 */
final class RawRequest {

    static final String NAME = "rawRequest";

    private static final Set<String> VERBS = Set.of("GET", "POST", "DELETE");

    private static final List<String> ARGUMENTS = List.of("verb", "path");

    private RawRequest() {}

    static StripeCall call(Object tree, CallDefaults defaults) {
        if (!(tree instanceof List<?> arguments) || arguments.size() < ARGUMENTS.size()) {
            throw new InvalidStripeCallException(
                    "rawRequest takes a list [verb, \"/v1/...\", params, options], but %s was read."
                            .formatted(
                                    tree instanceof List
                                            ? "a list without a verb and a path"
                                            : Kind.of(tree)));
        }
        String verb = verb(arguments.get(0));
        String path = path(arguments.get(1));
        Arguments rest =
                Arguments.read(
                        arguments.subList(ARGUMENTS.size(), arguments.size()), NAME, ARGUMENTS);
        Operation operation =
                new Operation(
                        verb, ApiBase.API, OperationKind.PLAIN, path, List.of(NAME), List.of());
        StripeCall call = defaults.call(operation, List.of(), rest);
        if (!verb.equals("POST") && !call.params().isEmpty()) {
            throw new InvalidStripeCallException(
                    "rawRequest takes parameters for POST only, but %s came with some; write them into the path as its query."
                            .formatted(verb));
        }
        return call;
    }

    private static String verb(Object argument) {
        String verb = argument instanceof String text ? text.toUpperCase(Locale.ROOT) : null;
        if (verb == null || !VERBS.contains(verb)) {
            throw new InvalidStripeCallException(
                    "rawRequest starts with GET, POST or DELETE, but %s was read."
                            .formatted(
                                    verb == null
                                            ? Kind.of(argument)
                                            : Excerpt.of((String) argument)));
        }
        return verb;
    }

    private static String path(Object argument) {
        if (!(argument instanceof String path)) {
            throw new InvalidStripeCallException(
                    "rawRequest takes a path as its second argument, but %s was read."
                            .formatted(Kind.of(argument)));
        }
        if (!ApiPath.isAllowed(path)) {
            int query = path.indexOf('?');
            throw new InvalidStripeCallException(
                    "rawRequest takes an encoded path such as \"/v1/customers/cus_123\" below /v1/ or /v2/, without host, empty or dotted segments, but %s was read."
                            .formatted(Excerpt.of(query < 0 ? path : path.substring(0, query))));
        }
        return path;
    }
}
