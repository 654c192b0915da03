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

import io.github.camellowdefy.stripe.sandbox.engine.Params;
import io.github.camellowdefy.stripe.sandbox.engine.StripeError;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Amounts in minor units: their limits, and how Stripe prints them. */
public final class Money {

    private static final long MAXIMUM = 99_999_999L;
    private static final Set<String> NO_MINOR_UNIT =
            Set.of(
                    "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx",
                    "vnd", "vuv", "xaf", "xof", "xpf");
    private static final Map<String, String> SYMBOLS =
            Map.ofEntries(
                    Map.entry("usd", "$"),
                    Map.entry("eur", "€"),
                    Map.entry("gbp", "£"),
                    Map.entry("jpy", "¥"),
                    Map.entry("inr", "₹"),
                    Map.entry("aud", "$"),
                    Map.entry("cad", "$"),
                    Map.entry("nzd", "$"),
                    Map.entry("sgd", "$"),
                    Map.entry("hkd", "$"),
                    Map.entry("mxn", "$"));
    private static final Map<String, Long> MINIMUM =
            Map.ofEntries(
                    Map.entry("usd", 50L),
                    Map.entry("eur", 50L),
                    Map.entry("aud", 50L),
                    Map.entry("brl", 50L),
                    Map.entry("cad", 50L),
                    Map.entry("chf", 50L),
                    Map.entry("inr", 50L),
                    Map.entry("nzd", 50L),
                    Map.entry("sgd", 50L),
                    Map.entry("aed", 200L),
                    Map.entry("bgn", 100L),
                    Map.entry("czk", 1500L),
                    Map.entry("dkk", 250L),
                    Map.entry("gbp", 30L),
                    Map.entry("hkd", 400L),
                    Map.entry("huf", 17500L),
                    Map.entry("jpy", 50L),
                    Map.entry("mxn", 1000L),
                    Map.entry("myr", 200L),
                    Map.entry("nok", 300L),
                    Map.entry("pln", 200L),
                    Map.entry("ron", 200L),
                    Map.entry("sek", 300L),
                    Map.entry("thb", 1000L));
    private static final Set<String> CURRENCIES =
            Set.of(
                    ("usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd"
                                    + " bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc cve czk"
                                    + " djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq"
                                    + " gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr"
                                    + " kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk"
                                    + " mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr"
                                    + " pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr"
                                    + " sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd"
                                    + " tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw"
                                    + " usdc btn ghs eek lvl svc vef ltl")
                            .split(" "));

    private Money() {}

    /** All that Stripe knows, between blanks. */
    static String currencies() {
        return String.join(" ", CURRENCIES);
    }

    /** The currency in lower case; 400 when Stripe knows none of this name. */
    public static String currency(Params params) {
        String currency = params.requireText("currency").toLowerCase(Locale.ROOT);
        if (!CURRENCIES.contains(currency)) {
            throw StripeError.refusal("currency_unknown", currency);
        }
        return currency;
    }

    /** 400 unless a charge of this amount can be made. */
    static void requireChargeable(long amount, String currency) {
        if (amount < 1) {
            throw StripeError.refusal("amount_not_positive");
        }
        long minimum = MINIMUM.getOrDefault(currency, 1L);
        if (amount < minimum) {
            throw StripeError.refusal("amount_below_minimum", shown(minimum, currency), currency);
        }
        if (amount > MAXIMUM) {
            throw StripeError.refusal("amount_above_maximum", shown(MAXIMUM, currency));
        }
    }

    /** Whether an amount is so small that an invoice is paid without a charge. */
    public static boolean isBelowMinimum(long amount, String currency) {
        return amount < MINIMUM.getOrDefault(currency, 1L);
    }

    /** Such as {@code $10.00}. */
    public static String shown(long amount, String currency) {
        int decimals = NO_MINOR_UNIT.contains(currency) ? 0 : 2;
        String number =
                String.format(
                        Locale.ROOT, "%,." + decimals + "f", BigDecimal.valueOf(amount, decimals));
        String symbol = SYMBOLS.get(currency);
        return symbol == null ? number + ' ' + currency.toUpperCase(Locale.ROOT) : symbol + number;
    }

    /** Stripe's fee: 2.9 % and 30 cents. */
    static long fee(long amount) {
        return Math.round(amount * 0.029) + 30;
    }
}
