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
package io.github.camellowdefy.stripe.sandbox.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Engine;
import io.github.camellowdefy.stripe.sandbox.engine.Json;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What Stripe tells everybody and nobody can change: countries and tax codes, a choice of them. */
final class ReferenceData implements Behaviours.Module {

    private static final String EURO =
            "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK";
    private static final Map<String, String> REACHES =
            Map.of(
                    "eea",
                    "AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LI LT LU LV MT NL NO PL"
                            + " PT RO SE SI SK",
                    "world",
                    "AE AT AU BE BG BR CA CH CL CO CR CY CZ DE DK EE ES FI FR GB GR HK HR HU ID IE"
                            + " IL IN IS IT JP KE KR LI LT LU LV MA MT MX MY NL NO NZ PE PH PL PT"
                            + " RO RS SE SG SI SK TH TR TW US UY VN ZA");
    private static final String BUSINESS =
            "business_profile.mcc business_profile.url business_type external_account"
                    + " tos_acceptance.date tos_acceptance.ip";
    private static final String PERSON =
            " P.address.city P.address.line1 P.address.postal_code P.dob.day P.dob.month"
                    + " P.dob.year P.email P.first_name P.last_name P.phone";
    private static final String COMPANY =
            " company.address.city company.address.line1 company.address.postal_code company.name"
                    + " company.phone company.tax_id representative.relationship.title";

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
        throw StripeError.noSuch(object, call.id(0), object.equals("tax_code") ? "id" : "country");
    }

    private static ArrayNode countries() {
        ArrayNode all = Json.array();
        for (String[] row : Table.rows("countries.tsv")) {
            String country = row[0];
            String currency = row[1];
            ObjectNode spec = all.addObject();
            spec.put("id", country).put("object", "country_spec").put("default_currency", currency);
            spec.putObject("supported_bank_account_currencies")
                    .set(currency, words(currency.equals("eur") ? EURO : country));
            spec.set("supported_payment_currencies", words(Money.currencies()));
            spec.set("supported_payment_methods", words(row[2].replace(',', ' ')));
            spec.set("supported_transfer_countries", words(REACHES.getOrDefault(row[3], country)));
            String state = country.equals("US") ? " P.address.state P.ssn_last_4" : "";
            ObjectNode fields = spec.putObject("verification_fields");
            need(fields, "company", BUSINESS + COMPANY + of("representative", PERSON + state));
            need(fields, "individual", BUSINESS + of("individual", PERSON + state));
        }
        return all;
    }

    private static String of(String person, String fields) {
        return fields.replace("P.", person + '.');
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
        for (String[] row : Table.rows("tax_codes.tsv")) {
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
