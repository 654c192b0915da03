// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of a record shows neither a secret nor what a message or an answer holds. */
class RecordsTest {

    private static final String SECRET = "sk_of_a_record";

    /** Names of components that may hold a secret or a customer's data. */
    private static final Pattern TELLING =
            Pattern.compile(
                    "(?i).*(secret|password|apiKey|username|params|body|value|properties|payload|entries|json|arguments).*");

    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("io.github.camellowdefy.stripe")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::reflect)
                        .filter(
                                type ->
                                        Arrays.stream(type.getRecordComponents())
                                                .anyMatch(RecordsTest::isTelling));
    }

    @ParameterizedTest
    @MethodSource("records")
    void showNothingThatBelongsInNoLog(Class<?> type) {
        assertThat(made(type).toString()).doesNotContain(SECRET);
    }

    private static Object made(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(
                    Arrays.stream(components).map(RecordsTest::content).toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("The record " + type + " cannot be made", e);
        }
    }

    private static boolean isTelling(RecordComponent component) {
        return TELLING.matcher(component.getName()).matches();
    }

    private static Object content(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isPrimitive()) {
            return type == boolean.class ? (Object) false : type == long.class ? (Object) 1L : 1;
        }
        if (type == Operation.class) {
            return OperationCatalog.get().find("customers.create").operations().get(0);
        }
        if (type.isRecord()) {
            return made(type);
        }
        String text = isTelling(component) ? SECRET : "text";
        return Stream.of(
                        text,
                        List.of(text),
                        Map.of("id", "evt_1", "key", text),
                        (Supplier<String>) () -> text)
                .filter(type::isInstance)
                .findFirst()
                .orElse(null);
    }
}
