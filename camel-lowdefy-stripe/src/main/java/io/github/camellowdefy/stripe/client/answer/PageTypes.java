// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import com.stripe.StripeClient;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeSearchResult;
import io.github.camellowdefy.stripe.catalog.Operation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * stripe-java's types for pages. Which one answers an operation is read off the method of
 * stripe-java's services that the operation is named after: what that method lists, as the class
 * that stripe-java has for such a list, such as {@code CustomerCollection} or {@code
 * CustomerSearchResult}; a list of v2 is {@code StripeCollection<Account>} of v2.
 */
final class PageTypes {

    /** How stripe-java calls the lists and searches of a class. */
    private static final Map<Class<?>, String> SUFFIXES =
            Map.of(StripeCollection.class, "Collection", StripeSearchResult.class, "SearchResult");

    private static final Map<String, Optional<Type>> BY_NAME = new ConcurrentHashMap<>();

    private PageTypes() {}

    private record PageOf(Class<?> page, Class<?> item) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {item};
        }

        @Override
        public Type getRawType() {
            return page;
        }

        @Override
        public Type getOwnerType() {
            return null;
        }
    }

    /** The type of the operation's answer; empty where stripe-java does not know the operation. */
    static Optional<Type> of(Operation operation) {
        return operation.kind().paged() && !operation.javaNames().isEmpty()
                ? BY_NAME.computeIfAbsent(operation.javaNames().get(0), PageTypes::ofMethod)
                : Optional.empty();
    }

    /** The type of a page of such items. */
    static Type of(Class<?> page, Class<?> item) {
        String suffix = SUFFIXES.get(page);
        try {
            return suffix == null
                    ? new PageOf(page, item)
                    : Class.forName(item.getName() + suffix, false, item.getClassLoader());
        } catch (ClassNotFoundException e) {
            return new PageOf(page, item);
        }
    }

    private static Optional<Type> ofMethod(String name) {
        String[] path = (name.startsWith("v2.") ? name : "v1." + name).split("\\.");
        try {
            Class<?> service = StripeClient.class;
            for (int i = 0; i < path.length - 1; i++) {
                service = service.getMethod(path[i]).getReturnType();
            }
            return Arrays.stream(service.getMethods())
                    .filter(method -> method.getName().equals(path[path.length - 1]))
                    .map(Method::getGenericReturnType)
                    .filter(ParameterizedType.class::isInstance)
                    .map(ParameterizedType.class::cast)
                    .map(
                            list ->
                                    of(
                                            (Class<?>) list.getRawType(),
                                            (Class<?>) list.getActualTypeArguments()[0]))
                    .findFirst();
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }
}
