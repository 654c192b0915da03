/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.client;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude.Value;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import java.io.IOException;

/**
 * Beans, records and Jackson trees as maps of their Jackson properties. Dates, enums, files and
 * whatever else {@link ParamRules} knows come out as the objects they are, for that rule.
 *
 * <p>A property that is null is left out: a bean cannot tell "not set" from "to be unset", and
 * unsetting is what a null does at Stripe. {@code @JsonInclude(ALWAYS)} on the class says
 * otherwise.
 */
final class BeanReader {

    private static final ObjectMapper PLAIN = JsonMapper.builder().build();

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .defaultPropertyInclusion(Value.construct(Include.NON_NULL, Include.ALWAYS))
                    .addModule(new LeafModule())
                    .build();

    private BeanReader() {}

    /**
     * The value as map, list, text, number or boolean, or null.
     *
     * @throws IllegalArgumentException when Jackson finds nothing to read
     */
    static Object read(Object bean) {
        return MAPPER.convertValue(bean, Object.class);
    }

    /**
     * The name Jackson gives a constant: its {@code @JsonProperty} or {@code @JsonValue}, if any.
     */
    static Object name(Enum<?> constant) {
        return PLAIN.convertValue(constant, Object.class);
    }

    private static final class LeafModule extends SimpleModule {
        private static final long serialVersionUID = 1L;

        @Override
        public void setupModule(SetupContext context) {
            context.addSerializers(
                    new Serializers.Base() {
                        @Override
                        public JsonSerializer<?> findSerializer(
                                SerializationConfig config,
                                JavaType type,
                                BeanDescription description) {
                            return ParamRules.hasRuleFor(type.getRawClass()) ? AsItIs.LEAF : null;
                        }
                    });
        }
    }

    private static final class AsItIs extends JsonSerializer<Object> {
        private static final AsItIs LEAF = new AsItIs();

        @Override
        public void serialize(Object value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeEmbeddedObject(value);
        }

        @Override
        public void serializeWithType(
                Object value,
                JsonGenerator out,
                SerializerProvider provider,
                TypeSerializer typeSerializer)
                throws IOException {
            out.writeEmbeddedObject(value);
        }
    }
}
