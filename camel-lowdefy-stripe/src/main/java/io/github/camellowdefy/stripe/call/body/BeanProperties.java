// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.call.body;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.json.JsonWriteContext;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.EnumSerializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;

/**
 * Reads objects and records as their Jackson properties. Dates, enums and files stay what they are,
 * because the encoding gives them a meaning of its own. Properties that are null are left out,
 * unless the class says otherwise with {@code @JsonInclude}: a field that was not set must not
 * erase a value at Stripe.
 */
final class BeanProperties {

    private BeanProperties() {}

    /**
     * The object as maps, lists and scalars.
     *
     * @throws InvalidStripeCallException when it has no properties Jackson can read, or more than
     *     the limits allow
     */
    static Object of(Object bean, Limits limits) {
        Class<?> type = bean.getClass();
        if (type.isHidden() || isPlatformType(type) && !Mapper.isScalar(type)) {
            throw unreadable(type, null);
        }
        try (LimitedBuffer properties = new LimitedBuffer(limits)) {
            Mapper.JACKSON.writeValue(properties, bean);
            return Mapper.JACKSON.readValue(properties.asParser(), Object.class);
        } catch (IOException e) {
            throw e.getCause() instanceof InvalidStripeCallException refused
                    ? tooLarge(type, refused)
                    : unreadable(type, e);
        } catch (InvalidStripeCallException e) {
            throw tooLarge(type, e);
        }
    }

    /**
     * Keeps what Jackson writes, as far as the limits allow: a getter may lead to an endless list.
     */
    private static final class LimitedBuffer extends TokenBuffer {

        LimitedBuffer(Limits limits) {
            super(Mapper.JACKSON, false);
            _writeContext = new Counting(JsonStreamContext.TYPE_ROOT, null, limits, new int[1]);
        }
    }

    /**
     * The write context of Jackson, which counts every value and every list or map that is opened.
     */
    private static final class Counting extends JsonWriteContext {

        private final Limits limits;
        private final int[] values;

        Counting(int type, JsonWriteContext parent, Limits limits, int[] values) {
            super(type, parent, null);
            this.limits = limits;
            this.values = values;
            limits.checkDepth(getNestingDepth());
        }

        @Override
        public int writeValue() {
            limits.checkSize(++values[0], 0);
            return super.writeValue();
        }

        @Override
        public JsonWriteContext createChildArrayContext() {
            return new Counting(TYPE_ARRAY, this, limits, values);
        }

        @Override
        public JsonWriteContext createChildArrayContext(Object current) {
            return createChildArrayContext();
        }

        @Override
        public JsonWriteContext createChildObjectContext() {
            return new Counting(TYPE_OBJECT, this, limits, values);
        }

        @Override
        public JsonWriteContext createChildObjectContext(Object current) {
            return createChildObjectContext();
        }
    }

    /**
     * Whether a type belongs to the JDK: a thread or a stream has getters, too, but is never a
     * body.
     */
    private static boolean isPlatformType(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static InvalidStripeCallException tooLarge(
            Class<?> type, InvalidStripeCallException limit) {
        return new InvalidStripeCallException(
                "An object of %s cannot be read as parameters: %s"
                        .formatted(type.getName(), limit.getMessage()));
    }

    private static InvalidStripeCallException unreadable(Class<?> type, Throwable cause) {
        // Jackson's own words may repeat what a property holds
        Throwable reason = cause == null || cause.getCause() == null ? cause : cause.getCause();
        return new InvalidStripeCallException(
                "An object of %s cannot be read as parameters%s; expected a map, a list, text, a number or an object with Jackson properties."
                        .formatted(
                                type.getName(),
                                reason == null
                                        ? ""
                                        : " (" + reason.getClass().getSimpleName() + ")"));
    }

    /** Built on first use: most messages hold no beans. */
    private static final class Mapper {

        static final ObjectMapper JACKSON = create();

        private static ObjectMapper create() {
            SimpleModule module = new SimpleModule();
            for (Class<?> type :
                    new Class<?>[] {
                        TemporalAccessor.class,
                        Date.class,
                        Calendar.class,
                        File.class,
                        Path.class,
                        InputStream.class
                    }) {
                addAsIs(module, type);
            }
            module.setSerializerModifier(new EnumsAsTheyAre());
            return JsonMapper.builder()
                    .addModule(module)
                    .serializationInclusion(Include.NON_NULL)
                    .build();
        }

        private static <T> void addAsIs(SimpleModule module, Class<T> type) {
            module.addSerializer(type, new AsIs<>());
        }

        static boolean isScalar(Class<?> type) {
            try {
                JsonSerializer<?> serializer =
                        JACKSON.getSerializerProviderInstance().findValueSerializer(type);
                return serializer instanceof StdScalarSerializer
                        || serializer instanceof ToStringSerializerBase;
            } catch (JsonMappingException e) {
                return false;
            }
        }
    }

    private static final class AsIs<T> extends JsonSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeEmbeddedObject(value);
        }
    }

    /** Leaves an enum an enum, unless its annotations spell its constants. */
    private static final class EnumsAsTheyAre extends BeanSerializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonSerializer<?> modifyEnumSerializer(
                SerializationConfig config,
                JavaType type,
                BeanDescription description,
                JsonSerializer<?> serializer) {
            return serializer instanceof EnumSerializer names && !areSpelled(names)
                    ? new AsIs<>()
                    : serializer;
        }

        private static boolean areSpelled(EnumSerializer names) {
            return names.getEnumValues().internalMap().entrySet().stream()
                    .anyMatch(e -> !e.getKey().name().equals(e.getValue().getValue()));
        }
    }
}
