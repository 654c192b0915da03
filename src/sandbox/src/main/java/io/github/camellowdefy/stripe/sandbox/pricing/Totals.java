// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.books.Money;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.Shapes;
import io.github.camellowdefy.stripe.sandbox.store.Account;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lines sold together come to, in minor units. Discounts go first, one after the other: those
 * of a line, then those of the whole, spread over the lines. Taxes follow on what is left of each
 * line, each rounded half up by itself.
 *
 * @param amount of all lines
 * @param ownDiscount what the lines' own discounts take off
 * @param discount what the discounts of the whole take off
 * @param inclusive the tax inside the amounts
 * @param exclusive the tax on top of them
 * @param discountAmounts {@code {amount, discount}} for each discount
 * @param taxes as the lines show them, for each rate
 */
public record Totals(
        long amount,
        long ownDiscount,
        long discount,
        long inclusive,
        long exclusive,
        ArrayNode discountAmounts,
        ArrayNode taxes) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * What counts for all lines.
     *
     * @param discounts ids or objects
     * @param rates ids or objects of the tax rates of lines without their own
     * @param exempt the customer's {@code tax_exempt}
     */
    public record Terms(JsonNode discounts, JsonNode rates, String exempt) {}

    /** Adds up lines and gives each its {@code discount_amounts} and {@code taxes}. */
    public static Totals of(Account account, ArrayNode lines, Terms terms) {
        Map<String, Long> off = new LinkedHashMap<>();
        long[] left = new long[lines.size()];
        long amount = 0;
        for (int i = 0; i < left.length; i++) {
            ObjectNode line = (ObjectNode) lines.get(i);
            line.putArray("discount_amounts");
            left[i] = Json.number(line, "amount");
            amount += left[i];
            for (ObjectNode discount : Discounts.all(account, line.path("discounts"))) {
                left[i] -= take(line, discount, Discounts.amount(discount, left[i], line), off);
            }
        }
        long own = sum(off.values());
        for (ObjectNode discount : Discounts.all(account, terms.discounts())) {
            spread(lines, left, discount, off);
        }
        Map<String, ObjectNode> taxes = new LinkedHashMap<>();
        for (int i = 0; i < left.length; i++) {
            tax(account, (ObjectNode) lines.get(i), left[i], terms, taxes);
        }
        ArrayNode discounts = Json.array();
        off.forEach((id, each) -> discounts.addObject().put("amount", each).put("discount", id));
        ArrayNode all = Json.array().addAll(taxes.values());
        return new Totals(
                amount,
                own,
                sum(off.values()) - own,
                sum(all, "inclusive"),
                sum(all, "exclusive"),
                discounts,
                all);
    }

    /** All the tax. */
    public long tax() {
        return inclusive + exclusive;
    }

    /** What is to be paid. */
    public long total() {
        return amount - ownDiscount - discount + exclusive;
    }

    /** Spreads a discount over the lines it is for, so that the parts add up to it. */
    private static void spread(
            ArrayNode lines, long[] left, ObjectNode discount, Map<String, Long> off) {
        long whole = 0;
        boolean[] meant = new boolean[left.length];
        for (int i = 0; i < left.length; i++) {
            meant[i] = Discounts.isFor(discount, lines.get(i));
            whole += meant[i] ? left[i] : 0;
        }
        long all = Discounts.amount(discount, Math.max(0, whole), lines.path(0));
        off.merge(Json.id(discount), 0L, Long::sum);
        long seen = 0;
        long given = 0;
        for (int i = 0; i < left.length && whole > 0; i++) {
            if (meant[i]) {
                seen += left[i];
                long part = Money.part(all, seen, whole) - given;
                given += part;
                left[i] -= take((ObjectNode) lines.get(i), discount, part, off);
            }
        }
    }

    private static long take(
            ObjectNode line, ObjectNode discount, long amount, Map<String, Long> off) {
        String id = Json.id(discount);
        line.withArray("discount_amounts").addObject().put("amount", amount).put("discount", id);
        off.merge(id, amount, Long::sum);
        return amount;
    }

    private static void tax(
            Account account, ObjectNode line, long net, Terms terms, Map<String, ObjectNode> all) {
        JsonNode own = line.path("tax_rates");
        List<ObjectNode> rates = rates(account, own.isEmpty() ? terms.rates() : own);
        BigDecimal inside = HUNDRED;
        for (ObjectNode rate : rates) {
            inside = isInclusive(rate) ? inside.add(percent(rate)) : inside;
        }
        boolean exempt = terms.exempt() != null && !terms.exempt().equals("none");
        long base = net;
        Map<ObjectNode, Long> amounts = new LinkedHashMap<>();
        for (ObjectNode rate : rates) {
            if (isInclusive(rate)) {
                long tax = exempt ? 0 : Money.part(net, percent(rate), inside);
                amounts.put(rate, tax);
                base -= tax;
            }
        }
        ArrayNode taxes = line.putArray("taxes");
        for (ObjectNode rate : rates) {
            long tax =
                    isInclusive(rate)
                            ? amounts.get(rate)
                            : exempt ? 0 : Money.part(base, percent(rate), HUNDRED);
            ObjectNode shown = shown(rate, tax, base, exempt ? terms.exempt() : null);
            taxes.add(shown);
            all.merge(Json.id(rate), shown.deepCopy(), Totals::together);
        }
    }

    private static boolean isInclusive(JsonNode rate) {
        return rate.path("inclusive").asBoolean();
    }

    private static ObjectNode together(ObjectNode sum, ObjectNode more) {
        for (String field : List.of("amount", "taxable_amount")) {
            sum.put(field, Json.number(sum, field) + Json.number(more, field));
        }
        return sum;
    }

    private static ObjectNode shown(ObjectNode rate, long tax, long base, String exempt) {
        ObjectNode facts = Json.object().put("amount", tax).put("taxable", base);
        facts.put("behavior", isInclusive(rate) ? "inclusive" : "exclusive");
        facts.set("rate", rate.get("id"));
        facts.put(
                "reason",
                exempt == null
                        ? "not_available"
                        : exempt.equals("reverse") ? "reverse_charge" : "customer_exempt");
        return Shapes.of("tax", facts);
    }

    /** The rates behind ids; those that are objects already as they are. */
    public static List<ObjectNode> rates(Account account, JsonNode rates) {
        List<ObjectNode> all = new ArrayList<>();
        for (JsonNode each : rates) {
            ObjectNode rate =
                    each instanceof ObjectNode tree
                            ? tree
                            : account.find("tax_rate", each.asText());
            if (rate != null) {
                all.add(rate);
            }
        }
        return all;
    }

    private static BigDecimal percent(JsonNode rate) {
        return rate.path("percentage").decimalValue();
    }

    private static long sum(Collection<Long> amounts) {
        return amounts.stream().mapToLong(Long::longValue).sum();
    }

    private static long sum(ArrayNode taxes, String behaviour) {
        long sum = 0;
        for (JsonNode tax : taxes) {
            sum += Json.is(tax, "tax_behavior", behaviour) ? Json.number(tax, "amount") : 0;
        }
        return sum;
    }
}
