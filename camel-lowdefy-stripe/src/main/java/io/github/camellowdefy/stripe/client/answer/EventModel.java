// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.answer;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.stripe.StripeClient;
import com.stripe.model.Event;
import com.stripe.model.EventDataClassLookup;
import com.stripe.model.EventDataDeserializer;
import com.stripe.model.EventDataObjectDeserializer;
import com.stripe.model.EventRequestDeserializer;
import com.stripe.model.StripeObject;
import com.stripe.model.StripeRawJsonObject;
import com.stripe.model.v2.core.EventNotification;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.StripeResponseGetter;
import io.github.camellowdefy.stripe.client.http.FinishedResponse;
import io.github.camellowdefy.stripe.client.settings.NoOptions;
import java.util.Map;
import java.util.function.Function;

/**
 * An event as stripe-java's typed model. An object that stripe-java has no class for, or that does
 * not fit its class, is a {@link StripeRawJsonObject}: the event's object, or the whole event where
 * {@link Event} or {@link EventNotification} cannot hold it.
 *
 * @param model an {@link Event}, for a thin event an {@link EventNotification}, or a {@link
 *     StripeRawJsonObject}
 * @param versionDiffers whether the event's object was made with another API version than the
 *     model's classes are for
 */
public record EventModel(Object model, boolean versionDiffers) {

    /**
     * Reads a snapshot. stripe-java shows the object of an event of another API version as absent
     * unless it is asked to read it unsafely; this event always shows its object.
     */
    public static EventModel ofSnapshot(String json) {
        StripeObject read = read(json, getter -> Snapshot.of(json, getter));
        return new EventModel(read, read instanceof Snapshot event && event.versionDiffers());
    }

    /** Reads a thin event. It cannot fetch anything itself: it has no connection. */
    public static EventModel ofThin(String json) {
        FinishedResponse finished = new FinishedResponse(200, Map.of(), json);
        StripeClient nowhere =
                new StripeClient(new LiveStripeResponseGetter(NoOptions.INSTANCE, finished));
        try {
            return new EventModel(EventNotification.fromJson(json, nowhere), false);
        } catch (RuntimeException e) {
            return new EventModel(read(json, StripeRawJsonObject.class), false);
        }
    }

    private static StripeObject read(String json, Class<? extends StripeObject> type) {
        return read(json, getter -> StripeObject.deserializeStripeObject(json, type, getter));
    }

    private static StripeObject read(
            String json, Function<StripeResponseGetter, StripeObject> typed) {
        FinishedResponse finished = new FinishedResponse(200, Map.of(), json);
        return ModelReader.readOrRaw(json, finished, "An event", typed);
    }

    /** stripe-java's event, except that its object is read whatever its version and shape. */
    private static final class Snapshot extends Event {

        private static final String NAME = "object";

        /** Never the version of an event, so that stripe-java shows no object. */
        private static final String NO_VERSION = "none";

        /**
         * Reads as stripe-java's own Gson does, which takes no classes but stripe-java's. Gson
         * alone can make a deserializer that holds an object which was read here.
         */
        private static final Gson GSON =
                new GsonBuilder()
                        .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                        .registerTypeAdapter(Data.class, new EventDataDeserializer())
                        .registerTypeAdapter(Request.class, new EventRequestDeserializer())
                        .registerTypeAdapter(
                                StripeObject.class,
                                (JsonDeserializer<StripeObject>)
                                        (json, type, context) -> held(json))
                        .create();

        static Snapshot of(String json, StripeResponseGetter getter) {
            Snapshot event = GSON.fromJson(json, Snapshot.class);
            event.setResponseGetter(getter);
            return event;
        }

        boolean versionDiffers() {
            return object() != null
                    && deserializer(getApiVersion(), named(new JsonObject()), null)
                            .getObject()
                            .isEmpty();
        }

        @Override
        public EventDataObjectDeserializer getDataObjectDeserializer() {
            JsonObject object = object();
            return object == null
                    ? deserializer(null, named(new JsonObject()), null)
                    : deserializer(getApiVersion(), named(object), object);
        }

        private JsonObject object() {
            return getRawJsonObject().get("data") instanceof JsonObject data
                            && data.get(NAME) instanceof JsonObject object
                    ? object
                    : null;
        }

        private static EventDataObjectDeserializer deserializer(
                String version, JsonObject raw, JsonObject object) {
            JsonObject fields = new JsonObject();
            fields.addProperty("api_version", version == null ? NO_VERSION : version);
            fields.add("raw_json_object", raw);
            fields.add(NAME, object);
            return GSON.fromJson(fields, EventDataObjectDeserializer.class);
        }

        /** The object with a name: stripe-java fails on one without when it is asked to read it. */
        private static JsonObject named(JsonObject object) {
            if (name(object) != null) {
                return object;
            }
            JsonObject named = object.deepCopy();
            named.addProperty(NAME, "");
            return named;
        }

        private static String name(JsonObject object) {
            return object.get(NAME) instanceof JsonPrimitive name ? name.getAsString() : null;
        }

        private static StripeObject held(JsonElement object) {
            Class<? extends StripeObject> type =
                    EventDataClassLookup.classLookup.get(name(object.getAsJsonObject()));
            return read(object.toString(), type == null ? StripeRawJsonObject.class : type);
        }
    }
}
