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
package io.github.camellowdefy.stripe.sandbox;

import io.github.camellowdefy.stripe.sandbox.billing.Billing;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.payments.Payments;
import io.github.camellowdefy.stripe.sandbox.webhook.WebhookBehaviours;
import java.util.List;

/** What the sandbox knows beyond the engine, in the order it is registered; later ones win. */
final class Modules {

    private Modules() {}

    static List<Behaviours.Module> all() {
        Payments payments = new Payments();
        return List.of(new WebhookBehaviours(), payments, new Billing(payments.flow()));
    }
}
