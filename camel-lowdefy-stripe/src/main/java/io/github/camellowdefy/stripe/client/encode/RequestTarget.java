// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.encode;

import io.github.camellowdefy.stripe.call.ApiPath;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.PathTemplate;
import java.util.List;
import java.util.Map;

/** Path and query of a request. */
final class RequestTarget {

    private RequestTarget() {}

    /**
     * Fills the ids into the path and appends the query.
     *
     * @param query parameters; when there are some and all of them are empty, a bare {@code ?}
     *     stays, as the Node client sends it
     */
    static String of(Operation operation, List<String> ids, Map<String, Object> query) {
        StringBuilder target = new StringBuilder(128);
        appendPath(target, operation, ids);
        if (!query.isEmpty()) {
            target.append(target.indexOf("?") < 0 ? '?' : '&');
            FormEncoder.append(target, query);
        }
        return target.toString();
    }

    private static void appendPath(StringBuilder target, Operation operation, List<String> ids) {
        PathTemplate path = operation.template();
        List<String> names = path.idNames();
        if (ids.size() < names.size()) {
            throw new InvalidStripeCallException(
                    "The " + names.get(ids.size()) + " id is missing.");
        }
        if (ids.size() > names.size()) {
            throw new InvalidStripeCallException(
                    ids.size() + " ids were given, but the path takes " + names.size() + '.');
        }
        target.append(path.literals().get(0));
        for (int i = 0; i < names.size(); i++) {
            appendId(target, ids.get(i), names.get(i));
            target.append(path.literals().get(i + 1));
        }
        checkIsOneLine(target);
        if (target.length() > ApiPath.LONGEST) {
            throw new InvalidStripeCallException(
                    "The path is longer than %,d characters; give the ids of objects."
                            .formatted(ApiPath.LONGEST));
        }
    }

    private static void appendId(StringBuilder target, String id, String name) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new InvalidStripeCallException(
                    "The " + name + " id is \"" + id + "\"; give the id of one object.");
        }
        if (!PercentEncoding.appendPathSegment(target, id)) {
            throw ParamCheck.halfCharacter("The " + name + " id");
        }
    }

    /** A path from a message must not be able to end the request line and begin a header. */
    private static void checkIsOneLine(CharSequence target) {
        if (target.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new InvalidStripeCallException(
                    "The path holds a blank, a control character or one beyond ASCII;"
                            + " percent-encode it.");
        }
    }
}
