// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.tables;

import com.google.gson.annotations.SerializedName;
import com.stripe.StripeClient;
import com.stripe.model.EventDataClassLookup;
import com.stripe.model.ExpandableField;
import com.stripe.model.StripeCollectionInterface;
import com.stripe.model.StripeObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What the classes of stripe-java on the class path say about fields and parameters. */
final class JavaModel {

    /**
     * A type of stripe-java.
     *
     * @param plain its short form, with an h for the hash
     * @param hash the class of a hash, or null
     * @param values those of an enumeration
     */
    record Spelled(String plain, Class<?> hash, List<String> values) {}

    private static final Map<Class<?>, String> PLAIN =
            Map.of(
                    String.class, "s",
                    Long.class, "i",
                    Integer.class, "i",
                    Boolean.class, "b",
                    Double.class, "n",
                    Float.class, "n",
                    BigDecimal.class, "d");

    private final Map<String, Class<?>> params = new HashMap<>();

    JavaModel() {
        for (Class<?> type : classes("com/stripe/param/[^$]*")) {
            String name = type.getName().substring("com.stripe.param.".length());
            params.put(name.toLowerCase(java.util.Locale.ROOT), type);
        }
    }

    /**
     * The class of parameters the Node client calls so, such as {@code Checkout.SessionListParams}.
     */
    Class<?> params(String name) {
        return params.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    /** All classes of parameters. */
    List<Class<?>> params() {
        return List.copyOf(params.values());
    }

    /** The class of an object such as {@code checkout.session}, or null. */
    Class<?> object(String name) {
        return EventDataClassLookup.classLookup.get(name);
    }

    /** The class of the hash, or of the hashes in the list, that a field of a class holds. */
    Class<?> part(Class<?> type, String name) {
        Field field = serialized(type).get(name);
        return field == null ? null : spell(field).hash();
    }

    /** Whether a field of a class takes values of several types. */
    boolean isAny(Class<?> type, String name) {
        Field field = serialized(type).get(name);
        return field != null && field.getType() == Object.class;
    }

    /** The fields of a class as they are on the wire. */
    Map<String, Spelled> fields(Class<?> type) {
        Map<String, Spelled> fields = new LinkedHashMap<>();
        serialized(type).forEach((name, field) -> fields.put(name, spell(field)));
        return fields;
    }

    private static Map<String, Field> serialized(Class<?> type) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Field field : type == null ? new Field[0] : type.getDeclaredFields()) {
            SerializedName name = field.getAnnotation(SerializedName.class);
            if (name != null
                    && !field.isEnumConstant()
                    && !name.value().startsWith("_stripe")
                    && !(name.value().equals("deleted")
                            && StripeObject.class.isAssignableFrom(type))) {
                fields.put(name.value(), field);
            }
        }
        return fields;
    }

    private static Spelled spell(Field field) {
        Class<?> type = field.getType();
        Class<?> part = null;
        if (field.getGenericType() instanceof ParameterizedType generic) {
            var last =
                    generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            part = last instanceof Class<?> known ? known : null;
        }
        if (type == Map.class) {
            return new Spelled("m", null, List.of());
        }
        if (type == ExpandableField.class) {
            return new Spelled("s~", null, List.of());
        }
        if (type == List.class) {
            Spelled inner = part == null ? new Spelled("*", null, List.of()) : spell(part);
            return inner.values().isEmpty()
                    ? new Spelled("a(" + inner.plain() + ')', inner.hash(), List.of())
                    : new Spelled("a(s)", null, List.of());
        }
        return spell(type);
    }

    private static Spelled spell(Class<?> type) {
        if (PLAIN.containsKey(type)) {
            return new Spelled(PLAIN.get(type), null, List.of());
        }
        if (type.isEnum()) {
            List<String> values =
                    Stream.of(type.getDeclaredFields())
                            .filter(Field::isEnumConstant)
                            .map(field -> field.getAnnotation(SerializedName.class).value())
                            .filter(value -> !value.isEmpty())
                            .toList();
            return new Spelled("e", null, values);
        }
        boolean hash =
                type.getEnclosingClass() != null
                        && !StripeCollectionInterface.class.isAssignableFrom(type);
        return hash ? new Spelled("h", type, List.of()) : new Spelled("*", null, List.of());
    }

    /** Names that stand for a whole number wherever they stand. */
    Set<String> integers() {
        Set<String> whole = new TreeSet<>();
        Set<String> others = new HashSet<>();
        for (Class<?> type : classes("com/stripe/(model|param)/.*")) {
            for (Field field : type.getDeclaredFields()) {
                SerializedName name = field.getAnnotation(SerializedName.class);
                if (name != null && Number.class.isAssignableFrom(field.getType())) {
                    boolean integer = "i".equals(PLAIN.get(field.getType()));
                    (integer ? whole : others).add(name.value());
                }
            }
        }
        whole.removeAll(others);
        return whole;
    }

    /** All classes of stripe-java whose path fits. */
    private static List<Class<?>> classes(String pattern) {
        List<Class<?>> classes = new ArrayList<>();
        String jar =
                StripeClient.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        try (JarFile file = new JarFile(new File(jar))) {
            file.stream()
                    .map(entry -> entry.getName().replaceAll("\\.class$", ""))
                    .filter(name -> !name.endsWith("/") && name.matches(pattern))
                    .sorted()
                    .forEach(name -> classes.add(load(name.replace('/', '.'))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, JavaModel.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
