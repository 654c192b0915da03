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
package io.github.camellowdefy.stripe.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.Params;
import java.util.ArrayList;
import java.util.List;

/** Payment links: what they sell. */
final class PaymentLinks implements Behaviours.Module {

    @Override
    public void register(Behaviours table, Engine engine) {
        table.on("POST /v1/payment_links", PaymentLinks::create);
    }

    private static Answer create(Call call) {
        call.params().require("line_items");
        List<ObjectNode> items = new ArrayList<>();
        for (Params each : call.params().hashes("line_items")) {
            String path = "line_items[" + items.size() + ']';
            items.add(CheckoutSessions.item(call.changes(), each, path));
        }
        ObjectNode link = Json.read(call.proceed().body());
        link.set("currency", items.get(0).get("currency"));
        call.changes().keep(link);
        for (int i = items.size() - 1; i >= 0; i--) {
            call.changes().add(items.get(i), Json.text(link, "id"));
        }
        return Answer.of(link);
    }
}
