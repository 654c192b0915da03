// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Answer;
import io.github.camellowdefy.stripe.sandbox.engine.Behaviours;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.engine.Changes;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tax ids of customers: checked by their form, verified as Stripe's test values say. */
public final class TaxIds implements Behaviours.Module {

    private static final Map<String, String[]> FORMS =
            Tsv.read(TaxIds.class, "tax_ids.tsv").stream()
                    .collect(Collectors.toMap(row -> row[0], Function.identity()));

    @Override
    public void register(Behaviours table) {
        table.on("POST /v1/customers/{id}/tax_ids", TaxIds::create);
    }

    private static Answer create(Call call) {
        call.account().require("customer", call.id(0), "customer");
        return Answer.of(add(call.changes(), call.id(0), call.params()));
    }

    /** Gives a customer the tax ids of {@code tax_id_data}. */
    public static void addAll(Changes changes, String customer, Params params) {
        params.hashes("tax_id_data").forEach(each -> add(changes, customer, each));
    }

    /** 400 where one of {@code tax_id_data} does not have the form of its type. */
    public static void check(Params params) {
        params.hashes("tax_id_data").forEach(each -> form(each.text("type"), each.text("value")));
    }

    private static String[] form(String type, String value) {
        String[] form = FORMS.getOrDefault(type, new String[] {type, ".+", "-"});
        refuseIf(!value.matches(form[1]), "tax_id_invalid", type);
        return form;
    }

    private static ObjectNode add(Changes changes, String customer, Params params) {
        String type = params.requireText("type");
        String value = params.requireText("value");
        String country = Tsv.value(form(type, value)[2]);
        if ("prefix".equals(country)) {
            country = value.startsWith("EL") ? "GR" : value.substring(0, 2);
        }
        ObjectNode id = changes.draft("tax_id");
        id.put("type", type).put("value", value).put("country", country);
        id.put("customer", customer);
        id.putObject("owner").put("type", "customer").put("customer", customer);
        id.putObject("verification")
                .put("status", status(value))
                .putNull("verified_address")
                .putNull("verified_name");
        return changes.insert(id, customer, "created");
    }

    private static String status(String value) {
        return value.contains("000000000")
                ? "verified"
                : value.contains("111111111") ? "unverified" : "pending";
    }
}
