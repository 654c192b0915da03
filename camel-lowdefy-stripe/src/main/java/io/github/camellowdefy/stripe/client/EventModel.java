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

import com.google.gson.JsonObject;
import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.model.Event;
import com.stripe.model.StripeObject;
import com.stripe.model.v2.core.EventNotification;
import com.stripe.net.LiveStripeResponseGetter;
import java.util.Map;

/**
 * An event as stripe-java's typed model.
 *
 * @param model an {@link Event}, or for a thin event an {@link EventNotification}
 * @param versionDiffers whether the event was made with another API version than the model's
 *     classes are for
 */
public record EventModel(Object model, boolean versionDiffers) {

    /**
     * Reads a snapshot. stripe-java shows the object of an event of another API version as absent
     * unless it is asked to read it unsafely; it is read so here, and where that works the event
     * shows its object to everybody who asks, as one of stripe-java's own version.
     */
    public static EventModel ofSnapshot(String json) {
        FinishedResponse finished = new FinishedResponse(200, Map.of(), json);
        Event event =
                StripeObject.deserializeStripeObject(
                        json,
                        Event.class,
                        new LiveStripeResponseGetter(NoOptions.INSTANCE, finished));
        event.setLastResponse(finished.asResponse());
        if (!hasObject(event)) {
            return new EventModel(event, false);
        }
        boolean differs =
                event.getApiVersion() == null
                        || event.getDataObjectDeserializer().getObject().isEmpty();
        if (differs && isReadable(event)) {
            event.setApiVersion(Stripe.API_VERSION);
        }
        return new EventModel(event, differs);
    }

    /** Reads a thin event. It cannot fetch anything itself: it has no connection. */
    public static EventModel ofThin(String json) {
        FinishedResponse finished = new FinishedResponse(200, Map.of(), json);
        StripeClient nowhere =
                new StripeClient(new LiveStripeResponseGetter(NoOptions.INSTANCE, finished));
        return new EventModel(EventNotification.fromJson(json, nowhere), false);
    }

    private static boolean hasObject(Event event) {
        return event.getRawJsonObject().get("data") instanceof JsonObject data
                && data.get("object") instanceof JsonObject;
    }

    private static boolean isReadable(Event event) {
        try {
            return event.getDataObjectDeserializer().deserializeUnsafe() != null;
        } catch (EventDataObjectDeserializationException e) {
            return false;
        }
    }
}
