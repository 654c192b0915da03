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

import io.github.camellowdefy.stripe.sandbox.control.SandboxClock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Every state change as an event, kept per account and handed to whoever delivers them. */
public final class EventLog {

    /** Stripe tells nobody about these. */
    private static final Set<String> SILENT =
            Set.of(
                    "webhook_endpoint",
                    "v2.core.event_destination",
                    "token",
                    "ephemeral_key",
                    "account_link",
                    "account_session",
                    "customer_session",
                    "login_link",
                    "file_link",
                    "balance_transaction");

    private final Ids ids;
    private final SandboxClock clock;
    private final String platform;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    EventLog(Ids ids, SandboxClock clock, String platform) {
        this.ids = ids;
        this.clock = clock;
        this.platform = platform;
    }

    /** Calls {@code listener} for every event from now on, while the account's lock is held. */
    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    void record(
            Account account,
            String object,
            String type,
            byte[] json,
            byte[] previous,
            Cause cause) {
        if (SILENT.contains(object)) {
            return;
        }
        Event event =
                new Event(
                        ids.next("event"),
                        account.nextKey(clock.seconds()),
                        type,
                        account,
                        !account.id().equals(platform),
                        json,
                        previous,
                        cause);
        account.put("event", event, null, Json.object().put("type", type));
        listeners.forEach(listener -> listener.accept(event));
    }
}
