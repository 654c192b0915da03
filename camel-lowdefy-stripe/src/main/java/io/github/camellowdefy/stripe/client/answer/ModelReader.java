// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import com.stripe.model.EventDataClassLookup;
import com.stripe.model.ExternalAccount;
import com.stripe.model.PaymentSource;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeObject;
import com.stripe.model.StripeRawJsonObject;
import com.stripe.model.StripeSearchResult;
import com.stripe.model.oauth.DeauthorizedAccount;
import com.stripe.model.oauth.TokenResponse;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.StripeResponseGetter;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.client.http.FinishedResponse;
import io.github.camellowdefy.stripe.client.http.WireResponse;
import io.github.camellowdefy.stripe.client.settings.NoOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers as stripe-java's typed model, read by stripe-java itself. The class follows from the
 * member {@code object}, that of a list or search from the operation, or, where stripe-java has no
 * method for it, from what the list holds.
 *
 * <p>An object that stripe-java has no class for, or that does not fit its class because another
 * API version answered, is a {@link StripeRawJsonObject}.
 */
public final class ModelReader {

    private static final Logger LOG = LoggerFactory.getLogger(ModelReader.class);

    private static final Map<String, Type> UNNAMED =
            Map.of(
                    "/oauth/token", TokenResponse.class,
                    "/oauth/deauthorize", DeauthorizedAccount.class);

    private static final Map<String, Class<?>> PAGES =
            Map.of("list", StripeCollection.class, "search_result", StripeSearchResult.class);

    /** What the lists that hold more than one class have in common. */
    private static final List<Class<?>> MIXED = List.of(PaymentSource.class, ExternalAccount.class);

    private ModelReader() {}

    /**
     * Reads an object.
     *
     * @param tree the same object, read plainly
     */
    public static StripeObject read(Map<?, ?> tree, WireResponse response, Operation operation) {
        String json = new String(response.bytes(), StandardCharsets.UTF_8);
        FinishedResponse finished =
                new FinishedResponse(response.status(), response.headers(), json);
        Type type = type(tree, operation);
        return readOrRaw(
                json,
                finished,
                "The answer to " + operation.name(),
                getter -> StripeObject.deserializeStripeObject(json, type, getter));
    }

    /** Reads one item of a page from its text. */
    public static StripeObject read(String json, Operation operation) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            Map<?, ?> tree = (Map<?, ?>) JsonTree.read(bytes);
            return read(tree, new WireResponse(200, Map.of(), bytes, null), operation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads an object into its class, or into {@link StripeRawJsonObject} where it does not fit.
     *
     * @param the subject of a log line
     * @param typed reads it into its class
     */
    static StripeObject readOrRaw(
            String json,
            FinishedResponse finished,
            String what,
            Function<StripeResponseGetter, StripeObject> typed) {
        StripeObject object;
        var getter = new LiveStripeResponseGetter(NoOptions.INSTANCE, finished);
        try {
            object = typed.apply(getter);
        } catch (RuntimeException e) {
            // the answer is a success, so a plainer object is better than a failure
            LOG.warn(
                    "{} does not fit its class of stripe-java and is handed on as"
                            + " StripeRawJsonObject; outputType=map reads any API version",
                    what);
            Type raw = StripeRawJsonObject.class;
            object = StripeObject.deserializeStripeObject(json, raw, getter);
        }
        object.setLastResponse(finished.asResponse());
        return object;
    }

    private static Type type(Map<?, ?> tree, Operation operation) {
        Object name = tree.get("object");
        Class<?> page =
                name == null && operation.isV2()
                        ? com.stripe.model.v2.StripeCollection.class
                        : PAGES.get(String.valueOf(name));
        if (tree.get("data") instanceof List<?> data && (name == null || page != null)) {
            Optional<Type> declared = PageTypes.of(operation);
            if (declared.isPresent()) {
                return declared.get();
            }
            if (page != null) {
                return PageTypes.of(page, common(data, operation));
            }
        }
        return name == null
                ? UNNAMED.getOrDefault(operation.path(), StripeRawJsonObject.class)
                : named(name, operation);
    }

    private static Class<?> common(List<?> data, Operation operation) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (Object item : data) {
            Object name = item instanceof Map<?, ?> map ? map.get("object") : null;
            classes.add(named(name, operation));
        }
        if (classes.size() == 1) {
            return classes.iterator().next();
        }
        return MIXED.stream()
                .filter(type -> classes.stream().allMatch(type::isAssignableFrom))
                .filter(type -> !classes.isEmpty())
                .findFirst()
                .orElse(StripeRawJsonObject.class);
    }

    private static Class<?> named(Object name, Operation operation) {
        Class<?> found =
                operation.isV2()
                        ? com.stripe.model.v2.EventDataClassLookup.classLookup.get(name)
                        : EventDataClassLookup.classLookup.get(name);
        return found != null ? found : StripeRawJsonObject.class;
    }
}
