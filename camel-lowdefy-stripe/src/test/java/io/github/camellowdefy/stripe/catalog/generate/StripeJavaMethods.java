// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog.generate;

import com.stripe.StripeClient;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeSearchResult;
import com.stripe.net.ApiService;
import com.stripe.param.EphemeralKeyCreateParams;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Asks every service method of stripe-java what it would send: each is called with ids {@code id0},
 * {@code id1} and no parameters on a client that writes the request down instead of sending it.
 */
final class StripeJavaMethods {

    /** Parameters without which a method does not get as far as its request. */
    private static final Map<Class<?>, Object> NEEDED_PARAMETERS =
            Map.of(
                    EphemeralKeyCreateParams.class,
                    EphemeralKeyCreateParams.builder()
                            .putExtraParam("stripe-version", "2017-12-14")
                            .build());

    private static final Map<Class<?>, String> KINDS =
            Map.of(
                    StripeCollection.class, "list",
                    StripeSearchResult.class, "search",
                    com.stripe.model.v2.StripeCollection.class, "v2list");

    private final CapturingGetter getter = new CapturingGetter();
    private final List<ClientMethod> methods = new ArrayList<>();

    private StripeJavaMethods() {}

    /** The methods of the jar on the classpath, by name; those of v1 without that prefix. */
    static List<ClientMethod> all() throws ReflectiveOperationException {
        StripeJavaMethods jar = new StripeJavaMethods();
        StripeClient client = new StripeClient(jar.getter);
        jar.walk(client.v1(), "");
        jar.walk(client.v2(), "v2.");
        jar.methods.sort(Comparator.comparing(ClientMethod::name));
        return jar.methods;
    }

    private void walk(Object services, String prefix) throws ReflectiveOperationException {
        for (Method method : longestOverloads(services.getClass())) {
            String name = prefix + method.getName();
            Class<?> answer = method.getReturnType();
            if (ApiService.class.isAssignableFrom(answer)) {
                walk(method.invoke(services), name + '.');
            } else {
                methods.add(ask(services, method, name));
            }
        }
    }

    /** Overloads with the same ids differ in what they leave out only. */
    private static List<Method> longestOverloads(Class<?> type) {
        Map<String, Method> methods =
                Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> !method.isSynthetic())
                        .collect(
                                Collectors.toMap(
                                        method -> method.getName() + '/' + ids(method),
                                        method -> method,
                                        BinaryOperator.maxBy(
                                                Comparator.comparingInt(
                                                        Method::getParameterCount))));
        return List.copyOf(methods.values());
    }

    private static long ids(Method method) {
        return Arrays.stream(method.getParameterTypes()).filter(String.class::equals).count();
    }

    private ClientMethod ask(Object service, Method method, String name)
            throws ReflectiveOperationException {
        getter.forget();
        try {
            method.invoke(service, arguments(method));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    name + " of stripe-java needs more than ids to build its request", e);
        }
        CapturingGetter.Request request = getter.captured(name);
        return new ClientMethod(
                ClientMethod.STRIPE_JAVA,
                name,
                request.verb(),
                IdNames.insert(request.path(), "id"),
                request.base(),
                kind(request, method.getReturnType()));
    }

    private static Object[] arguments(Method method) {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        int ids = 0;
        for (int i = 0; i < types.length; i++) {
            arguments[i] =
                    types[i] == String.class ? "id" + ids++ : NEEDED_PARAMETERS.get(types[i]);
        }
        return arguments;
    }

    private static String kind(CapturingGetter.Request request, Class<?> answer) {
        if (request.stream()) {
            return "binary";
        }
        if (request.base().equals("files") && request.verb().equals("POST")) {
            return "multipart";
        }
        return KINDS.getOrDefault(answer, "plain");
    }
}
