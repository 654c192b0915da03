// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What Stripe tells everybody and nobody can change: countries and tax codes, a choice of them. */
final class ReferenceData implements Behaviours.Module {

    private static final Map<String, String> TEXTS = Tsv.texts(ReferenceData.class);

    @Override
    public void register(Behaviours table) {
        serve(table, "/v1/country_specs", "country_spec", ReferenceData::countries);
        serve(table, "/v1/tax_codes", "tax_code", ReferenceData::taxCodes);
    }

    private static void serve(
            Behaviours table, String path, String object, Supplier<ArrayNode> all) {
        table.on("GET " + path, call -> call.page(all.get()))
                .on("GET " + path + "/{id}", call -> one(call, object, all.get()));
    }

    private static Answer one(Call call, String object, ArrayNode all) {
        for (JsonNode each : all) {
            if (call.id(0).equals(Json.id(each))) {
                return Answer.of((ObjectNode) each);
            }
        }
        throw object.equals("tax_code")
                ? StripeError.noSuch(object, call.id(0), "id")
                : StripeError.refusal("country_unknown", call.id(0));
    }

    private static ArrayNode countries() {
        ArrayNode all = Json.array();
        for (String[] row : Tsv.read(ReferenceData.class, "countries.tsv")) {
            String country = row[0];
            String currency = row[1];
            String state = country.equals("US") ? " P.address.state P.ssn_last_4" : "";
            ObjectNode banks = Json.object();
            banks.set(currency, words(currency.equals("eur") ? TEXTS.get("euro") : country));
            ObjectNode facts = Json.object("id", country, "currency", currency, "banks", banks);
            facts.set("currencies", words(Money.currencies()));
            facts.set("methods", words(row[2].replace(',', ' ')));
            facts.set("countries", words(TEXTS.getOrDefault(row[3], country)));
            facts.set("company", words(of("business company", "representative", state)));
            facts.set("individual", words(of("business", "individual", state)));
            all.add(Shapes.of("country_spec", facts));
        }
        return all;
    }

    private static String of(String parts, String person, String state) {
        String fields = parts.replace("business", TEXTS.get("business"));
        fields = fields.replace(" company", ' ' + TEXTS.get("company"));
        return fields + (' ' + TEXTS.get("person") + state).replace("P.", person + '.');
    }

    private static ArrayNode words(String text) {
        return Json.array(Stream.of(text.split(" ")).sorted().map(TextNode::valueOf));
    }

    private static ArrayNode taxCodes() {
        ArrayNode all = Json.array();
        for (String[] row : Tsv.read(ReferenceData.class, "tax_codes.tsv")) {
            ObjectNode facts = Json.object("id", row[0], "name", row[1], "description", row[2]);
            all.add(Shapes.of("tax_code", facts));
        }
        return all;
    }
}
