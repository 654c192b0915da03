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
package io.github.camellowdefy.stripe.sandbox.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One event. The object it is about is shared with the store and put into JSON only when somebody
 * reads the event, so that a million of them cost little.
 */
public final class Event implements Stored {

    private final String id;
    private final long key;
    private final String type;
    private final Account account;
    private final boolean connected;
    private final byte[] object;
    private final byte[] previous;
    private final Cause cause;
    private final AtomicInteger pendingWebhooks = new AtomicInteger();
    private volatile boolean failed;

    Event(
            String id,
            long key,
            String type,
            Account account,
            boolean connected,
            byte[] object,
            byte[] previous,
            Cause cause) {
        this.id = id;
        this.key = key;
        this.type = type;
        this.account = account;
        this.connected = connected;
        this.object = object;
        this.previous = previous;
        this.cause = cause;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public long key() {
        return key;
    }

    /** Such as {@code customer.created}. */
    public String type() {
        return type;
    }

    /** The account it happened in. */
    public Account account() {
        return account;
    }

    /** Whether that account is a connected one. */
    public boolean connected() {
        return connected;
    }

    /** The object after the change. */
    public ObjectNode object() {
        return Json.read(object);
    }

    /** Whether no endpoint is left that has not taken it. */
    public boolean delivered() {
        return pendingWebhooks.get() == 0 && !failed;
    }

    /** Notes that one more endpoint is to get it. */
    public void awaitDelivery() {
        pendingWebhooks.incrementAndGet();
    }

    /** Notes that an endpoint has taken it. */
    public void taken() {
        pendingWebhooks.decrementAndGet();
    }

    /** Notes that a delivery was given up for good. */
    public void givenUp() {
        failed = true;
        pendingWebhooks.decrementAndGet();
    }

    /** The whole event as Stripe shows it. */
    @Override
    public byte[] json() {
        ObjectNode event = Json.object();
        event.put("id", id);
        event.put("object", "event");
        if (connected) {
            event.put("account", account.id());
        }
        event.put("api_version", cause.apiVersion());
        event.put("created", created());
        ObjectNode data = event.putObject("data");
        data.set("object", Json.read(object));
        if (previous != null) {
            data.set("previous_attributes", Json.read(previous));
        }
        event.put("livemode", false);
        event.put("pending_webhooks", pendingWebhooks.get());
        ObjectNode request = event.putObject("request");
        request.put("id", cause.requestId());
        request.put("idempotency_key", cause.idempotencyKey());
        event.put("type", type);
        return Json.write(event);
    }

    @Override
    public String parent() {
        return null;
    }

    @Override
    public byte[] hidden() {
        return null;
    }

    @Override
    public boolean deleted() {
        return false;
    }
}
