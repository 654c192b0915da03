// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline.ledger;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The table of payments beside what Stripe has paid out.
 *
 * @param payouts how many payouts have been booked
 * @param transactions how many balance transactions they contain
 * @param matched how many charges have a payment of the same amount
 * @param findings what does not match, each by its id
 */
public record DailyReport(long payouts, long transactions, long matched, List<Finding> findings) {

    /** What a finding is about. Amounts are in minor units. */
    public enum Kind {
        MISSING_IN_TABLE("Stripe has paid a charge out that no payment names"),
        MISSING_AT_STRIPE("a payment names a charge that was not paid out with those of its time"),
        DIFFERING_AMOUNT("payment and charge differ in amount or currency"),
        REFUND_NOT_IN_TABLE("Stripe has refunded more than the payment says"),
        UNKNOWN_CATEGORY("no account of the ledger takes this category"),
        PAYOUT_REMAINDER("the payout is not the sum of its transactions"),
        UNBALANCED("the lines of a transaction in the journal do not add up to zero");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One difference.
     *
     * @param id of the charge, order, transaction or payout
     * @param expected what the table says, or a category
     * @param found what Stripe says
     */
    public record Finding(Kind kind, String id, String expected, String found) {}

    public boolean isClean() {
        return findings.isEmpty();
    }

    /** One line for each finding, below a line of names. */
    public String csv() {
        return findings.stream()
                .map(
                        each ->
                                String.join(
                                        ",",
                                        each.kind().code(),
                                        cell(each.id()),
                                        cell(each.expected()),
                                        cell(each.found())))
                .collect(Collectors.joining("\n", "kind,id,expected,found\n", "\n"));
    }

    /** A page without scripts. */
    public String html() {
        String rows =
                findings.stream()
                        .map(
                                each ->
                                        "<tr><td title=\"%s\">%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                                                .formatted(
                                                        each.kind().meaning,
                                                        each.kind().code().replace('_', ' '),
                                                        text(each.id()),
                                                        text(each.expected()),
                                                        text(each.found())))
                        .collect(Collectors.joining("\n"));
        return """
               <!doctype html>
               <html lang="en">
               <meta charset="utf-8">
               <meta name="viewport" content="width=device-width">
               <meta name="color-scheme" content="light dark">
               <title>Daily report</title>
               <style>
               body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
               table { border-collapse: collapse; width: 100%% }
               th, td { border-bottom: 1px solid #8886; padding: .3rem .5rem; text-align: left; overflow-wrap: anywhere }
               </style>
               <h1>Daily report</h1>
               <p>%,d payouts, %,d transactions, %,d charges matched, %,d findings</p>
               <table>
               <thead><tr><th>finding</th><th>id</th><th>expected</th><th>found</th></tr></thead>
               <tbody>
               %s
               </tbody>
               </table>
               </html>
               """
                .formatted(payouts, transactions, matched, findings.size(), rows);
    }

    /** Quoted where needed; a spreadsheet takes no cell for a formula. */
    private static String cell(String text) {
        String value = text == null ? "" : text;
        if (!value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0 && !value.matches("-?\\d+")) {
            value = "'" + value;
        }
        return value.matches("(?s).*[\",\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private static String text(String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
