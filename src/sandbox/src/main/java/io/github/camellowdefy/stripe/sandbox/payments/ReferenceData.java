// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What Stripe tells everybody and nobody can change: countries and tax codes, a choice of them. */
final class ReferenceData implements Behaviours.Module {

    private static final Map<String, String> TEXTS = Tsv.texts(ReferenceData.class);

    @Override
    public void register(Behaviours table, Engine engine) {
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
            if (call.id(0).equals(Json.text(each, "id"))) {
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
            ObjectNode spec = all.addObject();
            spec.put("id", country).put("object", "country_spec").put("default_currency", currency);
            spec.putObject("supported_bank_account_currencies")
                    .set(currency, words(currency.equals("eur") ? TEXTS.get("euro") : country));
            spec.set("supported_payment_currencies", words(Money.currencies()));
            spec.set("supported_payment_methods", words(row[2].replace(',', ' ')));
            spec.set("supported_transfer_countries", words(TEXTS.getOrDefault(row[3], country)));
            String state = country.equals("US") ? " P.address.state P.ssn_last_4" : "";
            ObjectNode fields = spec.putObject("verification_fields");
            need(fields, "company", of("business company", "representative", state));
            need(fields, "individual", of("business", "individual", state));
        }
        return all;
    }

    private static String of(String parts, String person, String state) {
        String fields = parts.replace("business", TEXTS.get("business"));
        fields = fields.replace(" company", ' ' + TEXTS.get("company"));
        return fields + (' ' + TEXTS.get("person") + state).replace("P.", person + '.');
    }

    private static void need(ObjectNode fields, String type, String minimum) {
        ObjectNode needed = fields.putObject(type);
        needed.putArray("additional");
        needed.set("minimum", words(minimum));
    }

    private static ArrayNode words(String text) {
        ArrayNode words = Json.array();
        List.of(text.split(" ")).stream().sorted().forEach(words::add);
        return words;
    }

    private static ArrayNode taxCodes() {
        ArrayNode all = Json.array();
        for (String[] row : Tsv.read(ReferenceData.class, "tax_codes.tsv")) {
            all.addObject()
                    .put("id", row[0])
                    .put("object", "tax_code")
                    .put("description", row[2])
                    .put("name", row[1])
                    .putNull("requirements");
        }
        return all;
    }
}
