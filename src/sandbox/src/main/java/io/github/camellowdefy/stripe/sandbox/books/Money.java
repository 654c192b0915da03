// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.books;

import static io.github.camellowdefy.stripe.sandbox.schema.StripeError.refuseIf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camellowdefy.stripe.sandbox.engine.Call;
import io.github.camellowdefy.stripe.sandbox.request.Params;
import io.github.camellowdefy.stripe.sandbox.schema.Json;
import io.github.camellowdefy.stripe.sandbox.schema.StripeError;
import io.github.camellowdefy.stripe.sandbox.schema.Tsv;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Amounts in minor units: their limits, and how Stripe prints them. */
public final class Money {

    private static final long MAXIMUM = 99_999_999L;
    private static final Map<String, Currency> CURRENCIES =
            Tsv.read(Money.class, "currencies.tsv").stream()
                    .collect(Collectors.toMap(row -> row[0], Currency::of));

    private static final Currency OTHER = new Currency(null, 1, 2);

    private record Currency(String symbol, long minimum, int decimals) {

        static Currency of(String... row) {
            return new Currency(
                    Tsv.value(row[1]), Long.parseLong(row[2]), Integer.parseInt(row[3]));
        }
    }

    private Money() {}

    /** All that Stripe knows, between blanks. */
    public static String currencies() {
        return String.join(" ", CURRENCIES.keySet());
    }

    /** The currency in lower case; 400 when Stripe knows none of this name. */
    public static String currency(Params params) {
        return currency(params, "currency");
    }

    /** As {@link #currency(Params)}, of a parameter of another name. */
    public static String currency(Params params, String name) {
        String currency = params.requireText(name).toLowerCase(Locale.ROOT);
        refuseIf(!CURRENCIES.containsKey(currency), "currency_unknown", currency);
        return currency;
    }

    /** 400 unless a charge of this amount can be made. */
    public static void requireChargeable(long amount, String currency) {
        refuseIf(amount < 1, "amount_not_positive");
        long minimum = of(currency).minimum();
        if (amount < minimum) {
            throw StripeError.refusal("amount_below_minimum", shown(minimum, currency), currency);
        }
        if (amount > MAXIMUM) {
            throw StripeError.refusal("amount_above_maximum", shown(MAXIMUM, currency));
        }
    }

    /** Whether an amount is so small that an invoice is paid without a charge. */
    public static boolean isBelowMinimum(long amount, String currency) {
        return amount < of(currency).minimum();
    }

    /** An amount in major units: {@code 10.00}. */
    static String major(long amount, String currency) {
        return BigDecimal.valueOf(amount, of(currency).decimals()).toPlainString();
    }

    /** Such as {@code $10.00}. */
    public static String shown(long amount, String currency) {
        int decimals = of(currency).decimals();
        String number =
                String.format(
                        Locale.ROOT, "%,." + decimals + "f", BigDecimal.valueOf(amount, decimals));
        String symbol = of(currency).symbol();
        return symbol == null ? number + ' ' + currency.toUpperCase(Locale.ROOT) : symbol + number;
    }

    private static Currency of(String currency) {
        return CURRENCIES.getOrDefault(currency, OTHER);
    }

    /** Notes that a part of an amount was given back, and whether that is all of it by now. */
    public static void giveBack(
            ObjectNode owner, String whole, String part, String all, long amount) {
        long sum = Json.number(owner, part) + amount;
        owner.put(part, sum).put(all, sum == Json.number(owner, whole));
    }

    /**
     * How much of an object's amount a request gives back: what it asks for, or all that is left.
     *
     * @param part the field that holds what was given back before
     * @param already the refusal when nothing is left
     * @param tooLarge the refusal when it asks for more than is left
     */
    static long asked(Call call, ObjectNode owner, String part, String already, String tooLarge) {
        long left = Json.number(owner, "amount") - Json.number(owner, part);
        String currency = Json.text(owner, "currency");
        refuseIf(left == 0, already, call.id(0));
        return asked(
                call.params(),
                left,
                asked ->
                        StripeError.refusal(
                                tooLarge, shown(asked, currency), shown(left, currency)));
    }

    /**
     * The amount that a request asks for, or all that is left.
     *
     * @param tooLarge the refusal of an amount of which not so much is left
     */
    public static long asked(Params params, long left, LongFunction<StripeError> tooLarge) {
        Long asked = params.integer("amount");
        if (asked != null && asked < 1) {
            throw StripeError.notPositive("amount");
        }
        if (asked != null && asked > left) {
            throw tooLarge.apply(asked);
        }
        return asked == null ? left : asked;
    }

    /** So many times an amount that is written as a decimal, rounded half up. */
    public static long times(String decimal, long count) {
        return rounded(new BigDecimal(decimal).multiply(BigDecimal.valueOf(count)));
    }

    /** The part of an amount that another is of a whole, rounded half up. */
    public static long part(long amount, long part, long whole) {
        return part(amount, BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    /** As {@link #part(long, long, long)}. */
    public static long part(long amount, BigDecimal part, BigDecimal whole) {
        return BigDecimal.valueOf(amount)
                .multiply(part)
                .divide(whole, 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** The nearest whole number, half up. */
    public static long rounded(BigDecimal number) {
        return number.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** The same part of what is left of an object's amount as is refunded of a charge. */
    static long share(ObjectNode owner, String part, ObjectNode charge, long refunded) {
        long whole = Json.number(owner, "amount");
        double share = (double) refunded / Json.number(charge, "amount_captured");
        return Math.min(whole - Json.number(owner, part), Math.round(whole * share));
    }

    /** Stripe's fee: 2.9 % and 30 cents. */
    public static long fee(long amount) {
        return Math.round(amount * 0.029) + 30;
    }
}
